// F11 and F01 on the rescue screen: an export file takes the place of the store whole, or the store stays what it was.
import { expect, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

const N = 60;
const names = [...Array(N).keys()].map((n) => `Prova ${n}`);
const namesOf = async (page) => h.seen(await h.customers(page)).map(([name]) => name);

/** A customer with a note of about 30 KB, of chance: the browser's store compresses what repeats. */
const long = (n) => {
  const random = h.chance(n);
  const text = [...Array(5_000)].map(() => random().toString(36).slice(2, 7)).join(" ");
  return { create_record: { kind: "customer", values: [[1, { text: `Prova ${n}` }], [29, { text }]] } };
};

/** Everything in the store, as pairs of its place and its bytes; from a page without an engine. */
const everything = (page) =>
  h.inDatabase(page, (transaction) => {
    const found = [];
    for (const store of transaction.objectStoreNames) {
      transaction.objectStore(store).openCursor().onsuccess = ({ target: { result } }) => {
        if (!result) return;
        const key = result.key instanceof ArrayBuffer ? [...new Uint8Array(result.key)].join() : result.key;
        found.push([`${store} ${key}`, [...result.value].reduce((sum, byte) => (sum * 31 + byte) % 1e9, result.value.length)]);
        result.continue();
      };
    }
    return found;
  });

/** Flips a bit of the store's head: nothing of it opens, all of it is still there. */
const damage = (page) =>
  h.inDatabase(page, (transaction) => {
    const meta = transaction.objectStore("meta");
    meta.get("head").onsuccess = ({ target: { result } }) => {
      result[0] ^= 1;
      meta.put(result, "head");
    };
  });

/** A store that is damaged, the copy that was taken of it before, and everything that it holds. */
async function damaged(baseURL) {
  const { context, page } = await h.open(folder, baseURL);
  await h.ready(page);
  await h.executeAll(page, names.map((_, n) => long(n)));
  await page.goto("#/backup");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
  const file = await readFile(await (await download).path());
  await page.goto("manifest.webmanifest");
  await damage(page);
  const held = await everything(page);
  await context.close();
  return { file, held };
}

const put = (page, file) =>
  page.getByLabel("Riparti da un file di esportazione…").setInputFiles({ name: "copia.jsonl.gz", mimeType: "application/gzip", buffer: file });

/** All that the store held is there as it was; what was begun beside it may be. */
async function expectUntouched(page, held) {
  await page.goto("manifest.webmanifest");
  const there = new Map(await everything(page));
  for (const [place, value] of held) expect(there.get(place), place).toBe(value);
  await page.goto("");
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "damaged" });
}

/** The file takes the store's place, and that is what the next start finds. */
async function expectTaken(page, file) {
  await put(page, file);
  await expect(page.getByText("Ripreso tutto")).toBeVisible({ timeout: 60_000 });
  expect((await namesOf(page)).sort()).toEqual([...names].sort());
  expect(await h.execute(page, h.customer(N))).toHaveProperty("sequence");
  await page.reload();
  expect((await h.ready(page)).damages).toEqual([]);
  expect((await namesOf(page)).sort()).toEqual([...names, `Prova ${N}`].sort());
  expect((await h.query(page, { verify: {} })).breaches).toEqual([]);
}

test("F11: where there is no room for a copy, the store on the rescue screen stays what it was", async ({ baseURL }) => {
  const { file, held } = await damaged(baseURL);
  const origin = new URL(baseURL).origin;
  const { context, page } = await h.open(folder, baseURL, { path: "manifest.webmanifest" });
  const devtools = await context.newCDPSession(page);
  const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: used + 200_000 });
  await page.goto("");
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "damaged" });
  await put(page, file);
  await expect(page.locator(".rescue [role=status]")).toContainText("spazio");
  await expectUntouched(page, held);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin });
  await expectTaken(page, file);
  await context.close();
});

// Held before its one last transaction, which then comes to nothing: as a kill or a power cut at that moment leaves it.
const holds = {
  patch: `() => {
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
      const made = transaction.call(this, stores, mode, ...more);
      if (self.isArmed && mode === "readwrite" && [...stores].includes("meta")) {
        for (const end of ["oncomplete", "onabort"]) Object.defineProperty(made, end, { set() {} });
        // One that is committing could not be aborted any more.
        made.commit = () => {};
        queueMicrotask(() => made.abort());
        self.isHeld = true;
      }
      return made;
    };
  }`,
};

test("F01: a browser killed while a copy takes the store's place leaves the store as it was", async ({ baseURL }) => {
  const { file, held } = await damaged(baseURL);
  const browser = await h.open(folder, baseURL, holds);
  expect(await h.settled(browser.page)).toMatchObject({ name: "rescue", reason: "damaged" });
  const engine = browser.page.workers().at(-1);
  await engine.evaluate(() => void (self.isArmed = true));
  await put(browser.page, file);
  await expect.poll(() => engine.evaluate(() => self.isHeld === true)).toBe(true);
  await h.kill(browser);
  const { context, page } = await h.open(folder, baseURL);
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "damaged" });
  await expectUntouched(page, held);
  await expectTaken(page, file);
  await context.close();
});

test("F03: a copy that is stopped while it takes the store's place leaves the store as it was", async ({ baseURL }) => {
  const { file, held } = await damaged(baseURL);
  const { context, page } = await h.open(folder, baseURL, {
    // Slow to write: so there is time to stop it.
    patch: `() => {
      const write = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...more) {
        if (this.name === "pages" && self.isArmed) self.hasBegun = true;
        const until = performance.now() + (self.isArmed ? 300 : 0);
        while (performance.now() < until);
        return write.apply(this, more);
      };
    }`,
  });
  await h.settled(page);
  const engine = page.workers().at(-1);
  await engine.evaluate(() => void (self.isArmed = true));
  await put(page, file);
  await page.locator(".rescue").getByRole("button", { name: "Interrompi" }).click();
  await expect(page.locator(".rescue [role=status]")).toContainText("Fermato");
  await expectUntouched(page, held);
  await expectTaken(page, file);
  await context.close();
});
