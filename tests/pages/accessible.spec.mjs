// No screen breaks a rule of accessibility that a program can find, light or dark: each page, and what opens over it, in
// Italian on a narrow screen and in English on a wide one. Nor is any wider than its window, in either language.
import { AxeBuilder } from "@axe-core/playwright";
import { choose, customer, dayFromToday, execute, loseStore, make, open, order, product, task } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

// What is found says all: a record of each step would take longer than the test.
test.use({ trace: "off" });

const languages = [
  {
    locale: "it-IT",
    width: 390,
    words: {
      file: "Scegli un file…", start: "Importa", result: "Risultato", empty: "Parti da vuoto", more: "Altre azioni", history: "Cronologia delle modifiche",
      appearance: "Lingua e tema", keys: "Tasti rapidi", call: "Telefonata", customer: "Cliente", newCustomer: "Nuovo cliente",
      save: "Salva", name: "Nome o ragione sociale", email: "E-mail", leave: "Non salvare", delete: "Elimina", field: "Nuovo campo", on: "Attiva…",
      search: "Cerca clienti, prodotti, ordini, pagine", size: "Quanti clienti", load: "Carica la demo", lost: "Qui c'erano dei dati", pages: "Altro",
      snapshot: "Torna alla copia interna…", city: /^Città:/, products: "Prodotti", tasks: "Oggi", back: /Annulla questa/, two: "2 clienti",
    },
  },
  {
    locale: "en-GB",
    width: 1280,
    words: {
      file: "Choose a file…", start: "Import", result: "Result", empty: "Start empty", more: "More actions", history: "History of changes",
      appearance: "Language and theme", keys: "Keyboard keys", call: "Call", customer: "Customer", newCustomer: "New customer",
      save: "Save", name: /^Name/, email: "Email", leave: "Do not save", delete: "Delete", field: "New field", on: "Turn on…",
      search: "Search customers, products, orders, pages", size: "How many customers", load: "Load the demo", lost: "There was data here", pages: "More",
      snapshot: "Go back to the snapshot…", city: /^City:/, products: "Products", tasks: "Today", back: /Take this back/, two: "2 customers",
    },
  },
];

for (const { locale, width, words } of languages) {
  test.describe(`${locale}, ${width} px`, () => {
    test.use({ locale });
    test.beforeEach(async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
    });

    test("axe finds nothing on any page", async ({ page, faults }) => {
      const { found, look, visit } = watch(page);
      await visit("#/customers", "welcome");
      await visit("#/import", "import without a workspace");
      await open(page);
      const ids = await fill(page);
      for (const hash of [
        "#/customers", "#/customers?q=bellini", "#/customers?q=zzz", "#/tasks", "#/orders", `#/orders/${ids.order}`, "#/orders?new=1", "#/products",
        `#/products/${ids.product}`, "#/bin", "#/journal", `#/customers/${ids.customer}`, "#/backup", "#/storage", "#/settings", "#/import", "#/nowhere",
        `#/customers/${ids.product}`,
      ]) {
        await visit(hash);
      }
      // The import, from the file to what it came to.
      await page.goto("#/import");
      await page.getByLabel(words.file).setInputFiles({ name: "binary.csv", mimeType: "text/csv", buffer: Buffer.from([0, 1, 2, 3, 0, 255]) });
      await expect(page.getByRole("alert").filter({ hasText: "CSV" })).toBeVisible();
      await look("import, refused");
      await page.goto("#/journal");
      await page.goto("#/import");
      const rows = ["nome,email,città", "Ada Bo,ada@example.it,Lodi", "Bea Co,bea@x,Bari"];
      await page.getByLabel(words.file).setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
      await expect(page.locator(".refused li")).toHaveCount(1);
      await look("import, before");
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
      await look("import, after");
      // The demo, before and with its bar.
      await visit("#/demo", "demo, before");
      await page.getByLabel(words.size).selectOption("200");
      await page.getByRole("button", { name: words.load }).click();
      await expect(page.locator(".virtual-list .window .row").first()).toBeVisible({ timeout: 30_000 });
      await look("demo");
      await page.locator(".virtual-list .window .row").first().click();
      await expect(page.locator(".timeline")).toBeVisible();
      await look("demo, a customer");
      // Time for a copy; and the rescue screen, as the browser lost what this page remembers.
      await page.goto("about:blank");
      await open(page, "#/customers");
      await page.evaluate(async () => {
        for (let n = 0; n < 200; n += 1) await rapporto.execute({ create_record: { kind: "tag", values: [[1, { text: `t${n}` }]] } });
      });
      await expect(page.locator(".export-reminder")).toBeVisible();
      await look("reminder");
      await loseStore(page);
      await expect(page.getByRole("heading", { name: words.lost })).toBeVisible();
      await look("rescue");
      expect(found).toEqual([]);
      // The lost store is told in the console too.
      faults.splice(0);
    });

    test("axe finds nothing in what opens over a page", async ({ page }) => {
      const { found, look, visit } = watch(page);
      await page.goto("");
      await page.getByRole("button", { name: words.empty }).click();
      await look("naming the firm");
      await page.getByRole("dialog").getByRole("button", { name: words.empty }).click();
      await expect(page.locator("dialog .wrong, dialog [aria-invalid=true]").first()).toBeVisible();
      await look("naming the firm, refused");
      await page.keyboard.press("Escape");
      const ids = await fill(page);

      await page.goto("#/customers");
      await page.getByRole("button", { name: words.newCustomer }).first().click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByLabel(words.name).fill("Marta");
      await dialog.getByLabel(words.email, { exact: true }).fill("marta@");
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(dialog.locator("[aria-invalid=true]")).toHaveCount(1);
      await look("a new customer, refused");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");

      await page.getByRole("combobox", { name: words.search }).or(page.getByLabel(words.search)).first().fill("be");
      await expect(page.locator(".global-search [role=option]").first()).toBeVisible();
      await look("search hits");
      await page.getByLabel(words.search).first().fill("qqqqqq");
      await expect(page.locator(".global-search [role=option]")).toHaveCount(0);
      await look("no search hits");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.appearance }).click();
      await expect(page.getByRole("menuitem").first()).toBeVisible();
      await look("menu of language and theme");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.keys }).click();
      await expect(dialog).toBeVisible();
      await look("keys");
      await page.keyboard.press("Escape");
      if (width < 700) {
        await page.getByRole("button", { name: words.pages, exact: true }).click();
        await expect(dialog.getByRole("link", { name: words.products })).toBeVisible();
        await look("the other pages");
        await page.keyboard.press("Escape");
      }

      await page.goto(`#/customers/${ids.customer}`);
      await expect(page.locator(".timeline")).toBeVisible();
      for (const at of [0, 1, 4]) {
        await page.locator(".composer .kinds button").nth(at).click();
        await expect(page.locator(".composer textarea")).toBeVisible();
        await look(`composer ${at}`);
      }
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: words.city }).click();
      await look("a fact that is edited");
      await page.keyboard.type("Brescia");
      await page.keyboard.press("Enter");
      await expect(page.locator(".toast").first()).toBeVisible();
      await look("toast");
      await page.locator(".page-header").getByRole("button", { name: words.more }).click();
      await look("menu of a customer");
      await page.getByRole("menuitem", { name: words.history }).click();
      await expect(page.locator(".record-history li").first()).toBeVisible();
      await look("history");
      await page.keyboard.press("Escape");

      await page.goto("#/tasks");
      await page.locator(".task").first().getByRole("checkbox").press("e");
      await expect(dialog).toBeVisible();
      await look("a task");
      await page.keyboard.press("Escape");
      await page.goto("#/orders?new=1");
      await choose(page.locator(".order-header"), words.customer, "Bellini");
      await page.locator(".order-line").first().locator("input").nth(1).fill("1,2,3");
      await page.keyboard.press("Tab");
      await look("an order with a wrong number");
      // A link of the page asks before the order is left.
      await page.getByRole("link", { name: words.tasks, exact: true }).first().click();
      await expect(dialog).toBeVisible();
      await look("leaving an order");
      await dialog.getByRole("button", { name: words.leave }).click();
      await page.goto("#/journal");
      await page.getByRole("row").filter({ hasText: words.two }).getByRole("button", { name: words.back }).first().click();
      await expect(dialog).toBeVisible();
      await look("what was kept when a batch was taken back");
      await page.keyboard.press("Escape");
      await page.goto("#/settings");
      await page.getByRole("button", { name: words.field }).click();
      await expect(dialog).toBeVisible();
      await look("a new field");
      await page.keyboard.press("Escape");
      await page.locator(".sensitive").getByRole("button", { name: words.on }).first().click();
      await expect(dialog).toBeVisible();
      await look("a sensitive field");
      await page.keyboard.press("Escape");
      // The engine takes its first snapshot in a quiet moment.
      await page.goto("#/storage");
      await page.getByRole("button", { name: words.snapshot }).click({ timeout: 30_000 });
      await expect(dialog).toBeVisible();
      await look("going back to a snapshot");
      expect(found).toEqual([]);
    });
  });
}

/** What axe says of each state that is looked at: all of its rules in the light, those of colours in the dark too. */
function watch(page) {
  const found = [];
  const note = (where, { violations }) =>
    found.push(...violations.map((it) => `${where}: ${it.id} (${it.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")})`));
  const look = async (where) => {
    await page.emulateMedia({ colorScheme: "light" });
    note(where, await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze());
    await page.emulateMedia({ colorScheme: "dark" });
    // It is in the page by now.
    note(`${where}, dark`, await page.evaluate(() => window.axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] })));
    await measure(where);
  };
  const measure = async (where) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${where}: ${wide} px wider than a window of ${page.viewportSize().width}`);
  };
  const visit = async (hash, where = hash) => {
    await page.goto(hash);
    await expect(page.locator("main h1")).toBeVisible();
    await page.waitForTimeout(150);
    await look(where);
    const { width, height } = page.viewportSize();
    await page.setViewportSize({ width: 390, height });
    await measure(where);
    await page.setViewportSize({ width, height });
  };
  return { found, look, visit };
}

/** Something of everything. */
async function fill(page) {
  await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "Vendite", stages: [] } });
  const who = await make(page, "customer", { [customer.name]: "Osteria Bellini", 12: "Verona" });
  // Two at once, then one of them again: what of the first is left when it is taken back is listed.
  const other = await make(page, "customer", { [customer.name]: "Luca Ferri" });
  await execute(page, { edit_records: { kind: "customer", ids: [who, other], values: [[15, { text: "Veneto" }]] } });
  await execute(page, { edit_records: { kind: "customer", ids: [other], values: [[15, { text: "Lazio" }]] } });
  const what = await make(page, "product", { [product.name]: "Forno a legna", [product.code]: "F-1", [product.price]: 123_456, [product.vat]: 2_200 });
  const gone = await make(page, "product", { [product.name]: "Pala" });
  await execute(page, { bin_records: { kind: "product", ids: [gone] } });
  for (const days of [-3, 0, 1, 30]) {
    await make(page, "task", { [task.title]: `Chiamare (${days})`, [task.due]: dayFromToday(days), [task.customer]: { reference: who } });
  }
  await make(page, "interaction", { 1: { reference: who }, 2: Date.now() - 60_000, 3: 1, 6: "Chiede i tempi", 7: 2 });
  const saved = await execute(page, {
    save_order: {
      order: null,
      values: [[order.number, { text: "2026-7" }], [order.customer, { reference: who }], [order.date, { number: dayFromToday(0) }]],
      lines: [{ id: null, values: [[2, { reference: what }], [4, { number: 1_500 }], [5, { number: 123_456 }], [6, { number: 1_250 }], [7, { number: 2_200 }]] }],
    },
  });
  return { customer: who, product: what, order: saved.made.find(([kind]) => kind === "order")[1] };
}
