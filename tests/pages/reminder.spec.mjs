// Issue 2, part 5: who has no copy outside of the browser is reminded, after 7 days or 200 changes; not before, not once
// there is one, and never in the demo.
import { execute, make, open } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const DAY = 86_400_000;
const languages = [
  {
    locale: "it-IT",
    words: {
      copy: "Scarica una copia", done: /Copia scaricata: \d+ registrazion/, file: "Scegli un file…", start: "Importa", result: "Risultato", size: "Quanti clienti", load: "Carica la demo",
      never: (n) => `Non hai ancora una copia dei tuoi dati fuori da questo browser. Finora: ${n === 1 ? "1 modifica" : `${n} modifiche`}.`,
      since: (days, n) => `L'ultima copia ${days ? `risale a ${days} giorni fa` : "è di oggi"}. Da allora: ${n === 1 ? "1 modifica" : `${n} modifiche`}.`,
    },
  },
  {
    locale: "en-GB",
    words: {
      copy: "Download a copy", done: /Copy downloaded: \d+ record/, file: "Choose a file…", start: "Import", result: "Result", size: "How many customers", load: "Load the demo",
      never: (n) => `You have no copy of your data outside of this browser yet. So far: ${n === 1 ? "1 change" : `${n} changes`}.`,
      since: (days, n) => `The last copy ${days ? `is ${days} days old` : "was made today"}. Since then: ${n === 1 ? "1 change" : `${n} changes`}.`,
    },
  },
];

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });
    const reminder = (page) => page.locator(".export-reminder p");

    /** Goes away and comes back: what is due is looked at anew. */
    const look = async (page) => {
      await page.goto("#/tasks");
      await expect(page.locator("main h1")).toBeVisible();
      await page.goto("#/products");
      await expect(page.locator("main h1")).toBeVisible();
    };
    const copyOut = async (page) => {
      await page.goto("#/backup");
      const download = page.waitForEvent("download");
      await page.locator("main").getByRole("button", { name: words.copy }).click();
      await download;
      await expect(page.locator(".toast").filter({ hasText: words.done }).first()).toBeVisible();
    };
    const change = (page, n) =>
      page.evaluate(async (n) => {
        for (let at = 0; at < n; at += 1) await window.rapporto.execute({ create_record: { kind: "product", values: [[1, { text: `Vite ${at}` }]] } });
      }, n);

    test("after seven days with a change a copy is asked for, and again seven days after it", async ({ page }) => {
      const start = Date.now();
      const after = async (days) => {
        await page.clock.setFixedTime(start + days * DAY);
        await look(page);
      };
      await open(page);
      await make(page, "customer", { 1: "Ada" });
      await after(0);
      await expect(reminder(page)).toHaveCount(0);
      await after(6.9);
      await expect(reminder(page)).toHaveCount(0);
      await after(7.1);
      await expect(reminder(page)).toHaveText(words.never(1));
      await page.reload();
      await expect(reminder(page)).toHaveText(words.never(1));
      // Its button leads to the page that makes one; there it is not said twice.
      await page.locator(".export-reminder").getByRole("button", { name: words.copy }).click();
      await expect(page).toHaveURL(/#\/backup$/);
      await expect(reminder(page)).toHaveCount(0);
      await copyOut(page);
      await look(page);
      await expect(reminder(page)).toHaveCount(0);
      // Nothing changed: nothing to copy, however long ago.
      await after(60);
      await expect(reminder(page)).toHaveCount(0);
      await make(page, "customer", { 1: "Bea" });
      await expect(reminder(page)).toHaveText(words.since(52, 1));
    });

    test("after 200 changes a copy is asked for, and each row of a file counts", async ({ page }) => {
      await open(page);
      await page.goto("#/products");
      await change(page, 199);
      await look(page);
      await expect(reminder(page)).toHaveCount(0);
      await change(page, 1);
      await expect(reminder(page)).toHaveText(words.never(200));
      await copyOut(page);
      await look(page);
      await expect(reminder(page)).toHaveCount(0);

      const bring = async (n) => {
        await page.goto("#/import");
        const rows = Array.from({ length: n }, (_, at) => `Ada Bo${at},a${at}@example.it`);
        await page.getByLabel(words.file).setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`nome,email\n${rows.join("\n")}\n`) });
        await page.getByRole("button", { name: words.start, exact: true }).click();
        await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
        await look(page);
      };
      await bring(199);
      await expect(reminder(page)).toHaveCount(0);
      // Of these one is new.
      await bring(200);
      await expect(reminder(page)).toHaveText(words.since(0, 200));
      await copyOut(page);
      await look(page);
      await expect(reminder(page)).toHaveCount(0);
    });

    test("the demo needs no copy", async ({ page }) => {
      await open(page, "#/demo/customers");
      await page.getByLabel(words.size).selectOption("200");
      await page.getByRole("button", { name: words.load }).click();
      await expect(page.locator(".virtual-list .window .row").first()).toBeVisible({ timeout: 30_000 });
      await change(page, 201);
      await page.clock.setFixedTime(Date.now() + 30 * DAY);
      await page.goto("#/demo/products");
      await expect(page.locator("main h1")).toBeVisible();
      await page.waitForTimeout(300);
      await expect(reminder(page)).toHaveCount(0);
      // Nor does an empty workspace.
      await page.goto("#/tasks");
      await expect(page.locator("main h1")).toBeVisible();
      await expect(reminder(page)).toHaveCount(0);
    });
  });
}
