// Issue 2, parts 2 and 4: what is deleted waits in the bin; any batch of the past is taken back, later edits are kept.
import { customer, execute, make, open, product, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      delete: "Elimina", today: "oggi", products: /Prodotti/, restore: "Ripristina «Forno»", emptied: "Ciò che elimini resta qui e si può ripristinare.", edited: /Modifica/, two: "2 clienti", back: /^Annulla questa: Modifica/,
      kept: "1 modifica successiva è rimasta", city: "Città", taken: "Annullata",
    },
  },
  {
    locale: "en-GB",
    words: {
      delete: "Delete", today: "today", products: /Products/, restore: "Restore “Forno”", emptied: "What you delete stays here and can be restored.", edited: /Edited/, two: "2 customers", back: /^Take this back: Edited/,
      kept: "1 later change was kept", city: "City", taken: "Taken back",
    },
  },
];

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a deleted product is in the bin, and back again", async ({ page }) => {
      await open(page);
      const id = await make(page, "product", { [product.name]: "Forno", [product.code]: "F-1" });
      await page.goto(`#/products/${id}`);
      await page.getByRole("button", { name: words.delete }).click();
      await expect(page).toHaveURL(/#\/products$/);
      await page.goto("#/bin");
      const row = page.getByRole("row", { name: /Forno/ });
      await expect(row).toContainText(words.today);
      await expect(page.getByRole("tab", { name: words.products })).toContainText("1");
      await row.getByRole("button", { name: words.restore }).click();
      await expect(page.getByText(words.emptied)).toBeVisible();
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
      const rows = page.getByRole("row", { name: words.edited });
      await expect(rows).toHaveCount(2);
      await rows.filter({ hasText: words.two }).getByRole("button", { name: words.back }).click();
      const dialog = page.locator("dialog[open]");
      await expect(dialog).toContainText(words.kept);
      await expect(dialog).toContainText("Luca Ferri");
      await expect(dialog).toContainText(words.city);
      await page.keyboard.press("Escape");
      await expect(rows.filter({ hasText: words.two })).toContainText(words.taken);
      const cities = await query(page, { list_window: { kind: "customer", columns: [{ field: city }], limit: 10 } });
      expect(cities.rows.map((row) => row.cells[0])).toEqual(["empty", { text: "Padova" }]);
    });
  });
}
