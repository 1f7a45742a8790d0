// F11 to F15 and F19 to F25: the browser's store refuses, hangs, is newer, is set back, vanishes or is blocked. Nothing
// that was acknowledged is lost without being said, and a lost store is never welcomed as a new one.
import { chromium, expect, test } from "@playwright/test";
import { mkdir, readFile, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "../browser.mjs";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

// The requests go to a database of another name, and their answers to nobody.
const neverOpens = {
  patch: `() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, ...more) {
      const request = open.call(this, "hangs-" + name, ...more);
      Object.defineProperty(request, "onsuccess", { set() {} });
      Object.defineProperty(request, "onerror", { set() {} });
      return request;
    };
  }`,
};

const databases = () => join(folder, "Default", "IndexedDB");

/** A profile with so many customers, and a snapshot of them where that is wanted; its browser is closed. */
async function withCustomers(baseURL, n, { snapshot = false, args } = {}) {
  const { context, page } = await h.open(folder, baseURL, { args });
  await h.ready(page);
  await h.executeAll(page, [...Array(n).keys()].map(h.customer));
  if (snapshot) await h.waitForSnapshot(page, n);
  await context.close();
}

/** A customer of about 30 KB: the store grows quickly. */
const long = (n) => {
  // Of chance: the browser's store compresses what repeats.
  const random = h.chance(n);
  const text = [...Array(5_000)].map(() => random().toString(36).slice(2, 7)).join(" ");
  return { create_record: { kind: "customer", values: [[1, { text: `Prova ${n}` }], [29, { text }]] } };
};

const names = (n) => [...Array(n).keys()].map((it) => `Prova ${it}`);
const namesIn = (rows) => h.seen(rows).map(([name]) => name);
const namesOf = async (page) => namesIn(await h.customers(page));

// Chromium has two stores: the one of today, and the one that comes in its place.
const BACKENDS = [["LevelDB", []], ["SQLite", h.SQLITE]];

// How often a profile is used: what grows in it takes of the room that the next level gives.
const LEVELS_OF_A_PROFILE = 4;

for (const [backend, args] of BACKENDS) {
  test(`F11: at no level of quota is anything lost; with room again it goes on (${backend})`, async ({ baseURL }) => {
    const levels = backend === "LevelDB" ? 20 : h.size(8, 20);
    test.setTimeout(120_000 + levels * 40_000);
    const origin = new URL(baseURL).origin;
    let [n, refused, acknowledged, before] = [0, 0, 0, 0];
    for (let level = 0; level < levels; level += 1) {
      const [round, profile] = [level % LEVELS_OF_A_PROFILE, Math.floor(level / LEVELS_OF_A_PROFILE)];
      if (round === 0) n = 0;
      const room = 150_000 * (1 + profile + (round * levels) / LEVELS_OF_A_PROFILE);
      // A browser of its own for each level: Chromium keeps for half a minute what it knows of the room.
      const browser = await h.open(join(folder, `profile-${profile}`), baseURL, { args, path: "manifest.webmanifest" });
      const { context, page } = browser;
      const devtools = await context.newCDPSession(page);
      const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: used + Math.round(room) });
      await page.goto("");
      await h.ready(page);
      expect(await namesOf(page)).toEqual(names(n));
      for (let i = 0; i < 400; i += 1) {
        const done = await h.execute(page, long(n));
        if (done.refused) {
          expect(done.refused).toContain("no_room");
          refused += 1;
          break;
        }
        n += 1;
        before += 1;
      }
      expect(await namesOf(page)).toEqual(names(n));
      await devtools.send("Storage.overrideQuotaForOrigin", { origin });
      expect(await h.execute(page, long(n)), "with room again").toHaveProperty("sequence");
      n += 1;
      if (round < LEVELS_OF_A_PROFILE - 1) {
        await context.close();
      } else {
        expect(namesIn(await h.finish(browser))).toEqual(names(n));
        acknowledged += n;
      }
    }
    h.report(`F11: quota at ${levels} levels on ${backend}: ${before} acknowledged, ${refused} refusals said, ${acknowledged - before} more with room again, 0 lost`);
    expect(refused, "room ran out at each level").toBe(levels);
    expect(before, "not at the first order of each").toBeGreaterThan(levels);
  });
}

for (const [backend, args] of BACKENDS) {
  test(`F13: a store that never answers leads to the rescue screen, and its data can be taken out there (${backend})`, async ({ baseURL }) => {
    await withCustomers(baseURL, 3, { snapshot: true, args });
    const { context, page } = await h.open(folder, baseURL, { args, ...neverOpens });
    const began = Date.now();
    expect((await h.settled(page)).reason).toBe("no answer");
    const millis = Date.now() - began;
    h.report(`F13: a store that never answers (${backend}): the rescue screen after ${millis} ms`);
    // The timer of the engine and the start of the page.
    expect(millis).toBeLessThanOrEqual(h.atMost(8_000));
    const screen = page.locator(".rescue");
    await expect(screen).toContainText("Forse un'altra scheda lo tiene occupato. Chiudi le altre schede di Rapporto, poi riprova.");
    const download = page.waitForEvent("download");
    await screen.getByRole("button", { name: "Salva i dati grezzi…" }).click();
    const raw = await readFile(await (await download).path());
    for (const name of names(3)) expect(raw.includes(name), `${name} is in the raw data`).toBe(true);
    await context.close();
    const again = await h.open(folder, baseURL, { args });
    await h.ready(again.page);
    expect(namesIn(await h.finish(again))).toEqual(names(3));
  });
}

test("F13: a store that opens and then answers no question leads to the rescue screen too, and to the snapshot", async ({ baseURL }) => {
  await withCustomers(baseURL, 3, { snapshot: true });
  const browser = await h.open(folder, baseURL, {
    patch: `() => {
      let isDamaged = true;
      for (const name of ["get", "getAll", "getAllKeys", "count"]) {
        const read = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...more) {
          const request = read.apply(this, more);
          if (!isDamaged) return request;
          for (const answer of ["onsuccess", "onerror"]) Object.defineProperty(request, answer, { set() {} });
          return request;
        };
      }
      const remove = IDBFactory.prototype.deleteDatabase;
      IDBFactory.prototype.deleteDatabase = function (...more) {
        isDamaged = false;
        return remove.apply(this, more);
      };
      // The engine waits for half a minute; a test need not.
      self.patience = 1_000;
      const timer = setTimeout;
      self.setTimeout = (act, millis, ...more) => timer(act, millis === 30_000 ? self.patience : millis, ...more);
    }`,
  });
  const { page } = browser;
  const state = await h.settled(page);
  expect(state).toMatchObject({ name: "rescue", reason: "no answer" });
  // Longer than the page waits for a sign of life.
  await page.workers().at(-1).evaluate(() => void (self.patience = 13_000));
  await h.rescue(page, "restore snapshot");
  expect(await namesOf(page)).toEqual(names(3));
  expect(await h.execute(page, h.customer(3))).toHaveProperty("sequence");
  expect(await page.evaluate(() => globalThis.heard.workers.length), "the engine was not taken for dead").toBe(1);
  expect(namesIn(await h.finish(browser))).toEqual(names(4));
});

test("F17: a reading that the browser breaks off leads to the rescue screen, and the engine lives on", async ({ baseURL }) => {
  await withCustomers(baseURL, 3, { snapshot: true });
  const browser = await h.open(folder, baseURL, {
    patch: `() => {
      self.isDamaged = true;
      const broken = new WeakSet();
      const get = IDBObjectStore.prototype.get;
      IDBObjectStore.prototype.get = function (...more) {
        const request = get.apply(this, more);
        if (self.isDamaged && !broken.has(this.transaction)) queueMicrotask(() => this.transaction.abort());
        broken.add(this.transaction);
        return request;
      };
    }`,
  });
  const { page } = browser;
  expect(await h.settled(page)).toMatchObject({ name: "rescue", reason: "other" });
  await page.workers().at(-1).evaluate(() => void (self.isDamaged = false));
  await h.rescue(page, "restore snapshot");
  expect(await namesOf(page)).toEqual(names(3));
  expect(await h.execute(page, h.customer(3))).toHaveProperty("sequence");
  expect(await page.evaluate(() => [globalThis.heard.deaths, globalThis.heard.workers.length])).toEqual([0, 1]);
  expect(namesIn(await h.finish(browser))).toEqual(names(4));
});

test("F15: data of a newer program is left as it is, and said", async ({ baseURL }) => {
  await withCustomers(baseURL, 2);
  // A later layout of the stores, made by a page that runs no engine.
  const { context, page } = await h.open(folder, baseURL, { path: "manifest.webmanifest" });
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("rapporto-main", 9);
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }),
  );
  await page.goto("");
  expect((await h.settled(page)).reason).toBe("newer");
  // No choice of the rescue screen writes over it.
  for (const choice of ["go on", "restore snapshot", "start empty"]) {
    expect(await h.refusesChoice(page, choice), choice).toBe(true);
    expect((await h.settled(page)).reason, choice).toBe("newer");
  }
  const count = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open("rapporto-main");
        request.onsuccess = () => {
          const journal = request.result.transaction("journal").objectStore("journal").count();
          journal.onsuccess = () => resolve(journal.result);
        };
      }),
  );
  expect(count).toBe(2);
  await context.close();
  // Another start finds it as it is.
  const again = await h.open(folder, baseURL);
  expect((await h.settled(again.page)).reason).toBe("newer");
  await again.context.close();
});

test("F14: an engine lets go of the store when a newer program upgrades it, and says so", async ({ baseURL }) => {
  const { context, page } = await h.open(folder, baseURL);
  await h.ready(page);
  await h.execute(page, h.customer(0));
  const millis = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const began = performance.now();
        const request = indexedDB.open("rapporto-main", 9);
        request.onupgradeneeded = () => {};
        request.onsuccess = () => resolve(performance.now() - began);
        request.onblocked = () => reject(new Error("blocked"));
      }),
  );
  h.report(`F14: an engine lets go of the store after ${Math.round(millis)} ms`);
  expect(millis).toBeLessThanOrEqual(h.atMost(3_000));
  await page.waitForFunction(() => globalThis.heard.states.at(-1).writing === "failed");
  expect((await h.execute(page, h.customer(1))).refused).toContain("superseded");
  expect(namesIn((await h.whole(page)).rows)).toEqual(names(1));
  await context.close();
  // What the newer program has now is left to it.
  const again = await h.open(folder, baseURL);
  expect((await h.settled(again.page)).reason).toBe("newer");
  await again.context.close();
});

test("F19: a log cut in half is noticed as a state set back, where the mirror is gone too", async ({ baseURL }) => {
  await withCustomers(baseURL, 30);
  await h.forgetMirror(folder, baseURL);
  let cut = 0;
  for (const place of await readdir(databases())) {
    if (!place.endsWith(".leveldb")) continue;
    for (const file of await readdir(join(databases(), place))) {
      if (!file.endsWith(".log")) continue;
      const path = join(databases(), place, file);
      const { size } = await stat(path);
      if (size > 1_000) {
        await truncate(path, Math.floor(size / 2));
        cut += 1;
      }
    }
  }
  expect(cut).toBeGreaterThan(0);
  const { context, page } = await h.open(folder, baseURL);
  const state = await h.settled(page);
  expect(state.name).toBe("rescue");
  expect(["rolled back", "lost", "damaged"]).toContain(state.reason);
  await h.rescue(page, "go on");
  await h.ready(page);
  const found = await namesOf(page);
  expect(found).toEqual(names(found.length));
  h.report(`F19: half of the log gone: noticed as "${state.reason}"; going on shows ${found.length} of 30`);
  await h.execute(page, h.customer(99));
  await page.reload();
  // The loss was accepted: it is no alarm any more.
  await h.ready(page);
  expect(await namesOf(page)).toEqual([...found, "Prova 99"]);
  await context.close();
});

test("F20: a database that is gone, and the mirror with it, leads to the rescue screen, and its snapshot brings all back", async ({ baseURL }) => {
  await withCustomers(baseURL, 25, { snapshot: true });
  await h.forgetMirror(folder, baseURL);
  await rm(databases(), { recursive: true });
  let { context, page } = await h.open(folder, baseURL);
  expect((await h.settled(page)).reason).toBe("lost");
  // Looking away does not make it a new workspace.
  await page.reload();
  expect((await h.settled(page)).reason).toBe("lost");
  await h.rescue(page, "restore snapshot");
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(25));
  expect(await h.execute(page, h.customer(25))).toHaveProperty("sequence");
  await context.close();
  ({ context, page } = await h.open(folder, baseURL));
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(26));
  await context.close();
});

test("F20: whoever begins anew after a loss is not asked again", async ({ baseURL }) => {
  await withCustomers(baseURL, 5, { snapshot: true });
  await h.forgetMirror(folder, baseURL);
  await rm(databases(), { recursive: true });
  const { context, page } = await h.open(folder, baseURL);
  expect((await h.settled(page)).reason).toBe("lost");
  await h.rescue(page, "start empty");
  await h.ready(page);
  expect(await namesOf(page)).toEqual([]);
  await page.reload();
  await h.ready(page);
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  await page.reload();
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(1));
  await context.close();
});

for (const [backend, args] of BACKENDS) {
  test(`F21: site data cleared in the middle of the work: writing stops at once, what is in memory stays (${backend})`, async ({ baseURL }) => {
    const { context, page } = await h.open(folder, baseURL, { args });
    await h.ready(page);
    for (let i = 0; i < 5; i += 1) await h.execute(page, h.customer(i));
    const devtools = await context.newCDPSession(page);
    const began = Date.now();
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(baseURL).origin, storageTypes: "all" });
    await page.waitForFunction(() => globalThis.heard.states.at(-1).writing === "failed", null, { timeout: h.HANGS_MS });
    const millis = Date.now() - began;
    h.report(`F21: cleared site data (${backend}) are noticed after ${millis} ms`);
    expect(millis).toBeLessThanOrEqual(h.atMost(5_000));
    expect((await h.execute(page, h.customer(5))).refused).toContain("emptied");
    expect(namesIn((await h.whole(page)).rows)).toEqual(names(5));
    await context.close();
    // All that could tell of it was cleared too: the next start is a first one, and its first order is kept.
    const again = await h.open(folder, baseURL, { args });
    await h.ready(again.page);
    expect(await namesOf(again.page)).toEqual([]);
    expect(await h.execute(again.page, h.customer(0))).toHaveProperty("sequence");
    expect(namesIn(await h.finish(again))).toEqual(names(1));
  });

  test(`F22: a connection that the browser drops is opened again, and the order is not lost (${backend})`, async ({ baseURL }) => {
    const browser = await h.open(folder, baseURL, {
      args,
      patch: `() => {
        // For k calls the connection is gone, as Safari does to a tab that was in the background.
        self.toFail = 0;
        const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...more) {
          if (self.toFail > 0) {
            self.toFail -= 1;
            throw new DOMException("Connection to Indexed Database server lost. Refresh the page to try again", self.failAs);
          }
          return transaction.apply(this, more);
        };
      }`,
    });
    const { page } = browser;
    await h.ready(page);
    let n = 0;
    for (const failAs of ["UnknownError", "InvalidStateError"]) {
      for (const k of [1, 2, 3, 1]) {
        await page.workers().at(-1).evaluate(([k, failAs]) => Object.assign(self, { toFail: k, failAs }), [k, failAs]);
        const done = await h.execute(page, h.customer(n));
        if (k === 1) expect(done, `${failAs}, ${k} times`).toHaveProperty("sequence");
        if (done.sequence) n += 1;
        else expect(done.refused).toContain("connection_lost");
        await page.workers().at(-1).evaluate(() => { self.toFail = 0; });
        expect(await namesOf(page)).toEqual(names(n));
        if (!done.sequence) {
          // Nobody can know how it ended: the page that is opened again does.
          await page.reload();
          await h.ready(page);
          expect(await namesOf(page)).toEqual(names(n));
        }
      }
    }
    expect(namesIn(await h.finish(browser))).toEqual(names(n));
  });
}

test("F23: without local storage everything works", async ({ baseURL }) => {
  const deny = (context) =>
    context.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
  let { context, page } = await h.open(folder, baseURL, { prepare: deny });
  expect((await h.ready(page)).writing).toBe("durable");
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  await h.waitForSnapshot(page, 1);
  await context.close();
  ({ context, page } = await h.open(folder, baseURL, { prepare: deny }));
  await h.ready(page);
  expect(await namesOf(page)).toEqual(names(1));
  await context.close();
  // The snapshot alone tells of the loss.
  await h.forgetMirror(folder, baseURL);
  await rm(databases(), { recursive: true });
  ({ context, page } = await h.open(folder, baseURL, { prepare: deny }));
  expect((await h.settled(page)).reason).toBe("lost");
  await context.close();
});

test("F24: with all storage blocked the engine works in memory and says so", async ({ baseURL }) => {
  await mkdir(join(folder, "Default"), { recursive: true });
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
  const { context, page } = await h.open(folder, baseURL);
  expect((await h.ready(page)).writing).toBe("memory only");
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  expect(namesIn((await h.whole(page)).rows)).toEqual(names(1));
  await context.close();
});

test("F25: a private window works", async ({ baseURL }) => {
  const browser = await chromium.launch(launch);
  const context = await browser.newContext({ baseURL });
  await h.listenIn(context);
  const page = await context.newPage();
  await page.goto("");
  expect((await h.ready(page)).writing).toBe("durable");
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  await page.reload();
  await h.ready(page);
  expect(namesIn((await h.whole(page)).rows)).toEqual(names(1));
  await browser.close();
});

test("F12: a disk that is full refuses what it cannot keep, opens or says why not, and loses nothing", async ({ baseURL }) => {
  const why = await h.cannotMount();
  if (why) h.report(`F12 is not tried: ${why}`);
  test.skip(why !== "", why);
  const mounted = join(folder, "disk");
  const filler = join(mounted, "filler");
  const fill = () => h.run("sh", "-c", `dd if=/dev/zero of=${filler} bs=64K 2>/dev/null || true; dd if=/dev/zero of=${filler}2 bs=1 2>/dev/null || true`);
  const makeRoom = () => Promise.all([rm(filler), rm(`${filler}2`)]);
  await h.mountImage(join(folder, "image"), mounted, "96M");
  try {
    const profile = join(mounted, "profile");
    let { context, page } = await h.open(profile, baseURL);
    await h.ready(page);
    for (let i = 0; i < 5; i += 1) await h.execute(page, h.customer(i));
    await h.waitForSnapshot(page, 5);
    fill();
    let n = 5;
    let refused = "";
    for (let i = 0; i < 200 && !refused; i += 1) {
      const done = await h.execute(page, long(n));
      if (done.sequence) n += 1;
      else refused = done.refused;
    }
    expect(refused).toContain("not_saved");
    expect(await namesOf(page)).toEqual(names(n));
    await makeRoom();
    await context.close();
    // Full before the start: what is there is read, or the rescue screen says what is wrong; it is never welcomed as new.
    fill();
    ({ context, page } = await h.open(profile, baseURL));
    const state = await h.settled(page);
    const opened = state.name === "ready" ? "opened" : `rescue screen: ${state.reason}`;
    if (state.name === "ready") {
      expect([n, n + 1]).toContain((await namesOf(page)).length);
    } else {
      expect(["no room", "other", "no answer"]).toContain(state.reason);
      const download = page.waitForEvent("download");
      await page.locator(".rescue").getByRole("button", { name: "Salva i dati grezzi…" }).click();
      expect((await stat(await (await download).path())).size).toBeGreaterThan(0);
    }
    await makeRoom();
    await context.close();
    ({ context, page } = await h.open(profile, baseURL));
    await h.ready(page);
    const found = await namesOf(page);
    expect([n, n + 1]).toContain(found.length);
    expect(await h.execute(page, h.customer(found.length))).toHaveProperty("sequence");
    const kept = await h.whole(page);
    await context.close();
    // Chromium may append to a log whose end the full disk tore off, and then not find again what it said it had kept.
    ({ context, page } = await h.open(profile, baseURL));
    const last = await h.settled(page);
    if (last.name === "ready") expect(await h.whole(page)).toEqual(kept);
    else expect(last.reason, "what Chromium lost is noticed").toBe("rolled back");
    const after = last.name === "ready" ? "all of it once more" : "Chromium lost the last order, and that is noticed";
    h.report(`F12: a full disk: ${n} acknowledged, then "${refused}"; full at the start: ${opened}; ${found.length} found with room again, then ${after}`);
    await context.close();
  } finally {
    h.unmountLazily(mounted);
  }
});
