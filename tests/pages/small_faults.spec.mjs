// Small things that a person stumbles over: a city in the quick filter, a new owner, midnight, the size of the demo.
import { dayFromToday, execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

test("the quick filter of customers looks into the city too", async ({ page }) => {
  await open(page);
  await make(page, "customer", { 1: "Marta Bellini", 12: "Verona" });
  await make(page, "customer", { 1: "Luca Bellini", 12: "Forlì" });
  await page.goto("#/customers?q=bellini%20forli");
  await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Luca Bellini"]);
  await page.getByPlaceholder("Cerca in questo elenco").fill("verona");
  await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Marta Bellini"]);
});

test("an owner who is not there yet is made where it is missed, and found the next time", async ({ page }) => {
  await open(page);
  const [marta, luca] = [await make(page, "customer", { 1: "Marta" }), await make(page, "customer", { 1: "Luca" })];
  const owner = (id) => query(page, { record_detail: { kind: "customer", id } }).then((it) => it.fields.find(([field]) => field === 28)[1]);
  const field = page.getByRole("combobox", { name: "Responsabile", exact: true });
  await page.goto(`#/customers/${marta}`);
  await page.locator("summary", { has: page.getByText("Altri campi") }).nth(2).click();
  await field.fill("Anna Zorzi");
  await expect(page.getByRole("option", { name: /«Anna Zorzi»/ })).toBeVisible();
  await field.press("Enter");
  await expect(field).toHaveValue("Anna Zorzi");
  await expect.poll(() => owner(marta)).toMatchObject({ record: { name: "Anna Zorzi" } });
  await page.goto(`#/customers/${luca}`);
  await page.locator("summary", { has: page.getByText("Altri campi") }).nth(2).click();
  await field.fill("anna");
  await page.getByRole("option", { name: "Anna Zorzi" }).click();
  await expect.poll(() => owner(luca)).toEqual(await owner(marta));
  expect((await query(page, { counts: {} })).find((it) => it.kind === "member").live).toBe(1);
});

test("at midnight today moves on, on a page that was never left", async ({ page }) => {
  const now = new Date();
  await page.clock.install({ time: new Date(now.getFullYear(), now.getMonth(), now.getDate(), 23, 58) });
  await open(page);
  await make(page, "task", { 1: "Chiamare", 2: dayFromToday(1) });
  await page.goto("#/tasks");
  const task = page.locator(".task", { hasText: "Chiamare" });
  await expect(task).toContainText("domani");
  const due = page.locator(".quick-add").getByLabel("Entro quando");
  const today = await due.inputValue();
  await page.clock.runFor(180_000);
  await expect(task).toContainText("oggi");
  // The line that adds a task moves on with it.
  await expect(due).not.toHaveValue(today);
});

test("the size of the benchmarks is offered only where the address asks for it", async ({ page }) => {
  await open(page, "#/demo");
  const sizes = page.getByLabel("Quanti clienti").locator("option");
  await expect(sizes).toHaveText(["200", "5.000", "100.000"]);
  await page.goto("#/demo?customers=1000000");
  await expect(sizes).toHaveText(["200", "5.000", "100.000", "1.000.000"]);
  await expect(page.getByLabel("Quanti clienti")).toHaveValue("1000000");
});
