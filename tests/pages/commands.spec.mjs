// One field for everything: what was opened lately, what can be done, and what is narrowed by a sign in front.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";

const languages = [
  { locale: "it-IT", words: { recent: "Aperti di recente", dark: "scuro", other: "english", product: "nuovo prod", undo: "annul", redo: "ripeti", back: "Annullato", name: /^Nome/, keys: "Tasti rapidi", export: "copia di" }, lang: "en" },
  { locale: "en-GB", words: { recent: "Recently opened", dark: "dark", other: "italiano", product: "new prod", undo: "undo", redo: "redo", back: "Taken back", name: /^Name/, keys: "Keyboard keys", export: "back" }, lang: "it" },
];
const PERSON = 0, COMPANY = 1;

for (const { locale, words, lang } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("people, companies, orders and tasks are found apart, and opened again later", async ({ page }) => {
      await page.goto("./");
      await page.waitForFunction(() => window.rapporto);
      await page.evaluate(
        async (names) => {
          for (const [name, form] of names) await rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: name }], [2, { number: form }]] } });
          await rapporto.execute({ create_record: { kind: "task", values: [[1, { text: "Rosso da campionare" }]] } });
        },
        [["Anna Rossi", PERSON], ["Rossi Impianti", COMPANY], ["Bottega Verde", COMPANY]],
      );
      const found = page.locator(".global-search [role=option]");
      const press = async (text) => {
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Control+a");
        await page.keyboard.type(text);
      };
      await press("@ross");
      await expect(found).toHaveText([/Anna Rossi/]);
      await press("#ross");
      await expect(found).toHaveText([/Rossi Impianti/]);
      await press("!ross");
      await expect(found).toHaveText([/Rosso da campionare/]);
      await press("$ross");
      await expect(found).toHaveCount(0);
      await press("#verde");
      await expect(found).toHaveText([/Bottega Verde/]);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bottega Verde");

      // It is there the next time, under the name that it has then; nobody's name is kept outside the workspace.
      const id = new URL(page.url()).hash.split("/").at(-1);
      await page.evaluate((id) => rapporto.execute({ edit_records: { kind: "customer", ids: [id], values: [[1, { text: "Bottega Rossa" }]] } }), id);
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("Bottega");
      await page.goto("./#/tasks");
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      await page.keyboard.press("Control+k");
      await expect(page.locator(".global-search")).toContainText(words.recent);
      await expect(found.first()).toContainText("Bottega Rossa");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bottega Rossa");

      // What is in the bin is not offered.
      await page.evaluate((id) => rapporto.execute({ bin_records: { kind: "customer", ids: [id] } }), id);
      await page.goto("./#/tasks");
      await page.keyboard.press("Control+k");
      await expect(found.first()).toBeVisible();
      await expect(found.filter({ hasText: "Bottega" })).toHaveCount(0);
    });

    test("commands are chosen by their words and do what they say", async ({ page }) => {
      await page.goto("./");
      await page.waitForFunction(() => window.rapporto);
      await page.evaluate(() => rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: "Anna" }]] } }));
      const found = page.locator(".global-search [role=option]");
      const run = async (text) => {
        await page.keyboard.press("Control+k");
        await page.keyboard.type(`>${text}`);
        await expect(found.first()).toBeVisible();
        await page.keyboard.press("Enter");
        await expect(found.first()).toBeHidden();
      };
      const names = () => page.evaluate(() => rapporto.query({ list_window: { kind: "customer", columns: [{ field: 1 }], limit: 9 } }).then((it) => it.rows.map((row) => row.cells[0].text)));
      await run(words.undo);
      await expect.poll(names).toEqual([]);
      await run(words.redo);
      await expect.poll(names).toEqual(["Anna"]);
      await run(words.dark);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await run(words.product);
      await expect(page.getByRole("dialog").getByLabel(words.name).first()).toBeVisible();
      await page.keyboard.press("Escape");
      await run(words.export);
      await expect(page).toHaveURL(/#\/backup$/);
      await run(words.keys);
      await expect(page.getByRole("dialog", { name: words.keys })).toBeVisible();
      await page.keyboard.press("Escape");

      // Esc leaves the field, and the next key is a command again.
      await page.keyboard.press("Control+k");
      await expect(found.first()).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(found.first()).toBeHidden();
      await page.keyboard.press("g");
      await page.keyboard.press("t");
      await expect(page).toHaveURL(/#\/tasks$/);
      await run(words.other);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
    });

    test("on a phone it is used by touch, and ten thousand letters do no harm", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto("./");
      await page.waitForFunction(() => window.rapporto);
      await page.evaluate(() => rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: "Anna" }]] } }));
      const field = page.locator(".global-search input");
      const found = page.locator(".global-search [role=option]");
      await field.click();
      await expect(found.first()).toBeVisible();
      const axe = await new AxeBuilder({ page }).analyze();
      expect(axe.violations.map((it) => it.id)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      for (const text of ["x".repeat(10_000), `>${"<b>".repeat(3_000)}`, "@ # $ !"]) {
        await field.fill(text);
        await expect(found).toHaveCount(0);
      }
      await field.fill(`>${words.dark}`);
      await found.first().click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    });
  });
}
