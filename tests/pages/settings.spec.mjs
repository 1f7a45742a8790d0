// The settings: whose workspace it is, how it looks, which sensitive fields exist, which fields the user made.
import { gunzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { choose, execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

const workspace = async (page) => (await query(page, { list_window: { kind: "workspace", columns: [{ field: 1 }, { field: 2 }, { field: 11 }, { field: 20 }], limit: 5 } })).rows;

test("the firm is set up once with a first pipeline, then edited where it stands", async ({ page }) => {
  await open(page, "#/settings");
  await page.getByLabel("Nome dell'azienda").fill("Bottega Verde");
  await page.getByLabel("Valuta", { exact: true }).selectOption("CHF");
  await page.getByRole("button", { name: "Salva" }).click();
  await page.getByRole("button", { name: /^Nome:/ }).click();
  await page.keyboard.type("Bottega Rossa");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Nome:/ })).toContainText("Bottega Rossa");
  await page.getByText("Altri campi").first().click();
  await page.getByRole("button", { name: /^Primo giorno della settimana/ }).click();
  await page.getByRole("combobox", { name: /^Primo giorno della settimana/ }).selectOption({ label: "Domenica" });
  await page.keyboard.press("Enter");
  await page.getByText("Altri campi").nth(1).click();
  await page.getByRole("button", { name: /^Partita IVA/ }).click();
  await page.keyboard.type("12345678901");
  await page.keyboard.press("Enter");
  await expect(page.getByText("errore di battitura")).toBeVisible();
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
  await page.getByLabel("Tema", { exact: true }).selectOption({ label: "Scuro" });
  await page.getByLabel("Lingua", { exact: true }).selectOption("en");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goto("#/customers");
  await page.keyboard.press("g");
  await page.keyboard.press(",");
  await expect(page).toHaveURL(/#\/settings$/);
});

const religion = 38;
const sensitive = (page, id) => query(page, { record_detail: { kind: "customer", id } }).then((it) => it.fields.find(([field]) => field === religion)?.[1]);

test("a sensitive field is turned on with a reason, is in a copy only if that is allowed, and goes with its values", async ({ page }) => {
  await open(page, "#/settings");
  await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
  const who = await make(page, "customer", { 1: "Ada Rossi" });
  expect(await sensitive(page, who)).toBeUndefined();
  const row = page.locator(".sensitive li", { hasText: "Religione" });
  await row.getByRole("button", { name: "Attiva…" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Attiva…" }).click();
  await expect(dialog.getByText("va compilato")).toBeVisible();
  await dialog.getByLabel("Perché ti serve?").fill("Menù delle cerimonie");
  await expect(dialog.getByLabel("Esportazioni")).toBeChecked();
  await expect(dialog.getByLabel("Punteggi")).not.toBeChecked();
  await dialog.getByRole("button", { name: "Attiva…" }).click();
  await expect(row).toContainText("Menù delle cerimonie");
  await expect(row.getByText("Attivo", { exact: true })).toBeVisible();

  await page.goto(`#/customers/${who}`);
  await page.getByText("Altri campi").last().click();
  await page.getByRole("button", { name: /^Religione/ }).click();
  await page.keyboard.type("ebraica");
  await page.keyboard.press("Enter");
  await expect.poll(() => sensitive(page, who)).toEqual({ text: "ebraica" });

  expect(await copy(page, /Con i dati sensibili attivi/)).toContain("ebraica");
  await page.goto("#/settings");
  await row.getByRole("button", { name: "Cambia…" }).click();
  await dialog.getByLabel("Perché ti serve?").fill("Solo in negozio");
  await dialog.getByLabel("Esportazioni").uncheck();
  await dialog.getByRole("button", { name: "Attiva…" }).click();
  await expect(row).toContainText("Solo in negozio");
  expect(await copy(page, /Senza i dati sensibili attivi/)).not.toContain("ebraica");

  await page.goto("#/settings");
  await row.getByRole("button", { name: "Disattiva e svuota" }).click();
  await expect(row.getByText("Attivo", { exact: true })).toHaveCount(0);
  expect(await sensitive(page, who)).toBeUndefined();
  await page.locator(".toast", { hasText: "disattivato" }).getByRole("button", { name: "Annulla" }).click();
  await expect.poll(() => sensitive(page, who)).toEqual({ text: "ebraica" });
});

/** The text of a copy made by the page, which has to say first whether sensitive fields are in it. */
async function copy(page, sentence) {
  await page.goto("#/backup");
  await expect(page.locator(".sensitive")).toContainText(sentence);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
  return gunzipSync(await readFile(await (await download).path())).toString("utf8");
}

const types = (day, who) => [
  // Name, label of the type, what else is asked, value, as it is read, as it stands in a file.
  ["Soprannome", "Testo", {}, { text: "Il moro" }, "Il moro", "Il moro"],
  ["Altezza", "Numero", {}, { number: -1_850 }, "-1,85", "-1,85"],
  ["Fido", "Importo", {}, { number: 150_000 }, "1.500,00\u00A0€", "1.500,00"],
  ["Ricarico", "Percentuale", {}, { number: 1_250 }, "12,5\u00A0%", "12,5"],
  ["Prima visita", "Data", {}, { number: day }, "15 mar 2026", "15/03/2026"],
  ["Zona nostra", "Una scelta", { choices: "Nord\nSud" }, { number: 1 }, "Sud", "sud"],
  ["Marche", "Più scelte", { choices: "Alfa\nBeta\nGamma" }, { number: 5 }, "Alfa, Gamma", "Alfa|gamma"],
  ["Fattura digitale", "Sì o no", {}, { number: 1 }, "Sì", "sì"],
  ["Segnalato da", "Collegamento a un altro dato", {}, { reference: who }, "Ada Rossi", "Ada Rossi"],
  ["Gradimento", "Voto da 1 a 5", {}, { number: 4 }, "4 / 5", "4"],
  ["Catalogo", "Indirizzo web", {}, { text: "https://esempio.it/" }, "https://esempio.it/", "https://esempio.it/"],
];
const day = Date.UTC(2026, 2, 15) / 86_400_000;

test("a field of each of the eleven types behaves as a built-in one: form, page, list, history, import, copy", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 2400, height: 900 });
  await open(page, "#/settings");
  const who = await make(page, "customer", { 1: "Ada Rossi" });
  const own = types(day, who);
  for (const [name, type, more] of own) {
    await page.getByRole("button", { name: "Nuovo campo" }).click();
    const dialog = page.locator("dialog[open]");
    await dialog.getByLabel("Nome del campo").fill(name);
    await dialog.getByLabel("Tipo", { exact: true }).selectOption({ label: type });
    if (more.choices) await dialog.getByLabel("Scelte").fill(more.choices);
    if (type === "Testo") await dialog.getByLabel("Trovato dalla ricerca").check();
    await dialog.getByLabel("Aiuto").fill(`Che cos'è ${name}`);
    await dialog.getByRole("button", { name: "Salva" }).click();
    await expect(page.locator(".own-fields summary", { hasText: name })).toBeVisible();
  }

  // The form asks for them, with their help; what is wrong is said beside them.
  await page.goto("#/customers?new=1");
  const form = page.getByRole("dialog");
  await form.getByLabel("Nome o ragione sociale").fill("Marta Bellini");
  for (const [name] of own) await expect(form.getByText(name, { exact: true })).toBeVisible();
  await expect(form.getByText("Che cos'è Soprannome")).toBeVisible();
  await form.getByLabel("Soprannome", { exact: true }).fill("La rossa");
  await form.getByLabel("Catalogo").fill("javascript:alert(1)");
  await form.getByLabel("Zona nostra").selectOption({ label: "Nord" });
  await form.getByRole("button", { name: "Salva" }).click();
  await expect(form.getByText("«Catalogo»: un indirizzo può cominciare solo con")).toBeVisible();
  await form.getByLabel("Catalogo").fill("");
  await form.getByRole("button", { name: "Salva" }).click();
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
  await page.locator(".page-header").getByRole("button", { name: "Altre azioni" }).click();
  await page.getByRole("menuitem", { name: "Cronologia delle modifiche" }).click();
  const history = page.locator(".record-history");
  for (const [name, , , , shown] of own) await expect(history).toContainText(new RegExp(`${name}[\\s\\S]*${shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  const change = history.getByRole("listitem").filter({ hasText: "Zona nostra" }).filter({ hasText: "Sud" }).last();
  await change.getByRole("button", { name: "Torna a questo valore" }).click();
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
  await expect(page.locator(".virtual-list .footer")).toContainText("2.000,00");
  await page.getByPlaceholder("Cerca in questo elenco").fill("moro");
  await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Marta Bellini"]);
  await page.getByPlaceholder("Cerca in questo elenco").fill("");

  // A file whose columns go by their names fills them.
  const header = ["Nome", ...own.map(([name]) => name)].join(";");
  const row = ["Luca Ferri", ...own.map((it) => it[5])].join(";");
  await page.goto("#/import");
  await page.getByLabel("Scegli un file…").setInputFiles({ name: "clienti.csv", mimeType: "text/csv", buffer: Buffer.from(`${header}\n${row}\nZeno;;;;;oggi\n`) });
  await expect(page.getByLabel("Che cosa contiene il file?")).toHaveValue("0");
  await expect(page.getByLabel("Gradimento: Va nel campo")).toHaveValue(/\d/);
  await expect(page.locator(".refused")).toContainText("Prima visita");
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible();
  const list = await query(page, { list_window: { kind: "customer", columns: [{ field: 1 }, ...own.map((_, at) => ({ field: 1_000 + at }))], limit: 9 } });
  const [martas, lucas] = ["Marta Bellini", "Luca Ferri"].map((name) => list.rows.find((it) => it.cells[0].text === name).cells.slice(1));
  expect(lucas).toEqual(martas);

  // They are in a copy, with their names.
  await page.goto("#/backup");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
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
  await page.getByRole("button", { name: /^Nome del campo/ }).click();
  await page.keyboard.type("Tinta");
  await page.keyboard.press("Enter");
  await expect(page.locator(".own-fields summary", { hasText: "Tinta" })).toBeVisible();
  await page.getByRole("button", { name: /^Scelte/ }).click();
  await page.getByRole("textbox", { name: "Scelte" }).fill("Blu\nRosso");
  await page.keyboard.press("Control+Enter");
  // Refused: what was typed stays, and why stands beside it.
  await expect(page.locator(".inline-edit", { hasText: "Scelte" })).toContainText("si rinomina dov'è");
  await expect(page.locator(".toast", { hasText: "si rinomina" })).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Scelte" })).toHaveValue("Blu\nRosso");
  await expect(page.getByRole("textbox", { name: "Scelte" })).toBeFocused();
  await page.getByRole("textbox", { name: "Scelte" }).fill("Rosso\nBlu notte\nVerde");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: /^Scelte/ })).toContainText("Verde");
  await page.goto(`#/products/${id}`);
  await expect(page.getByRole("button", { name: /^Tinta/ })).toContainText("Blu notte");
  await page.goto("#/settings");
  await page.locator(".own-fields summary", { hasText: "Tinta" }).click();
  await page.locator(".own-fields").getByRole("button", { name: "Elimina" }).click();
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
  await page.getByRole("button", { name: "Nuovo prodotto" }).first().click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Nome").fill("Dado");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog.getByText("«Colore»: va compilato.")).toBeVisible();
  await dialog.getByLabel("Colore").fill("Rosso");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(page.locator(".virtual-list .window .row", { hasText: "Dado" })).toContainText("Rosso");
  await page.locator(".virtual-list .heading", { hasText: "Colore" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=1000/);

  // An order asks beside its other fields, keeps what it says through a save, and shows it in its list.
  await page.goto("#/orders?new=1");
  await choose(page.locator(".order-header"), "Cliente", "Ada");
  await choose(page.locator(".order-line").first(), "Prodotto", "Vite");
  await page.getByRole("button", { name: /^Salva/ }).click();
  await expect(page.getByText("«Corriere»: va compilato.")).toBeVisible();
  await page.locator(".own-inputs").getByLabel("Corriere").fill("Rondine");
  await page.getByRole("button", { name: /^Salva/ }).click();
  await expect(page.getByRole("button", { name: /^Corriere/ })).toContainText("Rondine");
  await expect(page.getByText("Non ancora salvato")).toHaveCount(0);
  await page.getByRole("button", { name: /^Corriere/ }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  // Refused: it stays open, and why stands beside it.
  await expect(page.locator(".inline-edit", { hasText: "Corriere" })).toContainText("va compilato");
  await page.keyboard.type("Falco");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Corriere/ })).toContainText("Falco");
  await page.goto("#/orders");
  await expect(page.locator(".virtual-list .window .row")).toContainText("Falco");
  await page.getByRole("button", { name: "Annulla" }).last().click();
  await expect(page.locator(".virtual-list .window .row")).toContainText("Rondine");

  // A task, from its line and from the page of a customer.
  await page.goto("#/tasks");
  await page.getByLabel("Che cosa c'è da fare?").fill("Chiamare");
  await page.getByLabel("Che cosa c'è da fare?").press("Enter");
  await expect(dialog.getByLabel("Che cosa fare")).toHaveValue("Chiamare");
  await dialog.getByLabel("Sforzo").selectOption("4");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await page.locator(".task", { hasText: "Chiamare" }).getByRole("checkbox").press("e");
  await expect(page.getByRole("button", { name: /^Sforzo/ })).toContainText("4 / 5");
  await page.goto(`#/customers/${ada}`);
  await page.locator(".composer").getByRole("button", { name: "Attività" }).click();
  await page.locator(".composer textarea").fill("Passare in negozio");
  await page.locator(".composer").getByRole("button", { name: /^Salva/ }).first().click();
  await dialog.getByLabel("Sforzo").selectOption("2");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(page.locator(".open-tasks")).toContainText("Passare in negozio");
  await expect(page.locator(".composer textarea")).toHaveCount(0);

  // Files: what is there may lack it, what is new may not.
  const put = async (name, lines) => {
    await page.goto("#/products");
    await page.goto("#/import");
    await page.getByLabel("Scegli un file…").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) });
  };
  await put("clienti.csv", ["nome;email;città", "Ada Rossi;ada@example.it;Lodi", "Bea;bea@example.it;Bari"]);
  await expect(page.locator("ul.refused li")).toHaveText(["Riga 3: manca «Zona»: scrivilo nella riga."]);
  await put("ordini.csv", ["numero ordine;e-mail cliente;data ordine;prodotto;quantità;prezzo unitario;Corriere", "1;ada@example.it;05/03/2026;Vite;1;2,00;Gazza", "2;ada@example.it;05/03/2026;Vite;1;2,00;"]);
  await expect(page.locator("ul.refused li")).toHaveText(["Riga 3: manca «Corriere»: scrivilo nella riga."]);
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible();
  await page.goto("#/orders");
  await expect(page.locator(".virtual-list .window .row", { hasText: "Gazza" })).toBeVisible();
});

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
