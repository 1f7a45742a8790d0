// K9: an engine that lives and does not answer. A beat waits its turn behind what came before it, so a request that hangs
// keeps the beats from being answered: the engine is ended within a bounded time, and what it did not answer is sent again.
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

const names = (n) => [...Array(n).keys()].map((it) => `Prova ${it}`);
const namesIn = (rows) => h.seen(rows).map(([name]) => name);

/** How long an engine may be silent, in milliseconds: five beats, and the time between two. */
const SILENCE_MS = 6 * 2_000;
/** And until another one has done what it was asked. */
const BACK_MS = SILENCE_MS + 2_000;

// In the worker, before the engine. What is set there happens once: the message with the word `spins` in it never ends,
// the transaction that is `deaf` ends and nobody hears of it, a file that is `withheld` is never read, and `vast` makes
// the next reading of a file larger than the memory.
function bend() {
  const once = (name) => {
    const value = globalThis[name];
    globalThis[name] = undefined;
    return value;
  };
  const hear = (event) => {
    const bytes = Array.isArray(event.data) ? event.data.find((it) => it instanceof Uint8Array) : undefined;
    if (!globalThis.spins || !bytes || !new TextDecoder().decode(bytes).includes(globalThis.spins)) return;
    // What ends this loop ends the worker, and the engine would still be called on the way.
    event.stopImmediatePropagation();
    for (;;);
  };
  addEventListener("message", hear);
  // What comes from other tabs.
  const Plain = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends Plain {
    constructor(name) {
      super(name);
      this.addEventListener("message", hear);
    }
  };
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...more) {
    const it = transaction.apply(this, more);
    if (more[1] === "readwrite" && once("deaf")) {
      for (const end of ["oncomplete", "onabort", "onerror"]) Object.defineProperty(it, end, { set() {} });
    }
    return it;
  };
  const arrayBuffer = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = function () {
    if (once("withheld")) return new Promise(() => {});
    if (once("vast")) return Promise.resolve(new ArrayBuffer(2 ** 30));
    return arrayBuffer.call(this);
  };
}

/** Sets what happens to the engine of that page. */
const arm = (page, what) => page.workers().at(-1).evaluate((what) => void Object.assign(globalThis, what), what);

/** A browser whose engine can be bent, with one customer. */
async function open(baseURL, more = {}) {
  const browser = await h.open(folder, baseURL, { patch: String(bend), ...more });
  await h.ready(browser.page);
  await h.execute(browser.page, h.customer(0));
  return browser;
}

const lives = (page) => page.evaluate(() => globalThis.heard.workers.length);

for (const [name, what] of [
  ["never comes to an end with an order", { spins: "p1@example.it" }],
  ["never hears that its order is on the disk", { deaf: true }],
]) {
  test(`K9: an engine that ${name} is ended, and the order is done once`, async ({ baseURL }) => {
    const browser = await open(baseURL);
    const { page } = browser;
    await arm(page, what);
    const began = Date.now();
    expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
    const millis = Date.now() - began;
    h.report(`K9: an engine that ${name}: the order is acknowledged after ${millis} ms`);
    expect(millis).toBeLessThanOrEqual(h.atMost(BACK_MS, 60_000));
    expect(await lives(page), "the engine was ended once").toBe(2);
    expect(namesIn(await h.finish(browser))).toEqual(names(2));
  });
}

test("K9: an engine that never comes to an end with a question is ended, and the question is answered", async ({ baseURL }) => {
  const browser = await open(baseURL);
  const { page } = browser;
  await arm(page, { spins: "Prova 0" });
  const began = Date.now();
  const part = await h.query(page, { list_window: { kind: "customer", columns: [{ field: 1 }], filter: "Prova 0", limit: 5 } });
  h.report(`K9: an engine that never comes to an end with a question: answered after ${Date.now() - began} ms`);
  expect(part.total).toBe(1);
  expect(await lives(page)).toBe(2);
  expect(namesIn(await h.finish(browser))).toEqual(names(1));
});

/** In a page: a file of so many customers is looked at, `arm` is called, and the import goes on. */
async function importing(page, rows, what) {
  await page.evaluate(async (rows) => {
    const lines = [...Array(rows).keys()].map((n) => `Riga ${n},r${n}@example.it`);
    globalThis.file = new Blob([`name,email\n${lines.join("\n")}\n`]);
    globalThis.looked = (await globalThis.rapporto.work({ preview_import: {} }, globalThis.file)).previewed;
  }, rows);
  await arm(page, what);
  return page.evaluate(async () => {
    const { detection, mapping, styles } = globalThis.looked;
    const order = { import: { layout: detection.layout, mapping, styles, missing: "refuse" } };
    return globalThis.rapporto.work(order, globalThis.file).then(({ imported }) => imported, (error) => error.message);
  });
}

const rows = 2_000;
const expectImported = (found) => expect(namesIn(found).sort()).toEqual(["Prova 0", ...[...Array(rows).keys()].map((n) => `Riga ${n}`)].sort());

test("K9: an engine that waits for a file for ever is ended, and the import is done once", async ({ baseURL }) => {
  const browser = await open(baseURL);
  const { page } = browser;
  const began = Date.now();
  expect(await importing(page, rows, { withheld: true })).toMatchObject({ n_refused: 0 });
  h.report(`K9: an engine that waits for a file for ever: the import is done after ${Date.now() - began} ms`);
  expect(await lives(page)).toBe(2);
  expectImported(await h.finish(browser));
});

test("F08: a trap of WebAssembly inside of long work ends the engine, and the work is done once", async ({ baseURL }) => {
  // A claim of memory that cannot be met ends in `unreachable`: no panic, so no hook of ours hears it.
  const browser = await open(baseURL, { prepare: (context) => h.limitMemory(context, 64) });
  const { page } = browser;
  const began = Date.now();
  expect(await importing(page, rows, { vast: true })).toMatchObject({ n_refused: 0 });
  h.report(`F08: a trap inside of an import: the import is done after ${Date.now() - began} ms`);
  expect(await page.evaluate(() => [globalThis.heard.deaths, globalThis.heard.workers.length]), "it died of it").toEqual([1, 2]);
  expectImported(await h.finish(browser));
});

test("K9: an order at which every engine hangs is refused, and the next ones are done", async ({ baseURL }) => {
  const browser = await open(baseURL);
  const { context, page } = browser;
  await h.patchWorker(context, `() => { globalThis.spins = "p1@example.it"; (${bend})(); }`);
  await arm(page, { spins: "p1@example.it" });
  expect((await h.execute(page, h.customer(1))).refused).toContain("engine_stopped");
  expect(await h.execute(page, h.customer(2))).toHaveProperty("sequence");
  expect(namesIn(await h.finish(browser))).toEqual(["Prova 0", "Prova 2"]);
});

test("K9: an order that is on the disk is acknowledged, although every engine that was given it ended before it said so", async ({ baseURL }) => {
  const browser = await open(baseURL);
  const { context, page } = browser;
  await h.patchWorker(context, `() => { globalThis.spins = "p1@example.it"; (${bend})(); }`);
  await arm(page, { deaf: true });
  expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
  expect(await lives(page)).toBe(3);
  expect(namesIn(await h.finish(browser))).toEqual(names(2));
});

test("K9: an order that is on the disk is acknowledged by an engine that may not write any more", async ({ baseURL }) => {
  const browser = await open(baseURL);
  const { page } = browser;
  for (let n = 1; n <= 2; n += 1) {
    await page.workers().at(-1).evaluate(() => self.close()).catch(() => {}); // it may end before it answers
    await page.waitForFunction((it) => globalThis.heard.workers.length > it, n);
    await h.ready(page);
  }
  await arm(page, { deaf: true });
  expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
  await h.ready(page);
  expect((await h.settled(page)).writing).toBe("off");
  expect((await h.execute(page, h.customer(2))).refused).toContain("read_only");
  expect(namesIn(await h.finish(browser))).toEqual(names(2));
});

for (const [where, hidden] of [["in sight", false], ["in the background", true]]) {
  test(`K9: when the engine of a tab ${where} hangs, another tab's order is done once, and it may go on writing`, async ({ baseURL }) => {
    const browser = await open(baseURL);
    const { context, page } = browser;
    const other = await h.openTab(context);
    await h.ready(other);
    expect(await h.execute(other, h.customer(1))).toHaveProperty("sequence");
    // Here a page in the background is taken to be seen.
    if (hidden) await page.evaluate(() => Object.defineProperty(document, "hidden", { get: () => true }));
    await arm(page, { spins: "p2@example.it" });
    const began = Date.now();
    expect(await h.execute(other, h.customer(2))).toHaveProperty("sequence");
    const millis = Date.now() - began;
    h.report(`K9: the engine of a tab ${where} hangs: another tab's order is acknowledged after ${millis} ms`);
    expect(millis).toBeLessThanOrEqual(h.atMost(BACK_MS, 60_000));
    for (let n = 3; n < 5; n += 1) expect(await h.execute(other, h.customer(n))).toHaveProperty("sequence");
    expect((await h.settled(other)).writing).toBe("durable");
    expect(namesIn(await h.finish({ ...browser, page: other }))).toEqual(names(5));
  });
}

test("K9: an engine that waits for its host is not taken for dead", async ({ baseURL }) => {
  test.setTimeout(180_000);
  // The part that reads files comes from a host that takes its time.
  const slow = async (context) =>
    context.route(/\/part-worker-.*\.wasm$/, async (route) => {
      await h.pause(20_000);
      await route.continue();
    });
  const browser = await h.open(folder, baseURL, { prepare: slow });
  const { page } = browser;
  await h.ready(page);
  await page.goto("#/import");
  const file = join(folder, "customers.csv");
  await writeFile(file, "nome,email\nProva 0,p0@example.it\n");
  await page.getByLabel("Scegli un file…").setInputFiles(file);
  await page.getByRole("button", { name: "Importa", exact: true }).click({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible({ timeout: 60_000 });
  expect(await page.evaluate(() => [globalThis.heard.deaths, globalThis.heard.workers.length])).toEqual([0, 1]);
  expect(namesIn(await h.finish(browser))).toEqual(names(1));
});
