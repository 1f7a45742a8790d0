// Issue 2, part 5: what an import was read as is shown, and each of it can be chosen otherwise: what the file contains,
// separator, decimals, dates, titles, a column's field, and whether what it names and is not there is made.
import { open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      file: "Scegli un file…", start: "Importa", result: "Risultato", what: "Che cosa contiene il file?", separator: "Separatore", decimals: "Separatore dei decimali", dates: "Date",
      titles: "La prima riga contiene i titoli", field: (name) => `${name}: Va nel campo`, skip: "Non importare", name: "Nome e cognome, o ragione sociale", city: "Città", email: "E-mail",
      products: "Prodotti", pipe: "barra verticale", comma: "virgola (1.234,56)", point: "punto (1,234.56)", dmy: "giorno/mese/anno", mdy: "mese/giorno/anno",
      make: "Crea i clienti e i prodotti che il file nomina e che non ci sono ancora", lacks: "Per importare manca una colonna che dica:",
      absent: "Riga 2: «Nome del prodotto»: non c'è ancora: importalo prima, o fallo creare.",
    },
  },
  {
    locale: "en-GB",
    words: {
      file: "Choose a file…", start: "Import", result: "Result", what: "What is in the file?", separator: "Separator", decimals: "Decimal separator", dates: "Dates",
      titles: "The first row has the titles", field: (name) => `${name}: Goes to the field`, skip: "Do not import", name: "Full name", city: "City", email: "Email",
      products: "Products", pipe: "vertical bar", comma: "comma (1.234,56)", point: "point (1,234.56)", dmy: "day/month/year", mdy: "month/day/year",
      make: "Make the customers and products that the file names and that are not there yet", lacks: "One column is still needed that says:",
      absent: "Row 2: “Product name”: is not here yet: import it first, or have it made.",
    },
  },
];

const day = (year, month, day) => ({ number: Date.UTC(year, month - 1, day) / 86_400_000 });

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    const put = async (page, ...lines) => {
      await page.goto("#/journal");
      await page.goto("#/import");
      await page.getByLabel(words.file).setInputFiles({ name: "prova.csv", mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
      await expect(page.getByLabel(words.what)).toBeVisible();
    };
    const choose = (page, label, option) => page.getByLabel(label, { exact: true }).selectOption({ label: option });
    const bring = async (page) => {
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
    };
    const cells = async (page, kind, ...fields) => {
      const list = await query(page, { list_window: { kind, columns: fields.map((field) => ({ field })), limit: 9 } });
      return list.rows.map((row) => row.cells);
    };
    const figures = (page) => page.locator(".import-outcome dd").allTextContents().then((all) => all.map(Number));

    test("a column goes to the field that is chosen for it, or to none", async ({ page }) => {
      await open(page);
      await put(page, "nome,dove,email", "Ada Bo,Lodi,ada@example.it");
      await choose(page, words.field("dove"), words.city);
      await choose(page, words.field("email"), words.skip);
      await bring(page);
      expect(await cells(page, "customer", 1, 12, 6)).toEqual([[{ text: "Ada Bo" }, { text: "Lodi" }, "empty"]]);
    });

    test("another separator makes other columns, and what is still missing is said until it is chosen", async ({ page }) => {
      await open(page);
      await put(page, "chi;soprannome|posta", "Bo; Ada|ada@example.it", "Co; Bea|bea@example.it", "Da; Cleo|cleo@example.it");
      await choose(page, words.separator, words.pipe);
      await expect(page.locator(".import-columns .name")).toHaveText(["chi;soprannome", "posta"]);
      await choose(page, words.field("posta"), words.skip);
      await choose(page, words.field("chi;soprannome"), words.skip);
      await expect(page.getByText(words.lacks)).toBeVisible();
      await expect(page.getByRole("button", { name: words.start, exact: true })).toBeDisabled();
      await choose(page, words.field("chi;soprannome"), words.name);
      await choose(page, words.field("posta"), words.email);
      await expect(page.getByText(words.lacks)).toHaveCount(0);
      await bring(page);
      expect(await cells(page, "customer", 1, 6)).toEqual([["Bo; Ada", "ada"], ["Co; Bea", "bea"], ["Da; Cleo", "cleo"]].map(([name, mail]) => [{ text: name }, { text: `${mail}@example.it` }]));
    });

    test("dates and decimals are read in the order that is chosen", async ({ page }) => {
      await open(page);
      for (const [order, born] of [[words.dmy, day(1980, 4, 3)], [words.mdy, day(1980, 3, 4)]]) {
        await put(page, "nome,email,data di nascita", "Ada Bo,ada@example.it,03/04/1980");
        await choose(page, words.dates, order);
        await bring(page);
        expect(await cells(page, "customer", 25)).toEqual([[born]]);
      }
      for (const [mark, price, cents] of [[words.comma, "1.250", 125_000], [words.point, "1,250", 125_000], [words.comma, "12,50", 1_250], [words.point, "12.50", 1_250]]) {
        await put(page, "nome prodotto;codice prodotto;prezzo", `Vite;V-1;${price}`);
        await choose(page, words.decimals, mark);
        await expect.poll(() => figures(page)).toEqual(expect.arrayContaining([1]));
        await bring(page);
        expect(await cells(page, "product", 1, 4), price).toEqual([[{ text: "Vite" }, { number: cents }]]);
      }
    });

    test("the first row is titles or a record, as is said", async ({ page }) => {
      await open(page);
      await put(page, "nome,email", "Ada Bo,ada@example.it", "Bea Co,bea@example.it");
      const titles = page.getByLabel(words.titles);
      await expect(titles).toBeChecked();
      await titles.uncheck();
      // The titles are no address: their row is refused.
      await expect(page.locator(".import-columns .name")).not.toHaveText(["nome", "email"]);
      await titles.check();
      await expect.poll(() => figures(page)).toEqual([2, 0, 0, 0]);
      await put(page, "Ada Bo,ada@example.it", "Bea Co,bea@example.it");
      await titles.uncheck();
      // Columns without a title say nothing of their field.
      const fields = page.locator(".import-columns select");
      await fields.nth(0).selectOption({ label: words.name });
      await fields.nth(1).selectOption({ label: words.email });
      await expect.poll(() => figures(page)).toEqual([2, 0, 0, 0]);
      await bring(page);
      expect(await cells(page, "customer", 1, 6)).toEqual([[{ text: "Ada Bo" }, { text: "ada@example.it" }], [{ text: "Bea Co" }, { text: "bea@example.it" }]]);
    });

    test("what the rows are is chosen, and what they name is made only where that is asked for", async ({ page }) => {
      await open(page);
      await put(page, "nome,note", "Vite,M5");
      await choose(page, words.what, words.products);
      await bring(page);
      expect([await cells(page, "product", 1), await cells(page, "customer", 1)]).toEqual([[[{ text: "Vite" }]], []]);
      await put(page, "numero ordine;e-mail cliente;data ordine;prodotto;quantità;prezzo unitario", "1;ada@example.it;05/03/2026;Dado;1;2,00");
      await expect(page.locator(".refused li")).toHaveText([words.absent]);
      await page.getByLabel(words.make).check();
      await expect(page.locator(".refused li")).toHaveCount(0);
      await page.getByLabel(words.make).uncheck();
      await expect(page.locator(".refused li")).toHaveText([words.absent]);
      await page.getByLabel(words.make).check();
      await bring(page);
      expect([await cells(page, "product", 1), await cells(page, "customer", 6), await cells(page, "order", 1, 3)]).toEqual([
        [[{ text: "Vite" }], [{ text: "Dado" }]], [[{ text: "ada@example.it" }]], [[{ text: "1" }, day(2026, 3, 5)]],
      ]);
    });
  });
}
