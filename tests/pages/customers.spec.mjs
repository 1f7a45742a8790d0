// A person's first hour: a workspace, a customer, what is written down, what is changed, taken back and found again.
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

/** Starts empty and makes one customer; leaves its profile open. */
async function withOneCustomer(page) {
  await page.goto("./");
  await page.getByRole("button", { name: "Parti da vuoto" }).click();
  await page.getByLabel("Nome dell'azienda").fill("Bottega Verde");
  await page.getByLabel("Nome dell'azienda").press("Enter");
  await page.getByRole("button", { name: "Nuovo cliente" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Nome o ragione sociale").fill("Marta Bellini");
  await form.getByLabel("Città").fill("Verona");
  await form.getByRole("button", { name: "Salva" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Marta Bellini" })).toBeVisible();
}

test("a wrong value is refused beside its field, and nothing typed is lost", async ({ page }) => {
  await page.goto("./#/customers?new=1");
  await page.getByRole("button", { name: "Parti da vuoto" }).click();
  await page.getByLabel("Nome dell'azienda").press("Enter");
  await expect(page.getByText("«Nome»: va compilato.")).toBeVisible();
  await page.getByLabel("Nome dell'azienda").fill("Bottega Verde");
  await page.getByLabel("Nome dell'azienda").press("Enter");
  // The address asked for the form: it opens as soon as there is a list.
  const form = page.getByRole("dialog");
  await form.getByLabel("E-mail", { exact: true }).fill("marta@");
  await form.getByLabel("Nome o ragione sociale").fill("Marta Bellini");
  await form.getByRole("button", { name: "Salva" }).click();
  await expect(form.getByText("non è un indirizzo e-mail")).toBeVisible();
  await expect(form.getByLabel("Nome o ragione sociale")).toHaveValue("Marta Bellini");
});

test("notes, tasks and facts are written with the keyboard and are there after a reload", async ({ page }) => {
  await withOneCustomer(page);
  await page.keyboard.press("n");
  await page.keyboard.type("Chiede i tempi di consegna, n t l g /");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna, n t l g /");
  await page.keyboard.press("t");
  await page.keyboard.type("Richiamare");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".open-tasks")).toContainText("Richiamare");
  await page.getByRole("button", { name: /^Città:/ }).click();
  await page.keyboard.type("Brescia");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Città:/ })).toContainText("Brescia");
  await expect(page.getByRole("status").filter({ hasText: "Salvato" })).toBeVisible();
  await page.reload();
  await expect(page).toHaveTitle("Marta Bellini · Rapporto");
  await expect(page.locator(".timeline")).toContainText("Chiede i tempi di consegna");
  await expect(page.locator(".open-tasks")).toContainText("Richiamare");
  await expect(page.getByRole("button", { name: /^Città:/ })).toContainText("Brescia");
});

test("what was deleted comes back by undo, and an earlier value by the history", async ({ page }) => {
  await withOneCustomer(page);
  await page.getByRole("button", { name: /^Città:/ }).click();
  await page.keyboard.type("Brescia");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Cliente aggiornato")).toBeVisible();
  await page.locator(".page-header").getByRole("button", { name: "Altre azioni" }).click();
  await page.getByRole("menuitem", { name: "Cronologia delle modifiche" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Torna a questo valore" }).first().click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Città:/ })).toContainText("Verona");
  await page.locator(".page-header").getByRole("button", { name: "Altre azioni" }).click();
  await page.getByRole("menuitem", { name: "Elimina" }).click();
  await expect(page.getByText("Cliente eliminato")).toBeVisible();
  await expect(page.locator(".virtual-list .row .name")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".virtual-list .row .name")).toHaveText("Marta Bellini");
});

test("the address says which page and filter; Back returns; search forgives a typo; the language changes at once", async ({ page }) => {
  await withOneCustomer(page);
  await page.goBack();
  await expect(page).toHaveTitle("Clienti · Rapporto");
  await page.getByPlaceholder("Cerca in questo elenco").fill("belli");
  await expect(page).toHaveURL(/#\/customers\?q=belli$/);
  await page.goto("./#/nowhere");
  await expect(page.getByText("L'indirizzo non porta a nessuna pagina.")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/#\/customers$/);
  await page.keyboard.press("/");
  await page.keyboard.type("belini");
  await expect(page.getByRole("option", { name: /Marta Bellini/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Marta Bellini" })).toBeFocused();
  await page.getByRole("button", { name: "Lingua e tema" }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("button", { name: "Log a contact" })).toBeVisible();
});
