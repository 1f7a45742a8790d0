// C-USERS: the doors for scripts. Each example of docs/automation.md runs as it stands, in the page.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures.mjs";

const document = join(import.meta.dirname ?? ".", "..", "..", "docs", "automation.md");

test("every example of the document does what it says", async ({ page }) => {
  const text = await readFile(document, "utf8");
  const examples = [...text.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1]);
  expect(examples.length).toBeGreaterThan(5);
  await page.goto("");
  await page.waitForFunction(() => window.rapporto);
  // The examples share their names, as in a console: together they are one function's body.
  const body = `(async () => {
    const until = async (true_) => { while (!true_()) await new Promise((it) => setTimeout(it, 5)); };
    const expect = (found) => {
      const same = (wanted) => { if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error("found " + JSON.stringify(found) + ", wanted " + JSON.stringify(wanted)); };
      return { toBe: same, toEqual: same };
    };
    ${examples.join("\n")}
    return "all";
  })()`;
  expect(await page.evaluate(body)).toBe("all");
});

test("what makes no sense is refused with a reason, and nothing changes", async ({ page }) => {
  await page.goto("");
  await page.waitForFunction(() => window.rapporto);
  const id = "01890000-0000-7000-8000-000000000000";
  const orders = [
    "no json",
    "{}",
    JSON.stringify({ create_record: { kind: "spaceship", values: [] } }),
    JSON.stringify({ create_record: { kind: "customer", values: [[9999, { text: "x" }]] } }),
    JSON.stringify({ create_record: { kind: "customer", values: [[1, { number: 5 }]] } }),
    JSON.stringify({ edit_records: { kind: "customer", ids: [id], values: [[1, { text: "x" }]] } }),
    JSON.stringify({ bin_records: { kind: "customer", ids: [id] } }),
    JSON.stringify({ create_record: { kind: "order", values: [[2, { reference: id }], [3, { number: 20000 }]] } }),
    JSON.stringify({ undo: {} }),
    "[".repeat(100_000),
  ];
  const refusals = await page.evaluate(
    (orders) => Promise.all(orders.map((it) => rapporto.execute(it).then(() => "done", (error) => JSON.parse(error.message)))),
    orders,
  );
  for (const [at, refusal] of refusals.entries()) expect(refusal, orders[at].slice(0, 80)).not.toBe("done");
  const layout = { encoding: "utf8", separator: "comma", header: { at: { line: 1 } }, n_columns: 1 };
  const works = [
    "no json",
    "{}",
    JSON.stringify({ make_coffee: {} }),
    JSON.stringify({ import: {} }),
    JSON.stringify({ import: { layout: { ...layout, n_columns: 2 ** 53 }, mapping: { target: "customers", columns: ["email"] }, styles: [], missing: "refuse" } }),
    JSON.stringify({ import: { layout, mapping: { target: "customers", columns: ["spaceship"] }, styles: [], missing: "refuse" } }),
    JSON.stringify({ load_demo: { customers: 2 ** 32 - 1, words: "italian" } }),
    JSON.stringify({ restore: {} }),
    "[".repeat(100_000),
  ];
  const unworked = await page.evaluate(async (works) => {
    const reason = (promise) => promise.then(() => "done", (error) => JSON.parse(error.message));
    const odd = [rapporto.work({ export: {} }, "a name"), rapporto.work({ export: {} }, null, { progress: 5, signal: {} }), rapporto.work(undefined), rapporto.work({ preview_import: {} })];
    return Promise.all([...works.map((it) => rapporto.work(it, new Blob(["email\na@x.it\n"]))), ...odd].map(reason));
  }, works);
  for (const [at, refusal] of unworked.entries()) expect(refusal, String(works[at]).slice(0, 80)).not.toBe("done");
  const counts = await page.evaluate(() => rapporto.query({ counts: {} }));
  expect(counts.filter((it) => it.live || it.binned)).toEqual([]);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
});
