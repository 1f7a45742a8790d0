// Issue 2, parts 2 and 4: what is deleted waits in the bin; any batch of the past is taken back, later edits are kept.
import { customer, execute, make, open, product, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

test("a deleted product is in the bin, and back again", async ({ page }) => {
  await open(page);
  const id = await make(page, "product", { [product.name]: "Forno", [product.code]: "F-1" });
  await page.goto(`#/products/${id}`);
  await page.getByRole("button", { name: "Elimina" }).click();
  await expect(page).toHaveURL(/#\/products$/);
  await page.goto("#/bin");
  const row = page.getByRole("row", { name: /Forno/ });
  await expect(row).toContainText("oggi");
  await expect(page.getByRole("tab", { name: /Prodotti/ })).toContainText("1");
  await row.getByRole("button", { name: "Ripristina «Forno»" }).click();
  await expect(page.getByText("Il cestino è vuoto").or(page.getByText("Ciò che elimini"))).toBeVisible();
  const counts = await query(page, { counts: {} });
  expect(counts.find((it) => it.kind === "product")).toMatchObject({ live: 1, binned: 0 });
});

test("a bulk edit of the past is taken back, and what was edited since is kept and listed", async ({ page }) => {
  await open(page);
  const [marta, luca] = [
    await make(page, "customer", { [customer.name]: "Marta Bellini" }),
    await make(page, "customer", { [customer.name]: "Luca Ferri" }),
  ];
  const city = 12;
  await execute(page, { edit_records: { kind: "customer", ids: [marta, luca], values: [[city, { text: "Verona" }]] } });
  await execute(page, { edit_records: { kind: "customer", ids: [luca], values: [[city, { text: "Padova" }]] } });
  await page.goto("#/journal");
  const rows = page.getByRole("row", { name: /Modifica/ });
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasText: "2 clienti" }).getByRole("button", { name: /Annulla questa/ }).click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog).toContainText("1 modifica successiva è rimasta");
  await expect(dialog).toContainText("Luca Ferri");
  await expect(dialog).toContainText("Città");
  await page.keyboard.press("Escape");
  await expect(rows.filter({ hasText: "2 clienti" })).toContainText("Annullata");
  const cities = await query(page, { list_window: { kind: "customer", columns: [{ field: city }], limit: 10 } });
  expect(cities.rows.map((row) => row.cells[0])).toEqual(["empty", { text: "Padova" }]);
});
