// F07 and F09 by the program's own means: real panics of the engine and of the page, and an engine that runs out of
// memory. A release has no door for that: a message that says of itself that it is endless panics where it is copied.
import { expect, test } from "@playwright/test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

// Words that stand in a report only if it tells of somebody.
const PERSON = "Nicolò Canarino";
const TELLING = ["Nicol", "Canarino", "canarino", "Verona", "391 555"];
const person = {
  create_record: { kind: "customer", values: [[1, { text: PERSON }], [6, { text: "canarino@example.it" }], [8, { text: "391 555 0101" }], [12, { text: "Verona" }]] },
};

// In a worker or a page, before its own scripts: the next message with the word `endless` in it claims four gigabytes.
function bend() {
  const hear = ({ data }) => {
    const bytes = Array.isArray(data) ? data[0] : undefined;
    const word = globalThis.endless;
    if (!word || !(bytes instanceof Uint8Array) || !new TextDecoder().decode(bytes).includes(word)) return;
    globalThis.endless = undefined;
    Object.defineProperty(bytes, "length", { value: 0xffff_ffff });
  };
  if (!globalThis.document) {
    addEventListener("message", hear);
    return;
  }
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...parts) {
      super(...parts);
      this.addEventListener("message", hear);
    }
  };
}

const namesIn = (rows) => h.seen(rows).map(([name]) => name);

/** Where it is called, the next message about that person is endless. */
const claimEndless = (word) => void (globalThis.endless = word);

/** A browser whose clipboard can be read, and all that its console said. */
async function open(baseURL, locale) {
  const bends = { patch: String(bend), prepare: (context) => context.addInitScript(bend) };
  const browser = await h.open(folder, baseURL, { locale, permissions: ["clipboard-read", "clipboard-write"], ...bends });
  const said = [];
  browser.page.on("console", (message) => said.push(message.text()));
  browser.page.on("pageerror", (error) => said.push(String(error.stack)));
  await h.ready(browser.page);
  return { ...browser, said };
}

/** The report says what happened and where, and nothing of anybody. */
function expectReport(report, said) {
  expect(report).toMatch(/^Rapporto \d+\.\d+\.\d+ \((it|en)\)\n/);
  expect(report).toContain("capacity overflow");
  expect(report).toMatch(/\.rs:\d+$/);
  for (const word of TELLING) expect([report, ...said].join("\n")).not.toContain(word);
}

for (const [locale, told, copy] of [
  ["it-IT", "Un momento: riavvio il motore dei dati", "Copia il rapporto"],
  ["en-GB", "One moment: restarting the data engine", "Copy the report"],
]) {
  test(`F07: a panic of the engine is told, its report copied, nothing lost or doubled (${locale})`, async ({ baseURL }) => {
    const browser = await open(baseURL, locale);
    const { page, said } = browser;
    await h.execute(page, h.customer(0));
    await page.workers().at(-1).evaluate(claimEndless, PERSON);
    const began = Date.now();
    expect(await h.execute(page, person)).toHaveProperty("sequence");
    await h.query(page, { counts: {} });
    h.report(`F07: a panic of the engine: back, and the order durable, after ${Date.now() - began} ms`);
    expect(await page.evaluate(() => globalThis.heard.deaths), "it was a panic").toBe(1);
    const toast = page.locator(".toast", { hasText: told });
    await expect(toast).toBeVisible();
    await toast.getByRole("button", { name: copy }).click();
    expectReport(await page.evaluate(() => navigator.clipboard.readText()), said);
    expect(namesIn(await h.finish(browser))).toEqual(["Prova 0", PERSON]);
  });
}

test("F07: an order that the engine dies of twice is refused, and the engine goes on", async ({ baseURL }) => {
  const browser = await open(baseURL, "it-IT");
  const { context, page } = browser;
  await page.close();
  // Each engine from now on dies of it.
  await h.patchWorker(context, `() => { globalThis.endless = ${JSON.stringify(PERSON)}; (${bend})(); }`);
  const tab = await h.openTab(context);
  await h.ready(tab);
  expect((await h.execute(tab, person)).refused).toContain("engine_stopped");
  expect(await h.execute(tab, h.customer(0))).toHaveProperty("sequence");
  expect(namesIn(await h.finish({ ...browser, page: tab }))).toEqual(["Prova 0"]);
});

test("a panic of the page leaves a report that can be copied, and a way back", async ({ baseURL }) => {
  const browser = await open(baseURL, "it-IT");
  const { page, said } = browser;
  expect(await h.execute(page, person)).toHaveProperty("sequence");
  await expect(page.locator("#stopped")).toBeHidden();
  await page.evaluate(claimEndless, PERSON);
  await page.evaluate(() => void globalThis.rapporto.query({ list_window: { kind: "customer", columns: [{ field: 1 }], limit: 5 } }));
  await expect(page.locator("#stopped")).toBeVisible();
  await expect(page.locator("#stopped")).toContainText("La pagina si è fermata. Ciò che era salvato è al suo posto");
  await expect(page.locator("#stopped")).toContainText("The page has stopped. What was saved is where it was");
  await expect(page.locator(".app")).toBeHidden();
  await page.getByRole("button", { name: "Copy the report" }).click();
  expectReport(await page.evaluate(() => navigator.clipboard.readText()), said);
  await page.getByRole("button", { name: "Reload" }).click();
  await h.ready(page);
  await expect(page.locator("#stopped")).toBeHidden();
  expect(namesIn(await h.finish(browser))).toEqual([PERSON]);
});

for (const [locale, choose, start, why] of [
  ["it-IT", "Scegli un file…", "Importa", "Se il file è grande, forse al dispositivo manca la memoria: prova a dividerlo."],
  ["en-GB", "Choose a file…", "Import", "If the file is large, the device may lack the memory for it: try to split it."],
]) {
  test(`F09: an import for which the memory is not enough is refused, and everything is as before (${locale})`, async ({ baseURL }) => {
    const browser = await h.open(folder, baseURL, { locale, prepare: (context) => h.limitMemory(context, 16) });
    const { page } = browser;
    await h.ready(page);
    expect(await h.execute(page, person)).toHaveProperty("sequence");
    const rows = [...Array(150_000).keys()].map((n) => `Cliente di prova numero ${n},cliente${n}@example.it,via ${n}`);
    const file = join(folder, "large.csv");
    await writeFile(file, `nome,email,note\n${rows.join("\n")}\n`);
    await page.goto("#/import");
    await page.getByLabel(choose).setInputFiles(file);
    // It may be too much already to be looked at.
    const refused = page.getByRole("alert").filter({ hasText: why });
    const button = page.getByRole("button", { name: start, exact: true });
    await button.or(refused).first().waitFor();
    if (await button.isVisible()) await button.click();
    await expect(refused).toBeVisible({ timeout: 60_000 });
    await h.ready(page);
    expect(namesIn(await h.customers(page))).toEqual([PERSON]);
    expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
    expect(namesIn(await h.finish(browser))).toEqual([PERSON, "Prova 0"]);
  });
}
