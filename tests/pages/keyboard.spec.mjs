// Issue 2, Purpose: the main job without a mouse, in both languages, wide and narrow: a customer is made, read, edited, met
// and sold to; what was done is found again, taken back, and there after a reload.
import { make, open, product, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      door: "Parti da vuoto", firm: "Nome dell'azienda", customers: "Clienti", add: "Nuovo cliente", order: "Nuovo ordine", name: "Nome o ragione sociale", city: "Città", edit: /^Città:/, note: "Che cosa vuoi ricordare?",
      customer: "Cliente", product: "Prodotto", quantity: "Quantità", price: "Prezzo", undone: "Annullato",
    },
    typed: { quantity: "1,5", price: "1.234,56" },
    shown: { net: "1.851,84 €", total: "1.911,81 €" },
  },
  {
    locale: "en-GB",
    words: {
      door: "Start empty", firm: "Name of the firm", customers: "Customers", add: "New customer", order: "New order", name: /^Name/, city: "City", edit: /^City:/, note: "What do you want to remember?",
      customer: "Customer", product: "Product", quantity: "Quantity", price: "Price", undone: "Undone",
    },
    typed: { quantity: "1.5", price: "1,234.56" },
    shown: { net: "€1,851.84", total: "€1,911.81" },
  },
];

for (const { locale, words, typed, shown } of languages) {
  for (const width of [1280, 390]) {
    test.describe(`${locale}, ${width} px`, () => {
      test.use({ locale });

      test("the main job is done by keyboard alone", async ({ page }) => {
        test.setTimeout(120_000);
        await page.setViewportSize({ width, height: 800 });
        // A mouse would be noticed.
        await page.addInitScript(() => {
          globalThis.pointed = 0;
          addEventListener("pointerdown", () => (globalThis.pointed += 1), true);
        });
        await open(page);
        const keys = page.keyboard;
        const heading = page.getByRole("heading", { level: 1 });

        await tabTo(page, page.getByRole("button", { name: words.door }));
        await keys.press("Enter");
        await expect(page.getByLabel(words.firm)).toBeFocused();
        await keys.type("Bottega Verde");
        await keys.press("Enter");
        await expect(heading).toHaveText(words.customers);
        await make(page, "product", { [product.name]: "Forno", [product.price]: 100_000, [product.vat]: 2_200 });
        await make(page, "product", { [product.name]: "Farina", [product.price]: 1_999, [product.vat]: 400 });

        // A customer.
        await tabTo(page, page.getByRole("button", { name: words.add }).first());
        await keys.press("Enter");
        const form = page.getByRole("dialog");
        await expect(form.getByLabel(words.name)).toBeFocused();
        await keys.type("Marta Bellini");
        await tabTo(page, form.getByLabel(words.city));
        await keys.type("Verona");
        await keys.press("Enter");
        await expect(heading).toHaveText("Marta Bellini");
        await expect(heading).toBeFocused();

        // A fact, where it stands; then a note.
        await tabTo(page, page.getByRole("button", { name: words.edit }));
        await keys.press("Enter");
        await keys.press("Control+a");
        await keys.type("Brescia");
        await keys.press("Enter");
        await expect(page.getByRole("button", { name: words.edit })).toContainText("Brescia");
        // The focus is back where it was.
        await expect(page.getByRole("button", { name: words.edit })).toBeFocused();
        await keys.press("n");
        await expect(page.getByLabel(words.note)).toBeFocused();
        await keys.type("Chiede i tempi di consegna");
        await keys.press("Control+Enter");
        await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna");

        // An order with two lines.
        await keys.press("Escape");
        await keys.press("g");
        await keys.press("o");
        await expect(page).toHaveURL(/#\/orders$/);
        await tabTo(page, page.getByRole("button", { name: words.order }).first());
        await keys.press("Enter");
        const line = (at) => page.locator(".order-line").nth(at);
        await tabTo(page, page.locator(".order-header").getByRole("combobox", { name: words.customer, exact: true }));
        await pick(page, "marta", "Marta Bellini");
        await tabTo(page, line(0).getByRole("combobox", { name: words.product, exact: true }));
        await pick(page, "forno", "Forno");
        await tabTo(page, line(0).getByLabel(words.quantity));
        await replace(page, typed.quantity);
        await tabTo(page, line(0).getByLabel(words.price));
        await replace(page, typed.price);
        await expect(line(0).locator(".net")).toHaveText(shown.net);
        await keys.press("Enter");
        await expect(page.locator(".order-line")).toHaveCount(2);
        await tabTo(page, line(1).getByRole("combobox", { name: words.product, exact: true }));
        await pick(page, "farina", "Farina");
        await tabTo(page, line(1).getByLabel(words.quantity));
        await replace(page, "3");
        await keys.press("Control+s");
        await expect(page).toHaveURL(/#\/orders\/[0-9a-f-]{36}$/);
        await expect(page.locator(".order-sums .net")).toHaveText(shown.total);

        // Found again by a few letters, one of them wrong.
        await keys.press("/");
        await keys.type("belini");
        await expect(page.getByRole("option", { name: /Marta Bellini/ })).toBeVisible();
        await keys.press("Enter");
        await expect(heading).toHaveText("Marta Bellini");
        await expect(heading).toBeFocused();
        await expect(page.locator(".value-strip dd").first()).toContainText(/1.912/);

        // Taken back: the order with both its lines; what was before stays, after a reload too.
        await keys.press("Control+z");
        await expect(page.locator(".toast").filter({ hasText: words.undone }).first()).toBeVisible();
        const live = async (kind) => (await query(page, { counts: {} })).find((it) => it.kind === kind).live;
        await expect.poll(async () => [await live("order"), await live("order_line")]).toEqual([0, 0]);
        await page.reload();
        await expect(heading).toHaveText("Marta Bellini");
        await expect(page.getByRole("button", { name: words.edit })).toContainText("Brescia");
        await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna");
        expect(await page.evaluate(() => globalThis.pointed)).toBe(0);
      });
    });
  }
}

/** Presses Tab until that is focused: as often as there may be things on the way. */
async function tabTo(page, wanted) {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await wanted.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

/** Types into the field that is focused, waits for what it offers, and takes it. */
async function pick(page, typed, name) {
  const field = page.locator(":focus");
  await page.keyboard.type(typed);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(new RegExp(name));
}

/** Types over what stands in the field that is focused. */
async function replace(page, text) {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}
