// Issue 2, parts 3 and 5: while the workload's customers and orders come in, while all goes out and while a demo is made,
// the page draws on; and each of them is over within half a second once it is stopped, with nothing changed.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HEADERS, csvRows } from "../../benches/peers/src/gen.js";
import { open, query } from "./data.mjs";
import { isRelease, report } from "./faults/harness.mjs";
import { expect, test } from "./fixtures.mjs";

// 100,000 orders with 250,000 lines.
const N = 20_000;
// The figures of the project are met in a release's run; at a submission other work may share the cores.
const FRAME_MILLIS = isRelease ? 50 : 250;
const STOP_MILLIS = isRelease ? 500 : 2_500;

test.use({ locale: "it-IT", trace: "off" });

test("the page draws on while 20,000 customers and 100,000 orders with their lines come in, and stops when it is told to", async ({ page, profile }) => {
  test.setTimeout(300_000);
  await open(page);
  await page.evaluate(watchFrames);
  for (const [table, rows] of [["products", 500], ["customers", N], ["orders", 5 * N]]) {
    const path = join(profile, `${table}.csv`);
    await writeFile(path, `${HEADERS[table]}\n${csvRows(table, 0, rows, N)}`);
    await choose(page, path);
    if (table === "orders") {
      // First half way: nothing of it may be there.
      const before = await digest(page);
      await page.getByRole("button", { name: "Importa", exact: true }).click();
      await expectStop(page, 0.3, "an import of 250,000 lines");
      expect(await digest(page)).toBe(before);
    }
    const began = Date.now();
    await page.evaluate(() => Object.assign(globalThis.longest, { task: 0, frame: 0 }));
    await page.getByRole("button", { name: "Importa", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible({ timeout: 120_000 });
    await expectDrawn(page, `an import of ${table} (${Date.now() - began} ms)`);
  }
  const counts = Object.fromEntries((await query(page, { counts: {} })).map((it) => [it.kind, it.live]));
  expect(counts).toMatchObject({ customer: N, product: 500, order: 5 * N });
  expect(counts.order_line).toBeGreaterThan(12 * N);

  // All of it out: stopped, then to its end.
  const files = [];
  page.on("download", (it) => files.push(it.suggestedFilename()));
  await page.goto("#/backup");
  const copy = page.locator("main").getByRole("button", { name: "Scarica una copia" });
  await copy.click();
  await expectStop(page, 0.2, "a copy");
  expect(files).toEqual([]);
  await page.evaluate(() => Object.assign(globalThis.longest, { task: 0, frame: 0 }));
  const began = Date.now();
  await copy.click();
  await expect.poll(() => files.length, { timeout: 120_000 }).toBe(1);
  await expectDrawn(page, `a copy (${Date.now() - began} ms)`);
});

test("the page draws on while a demo of 100,000 customers is made, and stops when it is told to", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "#/demo");
  await page.evaluate(watchFrames);
  await page.getByLabel("Quanti clienti").selectOption("100000");
  const load = page.getByRole("button", { name: "Carica la demo" });
  await load.click();
  await expectStop(page, 0.15, "a demo of 100,000 customers");
  await expectDrawn(page, "a demo of 100,000 customers, until it is stopped");
  expect((await query(page, { counts: {} })).filter((it) => it.live || it.binned)).toEqual([]);
  // A smaller one then goes in.
  await page.getByLabel("Quanti clienti").selectOption("200");
  await load.click();
  await expect(page.locator(".virtual-list .window .row").first()).toBeVisible({ timeout: 30_000 });
});

const digest = async (page) => (await query(page, { verify: {} })).digest;

/** Puts a file in, on a fresh page of the import. */
async function choose(page, path) {
  await page.evaluate(() => { location.hash = "#/journal"; });
  await expect(page.locator("main h1")).toHaveText("Registro");
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.getByLabel("Scegli un file…").setInputFiles(path);
  await expect(page.getByRole("button", { name: "Importa", exact: true })).toBeEnabled({ timeout: 60_000 });
}

/** Runs in the page: the longest task, and the longest time between two frames. */
function watchFrames() {
  const longest = { task: 0, frame: 0 };
  globalThis.longest = longest;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest.task = Math.max(longest.task, duration);
  }).observe({ type: "longtask" });
  let last = performance.now();
  const draw = (now) => {
    longest.frame = Math.max(longest.frame, now - last);
    last = now;
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
}

/** The page drew on: a frame waits for the cores too, a task only works. */
async function expectDrawn(page, what) {
  const { task, frame } = await page.evaluate(() => globalThis.longest);
  report(`${what}: the page's longest time between two frames ${Math.round(frame)} ms, its longest task ${task ? `${Math.round(task)} ms` : "under 50 ms"}`);
  expect(isRelease ? Math.max(task, frame) : task, what).toBeLessThanOrEqual(FRAME_MILLIS);
}

/** Stops the work under way once that share of it is done; timed where it happens, until its bar is gone. */
async function expectStop(page, share, what) {
  const took = await page.evaluate(
    (share) =>
      new Promise((resolve, reject) => {
        let [seen, pressed] = [false, 0];
        const look = () => {
          const bar = document.querySelector(".progress");
          seen ||= Boolean(bar);
          if (bar && !pressed && bar.querySelector("progress").value >= share) {
            pressed = performance.now();
            bar.querySelector("button").click();
          }
          if (seen && !bar) return pressed ? resolve(performance.now() - pressed) : reject(new Error("it was over before it could be stopped"));
          requestAnimationFrame(look);
        };
        look();
      }),
    share,
  );
  report(`${what}, stopped: over after ${Math.round(took)} ms`);
  expect(took, what).toBeLessThanOrEqual(STOP_MILLIS);
}
