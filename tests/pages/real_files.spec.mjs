// Issue 2, part 5: real files, cell by cell: the files of the workload (products, customers, orders with lines), and what
// Italian Excel saves in each of its ways. A file that comes again changes what it changes, and one undo takes it back.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HEADERS, csvRows, customer, order, products } from "../../benches/peers/src/gen.js";
import { open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const N = 1_000;
const languages = [
  {
    locale: "it-IT",
    words: {
      file: "Scegli un file…", start: "Importa", result: "Risultato", another: "Importa un altro file", undo: "Annulla tutta l'importazione",
      made: "Creati", updated: "Aggiornati", same: "Già uguali", nothing: "Niente da cambiare: era già tutto qui.", make: "Crea i clienti e i prodotti che il file nomina e che non ci sono ancora",
      customers: "1.000 clienti, 20 etichette", products: "500 prodotti", orders: (lines) => `5.000 ordini, ${grouped(lines, ".")} righe d'ordine`, n: (n) => grouped(n, "."),
    },
  },
  {
    locale: "en-GB",
    words: {
      file: "Choose a file…", start: "Import", result: "Result", another: "Import another file", undo: "Undo the whole import",
      made: "Created", updated: "Updated", same: "Unchanged", nothing: "Nothing to change: it was all here already.", make: "Make the customers and products that the file names and that are not there yet",
      customers: "1,000 customers, 20 tags", products: "500 products", orders: (lines) => `5,000 orders, ${grouped(lines, ",")} order lines`, n: (n) => grouped(n, ","),
    },
  },
];

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });
    const door = opened(words);

    test("the files of the workload are taken in to the last cell, come again without a change, and go by one undo", async ({ page }) => {
      test.setTimeout(180_000);
      await open(page);
      const files = Object.fromEntries(["products", "customers", "orders"].map((name) => [name, workload(name)]));
      const empty = await digest(page);
      await door.put(page, "products.csv", files.products);
      expect(await door.bring(page)).toEqual({ [words.made]: words.products });
      await door.put(page, "customers.csv", files.customers);
      // Tags come first: customers refer to them.
      expect(Object.values(await door.bring(page)).join().split(", ").sort()).toEqual(words.customers.split(", ").sort());
      const before = await digest(page);
      await door.put(page, "orders.csv", files.orders);
      const nLines = files.orders.trimEnd().split("\n").length - 1;
      expect(Object.values(await door.bring(page)).join().split(", ").sort()).toEqual(words.orders(nLines).split(", ").sort());
      const after = await digest(page);

      // What is stored, against what the generator says of each row.
      const generated = Array.from({ length: N }, (_, at) => customer(at));
      const columns = [30, 1, 6, 8, 12, 13, 15, 16, 25, 26, 21, 23, 24];
      const text = (it) => (it ? { text: it } : "empty");
      const channels = ["email", "sms", "phone", "whatsapp", "none"];
      expect(await rows(page, "customer", columns.map(field))).toEqual(
        generated.map((it) => [
          text(String(it.id)), text(`${it.first} ${it.last}`), text(it.email), text(it.phone), text(it.city), text(it.province), text(it.region), text(it.country),
          { number: it.birth }, { number: it.created }, { number: "ABC".indexOf(it.cls) }, { number: channels.indexOf(it.channel) }, { number: it.consent ? 1 : 0 },
        ]),
      );
      expect(await rows(page, "product", [1, 3, 4, 5].map(field))).toEqual(products.map((it) => [text(it.name), text(it.category), { number: it.price }, { number: it.cost }]));
      const orders = Array.from({ length: 5 * N }, (_, at) => {
        const it = order(at, N);
        const sum = (price) => Array.from({ length: it.nl }, (_, at) => it.q[at] * price[at]).reduce((all, it) => all + it, 0);
        return [it.day, nameOf(generated[it.customerId - 1]), sum(it.u), sum(it.c), it.nl];
      });
      const kept = await rows(page, "order", [field(3), field(2), ...["order_net", "order_cost", "order_lines"].map((figure) => ({ figure }))]);
      expect(kept.map(([day, who, net, cost, lines]) => [day.number, who.record?.name ?? who, net.number, cost.number, lines.number / 1_000])).toEqual(orders);

      // The same file a second time changes nothing.
      await door.put(page, "orders.csv", files.orders);
      expect(await door.bring(page)).toMatchObject({ [words.same]: words.n(nLines) });
      await door.put(page, "customers.csv", files.customers);
      expect(await door.bring(page)).toMatchObject({ [words.nothing]: "", [words.same]: words.n(N) });
      expect(await digest(page)).toBe(after);

      // Some cells changed: those customers are found by e-mail and updated, nobody is new; one undo takes it all back.
      const changed = files.customers.split("\n").map((line, at) => (at > 0 && at % 100 === 0 ? line.replace(/^(\d+,)/, "$1").replace(/\+39 3/, "+39 9") : line)).join("\n");
      await door.put(page, "customers.csv", changed);
      expect(await door.bring(page)).toEqual({ [words.updated]: "10", [words.same]: words.n(N - 10) });
      expect((await rows(page, "customer", [field(8)])).filter(([it]) => it.text.startsWith("+39 9"))).toHaveLength(10);
      expect(await digest(page)).not.toBe(after);
      await page.getByRole("button", { name: words.undo }).click();
      await expect.poll(() => digest(page)).toBe(after);
      // So with the orders, the customers and the products.
      await undoUntil(page, before);
      await undoUntil(page, empty);
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      expect(await digest(page)).toBe(empty);
      expect((await query(page, { verify: {} })).breaches).toEqual([]);
    });

    test("what Italian Excel saves is the same in Windows-1252, in UTF-8 with its mark and in UTF-16", async ({ page }) => {
      await open(page);
      const columns = [30, 1, 5, 3, 4, 25, 6, 8, 9, 11, 14, 12, 13, 18, 19, 7, 24, 26].map(field);
      const stored = [];
      for (const name of ["excel_italiano.csv", "excel_italiano_utf8.csv", "excel_italiano_testo_unicode.txt"]) {
        await door.put(page, name, await readFile(join(import.meta.dirname, "..", "fixtures", "csv", name)));
        await door.bring(page);
        stored.push(await rows(page, "customer", columns));
        await page.getByRole("button", { name: words.undo }).click();
        await expect.poll(async () => (await rows(page, "customer", [])).length).toBe(0);
      }
      const [first] = stored;
      expect(stored).toEqual([first, first, first]);
      const cells = first.map((row) => row.map((it) => (it === "empty" ? "" : Object.values(it)[0])));
      expect(cells).toEqual([
        ["C001", "Nicolò Sarà", "Caffè Perù di Nicolò Sarà", "Nicolò", "Sarà", day(1968, 1, 31), "info@caffeperu.example", "06 0102030", "333 1002003", "Via Università 3; scala B", "00186", "Roma", "RM", "12345678903", "0000000", "caffeperu@pec.example", 1, day(2019, 3, 15)],
        ["C002", "Désirée Über", "", "Désirée", "Über", day(1975, 7, 3), "desiree@example.org", "", "347 5556667", "Piazza della Libertà, 7", "20121", "Milano", "MI", "", "", "", 0, day(2021, 12, 1)],
        ["C003", "Fratelli Dò S.n.c.", "", "", "", "", "amministrazione@fratellido.example", "0471 000111", "", "Via Brennero 1", "39100", "Bolzano", "BZ", "00743110157", "M5UXCR1", "", 1, day(2023, 2, 28)],
      ]);
    });

    test("orders with decimal commas, thousands, d/m/y dates and accents come to the cent", async ({ page }) => {
      await open(page);
      const lines = [
        "Numero ordine;Data ordine;E-mail cliente;Nome cliente;Prodotto;Quantità;Prezzo unitario;Sconto %;IVA",
        "2026/1;05/03/2026;info@caffeperu.example;Caffè Perù;Tazza «Nicolò»;1,5;1.234,56 €;12,5;22",
        "2026/1;05/03/2026;info@caffeperu.example;Caffè Perù;Farina;3;19,99;;4",
        "2026/2;31/12/2025;info@caffeperu.example;Caffè Perù;Farina;2;0,05;;10",
      ];
      await door.put(page, "ordini.csv", windows1252(`${lines.join("\r\n")}\r\n`));
      await expect(page.locator(".refused li")).toHaveCount(3);
      await page.getByLabel(words.make).check();
      await expect(page.locator(".refused li")).toHaveCount(0);
      await door.bring(page);
      const [customers, goods] = [await rows(page, "customer", [field(1), field(6)]), await rows(page, "product", [field(1)])];
      expect(customers).toEqual([[{ text: "Caffè Perù" }, { text: "info@caffeperu.example" }]]);
      expect(goods.map(([it]) => it.text).sort()).toEqual(["Farina", "Tazza «Nicolò»"]);
      const orders = await rows(page, "order", [field(1), field(3), ...["order_net", "order_vat", "order_gross"].map((figure) => ({ figure }))]);
      // 1.5 × 1,234.56 less 12.5 %, and 3 × 19.99: as an order that is written by hand.
      expect(orders.map((row) => row.map((it) => Object.values(it)[0]))).toEqual([
        ["2026/1", day(2026, 3, 5), 168_033, 35_888, 203_921],
        ["2026/2", day(2025, 12, 31), 10, 1, 11],
      ]);
      const { rows: list } = await query(page, { list_window: { kind: "order", columns: [], limit: 9 } });
      const detail = await query(page, { order_detail: { id: list[0].id } });
      expect(detail.lines.map((it) => [it.quantity, it.unit_price, it.discount, it.vat, it.net])).toEqual([[1_500, 123_456, 1_250, 35_648, 162_036], [3_000, 1_999, 0, 240, 5_997]]);
    });
  });
}

/** The door of the import page in that language: puts a file in, and brings it in; gives the figures of the result. */
function opened(words) {
  return {
    async put(page, name, content) {
      await page.goto("#/journal");
      await page.goto("#/import");
      await page.getByLabel(words.file).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
      await expect(page.getByRole("button", { name: words.start, exact: true })).toBeEnabled({ timeout: 30_000 });
    },
    async bring(page) {
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.result })).toBeVisible({ timeout: 60_000 });
      const list = page.locator(".import-outcome dl");
      const [names, values] = [await list.locator("dt").allTextContents(), await list.locator("dd").allTextContents()];
      return Object.fromEntries(names.map((name, at) => [name, values[at]]));
    },
  };
}

const field = (number) => ({ field: number });
const day = (year, month, day) => Date.UTC(year, month - 1, day) / 86_400_000;
const digest = async (page) => (await query(page, { verify: {} })).digest;
const nameOf = (it) => `${it.first} ${it.last}`;

/** A file of the workload, as the bytes of its generator are. */
function workload(table) {
  const total = { products: products.length, customers: N, orders: 5 * N }[table];
  return `${HEADERS[table]}\n${csvRows(table, 0, total, N)}`;
}

/** The cells of all records of a kind, in the order in which they were made. */
async function rows(page, kind, columns) {
  const all = [];
  for (;;) {
    const part = await query(page, { list_window: { kind, columns, offset: all.length, limit: 1_000 } });
    all.push(...part.rows.map((row) => row.cells));
    if (all.length >= part.total) return all;
  }
}

/** Takes back what was done last, one thing at a time, until the data is as it was; at most three. */
async function undoUntil(page, wanted) {
  for (let n = 0; n < 3 && (await digest(page)) !== wanted; n += 1) await page.evaluate(() => window.rapporto.execute({ undo: {} }));
  expect(await digest(page)).toBe(wanted);
}

/** Text as Windows writes it in Western Europe: Latin 1, and the euro. */
function windows1252(text) {
  return Buffer.from(text.replaceAll("€", "\u0080"), "latin1");
}

function grouped(n, mark) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, mark);
}
