// F10: what is nested without end is refused before it can use up the stack, and an engine whose stack ends all the same,
// wherever it is, starts anew with nothing lost or doubled.
import { expect, test } from "@playwright/test";
import { gunzipSync, gzipSync } from "node:zlib";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

/** The engine never died of it. */
const expectNoDeath = async (page, note) =>
  expect(await page.evaluate(() => [globalThis.heard.deaths, globalThis.heard.workers.length]), note).toEqual([0, 1]);

// Questions and orders that nest `n` deep, as text: their beginning and end so many times, and what is in the middle.
const NESTED = {
  "a segment": ["query", '{"segment_window":{"limit":1,"segment":', '{"not":', '{"all":[]}', "}", "}}"],
  "a question of another time": ["query", "", '{"as_of":{"millis":99999999999999,"query":', '{"counts":{}}', "}}", ""],
  "a list as a value": ["execute", '{"create_record":{"kind":"customer","values":[[1,{"many":', "[", "", "]", "}]]}}"],
  "nothing but brackets": ["query", "", "[", "", "]", ""],
};

test("F10: questions and orders that nest without end are refused, and the engine goes on", async ({ baseURL }) => {
  const browser = await h.open(folder, baseURL);
  const { page } = browser;
  await h.ready(page);
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  // Made in the page, sent as text: no parser of the browser's reads it.
  const send = ([door, before, opens, middle, closes, after], n) =>
    page.evaluate(
      ([door, before, opens, middle, closes, after, n]) =>
        globalThis.rapporto[door](before + opens.repeat(n) + middle + closes.repeat(n) + after).then(
          () => "answered",
          (error) => error.message,
        ),
      [door, before, opens, middle, closes, after, n],
    );
  for (const what of ["a segment", "a question of another time"]) {
    expect(await send(NESTED[what], 10), `${what}, 10 deep`).toBe("answered");
  }
  for (const [what, parts] of Object.entries(NESTED)) {
    for (const n of [129, 1_000_000]) {
      expect(await send(parts, n), `${what}, ${n} deep`).toContain("not_understood");
    }
  }
  for (const n of [129, 1_000_000]) expect(await send(NESTED["a segment"], n)).toContain("recursion limit");
  // As an object the page itself would have to write it out.
  const refused = await page.evaluate(async () => {
    let segment = { all: [] };
    for (let n = 0; n < 1_000_000; n += 1) segment = { not: segment };
    return globalThis.rapporto.query({ segment_window: { limit: 1, segment } }).then(String, (error) => error.message);
  });
  expect(refused).toContain("not_understood");
  await expectNoDeath(page);
  expect(h.seen(await h.customers(page)).map(([name]) => name)).toEqual(["Prova 0"]);
  expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
  expect((await h.finish(browser)).length).toBe(2);
});

test("F10: an export file whose line nests without end is refused whole", async ({ baseURL }) => {
  const browser = await h.open(folder, baseURL);
  const { page } = browser;
  await h.ready(page);
  await h.execute(page, h.customer(0));
  const packed = await page.evaluate(async () => {
    const { file } = await globalThis.rapporto.work({ export: {} });
    return [...new Uint8Array(await file.arrayBuffer())];
  });
  const [manifest, record, ...rest] = gunzipSync(Buffer.from(packed)).toString().split("\n");
  await page.goto("#/");
  await page.evaluate(() => globalThis.rapporto.execute({ undo: {} }));
  for (const n of [129, 1_000_000]) {
    const deep = record.replace('"fields":{', `"fields":{"x":${"[".repeat(n)}${"]".repeat(n)},`);
    expect(deep).not.toBe(record);
    const file = gzipSync([manifest, deep, ...rest].join("\n"));
    const refused = await page.evaluate(
      (bytes) =>
        globalThis.rapporto.work({ restore: {} }, new Blob([Uint8Array.from(bytes)])).then(String, (error) => error.message),
      [...file],
    );
    expect(refused, `${n} deep`).toContain("malformed");
  }
  await expectNoDeath(page);
  expect(await h.finish(browser)).toEqual([]);
});

// In the worker, before the engine: what is armed is done at the end of the stack, so many frames before it. A message
// comes on an empty stack; what the engine then does in its own time is what can use it up.
function atTheEndOfTheStack() {
  const dive = (frames, work) => {
    let left = frames;
    const go = () => {
      try {
        go();
      } catch (error) {
        if (left < 0) throw error;
        left -= 1;
        if (left >= 0) throw error;
        work();
      }
    };
    go();
  };
  const later = globalThis.queueMicrotask.bind(globalThis);
  globalThis.queueMicrotask = (work) =>
    later(() => {
      const frames = globalThis.framesLeft;
      globalThis.framesLeft = undefined;
      if (frames === undefined) work();
      else dive(frames, work);
    });
}

test("F10: an engine whose stack ends starts anew: nothing is lost, doubled or in part", async ({ baseURL }) => {
  const depths = h.size([2, 5, 10, 20, 40, 80, 160], [1, 2, 5, 10, 20, 40, 60, 80, 120, 160, 240, 320]);
  const seed = Number(process.env.RAPPORTO_SEED ?? Date.now() % 1_000_000);
  const random = h.chance(seed);
  const browser = await h.open(folder, baseURL, { patch: String(atTheEndOfTheStack) });
  const { page } = browser;
  await h.ready(page);
  test.setTimeout(120_000 + depths.length * 30_000);
  let [n, deaths, refused] = [0, 0, 0];
  const [millis, there] = [[], []];
  for (const [at, depth] of depths.entries()) {
    // Three deaths within a minute are a loop: a page that is opened anew forgets them.
    if (at % 2) {
      await page.reload();
      await h.ready(page);
    }
    const frames = Math.ceil(depth * (0.5 + random()));
    const note = `seed ${seed}: ${frames} frames before the end of the stack`;
    const before = await page.evaluate(() => globalThis.heard.workers.length);
    await page.workers().at(-1).evaluate((frames) => void (globalThis.framesLeft = frames), frames);
    const began = Date.now();
    const done = await h.execute(page, h.customer(n));
    // Where the stack ends in the browser's own part, that is an error like any other: it is said, and nothing is done.
    if (done.sequence) there.push(`Prova ${n}`);
    else expect(done.refused, note).toContain("not_saved");
    refused += !done.sequence;
    n += 1;
    await h.query(page, { counts: {} });
    const died = (await page.evaluate(() => globalThis.heard.workers.length)) > before;
    if (died) millis.push(Date.now() - began);
    deaths += died;
    const { rows } = await h.whole(page, note);
    expect(h.seen(rows).map(([name]) => name), note).toEqual(there);
  }
  const { median, worst } = h.spread(millis);
  h.report(`F10: ${n} ends of the stack: the engine died of ${deaths}, ${refused} orders refused, 0 lost, 0 doubled; back in ${median} ms (median), ${worst} (worst)`);
  expect(deaths, "the stack did end").toBeGreaterThan(1);
  expect(h.seen(await h.finish(browser)).map(([name]) => name)).toEqual(there);
});
