// F26: two tabs work on the same workspace; one engine writes, both see the same.
import { expect, test } from "@playwright/test";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

test("F26: two tabs edit at the same time: every edit counts once, and both see the same", async ({ baseURL }) => {
  const edits = 1_000;
  test.setTimeout(60_000 + edits * 200);
  const browser = await h.open(folder, baseURL);
  const { context, page } = browser;
  await h.ready(page);
  const other = await h.openTab(context);
  await h.ready(other);
  const one = (await h.execute(page, h.customer(0))).made[0][1];
  // Each tab makes customers of its own and changes one field of the same record in between.
  const work = (tab, name, field) =>
    tab.evaluate(
      async ([name, field, edits, id]) => {
        const sequences = [];
        for (let i = 0; i < edits; i += 1) {
          const order = i % 2
            ? { edit_records: { kind: "customer", ids: [id], values: [[field, { text: field === 6 ? `${name}${i}@example.it` : `${name} ${i}` }]] } }
            : { create_record: { kind: "customer", values: [[1, { text: `${name} ${i}` }]] } };
          sequences.push((await globalThis.rapporto.execute(order)).sequence);
        }
        return sequences;
      },
      [name, field, edits, one],
    );
  const [left, right] = await Promise.all([work(page, "sinistra", 6), work(other, "destra", 12)]);
  const sequences = [...left, ...right];
  expect(new Set(sequences).size, "each order is a batch of its own").toBe(edits * 2);
  expect(Math.max(...sequences) - Math.min(...sequences)).toBe(edits * 2 - 1);
  const seen = await Promise.all([page, other].map(async (tab) => JSON.stringify(await h.customers(tab))));
  expect(seen[0]).toBe(seen[1]);
  const rows = h.seen(JSON.parse(seen[0]));
  expect(rows.length).toBe(1 + edits);
  const last = edits - 1 - ((edits - 1) % 2 ? 0 : 1);
  expect(rows[0]).toEqual(["Prova 0", `sinistra${last}@example.it`, `destra ${last}`]);
  h.report(`F26: 2 tabs x ${edits} orders: ${sequences.length} batches, both views equal`);
  expect(JSON.stringify(await h.finish(browser))).toBe(seen[0]);
});

test("a tab sees what another one did, and at once", async ({ baseURL }) => {
  const browser = await h.open(folder, baseURL);
  const { context, page } = browser;
  await h.ready(page);
  const other = await h.openTab(context);
  await h.ready(other);
  const millis = { toRelay: [], toEngine: [] };
  for (const [name, from, to] of [["toRelay", page, other], ["toEngine", other, page]]) {
    for (let i = 0; i < 30; i += 1) {
      const label = `${name} ${i}`;
      // Both clocks are the same machine's. The other tab asks as soon as it hears, as its lists do.
      const seen = to.evaluate(
        (label) =>
          new Promise((resolve) => {
            const stop = globalThis.rapporto.subscribe(async () => {
              const part = await globalThis.rapporto.query({
                list_window: { kind: "customer", columns: [{ field: 1 }], filter: label, limit: 5 },
              });
              if (part.rows.some(({ cells }) => JSON.stringify(cells).includes(`"${label}"`))) {
                resolve(performance.timeOrigin + performance.now());
                stop?.();
              }
            });
          }),
        label,
      );
      await to.evaluate(() => 0);
      const acknowledged = await from.evaluate(async (label) => {
        await globalThis.rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: label }]] } });
        return performance.timeOrigin + performance.now();
      }, label);
      millis[name].push((await seen) - acknowledged);
    }
  }
  const [relay, engine] = [h.spread(millis.toRelay), h.spread(millis.toEngine)];
  h.report(`two tabs: the other sees an acknowledged change after ${relay.median} ms (median; p95 ${relay.p95}) from the`);
  h.report(`engine's tab, ${engine.median} ms (median; p95 ${engine.p95}) the other way`);
  for (const { p95 } of [relay, engine]) expect(p95).toBeLessThanOrEqual(h.atMost(100));
  expect((await h.finish(browser)).length).toBe(60);
});
