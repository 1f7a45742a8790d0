// F04 to F08: the engine dies in each way that it can, and nobody loses anything. There is no SharedWorker here: the
// engine's worker belongs to one tab, and F06 is that it ends while another tab works through it.
import { expect, test } from "@playwright/test";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

// What happens to the engine, in its own worker.
const WAYS = {
  "an error in a timer": () => setTimeout(() => { throw new Error("a test's"); }),
  "a promise that nobody hears": () => setTimeout(() => Promise.reject(new WebAssembly.RuntimeError("unreachable"))),
  "a silent end": () => setTimeout(() => self.close()),
};

const names = (n) => [...Array(n).keys()].map((it) => `Prova ${it}`);
const namesIn = (rows) => h.seen(rows).map(([name]) => name);

/** The worker that is the engine of that page. */
const engineOf = (page) => page.workers().at(-1);

/** Ends the engine while an order is under way; gives the milliseconds until that order was acknowledged. */
async function dieWhileOrdering(page, way, n) {
  const before = await page.evaluate(() => globalThis.heard.workers.length);
  const began = Date.now();
  const ordered = h.execute(page, h.customer(n));
  await engineOf(page).evaluate(WAYS[way]).catch(() => {}); // it may die before it answers
  const done = await ordered;
  expect(done, `${way}: the order is acknowledged`).toHaveProperty("sequence");
  await page.waitForFunction((it) => globalThis.heard.workers.length > it, before);
  await h.ready(page);
  // The order may have been quicker than the death: the engine is back when it answers a question.
  await h.query(page, { counts: {} });
  return Date.now() - began;
}

test("F05, F07, F08: twenty deaths lose nothing, double nothing, and are over in two seconds", async ({ baseURL }) => {
  const deaths = h.size(20, 100);
  test.setTimeout(deaths * 20_000);
  const millis = [];
  const expected = [];
  const ways = Object.keys(WAYS);
  const browser = await h.open(folder, baseURL);
  for (let n = 0; n < deaths; n += 1) {
    // Three deaths within a minute are a loop: after two the page is opened anew, which forgets them.
    if (n % 2 === 0) await browser.page.reload();
    await h.ready(browser.page);
    millis.push(await dieWhileOrdering(browser.page, ways[n % ways.length], n));
    expected.push([`Prova ${n}`, `p${n}@example.it`, "Verona"]);
    expect(h.seen(await h.customers(browser.page)), `after death ${n}`).toEqual(expected);
  }
  const { median, p95, worst } = h.spread(millis);
  h.report(`F05, F07, F08: ${deaths} deaths, 0 lost, 0 doubled; back in ${median} ms (median), ${p95} (p95), ${worst} (worst)`);
  expect(p95).toBeLessThanOrEqual(h.atMost(2_000));
  expect(h.seen(await h.finish(browser))).toEqual(expected);
});

test("F05: a worker ended from outside is replaced", async ({ baseURL }) => {
  const browser = await h.open(folder, baseURL);
  const { page } = browser;
  await h.ready(page);
  await h.execute(page, h.customer(0));
  const began = Date.now();
  const ordered = h.execute(page, h.customer(1));
  await page.evaluate(() => globalThis.heard.workers[0].terminate());
  expect(await ordered).toHaveProperty("sequence");
  await page.waitForFunction(() => globalThis.heard.workers.length > 1);
  await h.ready(page);
  h.report(`F05: a worker ended from outside is replaced within ${Date.now() - began} ms`);
  expect(namesIn(await h.finish(browser))).toEqual(names(2));
});

test("F07: after three deaths in a minute the engine reads and does not write", async ({ baseURL }) => {
  const browser = await h.open(folder, baseURL);
  const { page } = browser;
  await h.ready(page);
  await h.execute(page, h.customer(0));
  for (let n = 1; n <= 3; n += 1) {
    const before = await page.evaluate(() => globalThis.heard.workers.length);
    await engineOf(page).evaluate(WAYS["an error in a timer"]).catch(() => {});
    await page.waitForFunction((it) => globalThis.heard.workers.length > it, before);
    await h.ready(page);
  }
  expect((await h.settled(page)).writing).toBe("off");
  expect((await h.execute(page, h.customer(1))).refused).toContain("read_only");
  expect((await h.customers(page)).length).toBe(1);
  // Opened anew, it writes again.
  await page.reload();
  await h.ready(page);
  expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
  expect(namesIn(await h.finish(browser))).toEqual(names(2));
});

test("F04: when the tab of the engine crashes, the next one takes over within a second", async ({ baseURL }) => {
  const rounds = h.size(5, 20);
  test.setTimeout(120_000 + rounds * 30_000);
  const browser = await h.open(folder, baseURL);
  const { context, page } = browser;
  await h.ready(page);
  let [holder, n, millis] = [page, 0, []];
  for (let round = 0; round < rounds; round += 1) {
    const other = await h.openTab(context);
    await h.ready(other);
    for (const tab of [holder, other]) await h.execute(tab, h.customer(n++));
    const devtools = await context.newCDPSession(holder);
    const began = Date.now();
    devtools.send("Page.crash").catch(() => {}); // it cannot answer
    const crashed = holder;
    await new Promise((resolve) => crashed.once("crash", resolve));
    await h.execute(other, h.customer(n++));
    millis.push(Date.now() - began);
    expect(namesIn(await h.customers(other))).toEqual(names(n));
    await crashed.close();
    holder = other;
  }
  const { median, p95, worst } = h.spread(millis);
  h.report(`F04: ${rounds} crashed tabs; the next order is durable after ${median} ms (median), ${p95} (p95), ${worst} (worst)`);
  expect(p95).toBeLessThanOrEqual(h.atMost(1_000));
  expect(namesIn(await h.finish({ ...browser, page: holder }))).toEqual(names(n));
});

test("F06: when the engine of another tab ends and nobody says so, a tab's work goes on within five seconds", async ({ baseURL }) => {
  const rounds = h.size(4, 20);
  test.setTimeout(180_000 + rounds * 30_000);
  const browser = await h.open(folder, baseURL);
  const { context, page } = browser;
  await h.ready(page);
  const tabs = [page, await h.openTab(context)];
  await h.ready(tabs[1]);
  // Which tab has the engine: the other one's worker only passes messages on.
  let [holder, n, millis] = [0, 0, { engine: [], relay: [] }];
  for (let round = 0; round < rounds; round += 1) {
    const what = ["engine", "relay"][round % 2];
    const [dies, works] = [tabs[what === "engine" ? holder : 1 - holder], tabs[1 - holder]];
    const before = await dies.evaluate(() => globalThis.heard.workers.length);
    const began = Date.now();
    const ordered = h.execute(works, h.customer(n++));
    await engineOf(dies).evaluate(WAYS["a silent end"]).catch(() => {}); // it may end before it answers
    expect(await ordered, `the ${what}'s end`).toHaveProperty("sequence");
    expect(await h.execute(works, h.customer(n++)), `after the ${what}'s end`).toHaveProperty("sequence");
    millis[what].push(Date.now() - began);
    await dies.waitForFunction((it) => globalThis.heard.workers.length > it, before);
    // The lock went to the worker that waited for it; the new one waits in its turn.
    if (what === "engine") holder = 1 - holder;
    for (const tab of tabs) {
      await h.ready(tab);
      expect(namesIn(await h.customers(tab))).toEqual(names(n));
    }
    // Three deaths within a minute are a loop: a page that is opened anew forgets them.
    if (round % 2) {
      await tabs[1 - holder].reload();
      await h.ready(tabs[1 - holder]);
    }
  }
  for (const [what, all] of Object.entries(millis)) {
    const { median, worst } = h.spread(all);
    h.report(`F06: ${all.length} silent ends of the ${what}'s worker: two orders of the other tab are durable after ${median} ms (median), ${worst} (worst)`);
    expect(worst).toBeLessThanOrEqual(h.atMost(5_000));
  }
  expect(namesIn(await h.finish({ ...browser, page: tabs[holder] }))).toEqual(names(n));
});

test("a request that comes before the greeting is not taken for one: there is one engine, on one workspace", async ({ baseURL }) => {
  const early = (context) =>
    context.addInitScript(() => {
      const Plain = globalThis.Worker;
      globalThis.Worker = class extends Plain {
        constructor(...parts) {
          super(...parts);
          // To the codec a greeting of tab 1, for a workspace whose name is two zeros.
          for (let n = 0; n < 20; n += 1) this.postMessage([Uint8Array.of(1, 2, 0, 0, 0, 0, 0, 0, 0, 0), undefined]);
        }
      };
    });
  const browser = await h.open(folder, baseURL, { prepare: early });
  const { page } = browser;
  await h.ready(page);
  expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
  expect((await page.evaluate(() => indexedDB.databases())).map(({ name }) => name)).toEqual(["rapporto-main"]);
  expect(await page.evaluate(() => globalThis.heard.states.filter(({ name }) => name === "ready").length)).toBe(1);
  expect(namesIn(await h.finish(browser))).toEqual(names(1));
});
