// Issue 2, part 4: the doors of the first start, each gone through, in both languages, wide and narrow. What a door of the
// demo leads to leaves no trace in the user's own workspace.
import { open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      welcome: "Benvenuto in Rapporto", demo: "Prova la demo", import: "Importa i miei dati", restore: "Apri un file di esportazione", empty: "Parti da vuoto",
      size: "Quanti clienti", load: "Carica la demo", bar: "Stai provando la demo: i dati sono inventati e i tuoi non vengono toccati.", leave: "Esci dalla demo",
      importTitle: "Importa da un file CSV", file: "Scegli un file…", start: "Importa", result: "Risultato", backup: "Copia di sicurezza", firm: "Nome dell'azienda",
      required: "«Nome»: va compilato.", customers: "Clienti", first: "Aggiungi il primo, o importali da un file.",
    },
  },
  {
    locale: "en-GB",
    words: {
      welcome: "Welcome to Rapporto", demo: "Try the demo", import: "Import my data", restore: "Open an export file", empty: "Start empty",
      size: "How many customers", load: "Load the demo", bar: "You are trying the demo: the data is invented and your own is not touched.", leave: "Leave the demo",
      importTitle: "Import from a CSV file", file: "Choose a file…", start: "Import", result: "Result", backup: "Backup", firm: "Name of the firm",
      required: "“Name”: has to be filled in.", customers: "Customers", first: "Add the first one, or import them from a file.",
    },
  },
];

const counts = async (page) => Object.fromEntries((await query(page, { counts: {} })).filter((it) => it.live).map((it) => [it.kind, it.live]));

for (const { locale, words } of languages) {
  for (const width of [1280, 390]) {
    test.describe(`${locale}, ${width} px`, () => {
      test.use({ locale });

      test("each door of the first start leads where it says, and back", async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        await open(page);
        const heading = page.getByRole("heading", { level: 1 });
        const door = (name) => page.locator(".doors").getByRole("button", { name });
        const home = async () => {
          await page.goBack();
          await expect(heading).toHaveText(words.welcome);
        };
        await expect(heading).toHaveText(words.welcome);
        await expect(page.locator(".doors .door b")).toHaveText([words.demo, words.import, words.restore, words.empty]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

        // The demo, and out of it.
        await door(words.demo).click();
        await expect(heading).toHaveText(words.demo);
        await page.getByLabel(words.size).selectOption("200");
        await page.getByRole("button", { name: words.load }).click();
        await expect(page.locator(".virtual-list .window .row").first()).toBeVisible({ timeout: 30_000 });
        await expect(page.getByText(words.bar)).toBeVisible();
        expect((await counts(page)).customer).toBe(200);
        await page.getByRole("button", { name: words.leave }).click();
        await expect(heading).toHaveText(words.welcome);
        expect(await counts(page)).toEqual({});

        // The own data: where they come from, what they come to.
        await door(words.restore).click();
        await expect(heading).toHaveText(words.backup);
        await expect(page).toHaveURL(/#\/backup$/);
        await home();
        await door(words.import).click();
        await expect(heading).toHaveText(words.importTitle);
        await expect(page).toHaveURL(/#\/import$/);
        await home();

        // Nothing yet: a firm without a name is refused beside its field, and the first list says what to do.
        await door(words.empty).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel(words.firm).press("Enter");
        await expect(dialog.getByText(words.required)).toBeVisible();
        await dialog.getByLabel(words.firm).fill("Bottega Verde");
        await dialog.getByLabel(words.firm).press("Enter");
        await expect(heading).toHaveText(words.customers);
        await expect(page.getByText(words.first)).toBeVisible();
        expect((await counts(page)).workspace).toBe(1);
        // The doors are not shown again.
        await page.reload();
        await expect(heading).toHaveText(words.customers);
      });

      test("who begins with a file has its customers in the list at once", async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        await open(page);
        await page.locator(".doors").getByRole("button", { name: words.import }).click();
        const rows = "nome,email,città\nAda Bo,ada@example.it,Lodi\nBea Co,bea@example.it,Bari\n";
        await page.getByLabel(words.file).setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
        await page.getByRole("button", { name: words.start, exact: true }).click();
        await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
        await page.goto("#/customers");
        await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Bo", "Bea Co"]);
        await page.reload();
        await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Bo", "Bea Co"]);
      });
    });
  }
}
