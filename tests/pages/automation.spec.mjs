// C-USERS: the two doors for scripts. Each example of docs/automation.md runs as it stands, in the page.
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
  const counts = await page.evaluate(() => rapporto.query({ counts: {} }));
  expect(counts.filter((it) => it.live || it.binned)).toEqual([]);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
});
