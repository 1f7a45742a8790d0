// Issue 2, part 4: orders with lines; totals exact to the cent, half up per line, the same before and after saving.
import { choose, customer, execute, make, open, order, product, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

const languages = [
  {
    locale: "it-IT",
    words: { customer: "Cliente", product: "Prodotto", quantity: "Quantità", price: "Prezzo", discount: "Sconto", save: "Salva", unsaved: "Non ancora salvato" },
    typed: { quantity: "1,5", price: "1.234,56", discount: "12,5" },
    filled: { price: "19,99", vat: "4", cost: "8,05" },
    shown: { first: "1.620,36 €", net: "1.680,33 €", vat: "358,88 €", gross: "2.039,21 €", cost: "924,15 €", margin: "756,18 €" },
    wrong: { typed: "1,2,3", notCounted: "1 riga non è contata" },
  },
  {
    locale: "en-GB",
    words: { customer: "Customer", product: "Product", quantity: "Quantity", price: "Price", discount: "Discount", save: "Save", unsaved: "Not saved yet" },
    typed: { quantity: "1.5", price: "1,234.56", discount: "12.5" },
    filled: { price: "19.99", vat: "4", cost: "8.05" },
    shown: { first: "€1,620.36", net: "€1,680.33", vat: "€358.88", gross: "€2,039.21", cost: "€924.15", margin: "€756.18" },
    wrong: { typed: "1.2.3", notCounted: "1 line is not counted" },
  },
];

for (const { locale, words, typed, filled, shown, wrong } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("an order is written by keyboard and comes to the same cent before and after it is saved", async ({ page }) => {
      await open(page);
      await make(page, "customer", { [customer.name]: "Osteria Bellini" });
      await make(page, "product", { [product.name]: "Forno", [product.price]: 100_000, [product.cost]: 60_000, [product.vat]: 2_200 });
      await make(page, "product", { [product.name]: "Farina", [product.price]: 1_999, [product.cost]: 805, [product.vat]: 400 });
      await page.goto("#/orders?new=1");
      await choose(page.locator(".order-header"), words.customer, "Bellini");

      const line = (at) => page.locator(".order-line").nth(at);
      await choose(line(0), words.product, "Forno");
      await line(0).getByLabel(words.quantity).fill(typed.quantity);
      await line(0).getByLabel(words.price).fill(typed.price);
      await line(0).getByLabel(words.discount).fill(typed.discount);
      // 1.5 × 1,234.56 × 0.875 = 1,620.36 exactly; Enter makes the next line and goes to it.
      await expect(line(0).locator(".net")).toHaveText(shown.first);
      await line(0).getByLabel(words.discount).press("Enter");
      await expect(page.locator(".order-line")).toHaveCount(2);

      await choose(line(1), words.product, "Farina");
      await expect(line(1).getByLabel(words.price)).toHaveValue(filled.price);
      await line(1).getByLabel(words.quantity).fill("3");
      const sums = page.locator(".order-sums");
      const expectSums = async () => {
        await expect(sums.locator(".net")).toHaveText(shown.net);
        await expect(sums.locator("td.vat")).toHaveText(shown.vat);
        await expect(sums.locator(".gross dd")).toHaveText(shown.gross);
        await expect(sums.locator(".cost")).toHaveText(shown.cost);
        await expect(sums.locator(".margin")).toHaveText(shown.margin);
        await expect(sums.locator(".rate")).toHaveCount(2);
      };
      await expectSums();

      await page.keyboard.press("Control+s");
      await expect(page).toHaveURL(/#\/orders\/[0-9a-f-]{36}$/);
      await expect(page.getByText(words.unsaved)).toHaveCount(0);
      await expectSums();
      const id = page.url().split("/").pop();
      const kept = await query(page, { order_detail: { id } });
      expect(kept.totals).toEqual({
        by_rate: [{ rate: 400, net: 5_997, vat: 240 }, { rate: 2_200, net: 162_036, vat: 35_648 }],
        net: 168_033,
        vat: 35_888,
        gross: 203_921,
      });
      expect([kept.cost, kept.margin]).toEqual([92_415, 75_618]);
      expect(kept.lines.map((it) => it.net)).toEqual([162_036, 5_997]);

      // One save is one undo: the order and both its lines.
      await page.reload();
      await expectSums();
      await page.evaluate(() => window.rapporto.execute({ undo: {} }));
      const counts = await query(page, { counts: {} });
      expect(counts.filter((it) => ["order", "order_line"].includes(it.kind)).map((it) => it.live)).toEqual([0, 0]);
    });

    test("what cannot be read is said beside its cell and nothing is saved", async ({ page }) => {
      await open(page, "#/orders?new=1");
      const line = page.locator(".order-line").first();
      await line.getByLabel(words.quantity).fill(wrong.typed);
      await line.getByLabel(words.price).fill("10");
      await line.getByLabel(words.price).press("Tab");
      await expect(line.locator(".wrong")).toHaveCount(1);
      await expect(page.locator(".order-sums")).toContainText(wrong.notCounted);
      await page.getByRole("button", { name: words.save }).click();
      await expect(line.getByLabel(words.quantity)).toHaveAttribute("aria-invalid", "true");
      expect((await query(page, { counts: {} })).find((it) => it.kind === "order").live).toBe(0);
    });
  });
}

test("an unsaved order asks before a link is followed, and its draft is there after Back", async ({ page }) => {
  await open(page, "#/orders");
  await page.goto("#/orders?new=1");
  const quantity = page.locator(".order-line").first().getByLabel("Quantità");
  await quantity.fill("7");
  await page.getByRole("link", { name: "Prodotti" }).first().click();
  await expect(page.locator("dialog[open]")).toContainText("Salvare l'ordine?");
  await page.getByRole("button", { name: "Continua a scrivere" }).click();
  await expect(quantity).toHaveValue("7");

  await page.goBack();
  await expect(page.getByText("la bozza è qui")).toBeVisible();
  await page.getByRole("button", { name: "Torna all'ordine" }).click();
  await expect(quantity).toHaveValue("7");

  await page.getByRole("link", { name: "Prodotti" }).first().click();
  await page.getByRole("button", { name: "Non salvare" }).click();
  await expect(page).toHaveURL(/#\/products$/);
  await page.goto("#/orders?new=1");
  await expect(quantity).toHaveValue("");
});

test("an order that is there is edited, a line taken out, and one undo brings it back", async ({ page }) => {
  await open(page);
  const who = await make(page, "customer", { [customer.name]: "Osteria Bellini" });
  const saved = await page.evaluate(
    ([who, field]) =>
      window.rapporto.execute({
        save_order: {
          order: null,
          values: [[field.number, { text: "2026-7" }], [field.customer, { reference: who }], [field.date, { number: 20_000 }]],
          lines: [1_000, 2_000].map((quantity) => ({ id: null, values: [[4, { number: quantity }], [5, { number: 1_000 }], [7, { number: 2_200 }]] })),
        },
      }),
    [who, order],
  );
  const id = saved.made.find(([kind]) => kind === "order")[1];
  await page.goto(`#/orders/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ordine 2026-7");
  await page.locator(".order-line").first().getByLabel("Quantità").press("Control+Delete");
  await expect(page.locator(".order-line")).toHaveCount(1);
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Non ancora salvato")).toHaveCount(0);
  expect((await query(page, { order_detail: { id } })).totals.gross).toBe(2_440);
  await page.locator(".toast").getByRole("button", { name: "Annulla" }).click();
  await expect(page.locator(".order-line")).toHaveCount(2);
  expect((await query(page, { order_detail: { id } })).totals.gross).toBe(3_660);
});

test("a discount in money is shown, typed and kept to the cent, alone and after one in percent", async ({ page }) => {
  await open(page);
  const line = (...values) => ({ id: null, values: [[4, { number: 3_000 }], [5, { number: 3_333 }], ...values] });
  const saved = await execute(page, {
    save_order: {
      order: null,
      values: [[order.date, { number: 20_000 }]],
      lines: [line([11, { number: 1_000 }]), line([6, { number: 1_000 }], [11, { number: 500 }]), line([6, { number: 1_250 }])],
    },
  });
  const id = saved.made.find(([kind]) => kind === "order")[1];
  await page.goto(`#/orders/${id}`);
  const discount = (at) => page.locator(".order-line").nth(at).getByLabel("Sconto");
  for (const [at, text, net] of [[0, /^10,00.€$/, "89,99 €"], [1, /^10.% \+ 5,00.€$/, "84,99 €"], [2, /^12,5$/, "87,49 €"]]) {
    await expect(discount(at)).toHaveValue(text);
    await expect(page.locator(".order-line").nth(at).locator(".net")).toHaveText(net);
    // All of it is seen, at 1280 px too.
    expect(await discount(at).evaluate((it) => it.scrollWidth - it.clientWidth)).toBeLessThanOrEqual(0);
  }
  await discount(2).fill("7,49 €");
  await expect(page.locator(".order-line").nth(2).locator(".net")).toHaveText("92,50 €");
  await discount(0).fill("100 €");
  await discount(0).press("Tab");
  await expect(page.locator(".order-line").first().locator(".wrong")).toContainText("99,99");
  await discount(0).fill("10 €");
  await page.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByText("Non ancora salvato")).toHaveCount(0);
  const kept = await query(page, { order_detail: { id } });
  expect(kept.lines.map((it) => [it.discount, it.discount_amount, it.net])).toEqual([[0, 1_000, 8_999], [1_000, 500, 8_499], [0, 749, 9_250]]);
});
