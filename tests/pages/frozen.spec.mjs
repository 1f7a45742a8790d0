// Issue 2, parts 3 and 5: while the workload's customers and orders come in, while all goes out and while a demo is made,
// the page draws on; and each of them is over within half a second once it is stopped, with nothing changed.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HEADERS, csvRows } from "../../benches/peers/src/gen.js";
import { open, query } from "./data.mjs";
import { isRelease, report, size } from "./faults/harness.mjs";
import { expect, test } from "./fixtures.mjs";

// 100,000 orders with 250,000 lines.
const N = 20_000;
// The figures of the project are met in a release's run; at a submission other work may share the cores, and times are
// told, not held.
const TASK_MILLIS = size(Number.POSITIVE_INFINITY, 50);
const STOP_MILLIS = size(30_000, 500);

test.use({ locale: "it-IT", trace: "off" });

test("the page draws on while 20,000 customers and 100,000 orders with their lines come in, and stops when it is told to", async ({ page, profile }) => {
  test.setTimeout(300_000);
  await open(page);
  for (const [table, rows] of [["products", 500], ["customers", N], ["orders", 5 * N]]) {
    const path = join(profile, `${table}.csv`);
    await writeFile(path, `${HEADERS[table]}\n${csvRows(table, 0, rows, N)}`);
    await choose(page, path);
    if (table === "orders") {
      // First half way: nothing of it may be there.
      const before = await digest(page);
      await expectStop(page, "Importa", 0.3, "an import of 250,000 lines");
      expect(await digest(page)).toBe(before);
    }
    await expectDrawn(page, "Importa", `an import of ${table}`);
    await expect(page.getByRole("heading", { name: "Risultato" })).toBeVisible();
  }
  const counts = Object.fromEntries((await query(page, { counts: {} })).map((it) => [it.kind, it.live]));
  expect(counts).toMatchObject({ customer: N, product: 500, order: 5 * N });
  expect(counts.order_line).toBeGreaterThan(12 * N);

  // All of it out: stopped, then to its end.
  const files = downloads(page);
  await page.goto("#/backup");
  await expect(button(page, "Scarica una copia")).toBeEnabled();
  await expectStop(page, "Scarica una copia", 0.2, "a copy");
  expect(files).toEqual([]);
  await expectDrawn(page, "Scarica una copia", "a copy");
  await expect.poll(() => files.length).toBe(1);
});

test("the page draws on while a demo is made and goes out, and stops when it is told to", async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, "#/demo");
  await page.getByLabel("Quanti clienti").selectOption("100000");
  await expectStop(page, "Carica la demo", 0.15, "a demo of 100,000 customers");
  expect((await query(page, { counts: {} })).filter((it) => it.live || it.binned)).toEqual([]);
  const customers = size("5000", "100000");
  await page.getByLabel("Quanti clienti").selectOption(customers);
  await expectDrawn(page, "Carica la demo", `a demo of ${customers} customers`);
  await expect(page.locator(".virtual-list .window .row").first()).toBeVisible();
  const files = downloads(page);
  await page.goto("#/demo/backup");
  await expect(button(page, "Scarica una copia")).toBeEnabled();
  await expectDrawn(page, "Scarica una copia", `a copy of the demo of ${customers} customers`);
  await expect.poll(() => files.length).toBe(1);
});

const button = (page, name) => page.locator("main").getByRole("button", { name, exact: true });

const digest = async (page) => (await query(page, { verify: {} })).digest;

function downloads(page) {
  const files = [];
  page.on("download", (it) => files.push(it.suggestedFilename()));
  return files;
}

/** Puts a file in, on a fresh page of the import. */
async function choose(page, path) {
  await page.evaluate(() => { location.hash = "#/journal"; });
  await expect(page.locator("main h1")).toHaveText("Registro");
  await page.evaluate(() => { location.hash = "#/import"; });
  await page.getByLabel("Scegli un file…").setInputFiles(path);
  await expect(button(page, "Importa")).toBeEnabled({ timeout: 60_000 });
}

/**
 * Begins the work of that button; the page draws on until it is over, and no task is long until what it gave is drawn (a
 * demo opens another page).
 */
async function expectDrawn(page, name, what) {
  const { took, task, frame, gap } = await page.evaluate(follow, { name });
  const least = (millis) => (millis ? `${millis} ms` : "under 50 ms");
  report(`${what} (${took} ms): the page's longest task ${least(task)}, tasks and drawing of a frame ${least(frame)}, between two frames of the work ${gap} ms`);
  // A frame waits for the cores in between, and what shares them makes that any time.
  expect(isRelease ? Math.max(task, gap) : task, what).toBeLessThanOrEqual(TASK_MILLIS);
}

/** Begins the work of that button and stops it once that share of it is done. */
async function expectStop(page, name, share, what) {
  const { stopped } = await page.evaluate(follow, { name, share });
  report(`${what}, stopped: over after ${stopped} ms`);
  expect(stopped, what).toBeLessThanOrEqual(STOP_MILLIS);
}

/**
 * Runs in the page, and nothing asks it meanwhile: each look of Playwright's is a task of the page too, and one by role
 * a long one. Begins the work of the button of that name, stops it once that share of it is done, and says, when its bar
 * is gone and what it gave is drawn, how long that took.
 */
async function follow({ name, share = Infinity }) {
  const longest = { task: 0, frame: 0, gap: 0 };
  const keep = (entries, which) => {
    for (const { duration } of entries) longest[which] = Math.max(longest[which], duration);
  };
  const watch = (type, which) => {
    const observer = new PerformanceObserver((list) => keep(list.getEntries(), which));
    observer.observe({ type });
    return () => {
      keep(observer.takeRecords(), which);
      observer.disconnect();
    };
  };
  const next = () => new Promise(requestAnimationFrame);
  // What went before is drawn first.
  for (let n = 0; n < 10; n += 1) await next();
  const ends = [watch("longtask", "task"), watch("long-animation-frame", "frame")];
  const began = await next();
  const named = [...document.querySelectorAll("main button")].find((it) => it.textContent.trim() === name);
  named.click();
  let [last, seen, pressed, over] = [began, false, 0, 0];
  for (let left = 20; left > 0; ) {
    const now = await next();
    const bar = document.querySelector(".progress");
    if (bar) longest.gap = Math.max(longest.gap, now - last);
    last = now;
    seen ||= Boolean(bar);
    if (bar && !pressed && bar.querySelector("progress").value >= share) {
      pressed = performance.now();
      bar.querySelector("button").click();
    }
    if (seen && !bar) {
      over ||= performance.now();
      left -= 1;
    }
  }
  for (const end of ends) end();
  if (share < Infinity && !pressed) throw new Error("it was over before it could be stopped");
  const figures = { ...longest, took: over - began, stopped: over - pressed };
  return Object.fromEntries(Object.entries(figures).map(([which, millis]) => [which, Math.round(millis)]));
}
