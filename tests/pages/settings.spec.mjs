// The settings: whose workspace it is, how it looks, which sensitive fields exist, which fields the user made.
import { gunzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { choose, execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      firm: "Nome dell'azienda", currency: "Valuta", save: "Salva", more: "Altri campi", sunday: "Domenica", theme: "Tema", language: "Lingua", dark: "Scuro",
      religion: "Religione", on: "Attiva…", required: "va compilato", why: "Perché ti serve?", exports: "Esportazioni", scores: "Punteggi", isOn: "Attivo",
      change: "Cambia…", off: "Disattiva e svuota", wentOff: "disattivato", undo: "Annulla", copy: "Scarica una copia", newField: "Nuovo campo",
      fieldName: "Nome del campo", type: "Tipo", choices: "Scelte", text: "Testo", found: "Trovato dalla ricerca", help: "Aiuto", name: "Nome o ragione sociale",
      actions: "Altre azioni", history: "Cronologia delle modifiche", goBack: "Torna a questo valore", search: "Cerca in questo elenco", file: "Scegli un file…",
      what: "Che cosa contiene il file?", start: "Importa", result: "Risultato", delete: "Elimina", newProduct: "Nuovo prodotto", productName: "Nome", customer: "Cliente",
      product: "Prodotto", toDo: "Che cosa c'è da fare?", task: "Attività", title: "Che cosa fare", nameFact: /^Nome:/, firstDay: /^Primo giorno della settimana/,
      vat: /^Partita IVA/, typo: "c'è un errore di battitura", religionFact: /^Religione/, sensitiveIn: /Con i dati sensibili attivi/,
      sensitiveOut: /Senza i dati sensibili attivi/, scheme: "«Catalogo»: un indirizzo può cominciare solo con http, https, mailto, tel.",
      goesTo: (name) => `${name}: Va nel campo`, renamed: "si rinomina dov'è", fieldNameFact: /^Nome del campo/, choicesFact: /^Scelte/,
      lacks: (name) => `«${name}»: va compilato.`, saveFact: /^Salva/, missing: (name) => `Riga 3: manca «${name}»: scrivilo nella riga.`, sum: "2.000,00",
      unsaved: "Non ancora salvato",
    },
    // Of each type: its label, how its value is read, how it stands in a file.
    types: {
      text: ["Testo", "Il moro", "Il moro"],
      number: ["Numero", "-1,85", "-1,85"],
      money: ["Importo", "1.500,00\u00A0€", "1.500,00"],
      percent: ["Percentuale", "12,5\u00A0%", "12,5"],
      date: ["Data", "15 mar 2026", "15/03/2026"],
      choice: ["Una scelta", "Sud", "sud"],
      choices: ["Più scelte", "Alfa, Gamma", "Alfa|gamma"],
      flag: ["Sì o no", "Sì", "sì"],
      reference: ["Collegamento a un altro dato", "Ada Rossi", "Ada Rossi"],
      rating: ["Voto da 1 a 5", "4 / 5", "4"],
      link: ["Indirizzo web", "https://esempio.it/", "https://esempio.it/"],
    },
    other: { key: "en", title: "Settings" },
  },
  {
    locale: "en-GB",
    words: {
      firm: "Name of the firm", currency: "Currency", save: "Save", more: "More fields", sunday: "Sunday", theme: "Theme", language: "Language", dark: "Dark",
      religion: "Religion", on: "Turn on…", required: "has to be filled in", why: "Why do you need it?", exports: "Exports", scores: "Scores", isOn: "On",
      change: "Change…", off: "Turn off and empty", wentOff: "turned off", undo: "Undo", copy: "Download a copy", newField: "New field", fieldName: "Field name",
      type: "Type", choices: "Choices", text: "Text", found: "Found by search", help: "Help", name: "Name", actions: "More actions", history: "History of changes",
      goBack: "Go back to this value", search: "Search this list", file: "Choose a file…", what: "What is in the file?", start: "Import", result: "Result",
      delete: "Delete", newProduct: "New product", productName: "Name", customer: "Customer", product: "Product", toDo: "What is to be done?", task: "Task",
      title: "What to do", nameFact: /^Name:/, firstDay: /^First day of the week/, vat: /^VAT number/, typo: "there is a typing error", religionFact: /^Religion/,
      sensitiveIn: /With the sensitive fields that are on/, sensitiveOut: /Without the sensitive fields that are on/,
      scheme: "“Catalogo”: an address can only begin with http, https, mailto, tel.", goesTo: (name) => `${name}: Goes to the field`, renamed: "rename it where it is",
      fieldNameFact: /^Field name/, choicesFact: /^Choices/, lacks: (name) => `“${name}”: has to be filled in.`, saveFact: /^Save/,
      missing: (name) => `Row 3: “${name}” is missing: write it into the row.`, sum: "2,000.00", unsaved: "Not saved yet",
    },
    // Of each type: its label, how its value is read, how it stands in a file.
    types: {
      text: ["Text", "Il moro", "Il moro"],
      number: ["Number", "-1.85", "-1.85"],
      money: ["Money", "€1,500.00", "1,500.00"],
      percent: ["Percent", "12.5%", "12.5"],
      date: ["Date", "15 Mar 2026", "15/03/2026"],
      choice: ["Choice", "Sud", "sud"],
      choices: ["Several choices", "Alfa, Gamma", "Alfa|gamma"],
      flag: ["Yes or no", "Yes", "yes"],
      reference: ["Another record", "Ada Rossi", "Ada Rossi"],
      rating: ["Rating from 1 to 5", "4 / 5", "4"],
      link: ["Web link", "https://esempio.it/", "https://esempio.it/"],
    },
    other: { key: "it", title: "Impostazioni" },
  },
];

const workspace = async (page) => (await query(page, { list_window: { kind: "workspace", columns: [{ field: 1 }, { field: 2 }, { field: 11 }, { field: 20 }], limit: 5 } })).rows;
const religion = 38;
const sensitive = (page, id) => query(page, { record_detail: { kind: "customer", id } }).then((it) => it.fields.find(([field]) => field === religion)?.[1]);

/** The text of a copy made by the page, which has to say first whether sensitive fields are in it. */
async function copy(page, sentence, words) {
  await page.goto("#/backup");
  await expect(page.locator(".sensitive")).toContainText(sentence);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: words.copy }).click();
  return gunzipSync(await readFile(await (await download).path())).toString("utf8");
}

/** Name, label of the type, what else is asked, value, as it is read, as it stands in a file: one field of each type. */
const fields = (types, who) =>
  [
    ["Soprannome", "text", {}, { text: "Il moro" }],
    ["Altezza", "number", {}, { number: -1_850 }],
    ["Fido", "money", {}, { number: 150_000 }],
    ["Ricarico", "percent", {}, { number: 1_250 }],
    ["Prima visita", "date", {}, { number: day }],
    ["Zona nostra", "choice", { choices: "Nord\nSud" }, { number: 1 }],
    ["Marche", "choices", { choices: "Alfa\nBeta\nGamma" }, { number: 5 }],
    ["Fattura digitale", "flag", {}, { number: 1 }],
    ["Segnalato da", "reference", {}, { reference: who }],
    ["Gradimento", "rating", {}, { number: 4 }],
    ["Catalogo", "link", {}, { text: "https://esempio.it/" }],
  ].map(([name, type, more, value]) => [name, types[type][0], more, value, types[type][1], types[type][2]]);

const day = Date.UTC(2026, 2, 15) / 86_400_000;

for (const { locale, words, types, other } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the firm is set up once with a first pipeline, then edited where it stands", async ({ page }) => {
      await open(page, "#/settings");
      await page.getByLabel(words.firm).fill("Bottega Verde");
      await page.getByLabel(words.currency, { exact: true }).selectOption("CHF");
      await page.getByRole("button", { name: words.save }).click();
      await page.getByRole("button", { name: words.nameFact }).click();
      await page.keyboard.type("Bottega Rossa");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: words.nameFact })).toContainText("Bottega Rossa");
      await page.getByText(words.more).first().click();
      await page.getByRole("button", { name: words.firstDay }).click();
      await page.getByRole("combobox", { name: words.firstDay }).selectOption({ label: words.sunday });
      await page.keyboard.press("Enter");
      await page.getByText(words.more).nth(1).click();
      await page.getByRole("button", { name: words.vat }).click();
      await page.keyboard.type("12345678901");
      await page.keyboard.press("Enter");
      await expect(page.getByText(words.typo)).toBeVisible();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("00743110157");
      await page.keyboard.press("Enter");
      await expect.poll(() => workspace(page)).toMatchObject([
        { cells: [{ text: "Bottega Rossa" }, { text: "CHF" }, { text: "00743110157" }, { number: 6 }] },
      ]);
      const counts = await query(page, { counts: {} });
      expect(counts.find((it) => it.kind === "pipeline").live).toBe(1);
      expect(counts.find((it) => it.kind === "stage").live).toBe(6);
    });

    test("language and theme are chosen, and stay", async ({ page }) => {
      await open(page, "#/settings");
      await page.getByLabel(words.theme, { exact: true }).selectOption({ label: words.dark });
      await page.getByLabel(words.language, { exact: true }).selectOption(other.key);
      await expect(page.getByRole("heading", { level: 1, name: other.title })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: other.title })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.goto("#/customers");
      await page.keyboard.press("g");
      await page.keyboard.press(",");
      await expect(page).toHaveURL(/#\/settings$/);
    });

    test("a sensitive field is turned on with a reason, is in a copy only if that is allowed, and goes with its values", async ({ page }) => {
      await open(page, "#/settings");
      await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
      const who = await make(page, "customer", { 1: "Ada Rossi" });
      expect(await sensitive(page, who)).toBeUndefined();
      const row = page.locator(".sensitive li", { hasText: words.religion });
      await row.getByRole("button", { name: words.on }).click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByRole("button", { name: words.on }).click();
      await expect(dialog.getByText(words.required)).toBeVisible();
      await dialog.getByLabel(words.why).fill("Menù delle cerimonie");
      await expect(dialog.getByLabel(words.exports)).toBeChecked();
      await expect(dialog.getByLabel(words.scores)).not.toBeChecked();
      await dialog.getByRole("button", { name: words.on }).click();
      await expect(row).toContainText("Menù delle cerimonie");
      await expect(row.getByText(words.isOn, { exact: true })).toBeVisible();

      await page.goto(`#/customers/${who}`);
      await page.getByText(words.more).last().click();
      await page.getByRole("button", { name: words.religionFact }).click();
      await page.keyboard.type("ebraica");
      await page.keyboard.press("Enter");
      await expect.poll(() => sensitive(page, who)).toEqual({ text: "ebraica" });

      expect(await copy(page, words.sensitiveIn, words)).toContain("ebraica");
      await page.goto("#/settings");
      await row.getByRole("button", { name: words.change }).click();
      await dialog.getByLabel(words.why).fill("Solo in negozio");
      await dialog.getByLabel(words.exports).uncheck();
      await dialog.getByRole("button", { name: words.on }).click();
      await expect(row).toContainText("Solo in negozio");
      expect(await copy(page, words.sensitiveOut, words)).not.toContain("ebraica");

      await page.goto("#/settings");
      await row.getByRole("button", { name: words.off }).click();
      await expect(row.getByText(words.isOn, { exact: true })).toHaveCount(0);
      expect(await sensitive(page, who)).toBeUndefined();
      await page.locator(".toast", { hasText: words.wentOff }).getByRole("button", { name: words.undo }).click();
      await expect.poll(() => sensitive(page, who)).toEqual({ text: "ebraica" });
    });

    test("a field of each of the eleven types behaves as a built-in one: form, page, list, history, import, copy", async ({ page }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width: 2400, height: 900 });
      await open(page, "#/settings");
      const who = await make(page, "customer", { 1: "Ada Rossi" });
      const own = fields(types, who);
      for (const [name, type, more] of own) {
        await page.getByRole("button", { name: words.newField }).click();
        const dialog = page.locator("dialog[open]");
        await dialog.getByLabel(words.fieldName).fill(name);
        await dialog.getByLabel(words.type, { exact: true }).selectOption({ label: type });
        if (more.choices) await dialog.getByLabel(words.choices).fill(more.choices);
        if (type === types.text[0]) await dialog.getByLabel(words.found).check();
        await dialog.getByLabel(words.help).fill(`Che cos'è ${name}`);
        await dialog.getByRole("button", { name: words.save }).click();
        await expect(page.locator(".own-fields summary", { hasText: name })).toBeVisible();
      }

      // The form asks for them, with their help; what is wrong is said beside them.
      await page.goto("#/customers?new=1");
      const form = page.getByRole("dialog");
      await form.getByLabel(words.name).fill("Marta Bellini");
      for (const [name] of own) await expect(form.getByText(name, { exact: true })).toBeVisible();
      await expect(form.getByText("Che cos'è Soprannome")).toBeVisible();
      await form.getByLabel("Soprannome", { exact: true }).fill("La rossa");
      await form.getByLabel("Catalogo").fill("javascript:alert(1)");
      await form.getByLabel("Zona nostra").selectOption({ label: "Nord" });
      await form.getByRole("button", { name: words.save }).click();
      await expect(form.getByText(words.scheme)).toBeVisible();
      await form.getByLabel("Catalogo").fill("");
      await form.getByRole("button", { name: words.save }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Marta Bellini" })).toBeVisible();
      const marta = page.url().split("/").at(-1);
      await expect(page.getByRole("button", { name: /^Zona nostra/ })).toContainText("Nord");

      // Edited where it stands; then all of them at once through the door of scripts.
      await page.getByRole("button", { name: /^Soprannome/ }).click();
      await page.keyboard.type("La mora");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: /^Soprannome/ })).toContainText("La mora");
      const values = own.map(([, , , value], at) => [1_000 + at, value]);
      await execute(page, { edit_records: { kind: "customer", ids: [marta], values } });
      for (const [name, , , value, shown] of own) {
        if (value.reference) await expect(page.getByRole("combobox", { name, exact: true })).toHaveValue(shown);
        else await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toContainText(shown);
      }

      // The history names them, and puts a value back.
      await page.locator(".page-header").getByRole("button", { name: words.actions }).click();
      await page.getByRole("menuitem", { name: words.history }).click();
      const history = page.locator(".record-history");
      for (const [name, , , , shown] of own) await expect(history).toContainText(new RegExp(`${name}[\\s\\S]*${shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
      const change = history.getByRole("listitem").filter({ hasText: "Zona nostra" }).filter({ hasText: "Sud" }).last();
      await change.getByRole("button", { name: words.goBack }).click();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: /^Zona nostra/ })).toContainText("Nord");
      await execute(page, { undo: {} });

      // The list has a column for each, sorts by it, sums it, and finds words of it.
      await page.goto("#/customers");
      const cells = page.locator(".virtual-list .window .row", { hasText: "Marta Bellini" });
      for (const [name, , , , shown] of own) {
        await expect(page.locator(".virtual-list .heading", { hasText: name })).toBeVisible();
        await expect(cells).toContainText(shown);
      }
      await execute(page, { edit_records: { kind: "customer", ids: [who], values: [[1_001, { number: -3_000 }], [1_002, { number: 50_000 }]] } });
      await page.locator(".virtual-list .heading", { hasText: "Altezza" }).getByRole("button").click();
      await expect(page).toHaveURL(/sort=1001/);
      await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Rossi", "Marta Bellini"]);
      await expect(page.locator(".virtual-list .footer")).toContainText(words.sum);
      await page.getByPlaceholder(words.search).fill("moro");
      await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Marta Bellini"]);
      await page.getByPlaceholder(words.search).fill("");

      // A file whose columns go by their names fills them.
      const header = [words.productName, ...own.map(([name]) => name)].join(";");
      const row = ["Luca Ferri", ...own.map((it) => it[5])].join(";");
      await page.goto("#/import");
      await page.getByLabel(words.file).setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`${header}\n${row}\nZeno;;;;;oggi\n`) });
      await expect(page.getByLabel(words.what)).toHaveValue("0");
      await expect(page.getByLabel(words.goesTo("Gradimento"))).toHaveValue(/\d/);
      await expect(page.locator(".refused")).toContainText("Prima visita");
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
      const list = await query(page, { list_window: { kind: "customer", columns: [{ field: 1 }, ...own.map((_, at) => ({ field: 1_000 + at }))], limit: 9 } });
      const [martas, lucas] = ["Marta Bellini", "Luca Ferri"].map((name) => list.rows.find((it) => it.cells[0].text === name).cells.slice(1));
      expect(lucas).toEqual(martas);

      // They are in a copy, with their names.
      await page.goto("#/backup");
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: words.copy }).click();
      const text = gunzipSync(await readFile(await (await download).path())).toString("utf8");
      const line = text.split("\n").map((it) => it && JSON.parse(it)).find((it) => it?.fields?.name === "Marta Bellini");
      expect(Object.values(line.own).map((it) => it.label)).toEqual(own.map(([name]) => name));
    });

    test("a field of one's own is renamed, gets a choice more, and is removed without its values", async ({ page }) => {
      await open(page, "#/settings");
      const field = (name, field_type) => execute(page, { add_custom_field: { kind: "product", name, field_type, need: "optional", search: "left_out", help: "" } });
      await field("Colore", { choice: ["Rosso", "Blu"] });
      const id = await make(page, "product", { 1: "Vite", 1000: 1 });
      await page.locator(".own-fields summary", { hasText: "Colore" }).click();
      await page.getByRole("button", { name: words.fieldNameFact }).click();
      await page.keyboard.type("Tinta");
      await page.keyboard.press("Enter");
      await expect(page.locator(".own-fields summary", { hasText: "Tinta" })).toBeVisible();
      await page.getByRole("button", { name: words.choicesFact }).click();
      await page.getByRole("textbox", { name: words.choices }).fill("Blu\nRosso");
      await page.keyboard.press("Control+Enter");
      // Refused: what was typed stays, and why stands beside it.
      await expect(page.locator(".inline-edit", { hasText: words.choices })).toContainText(words.renamed);
      await expect(page.locator(".toast", { hasText: words.renamed })).toHaveCount(0);
      await expect(page.getByRole("textbox", { name: words.choices })).toHaveValue("Blu\nRosso");
      await expect(page.getByRole("textbox", { name: words.choices })).toBeFocused();
      await page.getByRole("textbox", { name: words.choices }).fill("Rosso\nBlu notte\nVerde");
      await page.keyboard.press("Control+Enter");
      await expect(page.getByRole("button", { name: words.choicesFact })).toContainText("Verde");
      await page.goto(`#/products/${id}`);
      await expect(page.getByRole("button", { name: /^Tinta/ })).toContainText("Blu notte");
      await page.goto("#/settings");
      await page.locator(".own-fields summary", { hasText: "Tinta" }).click();
      await page.locator(".own-fields").getByRole("button", { name: words.delete }).click();
      await expect(page.locator(".own-fields summary")).toHaveCount(0);
      await page.goto(`#/products/${id}`);
      await expect(page.getByRole("heading", { level: 1, name: "Vite" })).toBeVisible();
      await expect(page.getByText("Tinta")).toHaveCount(0);
      await execute(page, { undo: {} });
      await expect(page.getByRole("button", { name: /^Tinta/ })).toContainText("Blu notte");
    });

    test("a required field of one's own is asked for wherever a record is made, and a file's rows without it are refused", async ({ page }) => {
      test.setTimeout(180_000);
      await open(page);
      const field = (kind, name, field_type = "text") => execute(page, { add_custom_field: { kind, name, field_type, need: "required", search: "left_out", help: "" } });
      const ada = await make(page, "customer", { 1: "Ada Rossi", 6: "ada@example.it" });
      await make(page, "product", { 1: "Vite", 4: 100 });
      for (const [kind, name] of [["customer", "Zona"], ["product", "Colore"], ["order", "Corriere"]]) await field(kind, name);
      await field("task", "Sforzo", "rating");

      // A product: the form, the facts, the list and its filter.
      await page.goto("#/products");
      await page.getByRole("button", { name: words.newProduct }).first().click();
      const dialog = page.locator("dialog[open]");
      await dialog.getByLabel(words.productName).fill("Dado");
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(dialog.getByText(words.lacks("Colore"))).toBeVisible();
      await dialog.getByLabel("Colore").fill("Rosso");
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(page.locator(".virtual-list .window .row", { hasText: "Dado" })).toContainText("Rosso");
      await page.locator(".virtual-list .heading", { hasText: "Colore" }).getByRole("button").click();
      await expect(page).toHaveURL(/sort=1000/);

      // An order asks beside its other fields, keeps what it says through a save, and shows it in its list.
      await page.goto("#/orders?new=1");
      await choose(page.locator(".order-header"), words.customer, "Ada");
      await choose(page.locator(".order-line").first(), words.product, "Vite");
      await page.getByRole("button", { name: words.saveFact }).click();
      await expect(page.getByText(words.lacks("Corriere"))).toBeVisible();
      await page.locator(".own-inputs").getByLabel("Corriere").fill("Rondine");
      await page.getByRole("button", { name: words.saveFact }).click();
      await expect(page.getByRole("button", { name: /^Corriere/ })).toContainText("Rondine");
      await expect(page.getByText(words.unsaved)).toHaveCount(0);
      await page.getByRole("button", { name: /^Corriere/ }).click();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await page.keyboard.press("Enter");
      // Refused: it stays open, and why stands beside it.
      await expect(page.locator(".inline-edit", { hasText: "Corriere" })).toContainText(words.required);
      await page.keyboard.type("Falco");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: /^Corriere/ })).toContainText("Falco");
      await page.goto("#/orders");
      await expect(page.locator(".virtual-list .window .row")).toContainText("Falco");
      await page.getByRole("button", { name: words.undo }).last().click();
      await expect(page.locator(".virtual-list .window .row")).toContainText("Rondine");

      // A task, from its line and from the page of a customer.
      await page.goto("#/tasks");
      await page.getByLabel(words.toDo).fill("Chiamare");
      await page.getByLabel(words.toDo).press("Enter");
      await expect(dialog.getByLabel(words.title)).toHaveValue("Chiamare");
      await dialog.getByLabel("Sforzo").selectOption("4");
      await dialog.getByRole("button", { name: words.save }).click();
      await page.locator(".task", { hasText: "Chiamare" }).getByRole("checkbox").press("e");
      await expect(page.getByRole("button", { name: /^Sforzo/ })).toContainText("4 / 5");
      await page.goto(`#/customers/${ada}`);
      await page.locator(".composer").getByRole("button", { name: words.task }).click();
      await page.locator(".composer textarea").fill("Passare in negozio");
      await page.locator(".composer").getByRole("button", { name: words.saveFact }).first().click();
      await dialog.getByLabel("Sforzo").selectOption("2");
      await dialog.getByRole("button", { name: words.save }).click();
      await expect(page.locator(".open-tasks")).toContainText("Passare in negozio");
      await expect(page.locator(".composer textarea")).toHaveCount(0);

      // Files: what is there may lack it, what is new may not.
      const put = async (name, lines) => {
        await page.goto("#/products");
        await page.goto("#/import");
        await page.getByLabel(words.file).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
      };
      await put("clienti.csv", ["nome;email;città", "Ada Rossi;ada@example.it;Lodi", "Bea;bea@example.it;Bari"]);
      await expect(page.locator("ul.refused li")).toHaveText([words.missing("Zona")]);
      await put("ordini.csv", ["numero ordine;e-mail cliente;data ordine;prodotto;quantità;prezzo unitario;Corriere", "1;ada@example.it;05/03/2026;Vite;1;2,00;Gazza", "2;ada@example.it;05/03/2026;Vite;1;2,00;"]);
      await expect(page.locator("ul.refused li")).toHaveText([words.missing("Corriere")]);
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect(page.getByRole("heading", { name: words.result })).toBeVisible();
      await page.goto("#/orders");
      await expect(page.locator(".virtual-list .window .row", { hasText: "Gazza" })).toBeVisible();
    });
  });
}

test("the settings fit a narrow screen, in both languages, and axe finds nothing", async ({ page }) => {
  const { default: AxeBuilder } = await import("@axe-core/playwright");
  await open(page, "#/settings");
  await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
  await execute(page, { add_custom_field: { kind: "customer", name: "Zona", field_type: { choice: ["Nord"] }, need: "required", search: "left_out", help: "" } });
  for (const language of ["it", "en"]) {
    await page.getByRole("combobox", { name: /^(Lingua|Language)$/ }).selectOption(language);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.scrollingElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    }
  }
});
