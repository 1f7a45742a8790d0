// A person's first hour: a workspace, a customer, what is written down, what is changed, taken back and found again.
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      door: "Parti da vuoto", firm: "Nome dell'azienda", add: "Nuovo cliente", name: /^Nome o ragione sociale/, city: "Città", save: "Salva", required: "«Nome»: va compilato.",
      email: "E-mail", noEmail: "«E-mail»: non è un indirizzo e-mail. Esempio: nome@esempio.it", fact: /^Città:/, saved: "Salvato", updated: "Cliente aggiornato", more: "Altre azioni",
      history: "Cronologia delle modifiche", goBack: "Torna a questo valore", delete: "Elimina", deleted: "Cliente eliminato", customers: "Clienti", search: "Cerca in questo elenco",
      nowhere: "L'indirizzo non porta a nessuna pagina.", appearance: "Lingua e tema",
    },
    other: { item: "English", lang: "en", word: "Log a contact" },
  },
  {
    locale: "en-GB",
    words: {
      door: "Start empty", firm: "Name of the firm", add: "New customer", name: /^Name/, city: "City", save: "Save", required: "“Name”: has to be filled in.",
      email: "Email", noEmail: "“Email”: is not an email address. Example: name@example.com", fact: /^City:/, saved: "Saved", updated: "Customer updated", more: "More actions",
      history: "History of changes", goBack: "Go back to this value", delete: "Delete", deleted: "Customer deleted", customers: "Customers", search: "Search this list",
      nowhere: "The address leads to no page.", appearance: "Language and theme",
    },
    other: { item: "Italiano", lang: "it", word: "Registra contatto" },
  },
];

for (const { locale, words, other } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a wrong value is refused beside its field, and nothing typed is lost", async ({ page }) => {
      await page.goto("./#/customers?new=1");
      await page.getByRole("button", { name: words.door }).click();
      await page.getByLabel(words.firm).press("Enter");
      await expect(page.getByText(words.required)).toBeVisible();
      await page.getByLabel(words.firm).fill("Bottega Verde");
      await page.getByLabel(words.firm).press("Enter");
      // The address asked for the form: it opens as soon as there is a list.
      const form = page.getByRole("dialog");
      await form.getByLabel(words.email, { exact: true }).fill("marta@");
      await form.getByLabel(words.name).fill("Marta Bellini");
      await form.getByRole("button", { name: words.save }).click();
      await expect(form.getByText(words.noEmail)).toBeVisible();
      await expect(form.getByLabel(words.name)).toHaveValue("Marta Bellini");
    });

    test("notes, tasks and facts are written with the keyboard and are there after a reload", async ({ page }) => {
      await withOneCustomer(page, words);
      await page.keyboard.press("n");
      await page.keyboard.type("Chiede i tempi di consegna, n t l g /");
      await page.keyboard.press("Control+Enter");
      await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna, n t l g /");
      await page.keyboard.press("t");
      await page.keyboard.type("Richiamare");
      await page.keyboard.press("Control+Enter");
      await expect(page.locator(".open-tasks")).toContainText("Richiamare");
      await page.getByRole("button", { name: words.fact }).click();
      await page.keyboard.type("Brescia");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: words.fact })).toContainText("Brescia");
      await expect(page.getByRole("status").filter({ hasText: words.saved })).toBeVisible();
      await page.reload();
      await expect(page).toHaveTitle("Marta Bellini · Rapporto");
      await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna");
      await expect(page.locator(".open-tasks")).toContainText("Richiamare");
      await expect(page.getByRole("button", { name: words.fact })).toContainText("Brescia");
    });

    test("what was deleted comes back by undo, and an earlier value by the history", async ({ page }) => {
      await withOneCustomer(page, words);
      await page.getByRole("button", { name: words.fact }).click();
      await page.keyboard.type("Brescia");
      await page.keyboard.press("Enter");
      await expect(page.getByText(words.updated)).toBeVisible();
      await page.locator(".page-header").getByRole("button", { name: words.more }).click();
      await page.getByRole("menuitem", { name: words.history }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.goBack }).first().click();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: words.fact })).toContainText("Verona");
      await page.locator(".page-header").getByRole("button", { name: words.more }).click();
      await page.getByRole("menuitem", { name: words.delete }).click();
      await expect(page.getByText(words.deleted)).toBeVisible();
      await expect(page.locator(".virtual-list .row .name")).toHaveCount(0);
      await page.keyboard.press("Control+z");
      await expect(page.locator(".virtual-list .row .name")).toHaveText("Marta Bellini");
    });

    test("the address says which page and filter; Back returns; search forgives a typo; the language changes at once", async ({ page }) => {
      await withOneCustomer(page, words);
      await page.goBack();
      await expect(page).toHaveTitle(`${words.customers} · Rapporto`);
      await page.getByPlaceholder(words.search).fill("belli");
      await expect(page).toHaveURL(/#\/customers\?q=belli$/);
      await page.goto("./#/nowhere");
      await expect(page.getByText(words.nowhere)).toBeVisible();
      await page.keyboard.press("g");
      await page.keyboard.press("c");
      await expect(page).toHaveURL(/#\/customers$/);
      await page.keyboard.press("/");
      await page.keyboard.type("belini");
      await expect(page.getByRole("option", { name: /Marta Bellini/ })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1, name: "Marta Bellini" })).toBeFocused();
      await page.getByRole("button", { name: words.appearance }).click();
      await page.getByRole("menuitem", { name: other.item }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", other.lang);
      await expect(page.getByRole("button", { name: other.word })).toBeVisible();
    });
  });
}

/** Starts empty and makes one customer; leaves its profile open. */
async function withOneCustomer(page, words) {
  await page.goto("./");
  await page.getByRole("button", { name: words.door }).click();
  await page.getByLabel(words.firm).fill("Bottega Verde");
  await page.getByLabel(words.firm).press("Enter");
  await page.getByRole("button", { name: words.add }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel(words.name).fill("Marta Bellini");
  await form.getByLabel(words.city).fill("Verona");
  await form.getByRole("button", { name: words.save }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Marta Bellini" })).toBeVisible();
}
