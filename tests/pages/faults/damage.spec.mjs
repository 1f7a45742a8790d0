// F16 to F18: bits flip in what is stored. Damage is noticed, mended from a snapshot or named; nothing wrong is shown.
import { expect, test } from "@playwright/test";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

const N = 80;
const expected = [...Array(N).keys()].map((n) => [`Prova ${n}`, `p${n}@example.it`, "Verona"]);

/** Text of chance: the browser's store compresses what repeats. */
const noise = (random) => [...Array(10_000)].map(() => random().toString(36).slice(2, 7)).join(" ");

/** A workspace whose customers stand in pages and in a snapshot; `large` is more than the browser keeps in its log alone. */
async function withPages(baseURL, { args, large = false } = {}) {
  const { context, page } = await h.open(folder, baseURL, { args });
  await h.ready(page);
  const random = h.chance(1);
  // The browser writes a table once its log has four megabytes; values over 64 KB stand in files of their own.
  const orders = [...Array(N).keys()].map((n) => {
    const order = h.customer(n);
    if (large) order.create_record.values.push([29, { text: noise(random) }]);
    return order;
  });
  await h.executeAll(page, orders);
  await h.waitForSnapshot(page, N);
  return { context, page };
}

/** Changes the stored values: `change` names what becomes of each value of a store. Gives how many there are. */
const alter = async (page, store, change) => {
  const act = (transaction, [store, change]) => {
    const count = { n: 0 };
    transaction.objectStore(store).openCursor().onsuccess = ({ target: { result } }) => {
      if (!result) return;
      const bytes = new Uint8Array(result.value);
      const flip = () => ((bytes[bytes.length >> 1] ^= 4), bytes);
      result.update({ flip, first: () => (count.n ? bytes : flip()), keep: () => bytes }[change]());
      count.n += 1;
      result.continue();
    };
    return count;
  };
  return (await h.inDatabase(page, act, [store, change])).n;
};

test("F16: a bit flipped in a page or a record is mended from the snapshot", async ({ baseURL }) => {
  const { context, page } = await withPages(baseURL);
  // A few records behind the checkpoint too: they stand in the journal alone.
  for (const [store, label] of [["pages", "Page"], ["journal", "Sequence"]]) {
    expect(await alter(page, store, "flip"), store).toBeGreaterThan(0);
    await page.reload();
    const state = await h.ready(page);
    if (store === "pages") expect(state.damages.join(), store).toContain(`Mended(${label}`);
    expect(h.seen(await h.customers(page)), store).toEqual(expected);
  }
  await page.reload();
  expect((await h.ready(page)).damages, "what is mended stays mended").toEqual([]);
  expect(await h.execute(page, h.customer(N))).toHaveProperty("sequence");
  await context.close();
});

/** The snapshots are gone. */
const forgetSnapshots = (page) =>
  page.evaluate(async () => {
    const files = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of files.keys()) if (name.includes(".snapshot-")) names.push(name);
    for (const name of names) await files.removeEntry(name);
  });

test("F16: where no snapshot has it, a damaged page is made again out of the journal", async ({ baseURL }) => {
  const { context, page } = await withPages(baseURL);
  await forgetSnapshots(page);
  await alter(page, "pages", "flip");
  await page.reload();
  expect((await h.ready(page)).damages.join()).toContain("Mended(Page");
  expect(h.seen(await h.customers(page))).toEqual(expected);
  expect(await h.execute(page, h.customer(N))).toHaveProperty("sequence");
  await context.close();
});

test("F16: where neither snapshot nor journal has it, a damaged page is named and no wrong value is shown", async ({ baseURL }) => {
  const { context, page } = await withPages(baseURL);
  await forgetSnapshots(page);
  await alter(page, "pages", "flip");
  await alter(page, "journal", "first");
  await page.reload();
  const state = await h.ready(page);
  expect(state.damages.join()).toContain("Page(");
  // Whatever is still shown is as it was written.
  for (const row of h.seen(await h.customers(page))) expect(expected).toContainEqual(row);
  expect(await h.execute(page, h.customer(N))).toHaveProperty("sequence");
  await page.reload();
  await h.ready(page);
  expect((await h.customers(page)).map(({ cells }) => cells[0])).toContain(`Prova ${N}`);
  await context.close();
});

/** Flips so many bits of a file, spread over it. */
async function flip(path, n, random) {
  const bytes = await readFile(path);
  for (let i = 0; i < n; i += 1) bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
  await writeFile(path, bytes);
}

/** The files of the databases, by their endings. */
async function files(ending) {
  const found = [];
  const walk = async (place) => {
    for (const entry of await readdir(place, { withFileTypes: true })) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (ending.test(entry.name) && (await stat(path)).size > 0) found.push(path);
    }
  };
  await walk(join(folder, "Default", "IndexedDB"));
  return found;
}

/** After the damage: all is there, mended or brought back unasked, or the rescue screen brings it back. Says which. */
async function expectAllBack(baseURL, args, note) {
  const { context, page } = await h.open(folder, baseURL, { args });
  const state = await h.settled(page, 30_000);
  let how = "all is there";
  if (state.name === "ready") {
    if (state.damages.length) how = `mended or named: ${state.damages.length}`;
    if (await page.locator(".banner.healed").count()) how = "lost, and brought back unasked";
  } else {
    how = `rescue screen: ${state.reason}`;
    await h.rescue(page, "restore snapshot");
    // Where the browser neither opens nor removes the store, the snapshot can be read and exported from memory.
    how += `, restored ${(await h.ready(page)).writing === "durable" ? "to the disk" : "to memory"}`;
  }
  expect(h.seen(await h.customers(page)), `${note}: ${how}`).toEqual(expected);
  let done = await h.execute(page, h.customer(N));
  if (state.name === "ready" && done.refused?.includes("emptied")) {
    // The browser came upon the damage only now, and threw the store away: that is said, and the next start brings it back.
    how += ", then thrown away by the browser and brought back";
    await page.reload();
    await h.ready(page);
    await expect(page.locator(".banner.healed"), note).toBeVisible();
    expect(h.seen(await h.customers(page)), `${note}: ${how}`).toEqual(expected);
    done = await h.execute(page, h.customer(N));
  }
  if (state.name === "ready" && done.refused?.includes("not_saved")) {
    // What is there can be read and not be written: that is said, nothing goes, and a copy of all of it can be taken out.
    how += ", and refuses to be written";
    await page.reload();
    await h.ready(page);
    expect(h.seen(await h.customers(page)), `${note}: ${how}`).toEqual(expected);
    const exported = await page.evaluate(async () => (await globalThis.rapporto.work({ export: {} })).exported);
    expect(exported.n_records, `${note}: ${how}`).toBe(N);
    await context.close();
    return how;
  }
  expect(done, `${note}: ${how}`).toHaveProperty("sequence");
  await context.close();
  return how;
}

const CASES = [
  ["F17", "the log", [], /\.log$/, 8],
  ["F17", "a table", [], /\.ldb$/, 8],
  ["F17", "a large value", [], /^[0-9a-f]+$/, 8],
  ["F17", "the manifest", [], /^MANIFEST/, 8],
  ["F17", "CURRENT", [], /^CURRENT$/, 4],
  ["F18", "eight bits", h.SQLITE, "sqlite", "bits"],
  ["F18", "one page", h.SQLITE, "sqlite", "page"],
  ["F18", "the header", h.SQLITE, "sqlite", "header"],
  ["F18", "the second half", h.SQLITE, "sqlite", "cut"],
];

for (const [fault, what, args, ending, how] of CASES) {
  for (let round = 0; round < h.size(1, 5); round += 1) {
    test(`${fault}: damage in ${what} of the browser's files (${round + 1})`, async ({ baseURL }) => {
      const seed = Number(process.env.RAPPORTO_SEED ?? Date.now() % 1_000_000);
      const random = h.chance(seed);
      const { context } = await withPages(baseURL, { args, large: ["a table", "a large value"].includes(what) });
      await context.close();
      const found = await files(ending === "sqlite" ? /^(?!.*(-wal|-shm|-journal)$)/ : ending);
      expect(found.length, `files of the browser: ${what}`).toBeGreaterThan(0);
      for (const path of found) {
        if (ending !== "sqlite") {
          await flip(path, how, random);
          continue;
        }
        const bytes = await readFile(path);
        const from = how === "header" ? 0 : 4096 * Math.max(1, Math.floor((random() * bytes.length) / 4096));
        if (how === "page" || how === "header") bytes.fill(0xa5, from, from + (how === "header" ? 16 : 4096));
        if (how === "bits") await flip(path, 8, random);
        else await writeFile(path, how === "cut" ? bytes.subarray(0, bytes.length >> 1) : bytes);
      }
      const outcome = await expectAllBack(baseURL, args, `seed ${seed}`);
      h.report(`${fault}: damage in ${what}: ${outcome} (seed ${seed})`);
    });
  }
}
