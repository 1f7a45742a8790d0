// Issue 2, part 4, and docs/demo.md: the demo through the page, in its sizes, and what it then says in each language.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    customers: 200,
    words: {
      size: "Quanti clienti", load: "Carica la demo", option: "200", count: "200 clienti", bar: "Stai provando la demo: i dati sono inventati e i tuoi non vengono toccati.", leave: "Esci dalla demo",
      strip: ["Spesa, 12 mesi", "Ordini", "Tra un ordine e l'altro", "Ultimo contatto", "Trattative aperte", "Ultimo NPS"],
      told: /Telefonata|Incontro|Visita|E-mail|Messaggio|Chat|Nota|Ordine|Automatica/, groups: ["In ritardo", "Oggi"], money: /^[\d.]+\s€$/,
    },
  },
  {
    locale: "en-GB",
    customers: 5_000,
    words: {
      size: "How many customers", load: "Load the demo", option: "5,000", count: "5,000 customers", bar: "You are trying the demo: the data is invented and your own is not touched.", leave: "Leave the demo",
      strip: ["Spend, 12 months", "Orders", "Between orders", "Last contact", "Open deals", "Last NPS"],
      told: /Call|Meeting|Visit|Email|Message|Chat|Note|Order|Automatic/, groups: ["Overdue", "Today"], money: /^€[\d,]+$/,
    },
  },
];

for (const [at, { locale, customers, words }] of languages.entries()) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`${customers} customers are made through the page, agree with themselves, and speak the language of the reader`, async ({ page }) => {
      test.setTimeout(120_000);
      await open(page);
      await make(page, "customer", { 1: "Ada Rossi" });
      const own = await query(page, { verify: {} });
      await page.goto("#/demo");
      await page.getByLabel(words.size).selectOption({ label: words.option });
      await page.getByRole("button", { name: words.load }).click();
      await expect(page.locator(".virtual-list .window .row").first()).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText(words.bar)).toBeVisible();
      await expect(page.locator(".record-list .count")).toHaveText(words.count);

      // As many as docs/demo.md says; nothing that does not agree.
      const counts = Object.fromEntries((await query(page, { counts: {} })).map((it) => [it.kind, it.live]));
      expect(counts).toMatchObject({ customer: customers, order: customers * 5, deal: customers * 0.3, response: customers / 2, task: Math.ceil(customers / 8), product: 500, member: 4, stage: 6 });
      expect((await query(page, { verify: {} })).breaches).toEqual([]);

      // What people wrote is in the reader's language: each sentence is one of the trade's, and none is the other language's.
      const said = await sayings(at);
      for (const [kind, field] of [["interaction", 6], ["task", 1], ["deal", 1], ["ticket", 1], ["response", 4]]) {
        const texts = new Set((await column(page, kind, field)).filter(Boolean));
        expect(texts.size, kind).toBeGreaterThan(3);
        const foreign = [...texts].filter((text) => said.others.some((it) => it.length > 6 && text.includes(it)) && !said.own.some((it) => text.includes(it)));
        expect(foreign, kind).toEqual([]);
        expect([...texts].some((text) => said.own.some((it) => text.includes(it))), kind).toBe(true);
      }

      // The list, its figures, a customer with its story, the tasks of the day.
      const first = page.locator(".virtual-list .window .row").first();
      await expect(first).toContainText(at ? /€[\d,]+/ : /[\d.]+\s€/);
      const buyer = (await query(page, { list_window: { kind: "customer", columns: [], sort: [{ figure: "spend_year" }, "descending"], limit: 1 } })).rows[0].id;
      await page.goto(`#/demo/customers/${buyer}`);
      await expect(page.locator(".value-strip dt")).toHaveText(words.strip);
      await expect(page.locator(".value-strip dd:not(.note)").first()).toHaveText(words.money);
      await expect(page.locator(".timeline .title").first()).toHaveText(words.told);
      await page.goto("#/demo/tasks");
      for (const group of words.groups) await expect(page.getByRole("heading", { name: new RegExp(`^${group}`) }).first()).toBeVisible();

      await page.getByRole("button", { name: words.leave }).click();
      await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Rossi"]);
      expect((await query(page, { verify: {} })).digest).toBe(own.digest);
    });
  });
}

/** What is said in the demo's trade, in that language and in the other one. */
async function sayings(at) {
  const source = await readFile(join(import.meta.dirname, "..", "..", "src", "demo", "trade", "sayings.rs"), "utf8");
  const pairs = [...source.matchAll(/"([^"]+)" => "([^"]+)"/g)].map(([, italian, english]) => [italian, english]).filter(([italian, english]) => italian !== english);
  expect(pairs.length).toBeGreaterThan(60);
  return { own: pairs.map((it) => it[at]), others: pairs.map((it) => it[1 - at]) };
}

/** What a field of words holds, record by record. */
async function column(page, kind, field) {
  const all = [];
  for (;;) {
    const part = await query(page, { list_window: { kind, columns: [{ field }], offset: all.length, limit: 1_000 } });
    all.push(...part.rows.map((row) => row.cells[0].text));
    if (all.length >= part.total) return all;
  }
}
