// What a person is told and can do where the page once said too little: the word at the foot, a full disk, tasks that come
// again, what stands on a timeline, long lists of hits, files, failures, and the way back of every write.
import { readFile } from "node:fs/promises";
import { customer, dayFromToday, execute, make, open, order, query, task } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";
import { patchWorker } from "./faults/harness.mjs";

test.use({ locale: "it-IT" });

const word = (page) => page.locator(".status-bar");
const toast = (page, text) => page.locator(".toast", { hasText: text });
const undo = (page, text) => toast(page, text).getByRole("button", { name: "Annulla" }).click();
const engine = (page) => page.workers().at(-1);

/** The store can be told to have no more room, answers to come late or never, and files to be read slowly. */
const willing = `() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...more) {
    if (self.isFull) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, more);
  };
  const post = self.postMessage.bind(self);
  self.postMessage = (...more) => {
    if (self.isMute) return;
    if (self.late) setTimeout(() => post(...more), (self.late += 300));
    else post(...more);
  };
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () {
    if (self.isSlow) await new Promise((resolve) => setTimeout(resolve, 700));
    return read.call(this);
  };
}`;

/** Answers that a question makes no sense, in the page, while it shall fail. */
function failing() {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    const bytes = Array.isArray(message) && message[0] instanceof Uint8Array ? message[0] : null;
    if (!globalThis.fails || !bytes) return post.call(this, message, ...more);
    // An envelope: the tab, the number of the request, what it is (0 is a question); numbers are in groups of seven bits.
    const ends = [...bytes.keys()].filter((at) => bytes[at] < 128);
    const number = [...bytes.slice(ends[0] + 1, ends[1] + 1)];
    if (bytes[ends[1] + 1] !== 0) return post.call(this, message, ...more);
    setTimeout(() => this.onmessage({ data: [Uint8Array.from([0, ...number, 0, 1, 2, 0])] }), 10);
  };
}

async function choose(page, name, text, label = "Scegli un file…") {
  await page.getByLabel(label).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

const customers = (n) => `nome,email\n${Array.from({ length: n }, (_, at) => `Prova ${at},p${at}@example.it`).join("\n")}\n`;

test("the word at the foot is true without a network, and when it is there again", async ({ page, context }) => {
  await open(page);
  const id = await make(page, "customer", { [customer.name]: "Marta" });
  await page.goto(`#/customers/${id}`);
  await expect(word(page)).toHaveText("Salvato");
  // By then every part is there: nothing is fetched any more.
  await page.waitForTimeout(6_000);
  await expect(page.locator(".profile")).toBeVisible();
  await context.setOffline(true);
  await expect(word(page)).toHaveText("Non in linea");
  await page.keyboard.press("n");
  await page.keyboard.type("Senza rete");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".timeline")).toContainText("Senza rete");
  await expect(word(page)).toHaveText("Non in linea");
  await context.setOffline(false);
  await expect(word(page)).toHaveText("Salvato");
});

for (const [what, patch, said] of [
  ["is blocked", 'throw new DOMException("blocked", "SecurityError")', "Solo in memoria"],
  ["never answers", "return new EventTarget()", "Dati non aperti"],
]) {
  test(`where the store ${what} the word at the foot does not say saved`, async ({ page, context }) => {
    await patchWorker(context, `() => { IDBFactory.prototype.open = () => { ${patch}; }; }`);
    await open(page);
    await expect(word(page)).toHaveText(said, { timeout: 15_000 });
    if (said === "Solo in memoria") {
      await make(page, "customer", { [customer.name]: "Marta" });
      await expect(word(page)).toHaveText(said);
    }
  });
}

for (const [locale, said] of Object.entries({
  "it-IT": { full: "Spazio esaurito", copy: "Scarica una copia", not: "Non salvato", saved: "Salvato" },
  "en-GB": { full: "No space left", copy: "Download a copy", not: "Not saved", saved: "Saved" },
})) {
  test.describe(locale, () => {
    test.use({ locale });

    test("without room it is said what to do, until something is saved again", async ({ page, context }) => {
      await patchWorker(context, willing);
      await open(page);
      await make(page, "customer", { [customer.name]: "Marta" });
      await expect(word(page)).toHaveText(said.saved);
      await engine(page).evaluate(() => void (self.isFull = true));
      const tell = (order) => page.evaluate((it) => rapporto.execute(it).then(() => "done", (why) => why.message), order);
      const create = { create_record: { kind: "customer", values: [[1, { text: "Luca" }]] } };
      expect(await tell(create)).toContain("no_room");
      const banner = page.locator(".banner.warns");
      await expect(banner).toContainText(said.full);
      await expect(word(page)).toHaveText(said.not);
      // What is refused for another reason says nothing of the disk.
      expect(await tell({ create_record: { kind: "customer", values: [] } })).toContain("invalid");
      await expect(word(page)).toHaveText(said.not);
      await banner.getByRole("button", { name: said.copy }).click();
      await expect(page).toHaveURL(/#\/backup/);
      await engine(page).evaluate(() => void (self.isFull = false));
      expect(await tell(create)).toBe("done");
      await expect(banner).toHaveCount(0);
      await expect(word(page)).toHaveText(said.saved);
    });
  });
}

test("of two writes on their way the first one's end is not yet said to be all", async ({ page, context }) => {
  await patchWorker(context, willing);
  await open(page);
  await make(page, "customer", { [customer.name]: "Marta" });
  await expect(word(page)).toHaveText("Salvato");
  await engine(page).evaluate(() => void (self.late = 1));
  const words = await page.evaluate(async () => {
    const create = (name) => rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: name }]] } });
    const word = async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return document.querySelector(".status-bar").textContent;
    };
    const [first, second] = [create("Luca"), create("Anna")];
    const before = await word();
    await first;
    const between = await word();
    await second;
    return [before, between, await word()];
  });
  expect(words).toEqual(["Sto salvando", "Sto salvando", "Salvato"]);
});

test("the browser is asked once to keep the data: at the first save, whatever it is, and at nothing less", async ({ page, context }) => {
  await context.addInitScript(() => {
    globalThis.nAsked = 0;
    StorageManager.prototype.persist = async () => (globalThis.nAsked += 1) > 0;
  });
  const asked = () => page.evaluate(() => globalThis.nAsked);
  await open(page, "#/import");
  await page.evaluate(() => rapporto.execute({ create_record: { kind: "customer", values: [] } }).catch(() => {}));
  expect(await asked()).toBe(0);
  await choose(page, "clienti.csv", customers(3));
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible();
  expect(await asked()).toBe(1);
  await make(page, "customer", { [customer.name]: "Marta" });
  expect(await asked()).toBe(1);
  await page.reload();
  await page.waitForFunction(() => window.rapporto);
  await make(page, "customer", { [customer.name]: "Luca" });
  expect(await asked()).toBe(1);
});

test("a task that comes again, ticked off on a customer's page, has its next day; a tick that is refused is taken back", async ({ page, context }) => {
  await patchWorker(context, willing);
  await open(page);
  const who = await make(page, "customer", { [customer.name]: "Marta" });
  await make(page, "task", { [task.title]: "Sentire Marta", [task.due]: dayFromToday(0), [task.customer]: { reference: who }, 11: 1 });
  await page.goto(`#/customers/${who}`);
  const tick = page.locator(".open-tasks").getByRole("checkbox");
  await engine(page).evaluate(() => void (self.isFull = true));
  await tick.click();
  await expect(page.locator(".toast.problem")).toBeVisible();
  await expect(tick).not.toBeChecked();
  await engine(page).evaluate(() => void (self.isFull = false));
  // Once: its row goes, and that of the next day comes in its place.
  await tick.click();
  await expect(toast(page, "Attività fatta: «Sentire Marta»")).toBeVisible();
  await expect(page.locator(".timeline")).toContainText("Sentire Marta");
  await expect(page.locator(".open-tasks li")).toHaveCount(1);
  const groups = await query(page, { task_list: {} });
  const there = [...groups.this_week.tasks, ...groups.later.tasks];
  expect(there.map((it) => [it.title, it.due])).toEqual([["Sentire Marta", dayFromToday(7)]]);
});

test("a customer's orders stand beside however many newer contacts; a contact is opened, corrected, binned and back", async ({ page }) => {
  await open(page);
  const who = await make(page, "customer", { [customer.name]: "Marta" });
  await make(page, "order", { [order.number]: "2026-1", [order.customer]: { reference: who }, [order.date]: dayFromToday(-90) });
  const day = 86_400_000;
  for (let at = 0; at < 61; at += 1) {
    await make(page, "interaction", { 1: { reference: who }, 2: Date.now() - at * day, 3: 0, 6: `Nota ${at}` });
  }
  await page.goto(`#/customers/${who}`);
  await expect(page.locator(".timeline li")).toHaveCount(60);
  await expect(page.locator(".customer-orders li")).toHaveCount(1);
  await page.locator(".customer-orders").getByRole("link", { name: "2026-1" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /2026-1/ })).toBeVisible();
  await page.goBack();

  const note = (text) => page.locator(".timeline li", { hasText: text }).first();
  await note("Nota 3").getByRole("button").press("Enter");
  const panel = page.locator("dialog[open]");
  await panel.getByRole("button", { name: /Nota 3/ }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Vuole il listino");
  await page.keyboard.press("Control+Enter");
  await expect(panel.getByRole("button", { name: /Vuole il listino/ })).toBeVisible();
  await panel.getByRole("button", { name: "Elimina" }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.locator(".timeline")).not.toContainText("Vuole il listino");
  await undo(page, "Interazione eliminata");
  await expect(page.locator(".timeline")).toContainText("Vuole il listino");

  await page.getByRole("button", { name: /Mostra altro/ }).click();
  await note("2026-1").getByRole("button").click();
  await expect(page).toHaveURL(/#\/orders\//);
});

test("search shows twenty hits with the matched part marked, and the keys reach the last one", async ({ page }) => {
  await open(page);
  for (let at = 0; at < 25; at += 1) await make(page, "customer", { [customer.name]: `Bottega Prova ${at}` });
  await page.setViewportSize({ width: 1280, height: 480 });
  await page.keyboard.press("/");
  await page.keyboard.type("prova");
  const hits = page.locator(".hits").getByRole("option");
  await expect(hits).toHaveCount(20);
  await expect(hits.first().locator("mark")).toHaveText("Prova");
  for (let at = 0; at < 19; at += 1) await page.keyboard.press("ArrowDown");
  await expect(hits.last()).toHaveAttribute("aria-selected", "true");
  await expect(hits.last()).toBeInViewport({ ratio: 0.9 });
  const name = await hits.last().locator(".title").textContent();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("a product and an order that are in the bin come back from their own page", async ({ page }) => {
  await open(page);
  const what = await make(page, "product", { 1: "Forno" });
  const sale = await make(page, "order", { [order.number]: "7", [order.customer]: { reference: await make(page, "customer", { 1: "Marta" }) }, [order.date]: dayFromToday(0) });
  for (const [kind, id] of [["product", what], ["order", sale]]) {
    await execute(page, { bin_records: { kind, ids: [id] } });
    await page.goto(`#/${kind}s/${id}`);
    await page.locator(".in-the-bin").getByRole("button", { name: "Ripristina" }).click();
    await expect(page.locator(".in-the-bin")).toHaveCount(0);
    expect((await query(page, { counts: {} })).find((it) => it.kind === kind)).toMatchObject({ live: 1, binned: 0 });
  }
});

test("what is made on the way is taken back by its toast: a firm, an owner, a tag", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Parti da vuoto" }).click();
  await page.getByLabel("Nome dell'azienda").fill("Bottega Verde");
  await page.getByLabel("Nome dell'azienda").press("Enter");
  await undo(page, "Archivio creato");
  await expect(page.getByRole("button", { name: "Parti da vuoto" })).toBeVisible();

  const id = await make(page, "customer", { [customer.name]: "Marta" });
  await page.goto(`#/customers/${id}`);
  await page.locator("summary", { has: page.getByText("Altri campi") }).nth(2).click();
  await page.getByRole("combobox", { name: "Responsabile", exact: true }).fill("Anna Zorzi");
  await expect(page.getByRole("option", { name: /«Anna Zorzi»/ })).toBeVisible();
  await page.keyboard.press("Enter");
  const live = (kind) => query(page, { counts: {} }).then((it) => it.find((one) => one.kind === kind).live);
  await expect(toast(page, "Cliente aggiornato")).toBeVisible();
  expect(await live("member")).toBe(1);
  // Whoever is named stays; once nobody names them any more they go.
  await undo(page, "Cliente aggiornato");
  await expect(toast(page, "Annullato").first()).toBeVisible();
  await undo(page, "Persona del gruppo creata");
  await expect.poll(() => live("member")).toBe(0);
});

for (const [locale, created, updated, stays, undoWord, taken] of [
  [
    "it-IT", "Persona del gruppo creata", "Cliente aggiornato",
    "Non annullato: resta la persona del gruppo «Anna Zorzi», a cui altri dati fanno riferimento.", "Annulla", "Annullato",
  ],
  [
    "en-GB", "Member created", "Customer updated",
    "Not undone: the member “Anna Zorzi” stays, because other records refer to it.", "Undo", "Undone",
  ],
]) {
  test.describe(() => {
    test.use({ locale });

    test(`an owner whom a customer names stays, and undo says so and why (${locale})`, async ({ page }) => {
      await open(page);
      const id = await make(page, "customer", { [customer.name]: "Marta" });
      await page.goto(`#/customers/${id}`);
      await page.locator("summary", { has: page.getByText(/Altri campi|More fields/) }).nth(2).click();
      await page.getByRole("combobox", { name: /^(Responsabile|Owner)$/ }).fill("Anna Zorzi");
      await expect(page.getByRole("option", { name: /Anna Zorzi/ })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(toast(page, updated)).toBeVisible();
      await toast(page, created).getByRole("button", { name: undoWord }).click();
      await expect(toast(page, stays)).toBeVisible();
      await expect(page.locator(".toast", { hasText: new RegExp(`^${taken}$`) })).toHaveCount(0);
      const live = () => query(page, { counts: {} }).then((it) => it.find((one) => one.kind === "member").live);
      expect(await live()).toBe(1);
      // In the journal too: it says what stands, and not that it was taken back.
      await page.goto("#/journal");
      const row = page.getByRole("row", { name: /Anna Zorzi/ });
      await row.getByRole("button").click();
      await expect(page.getByRole("dialog")).toContainText("Anna Zorzi");
      await expect(page.locator(".toast", { hasText: new RegExp(`^${taken}:`) })).toHaveCount(0);
      expect(await live()).toBe(1);
    });
  });
}

test("a copy that was taken in is taken out again by its toast", async ({ page }) => {
  await open(page);
  await make(page, "customer", { [customer.name]: "Marta" });
  await page.goto("#/backup");
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
  const copy = await readFile(await (await coming).path());
  await open(page, "#/demo/backup");
  await page.getByLabel("File della copia").setInputFiles({ name: "copia.jsonl.gz", mimeType: "application/gzip", buffer: copy });
  await expect(page.locator(".file-button .chosen")).toHaveText("copia.jsonl.gz");
  await page.getByRole("button", { name: "Riprendi questi dati" }).click();
  const live = () => query(page, { counts: {} }).then((it) => it.find((one) => one.kind === "customer").live);
  await expect(toast(page, "Ripreso tutto")).toBeVisible();
  expect(await live()).toBe(1);
  await undo(page, "Ripreso tutto");
  await expect.poll(live).toBe(0);
});

for (const [locale, said] of Object.entries({
  "it-IT": { file: "Scegli un file…", start: "Importa", result: "Risultato", told: /^[\d.]+ di 300\.000 · [\d.]+ al secondo · ancora .+ circa$/ },
  "en-GB": { file: "Choose a file…", start: "Import", result: "Result", told: /^[\d,]+ of 300,000 · [\d,]+ per second · about .+ left$/ },
})) {
  test.describe(locale, () => {
    test.use({ locale });

    test("long work says how many of how many, how fast, and how long it will still take", async ({ page, context }) => {
      test.setTimeout(120_000);
      await patchWorker(context, willing);
      await open(page, "#/import");
      await choose(page, "clienti.csv", customers(300_000), said.file);
      const start = page.getByRole("button", { name: said.start, exact: true });
      await expect(page.locator(".import-outcome dd").first()).toBeVisible({ timeout: 30_000 });
      const told = page.evaluate(
        () =>
          new Promise((resolve) => {
            const all = [];
            const look = () => {
              const detail = document.querySelector(".progress .detail");
              if (detail?.textContent) all.push([detail.textContent, document.querySelector(".progress").clientHeight]);
              if (all.length && !detail) resolve(all);
              else requestAnimationFrame(look);
            };
            look();
          }),
      );
      await engine(page).evaluate(() => void (self.isSlow = true));
      await start.click();
      const all = await told;
      await expect(page.getByRole("heading", { name: said.result })).toBeVisible({ timeout: 60_000 });
      expect(all.map(([text]) => text).find((text) => said.told.test(text)), JSON.stringify(all.slice(-3))).toBeDefined();
      expect(new Set(all.map(([, height]) => height)).size, "nothing moves").toBe(1);
    });
  });
}

test("a file is chosen in our words, by key, and the same one again; pasted rows have their button", async ({ page }) => {
  await open(page, "#/import");
  const button = page.getByLabel("Scegli un file…");
  await button.focus();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await chooser).setFiles({ name: "vuoto.csv", mimeType: "text/csv", buffer: Buffer.from("") });
  await expect(page.getByText("Il file è vuoto.")).toBeVisible();
  await page.getByRole("button", { name: "Importa un altro file" }).click();
  await expect(page.getByText("Il file è vuoto.")).toHaveCount(0);
  await choose(page, "vuoto.csv", "");
  await expect(page.getByText("Il file è vuoto.")).toBeVisible();
  await page.getByRole("button", { name: "Importa un altro file" }).click();
  await page.getByLabel("oppure incolla qui le righe").fill("nome,email\nAda Bo,ada@example.it\n");
  await page.getByRole("button", { name: "Usa queste righe" }).click();
  await expect(page.locator(".import-outcome dd").first()).toHaveText("1");
});

test("of very many refused rows it is said how many are listed", async ({ page }) => {
  await open(page, "#/import");
  await choose(page, "clienti.csv", `nome,email\n${Array.from({ length: 1_500 }, (_, at) => `Prova ${at},p${at}@x`).join("\n")}\n`);
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  await expect(page.getByText("Qui sotto le prime 50; nel file vanno le prime 1.000 di 1.500.")).toBeVisible();
});

test("an import whose engine died after it had written says that it is done, and leads to the journal", async ({ page, context }) => {
  await patchWorker(context, willing);
  await open(page, "#/import");
  await choose(page, "clienti.csv", customers(3));
  await expect(page.locator(".import-outcome dd").first()).toHaveText("3");
  const worker = engine(page);
  await worker.evaluate(() => void (self.isMute = true));
  await page.getByRole("button", { name: "Importa", exact: true }).click();
  // Long enough to write three rows, too short to be taken for dead.
  await page.waitForTimeout(3_000);
  await worker.evaluate(() => self.close()).catch(() => {});
  await expect(page.getByText("l'importazione è fatta")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("main").getByRole("button", { name: "Registro" }).click();
  await expect(page.getByText("Importazione").first()).toBeVisible();
  const live = () => query(page, { counts: {} }).then((it) => it.find((one) => one.kind === "customer").live);
  expect(await live()).toBe(3);
});

test("a list and a record that cannot be asked for say so, with a report to copy, and are there when asked again", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await context.addInitScript(failing);
  await open(page);
  const id = await make(page, "customer", { [customer.name]: "Marta" });
  const fails = (whether) => page.evaluate((it) => void (globalThis.fails = it), whether);
  for (const [address, there] of [["#/products", ".record-list"], [`#/customers/${id}`, ".profile"], ["#/journal", ".journal .virtual-list"]]) {
    await page.goto("#/settings");
    await fails(true);
    await page.goto(address);
    const panel = page.locator(".error-panel");
    await expect(panel).toContainText("Qualcosa non ha funzionato");
    await panel.getByRole("button", { name: "Copia il rapporto" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Rapporto .*not understood/s);
    await fails(false);
    await panel.getByRole("button", { name: "Riprova" }).click();
    await expect(page.locator(there)).toBeVisible();
    await expect(panel).toHaveCount(0);
  }
  await page.goto("#/customers/01890000-0000-7000-8000-000000000000");
  await expect(page.locator(".error-panel")).toContainText("Non trovo questo dato");
});

test("the demo begins again in another size, and the user's data stays", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await make(page, "customer", { [customer.name]: "Marta" });
  await open(page, "#/demo");
  const load = async (button, size) => {
    await page.getByLabel("Quanti clienti").selectOption(size);
    await page.getByRole("main").getByRole("button", { name: button }).click();
    await expect(page.locator(".record-list")).toBeVisible({ timeout: 60_000 });
  };
  const live = () => query(page, { counts: {} }).then((it) => it.find((one) => one.kind === "customer").live);
  await load("Carica la demo", "200");
  await expect.poll(live).toBe(200);
  await page.getByRole("button", { name: "Ricomincia la demo" }).click();
  await load("Ricomincia la demo", "5000");
  await expect.poll(live).toBe(5_000);
  await expect(page).toHaveURL(/#\/demo\/customers$/);
  await page.getByRole("button", { name: "Esci dalla demo" }).click();
  await expect(page.locator(".record-list")).toContainText("Marta");
});

test("a contact has fields of one's own, and a required one is asked for wherever it is written down", async ({ page }) => {
  await open(page);
  const who = await make(page, "customer", { [customer.name]: "Marta" });
  await page.goto("#/settings");
  await page.getByRole("button", { name: "Nuovo campo" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Nome").fill("Luogo");
  await dialog.locator("select").first().selectOption({ label: "Interazioni" });
  await dialog.getByLabel("Obbligatorio").check();
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog).toHaveCount(0);
  await page.goto(`#/customers/${who}`);
  await expect(page.locator(".profile")).toBeVisible();
  await page.keyboard.press("n");
  await page.locator(".composer textarea").fill("Ci siamo visti");
  await page.keyboard.press("Control+Enter");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await expect(dialog.getByText("«Luogo»: va compilato.")).toBeVisible();
  await dialog.getByLabel("Luogo").fill("In fiera");
  await dialog.getByRole("button", { name: "Salva" }).click();
  await page.locator(".timeline li", { hasText: "Ci siamo visti" }).getByRole("button").click();
  await expect(dialog.getByRole("button", { name: /^Luogo/ })).toContainText("In fiera");
});

test("the keys that are shown are those that work, in the words of the keyboard", async ({ page }) => {
  await open(page);
  await make(page, "customer", { [customer.name]: "Marta" });
  await page.reload();
  await page.locator(".record-list").waitFor();
  await page.keyboard.press("Control+k");
  await expect(page.getByLabel("Cerca clienti, prodotti, ordini, pagine")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByLabel("Cerca clienti, prodotti, ordini, pagine").blur();
  await page.keyboard.press("?");
  const sheet = page.locator(".keys-sheet");
  for (const [what, keys] of [["Salva l'ordine", "CtrlS"], ["Togli la riga", "CtrlCanc"], ["Elimina l'attività", "Canc"], ["Rimanda di un giorno", "D"]]) {
    await expect(sheet.locator("div", { hasText: what }).locator("dd")).toHaveText(keys);
  }
});

test("in the settings of a narrow screen each sensitive field stands on one line with its button", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "#/settings");
  await page.getByLabel("Nome dell'azienda").fill("Bottega Verde");
  await page.getByRole("button", { name: "Salva" }).click();
  const rows = page.locator(".sensitive li");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(1);
  const middle = (box) => box.y + box.height / 2;
  for (const row of await rows.all()) {
    const [name, button] = [await row.locator("b").boundingBox(), await row.getByRole("button").boundingBox()];
    expect(Math.abs(middle(name) - middle(button))).toBeLessThan(4);
  }
});
