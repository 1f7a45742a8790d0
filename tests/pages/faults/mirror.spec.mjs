// F01, F17, F19 and F20 once more: what the browser loses of its database comes back by itself, from the snapshots and the
// mirror of the journal beside them, up to the last order that was acknowledged, and that is said.
import { expect, test } from "@playwright/test";
import { appendFile, cp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

const databases = () => join(folder, "Default", "IndexedDB");
const names = (n) => [...Array(n).keys()].map((it) => `Prova ${it}`);
const namesOf = async (page) => h.seen(await h.customers(page)).map(([name]) => name);
const banner = (page) => page.locator(".banner.healed");

/** Orders `from` to `to` on the profile; what `more` does comes before the browser is closed. */
async function order(baseURL, from, to, { how, more = async () => {} } = {}) {
  const browser = await h.open(folder, baseURL, how);
  await h.ready(browser.page);
  expect(await namesOf(browser.page), "what was there before").toEqual(names(from));
  await h.executeAll(browser.page, names(to).slice(from).map((_, n) => h.customer(from + n)));
  await more(browser.page);
  return browser;
}

/** The logs of the origin's database, the newest last. */
async function logs() {
  const found = [];
  for (const place of await readdir(databases())) {
    if (!place.endsWith(".leveldb")) continue;
    for (const file of await readdir(join(databases(), place))) if (file.endsWith(".log")) found.push(join(databases(), place, file));
  }
  const times = new Map(await Promise.all(found.map(async (path) => [path, (await stat(path)).mtimeMs])));
  return found.sort((a, b) => times.get(a) - times.get(b));
}

/**
 * What a kill between the seven bytes before a record and the record leaves behind
 * (https://github.com/google/leveldb/issues/1287): the next start appends behind it, the one after that wipes all.
 */
const tearTheLog = async () => appendFile((await logs()).at(-1), Buffer.from([0x11, 0x22, 0x33, 0x44, 0x40, 0x00, 0x01]));

/** Fifty customers come in from a file. */
async function importFifty(page) {
  const file = join(folder, "customers.csv");
  await writeFile(file, `nome\n${[...Array(50).keys()].map((n) => `Nuovo ${n}`).join("\n")}\n`);
  await page.goto("#/import");
  await page.getByLabel(/^(Scegli un file…|Choose a file…)$/).setInputFiles(file);
  await page.getByRole("button", { name: /^(Importa|Import)$/ }).click();
  await expect(page.getByRole("heading", { name: /^(Risultato|Result)$/ })).toBeVisible();
}

/** The healed state: all is there, said, and it goes on; gives the report. */
async function expectHealed(page, n, sentence) {
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(n));
  await expect(banner(page)).toContainText(sentence);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await banner(page).getByRole("button", { name: /Copia il rapporto|Copy the report/ }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(await h.execute(page, h.customer(n))).toHaveProperty("sequence");
  await banner(page).getByRole("button", { name: /^(Chiudi|Close)$/ }).click();
  await expect(banner(page)).toHaveCount(0);
  expect((await h.query(page, { verify: {} })).breaches).toEqual([]);
  return report;
}

for (const [locale, sentence] of [
  ["it-IT", "Il browser aveva perso il suo archivio: tutto è stato ripristinato dalla copia interna (fino alla modifica 9)."],
  ["en-GB", "The browser had lost its store: everything was restored from the internal copy (up to change 9)."],
]) {
  test(`F01: a log torn by a kill, which the browser wipes two starts later, costs nothing (${locale})`, async ({ baseURL }) => {
    const how = { locale };
    await (await order(baseURL, 0, 5, { how })).context.close();
    await tearTheLog();
    await (await order(baseURL, 5, 9, { how })).context.close();
    let { context, page } = await h.open(folder, baseURL, how);
    const report = await expectHealed(page, 9, sentence);
    expect(report, "the browser's own words").toMatch(/words: Some\(".*[Cc]orrupt/);
    await context.close();
    // And it stays: the next start has nothing to say.
    ({ context, page } = await h.open(folder, baseURL, how));
    await h.ready(page);
    expect(await namesOf(page)).toEqual(names(10));
    await expect(banner(page)).toHaveCount(0);
    await context.close();
  });
}

test("F19: a log cut in half sets nothing back", async ({ baseURL }) => {
  await (await order(baseURL, 0, 30)).context.close();
  for (const path of await logs()) {
    const { size } = await stat(path);
    if (size > 1_000) await truncate(path, Math.floor(size / 2));
  }
  const { context, page } = await h.open(folder, baseURL);
  await expectHealed(page, 30, /dalla copia interna \(fino alla (modifica )?30\)/);
  await context.close();
});

// In the life of a workspace: before its first snapshot, behind it, and from the end of a browser that was killed.
for (const [when, snapshot, kill] of [
  ["before its first snapshot", false, false],
  ["behind a snapshot", true, false],
  ["after a kill", true, true],
]) {
  test(`F20: a database that is gone comes back by itself, ${when}`, async ({ baseURL }) => {
    let n = 0;
    for (const _ of [1, 2]) {
      const browser = await order(baseURL, n, n + 6, {
        more: async (page) => {
          if (!snapshot) return;
          if (n === 0) await h.waitForSnapshot(page, n + 6);
          await h.execute(page, h.customer(n + 6));
          n += 1;
        },
      });
      n += 6;
      await (kill ? h.kill(browser) : browser.context.close());
      await rm(databases(), { recursive: true });
      const { context, page } = await h.open(folder, baseURL);
      await expectHealed(page, n, `dalla copia interna (fino alla modifica ${n}).`);
      n += 1;
      await context.close();
    }
  });
}

test("F20: without local storage the copies alone tell of the loss, and bring all back", async ({ baseURL }) => {
  const prepare = (context) =>
    context.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
  await (await order(baseURL, 0, 4, { how: { prepare } })).context.close();
  await rm(databases(), { recursive: true });
  const { context, page } = await h.open(folder, baseURL, { prepare });
  await expectHealed(page, 4, "(fino alla modifica 4).");
  await context.close();
});

for (const [locale, sentence] of [
  ["it-IT", "(fino alla modifica 6): il resto è stato ripristinato dalla copia interna (fino alla 10)."],
  ["en-GB", "(up to change 6): the rest was restored from the internal copy (up to 10)."],
]) {
  for (const [what, mark] of [["known to local storage", true], ["known to the copies alone", false]]) {
    test(`F19: a store set back across an import comes back by itself (${what}, ${locale})`, async ({ baseURL }) => {
      const how = { locale };
      const earlier = join(folder, "earlier");
      await (await order(baseURL, 0, 6, { how })).context.close();
      await cp(databases(), earlier, { recursive: true });
      let browser = await h.open(folder, baseURL, how);
      await h.ready(browser.page);
      const before = await browser.page.evaluate(() => localStorage["rapporto.sentinel.rapporto-main"]);
      expect(before.split(" ")[1]).toBe("6");
      await importFifty(browser.page);
      await h.waitForSnapshot(browser.page, 7);
      await h.executeAll(browser.page, [6, 7, 8].map(h.customer));
      if (!mark) await browser.page.evaluate((before) => (localStorage["rapporto.sentinel.rapporto-main"] = before), before);
      await browser.context.close();
      await rm(databases(), { recursive: true });
      await cp(earlier, databases(), { recursive: true });
      browser = await h.open(folder, baseURL, how);
      await h.ready(browser.page);
      await expect(banner(browser.page)).toContainText(sentence);
      expect(await namesOf(browser.page)).toHaveLength(59);
      expect((await h.query(browser.page, { verify: {} })).breaches).toEqual([]);
      expect(await h.execute(browser.page, h.customer(9))).toHaveProperty("sequence");
      await browser.context.close();
      // And it stays.
      browser = await h.open(folder, baseURL, how);
      await h.ready(browser.page);
      expect(await namesOf(browser.page)).toHaveLength(60);
      await expect(banner(browser.page)).toHaveCount(0);
      await browser.context.close();
    });
  }
}

test("F20: an import that no snapshot has yet is the end of what comes back, and the rescue screen says so", async ({ baseURL }) => {
  // The browser dies before the engine has a quiet moment.
  const browser = await order(baseURL, 0, 8, { more: importFifty });
  await h.kill(browser);
  await rm(databases(), { recursive: true });
  let { context, page } = await h.open(folder, baseURL);
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "lost" });
  await expect(page.locator(".rescue")).toContainText("La copia interna arriva fino alla modifica 8.");
  await h.rescue(page, "restore snapshot");
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(8));
  // In the next quiet moment behind an import there is a snapshot.
  await importFifty(page);
  await h.waitForSnapshot(page, 9);
  expect(await h.execute(page, h.customer(8))).toHaveProperty("sequence");
  await context.close();
  await rm(databases(), { recursive: true });
  ({ context, page } = await h.open(folder, baseURL));
  await h.ready(page);
  await expect(banner(page)).toContainText("(fino alla modifica 10).");
  expect(await namesOf(page)).toHaveLength(59);
  await context.close();
});

test("F17: where the mirror is gone too, the rescue screen has the snapshot and the browser's words", async ({ baseURL }) => {
  await (await order(baseURL, 0, 5, { more: (page) => h.waitForSnapshot(page, 5) })).context.close();
  await tearTheLog();
  await (await order(baseURL, 5, 9)).context.close();
  await h.forgetMirror(folder, baseURL);
  const { context, page } = await h.open(folder, baseURL);
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "lost" });
  await expect(page.locator(".rescue")).toContainText("La copia interna arriva fino alla modifica 5.");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copia il rapporto" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Lost \{ .*words: Some\(".*[Cc]orrupt/);
  await h.rescue(page, "restore snapshot");
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(5));
  await context.close();
});

test("F20: a snapshot that was chosen in the storage panel is not undone by the mirror", async ({ baseURL }) => {
  const browser = await order(baseURL, 0, 5, { more: (page) => h.waitForSnapshot(page, 5) });
  await h.executeAll(browser.page, [5, 6].map(h.customer));
  await browser.page.goto("#/storage");
  await browser.page.getByRole("button", { name: "Torna alla copia interna…" }).click();
  await browser.page.getByRole("dialog").getByRole("button", { name: "Ripristina" }).click();
  await expect.poll(() => namesOf(browser.page)).toEqual(names(5));
  expect(await h.execute(browser.page, h.customer(5))).toHaveProperty("sequence");
  await browser.context.close();
  let { context, page } = await h.open(folder, baseURL);
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(6));
  await context.close();
  await rm(databases(), { recursive: true });
  ({ context, page } = await h.open(folder, baseURL));
  await expectHealed(page, 6, "(fino alla modifica 6).");
  await context.close();
});

test("F24: where another holds the mirror's files, or there are none, everything works without", async ({ baseURL }) => {
  for (const [what, patch] of [
    ["none", `() => { delete FileSystemFileHandle.prototype.createSyncAccessHandle; }`],
    ["held", `() => {
      FileSystemFileHandle.prototype.createSyncAccessHandle = () => Promise.reject(new DOMException("held", "NoModificationAllowedError"));
    }`],
    ["full", `() => {
      FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException("full", "QuotaExceededError"); };
    }`],
  ]) {
    const { context, page } = await h.open(folder, baseURL, { patch });
    await h.ready(page);
    const before = (await namesOf(page)).length;
    await h.executeAll(page, [0, 1, 2].map((n) => h.customer(before + n)));
    expect(await namesOf(page), what).toEqual(names(before + 3));
    await context.close();
  }
  // With the files again, what was done without them is in the mirror too.
  await (await order(baseURL, 9, 10)).context.close();
  await rm(databases(), { recursive: true });
  const { context, page } = await h.open(folder, baseURL);
  await expectHealed(page, 10, "(fino alla modifica 10).");
  await context.close();
});
