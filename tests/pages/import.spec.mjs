// First import: real files in, the way back, and a sentence for every bad one.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

const csv = (name) => join(import.meta.dirname, "..", "fixtures", "csv", name);

/** Opens the import page in Italian, and puts the file in. */
async function choose(page, file) {
  await page.goto("#/import");
  await page.getByLabel("Scegli un file…").setInputFiles(file);
}

/** Presses the button, and waits for the figures. */
async function start(page) {
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible({ timeout: 30_000 });
}

async function counts(page) {
  const counts = await page.evaluate(() => rapporto.query({ counts: {} }));
  return Object.fromEntries(counts.filter((it) => it.live).map((it) => [it.kind, it.live]));
}

const goOn = (page) => page.getByRole("button", { name: "Importa un altro file" }).click();

test("contacts of Google go in, come back by undo, and are there after a reload", async ({ page }) => {
  await choose(page, csv("google_contacts_2024.csv"));
  await expect(page.getByLabel("Che cosa contiene il file?")).toHaveValue("0");
  await start(page);
  const there = await counts(page);
  expect(there.customer).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Annulla tutta l'importazione" }).click();
  await expect.poll(async () => (await counts(page)).customer ?? 0).toBe(0);
  await page.evaluate(() => rapporto.execute({ undo: {} }));
  await expect.poll(() => counts(page)).toEqual(there);
  await page.reload();
  await page.waitForFunction(() => window.rapporto);
  await expect.poll(() => counts(page)).toEqual(there);
});

test("a file of Italian Excel is read with its accents, and a second time changes nothing", async ({ page }) => {
  await choose(page, csv("excel_italiano.csv"));
  await expect(page.getByText("Caffè Perù di Nicolò Sarà").first()).toBeVisible();
  await expect(page.getByLabel("Separatore", { exact: true })).toHaveValue("1");
  await start(page);
  const there = await counts(page);
  await goOn(page);
  await choose(page, csv("excel_italiano.csv"));
  await start(page);
  expect(await counts(page)).toEqual(there);
});

test("orders find their customers and products, and rows that do not are refused with their line", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "import-"));
  const put = async (name, lines) => {
    const path = join(folder, name);
    await writeFile(path, lines.join("\n") + "\n");
    return path;
  };
  const numbers = (n) => Array.from({ length: n }, (_, at) => at + 1);
  const customers = ["id,first_name,last_name,email", ...numbers(1000).map((it) => `${it},Ada,Bo${it},a${it}@example.it`)];
  const products = ["id,name,category,price,cost", ...numbers(10).map((it) => `${it},Vite ${it},viti,1.50,0.90`)];
  const header = "order_id,customer_id,date,line,product_id,qty,unit_price,unit_cost";
  const lines = numbers(5000).flatMap((it) =>
    [1, 2].map((line) => `${it},${(it % 1000) + 1},2026-03-05,${line},${(it % 10) + 1},2,1.50,0.90`),
  );
  lines.push("9001,5000,2026-03-05,1,1,1,1.00,0.50", "9002,1,2026-02-31,1,1,1,1.00,0.50", "9003,1,2026-02-01,1,1,1e9,1.00,0.5");
  for (const file of [await put("customers.csv", customers), await put("products.csv", products), await put("orders.csv", [header, ...lines])]) {
    await choose(page, file);
    await start(page);
    if (!file.endsWith("orders.csv")) await goOn(page);
  }
  expect(await counts(page)).toEqual({ customer: 1000, product: 10, order: 5000, order_line: 10_000 });
  for (const line of ["10.002", "10.003", "10.004"]) await expect(page.locator(".refused li", { hasText: `Riga ${line}` })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Salva le righe rifiutate…" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  expect(saved.trim().split("\r\n")).toHaveLength(4);
  await rm(folder, { recursive: true });
});

for (const { locale, words } of [
  { locale: "it-IT", words: { file: "Scegli un file…", start: "Importa", over: "Risultato", made: "Nuovi", updated: "Aggiornano ciò che c'è già", same: "Già uguali", refused: "Righe rifiutate" } },
  { locale: "en-GB", words: { file: "Choose a file…", start: "Import", over: "Result", made: "New", updated: "Update what is there already", same: "Unchanged", refused: "Refused rows" } },
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("before an import it is said how many rows are new and how many update a customer that is there", async ({ page }) => {
      const put = async (lines) => {
        await page.getByLabel(words.file).setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`nome,email,città\n${lines.join("\n")}\n`) });
      };
      const figures = page.locator(".import-outcome dl");
      const expectFigures = (made, updated, same, refused) =>
        expect(figures).toHaveText(`${words.made}${made}${words.updated}${updated}${words.same}${same}${words.refused}${refused}`);
      await page.goto("#/import");
      await put(["Ada Bo,ada@example.it,Roma", "Bea Co,bea@example.it,Bari"]);
      await expectFigures(2, 0, 0, 0);
      // Looking changes nothing.
      expect(await counts(page)).toEqual({});
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.over })).toBeVisible();
      await page.goto("#/customers");
      await page.goto("#/import");
      await put(["Ada Bo,ada@example.it,Pisa", "Bea Co,bea@example.it,Bari", "Cleo Da,cleo@example.it,Lodi", "Dora,d@x,Enna"]);
      await expectFigures(1, 1, 1, 1);
    });
  });
}

const wide = { name: "wide.csv", mimeType: "text/csv", buffer: Buffer.from(`${Array.from({ length: 5000 }, (_, at) => `colonna ${at}`).join(";")}\n1\n`) };
const dates = ["nome;data di nascita", "Ada;31/02/2024", "Bea;01/01/3024", "Cleo;13/05/1984"].join("\n");
const amounts = ["nome prodotto;prezzo", "Vite;99999999999999999999", "Dado;-5", "Rondella;1,5,0", "Chiodo;0,10"].join("\n");
const orphans = ["numero ordine;e-mail cliente;data ordine;prodotto;quantità;prezzo unitario", "1;nessuno@example.it;05/03/2026;Vite;1;2,00"].join("\n");
const file = (words) => ({ name: "prova.csv", mimeType: "text/csv", buffer: Buffer.from(`${words}\n`) });

// The list of issue 2, part 7: docs/bad-input.md says where each of its items is tried.
for (const [at, locale] of ["it-IT", "en-GB"].entries()) {
  test.describe(locale, () => {
    test.use({ locale });
    const put = async (page, chosen) => {
      await page.goto("#/import");
      await page.getByLabel(["Scegli un file…", "Choose a file…"][at]).setInputFiles(typeof chosen === "string" ? csv(chosen) : chosen);
    };

    for (const [what, chosen, it, en] of [
      ["an empty file", "empty.csv", "Il file è vuoto.", "The file is empty."],
      ["a file of blanks", "blank.csv", "Il file è vuoto.", "The file is empty."],
      ["a file that is not text", "binary.csv", "Questo non è un file di testo. Serve un file CSV.", "This is not a text file. A CSV file is needed."],
      ["a workbook that is called a table", "workbook_named.csv", "Questo è un archivio ZIP o un foglio di Excel. In Excel scegli «Salva con nome» e poi «CSV UTF-8».", "This is a ZIP archive or an Excel workbook. In Excel choose “Save as” and then “CSV UTF-8”."],
      ["a quote that never closes", "unbalanced_quote.csv", "Le virgolette aperte alla riga 3 non si chiudono più. Correggi la riga e riprova.", "The quote that opens in row 3 never closes. Correct the row and try again."],
      ["5,000 columns", wide, "La riga 1 ha più di 2.000 colonne. Forse il separatore non è quello giusto.", "Row 1 has more than 2,000 columns. Perhaps the separator is not the right one."],
    ]) {
      test(`${what}: refused with its sentence, nothing to import`, async ({ page }) => {
        await put(page, chosen);
        await expect(page.locator(".import-page").getByRole("alert")).toHaveText([it, en][at]);
        await expect(page.getByRole("button", { name: ["Importa", "Import"][at], exact: true })).toHaveCount(0);
        expect(await counts(page)).toEqual({});
      });
    }

    test("a header alone has nothing to import", async ({ page }) => {
      await put(page, "header_only.csv");
      const sentence = ["Il file ha solo i titoli delle colonne: non c'è niente da importare.", "The file has only the names of its columns: there is nothing to import."][at];
      await expect(page.getByText(sentence, { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: ["Importa", "Import"][at], exact: true })).toBeDisabled();
    });

    for (const [what, chosen, taken, ...refused] of [
      ["NUL bytes", "nul.csv", 2, ["Riga 3: contiene caratteri che non sono testo: salva di nuovo il file dal programma di origine.", "Row 3: has characters that are not text: save the file again from its program."]],
      ["mixed line ends", "mixed_line_ends.csv", 3, ["Riga 4: «E-mail»: al posto 6 c'è uno spazio o un carattere invisibile: cancellalo.", "Row 4: “Email”: character 6 is a space or cannot be seen: delete it."]],
      ["headers said twice", "duplicate_headers.csv", 1],
      ["formulas", "formulas.csv", 1, ["Riga 3: «Telefono»: non è un numero di telefono. Esempio: +39 045 123 4567", "Row 3: “Phone”: is not a telephone number. Example: +39 045 123 4567"]],
      ["markup and a javascript: address", "markup.csv", 0, ["Riga 2: «Sito web»: un indirizzo può cominciare solo con http, https, mailto, tel.", "Row 2: “Website”: an address can only begin with http, https, mailto, tel."]],
      ["writing from right to left and letters nobody sees", "right_to_left.csv", 3],
      ["two encodings in one file", "glued_encodings.csv", 3],
      ["dates out of range", file(dates), 1, ["Riga 2: «Data di nascita»: il giorno 31 non esiste: quel mese ha 29 giorni.", "Row 2: “Date of birth”: there is no day 31: that month has 29 days."], ["Riga 3: «Data di nascita»: la data deve stare tra il 01/01/1900 e il 31/12/2199.", "Row 3: “Date of birth”: the date has to be between 01/01/1900 and 31/12/2199."]],
      ["amounts out of range", file(amounts), 1, ["Riga 2: «Prezzo»: il numero è troppo grande.", "Row 2: “Price”: the number is too large."], ["Riga 3: «Prezzo»: deve stare tra 0,00 € e 10.000.000.000,00 €.", "Row 3: “Price”: has to be between €0.00 and €10,000,000,000.00."], ["Riga 4: «Prezzo»: «,» non fa parte di un numero. Esempio: 1.234,56", "Row 4: “Price”: “,” is no part of a number. Example: 1,234.56"]],
      ["a product that is not there", file(orphans), 0, ["Riga 2: «Nome del prodotto»: non c'è ancora: importalo prima, o fallo creare.", "Row 2: “Product name”: is not here yet: import it first, or have it made."]],
    ]) {
      test(`${what}: what can be taken is, the rest is refused by its line, nothing runs`, async ({ page }) => {
        await put(page, chosen);
        const preview = page.locator("ul.refused li");
        const figures = page.locator(".import-outcome dd");
        await expect(figures.first()).toHaveText(String(taken));
        await expect(preview).toHaveCount(refused.length);
        for (const [row, sentences] of refused.entries()) await expect(preview.nth(row)).toHaveText(sentences[at]);
        expect(await page.evaluate(() => document.querySelectorAll(".import-page :is(script, img, iframe)").length)).toBe(0);
        await page.getByRole("button", { name: ["Importa", "Import"][at], exact: true }).click();
        await expect(page.getByRole("heading", { name: ["Risultato", "Result"][at] })).toBeVisible();
        const there = await counts(page);
        expect((there.customer ?? 0) + (there.product ?? 0)).toBe(taken);
        if (chosen === "glued_encodings.csv") {
          await expect(page.locator(".import-outcome")).toContainText(["Byte in un'altra codifica", "Bytes in another encoding"][at]);
        }
      });
    }
  });
}

test("another encoding is read at once, and pasted rows are a file too", async ({ page }) => {
  await choose(page, csv("excel_italiano.csv"));
  await page.getByLabel("Codifica").selectOption("5");
  await expect(page.getByText("Caffè Perù di Nicolò Sarà")).toHaveCount(0);
  await page.getByLabel("Codifica").selectOption("3");
  await expect(page.getByText("Caffè Perù di Nicolò Sarà").first()).toBeVisible();
  await goOn(page);
  await page.getByLabel("oppure incolla qui le righe").fill("nome,email\nAda Bo,ada@example.it\n");
  await page.getByRole("button", { name: "Usa queste righe" }).click();
  await start(page);
  expect(await counts(page)).toEqual({ customer: 1 });
});

test("an import that is stopped changes nothing, and goes in whole when it is begun again", async ({ page }) => {
  const rows = Array.from({ length: 60_000 }, (_, at) => `Ada Bo${at},a${at}@example.it,Verona`);
  await choose(page, { name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`nome,email,città\n${rows.join("\n")}\n`) });
  const button = page.getByRole("button", { name: "Importa", exact: true });
  await expect(button).toBeEnabled({ timeout: 30_000 });
  // Stopped from within the page, as soon as it can be.
  await page.evaluate(async () => {
    [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === "Importa").click();
    while (!document.querySelector(".progress button")) await new Promise(requestAnimationFrame);
    document.querySelector(".progress button").click();
  });
  await expect(page.getByRole("alert").filter({ hasText: "Fermato: non è stato cambiato niente." })).toBeVisible({ timeout: 30_000 });
  expect(await counts(page)).toEqual({});
  await start(page);
  expect(await counts(page)).toEqual({ customer: 60_000 });
  await page.reload();
  await page.waitForFunction(() => window.rapporto);
  await expect.poll(() => counts(page)).toEqual({ customer: 60_000 });
});
