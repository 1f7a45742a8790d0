// No page breaks a rule of accessibility that a program can find, in either language, light or dark, wide or narrow.
import AxeBuilder from "@axe-core/playwright";
import { customer, dayFromToday, execute, make, open, order, product, task } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

for (const locale of ["it-IT", "en-GB"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing: ${locale}, ${colorScheme}, ${width} px`, async ({ page, faults }) => {
        test.setTimeout(180_000);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 800 });
        await open(page);
        const ids = await fill(page);
        const places = [
          ["#/customers"], ["#/tasks"], ["#/orders"], [`#/orders/${ids.order}`], ["#/orders?new=1"], ["#/products"],
          [`#/products/${ids.product}`], ["#/bin"], ["#/journal"], [`#/customers/${ids.customer}`], ["#/nowhere"], ["#/import"],
          ["#/backup"], ["#/customers/01890000-0000-7000-8000-000000000000"],
        ];
        const found = [];
        for (const [hash] of places) {
          await page.goto(hash);
          await expect(page.locator("main")).not.toBeEmpty();
          await page.waitForTimeout(400);
          const { violations } = await new AxeBuilder({ page }).analyze();
          found.push(...violations.map((it) => `${hash}: ${it.id} (${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")})`));
          const overflows = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
          if (overflows) found.push(`${hash}: wider than the window`);
        }
        expect(found).toEqual([]);
        expect(faults).toEqual([]);
      });
    }
  }
}

/** Something of everything. */
async function fill(page) {
  const who = await make(page, "customer", { [customer.name]: "Osteria Bellini", 12: "Verona" });
  const what = await make(page, "product", { [product.name]: "Forno a legna", [product.code]: "F-1", [product.price]: 123_456, [product.vat]: 2_200 });
  const gone = await make(page, "product", { [product.name]: "Pala" });
  await execute(page, { bin_records: { kind: "product", ids: [gone] } });
  for (const days of [-3, 0, 1, 30]) {
    await make(page, "task", { [task.title]: `Chiamare (${days})`, [task.due]: dayFromToday(days), [task.customer]: { reference: who } });
  }
  const saved = await execute(page, {
    save_order: {
      order: null,
      values: [[order.number, { text: "2026-7" }], [order.customer, { reference: who }], [order.date, { number: dayFromToday(0) }]],
      lines: [{ id: null, values: [[2, { reference: what }], [4, { number: 1_500 }], [5, { number: 123_456 }], [6, { number: 1_250 }], [7, { number: 2_200 }]] }],
    },
  });
  return { customer: who, product: what, order: saved.made.find(([kind]) => kind === "order")[1] };
}
