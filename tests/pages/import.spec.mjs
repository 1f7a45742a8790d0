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

for (const [name, sentence] of [
  ["empty.csv", /vuoto/i],
  ["blank.csv", /vuoto/i],
  ["binary.csv", /non è un file di testo/],
  ["workbook_named.csv", /Excel|xlsx/i],
  ["unbalanced_quote.csv", /virgolette/i],
]) {
  test(`${name} is refused with its sentence`, async ({ page }) => {
    await choose(page, csv(name));
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    await expect(page.getByRole("button", { name: "Importa", exact: true })).toHaveCount(0);
  });
}

test("a file of 5,000 columns is refused with its sentence", async ({ page }) => {
  const names = Array.from({ length: 5000 }, (_, at) => `colonna ${at}`).join(";");
  await choose(page, { name: "wide.csv", mimeType: "text/csv", buffer: Buffer.from(`${names}\n1\n`) });
  await expect(page.getByRole("alert").filter({ hasText: "2.000" })).toBeVisible();
});

test("a header alone has nothing to import", async ({ page }) => {
  await choose(page, csv("header_only.csv"));
  await expect(page.getByText("non c'è niente da importare")).toBeVisible();
});

for (const name of ["nul.csv", "mixed_line_ends.csv", "duplicate_headers.csv", "formulas.csv", "markup.csv", "right_to_left.csv", "glued_encodings.csv", "dates_out_of_range.csv"]) {
  test(`${name} is shown as what it is, and nothing of it runs`, async ({ page }) => {
    await choose(page, csv(name));
    await expect(page.getByRole("heading", { name: "Colonne" })).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll(".import-page :is(script, img, iframe)").length)).toBe(0);
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
  await page.getByLabel("oppure incolla qui le righe").blur();
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
  await expect(page.getByRole("alert").filter({ hasText: /fermat|annullat|interrott/i })).toBeVisible({ timeout: 30_000 });
  expect(await counts(page)).toEqual({});
  await start(page);
  expect(await counts(page)).toEqual({ customer: 60_000 });
  await page.reload();
  await page.waitForFunction(() => window.rapporto);
  await expect.poll(() => counts(page)).toEqual({ customer: 60_000 });
});
