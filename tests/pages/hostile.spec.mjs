// Issue 2, part 7: whatever a field of words holds, it is shown as words, everywhere, in both languages and at 390 px.
import { gzipSync } from "node:zlib";
import { dayFromToday, execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";
import { markup, writing } from "./payloads.mjs";

const payloads = [...markup, ...writing];
const WORDS = {
  "it-IT": words("Altre azioni", "Cronologia delle modifiche", "Cerca clienti, prodotti, ordini, pagine", "Scegli un file…", "Colonne", /^Nome:/),
  "en-GB": words("More actions", "History of changes", "Search customers, products, orders, pages", "Choose a file…", "Columns", /^Name:/),
};

for (const locale of Object.keys(WORDS)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("markup and odd writing in every field of words stay words in every view", async ({ page, faults }) => {
      test.setTimeout(300_000);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.setViewportSize({ width: 390, height: 800 });
      await open(page);
      const ids = await fill(page);
      const found = [];
      const look = async (where, expected = []) => {
        found.push(...(await page.evaluate(inspect, expected)).map((it) => `${where}: ${it}`));
      };
      const visit = async (hash, expected, ready) => {
        await page.goto(hash);
        await ready();
        await look(hash, expected);
      };
      const filled = (selector) => () => expect(page.locator(selector).first()).toBeVisible();

      // The bars of every page are loaded with it: what the lists show is looked at row by row below.
      await visit("#/customers", [], filled(".virtual-list .window .row"));
      // Each language takes every other one: together they show all.
      for (const at of [...payloads.keys()].filter((at) => at % 2 === Object.keys(WORDS).indexOf(locale))) {
        await visit(`#/customers/${ids.customers[at]}`, [shown(payloads[at])], () =>
          expect(page.locator("main h1")).toHaveText(shown(payloads[at])),
        );
      }
      // One customer with a note and a task of each payload.
      const notes = () => expect(page.locator(".timeline")).toContainText(shown(payloads.at(-1)));
      await visit(`#/customers/${ids.busy}`, payloads.slice(-20).map(shown), notes);
      await page.locator(".page-header").getByRole("button", { name: WORDS[locale].more }).click();
      await page.getByRole("menuitem", { name: WORDS[locale].history }).click();
      await expect(page.locator(".record-history")).toBeVisible();
      await look("history", payloads.slice(0, 3).map(shown));
      await page.keyboard.press("Escape");
      for (const [hash, rows] of [
        ["#/products", ".virtual-list .window .row"], ["#/orders", ".virtual-list .window .row"],
        ["#/tasks", ".task"], ["#/bin", ".virtual-list .window .row"], ["#/journal", ".virtual-list .window .row"],
      ]) {
        await visit(hash, [], filled(rows));
      }
      for (const at of [0, 3, payloads.length - 12, payloads.length - 5]) {
        await visit(`#/products/${ids.products[at]}`, [shown(payloads[at])], () => expect(page.locator("main h1")).toHaveText(shown(payloads[at])));
      }
      await visit(`#/orders/${ids.order}`, [], filled(".order-lines"));
      expect(found).toEqual([]);
      expect(asked.filter((it) => /hostile\.example|\/x(\.|$)/.test(it))).toEqual([]);
      expect(await page.evaluate(() => window.__ran)).toBeUndefined();
      expect(faults).toEqual([]);
    });

    test("odd words as a filter, as a search, in an address, in a toast and in a file to import stay words", async ({ page, faults }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width: 390, height: 800 });
      await open(page);
      await page.evaluate(async (payloads) => {
        for (const it of payloads) await rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: it }], [12, { text: it }]] } });
      }, payloads);
      const found = [];
      const look = async (where, expected = []) => {
        found.push(...(await page.evaluate(inspect, expected)).map((it) => `${where}: ${it}`));
      };
      // Each finds itself; each language takes every other one.
      for (const [at, payload] of payloads.entries()) {
        if (at % 2 !== Object.keys(WORDS).indexOf(locale)) continue;
        await page.goto(`#/customers?q=${encodeURIComponent(payload)}`);
        const rows = page.locator(".virtual-list .window .row b.name");
        await expect(rows.filter({ hasText: shown(payload) }).first(), payload).toBeVisible();
        await look(`filter ${at}`);
      }
      await page.goto("#/customers");
      for (const at of [0, 3, 9, 52, 64, 65, 66, 69]) {
        await page.getByLabel(WORDS[locale].search, { exact: true }).fill(shown(payloads[at]).slice(0, 60));
        await expect(page.locator(".global-search [role=option]").first(), payloads[at]).toBeVisible();
        await look(`hits ${at}`);
      }
      for (const hash of ["#/backup", "#/storage", "#/nowhere/<img src=x onerror=window.__ran=1>"]) {
        await page.goto(hash);
        await expect(page.locator("main h1")).toBeVisible();
        await look(hash);
      }
      for (const at of [3, 51, payloads.length - 11]) {
        await make(page, "task", { 1: payloads[at], 2: dayFromToday(0) });
        await page.goto("#/tasks");
        await page.locator(".task", { hasText: payloads[at] }).getByRole("checkbox").first().press("Space");
        await expect(page.locator(".toast").filter({ hasText: payloads[at] })).toBeVisible();
        await look(`toast ${at}`);
      }
      const cell = (text) => `"${text.replaceAll('"', '""')}"`;
      const rows = payloads.map((it) => [it, it, "x@example.it"].map(cell).join(";"));
      await page.goto("#/import");
      await page.getByLabel(WORDS[locale].file).setInputFiles({
        name: "<img src=x onerror=window.__ran=1>.csv",
        mimeType: "text/csv",
        buffer: Buffer.from([`Nome;${cell(payloads[3])};E-mail`, ...rows].join("\n")),
      });
      await expect(page.getByRole("heading", { name: WORDS[locale].columns })).toBeVisible();
      await look("import", [payloads[3], "<img src=x onerror=window.__ran=1>.csv"]);
      expect(found).toEqual([]);
      expect(await page.evaluate(() => window.__ran)).toBeUndefined();
      expect(faults).toEqual([]);
    });

    test("odd words of all that a timeline tells of, and in the firm's name, stay words", async ({ page, faults }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width: 390, height: 800 });
      await open(page);
      // Each language takes every other one.
      const mine = payloads.filter((_, at) => at % 2 === Object.keys(WORDS).indexOf(locale));
      const who = await tell(page, mine);
      const found = [];
      const look = async (where, expected = []) => {
        found.push(...(await page.evaluate(inspect, expected)).map((it) => `${where}: ${it}`));
      };
      await page.goto(`#/customers/${who}`);
      const more = page.locator(".profile .more button");
      const events = page.locator(".timeline li:has(.title)");
      // One of each: a deal begun and one won, a ticket come in and solved, an answer, a task done, a contact, an order.
      const nEvents = mine.length * 7;
      for (let shown = 60; shown < nEvents; shown += 60) {
        await expect(events).toHaveCount(shown);
        await more.click();
      }
      await expect(events).toHaveCount(nEvents);
      for (const part of ["deal", "stage", "reason", "ticket", "answer", "task", "note", "member"]) {
        await look(`timeline, ${part}`, mine.map((it) => `${part} ${it}`.slice(0, 150)));
      }
      for (const payload of mine) {
        const id = (await query(page, { list_window: { kind: "workspace", columns: [], limit: 1 } })).rows[0].id;
        await execute(page, { edit_records: { kind: "workspace", ids: [id], values: [[1, { text: payload }]] } });
        await page.goto("#/settings");
        await expect(page.getByRole("button", { name: WORDS[locale].firm })).toContainText(payload.replace(/\s+/g, " ").trim().slice(0, 20));
        await look("settings", [payload]);
        await page.goto("#/journal");
        await expect(page.locator(".virtual-list .window .row").first()).toBeVisible();
        await look("journal");
      }
      expect(found).toEqual([]);
      expect(await page.evaluate(() => window.__ran)).toBeUndefined();
      expect(faults).toEqual([]);
    });

    test("a firm's name of markup in a copy is shown as text before the copy is taken in", async ({ page }) => {
      await open(page, "#/backup");
      const name = payloads[3];
      const manifest = { format: "rapporto", version: 1, minor: 0, workspace: "0199f5a0-0000-7000-8000-000000000000", name, device: "00000000feedbeef", created_millis: 1_795_305_600_000, counts: { customer: 2 } };
      const bytes = gzipSync(Buffer.from(`${JSON.stringify(manifest)}\n`));
      await page.locator("input[type=file]").setInputFiles({ name: `${name}.jsonl.gz`, mimeType: "application/gzip", buffer: bytes });
      await expect(page.locator(".export-page .preview")).toContainText(name);
      expect(await page.evaluate(inspect, [])).toEqual([]);
    });

    test("a name of 5,000 characters fits every place that names it", async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 800 });
      await open(page);
      const name = "W".repeat(5_000);
      const id = await make(page, "customer", { 1: name, 12: name });
      await make(page, "task", { 1: name, 2: dayFromToday(0), 3: { reference: id } });
      const product = await make(page, "product", { 1: name });
      const line = { id: null, values: [[2, { reference: product }], [4, { number: 1_000 }], [5, { number: 100 }]] };
      const done = await execute(page, { save_order: { order: null, values: [[1, { text: name }], [2, { reference: id }], [3, { number: dayFromToday(0) }]], lines: [line] } });
      const order = done.made.find(([kind]) => kind === "order")[1];
      for (const hash of ["#/customers", `#/customers/${id}`, "#/products", `#/products/${product}`, "#/orders", `#/orders/${order}`, "#/tasks", "#/journal"]) {
        await page.goto(hash);
        await expect(page.locator("main h1")).toBeVisible();
        await expect.poll(() => page.evaluate(() => document.body.textContent.includes("W".repeat(99)))).toBe(true);
        expect(await page.evaluate(inspect, []), hash).toEqual([]);
      }
      await execute(page, { bin_records: { kind: "customer", ids: [id] } });
      await page.goto("#/bin");
      await expect(page.locator(".virtual-list .window .row").first()).toBeVisible();
      expect(await page.evaluate(inspect, []), "bin").toEqual([]);
    });

    test("a name from right to left leaves the sentence around it in its order", async ({ page }) => {
      await open(page);
      const names = ["שלום", "\u202Egnp.exe", "أ\u2069\u202Eب"];
      for (const name of names) await make(page, "task", { 1: name, 2: dayFromToday(0) });
      await page.goto("#/tasks");
      for (const name of names) {
        await page.locator(".task", { hasText: name }).first().getByRole("checkbox").press("Space");
        const toast = page.locator(".toast p").last();
        await expect(toast).toContainText(/[»”]$|[»”]\u2069?$/);
        // The quotes and the words before the name stand from left to right, wherever the name runs.
        const order = await toast.evaluate((it) => {
          const text = it.firstChild;
          const all = text.data;
          const at = (index) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + 1);
            return range.getBoundingClientRect().left;
          };
          return [at(0), at(all.search(/[«“]/)), at(all.search(/[»”]/))];
        });
        expect(order, name).toEqual([...order].sort((a, b) => a - b));
        expect(new Set(order).size).toBe(3);
      }
      await page.keyboard.press("Escape");
      // In a list the cell beside it stays where its column is.
      await make(page, "customer", { 1: "\u202Eelcric", 12: "Verona 12" });
      await page.goto("#/customers");
      const city = page.locator(".virtual-list .window .row").getByText("Verona 12");
      await expect(city).toBeVisible();
      const turned = await city.evaluate((it) => {
        const left = (index) => {
          const range = document.createRange();
          range.setStart(it.firstChild, index);
          range.setEnd(it.firstChild, index + 1);
          return range.getBoundingClientRect().left;
        };
        return left(0) > left(8);
      });
      expect(turned).toBe(false);
    });
  });
}

test("what makes no sense is refused with a typed reason, and nothing changes", async ({ page }) => {
  await open(page);
  const who = await make(page, "customer", { 1: "Ada" });
  const nobody = "0199f5a0-0000-7000-8000-000000000000";
  const create = (kind, values) => ({ create_record: { kind, values } });
  const edit = (values) => ({ edit_records: { kind: "customer", ids: [who], values } });
  const reason = (order) => page.evaluate((it) => window.rapporto.execute(it).then(() => "done", (error) => JSON.parse(error.message)), order);
  const answer = (question) => page.evaluate((it) => window.rapporto.query(it).then(() => "answered", (error) => JSON.parse(error.message)), question);
  const before = JSON.stringify(await query(page, { record_detail: { kind: "customer", id: who } }));
  for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x"]) {
    expect(await reason(edit([[10, { text: address }]])), address).toEqual({ invalid: [{ kind: "customer", field: 10, wrong: { value: "scheme_not_allowed" } }] });
  }
  for (const address of ["java\tscript:alert(1)", "java\u200Bscript:alert(1)", "https://a@b.it", "https:\\\\b.it"]) {
    expect((await reason(edit([[10, { text: address }]]))).invalid?.[0].field, address).toBe(10);
  }
  const range = (field, number) => edit([[field, { number }]]);
  for (const [order, field] of [
    [range(25, 10_000_000), 25], [range(25, -10_000_000), 25], [range(34, 9e15), 34], [range(34, -1), 34], [range(36, 9e15), 36],
  ]) {
    expect(Object.keys((await reason(order)).invalid[0].wrong.value)).toEqual(["out_of_range"]);
    expect((await reason(order)).invalid[0].field).toBe(field);
  }
  expect(await reason(range(20, 9))).toMatchObject({ invalid: [{ wrong: "no_such_choice" }] });
  expect(await reason(edit([[28, { reference: nobody }]]))).toMatchObject({ invalid: [{ wrong: "refers_to_nothing" }] });
  expect(await reason(edit([[22, { many: [nobody] }]]))).toMatchObject({ invalid: [{ wrong: "refers_to_nothing" }] });
  expect(await reason(edit([[38, { text: "x" }]]))).toMatchObject({ invalid: [{ wrong: "sensitive_off" }] });
  expect(await reason(edit([[6, { number: 1 }]]))).toMatchObject({ invalid: [{ wrong: "other_type" }] });
  expect(await reason(edit([[1, { text: "x".repeat(5_001) }]]))).toMatchObject({ invalid: [{ wrong: { value: { too_long: { max: 5_000 } } } }] });
  expect(await reason(edit([[1, { text: "\u200B\u200D\uFEFF" }]]))).toMatchObject({ invalid: [{ wrong: { value: "required" } }] });
  expect(await reason(edit([[999, { text: "x" }]]))).toEqual({ no_such_field: { kind: "customer", field: 999 } });
  expect(await reason(edit([[5_000, { text: "x" }]]))).toEqual({ no_such_field: { kind: "customer", field: 5_000 } });
  expect(await reason({ edit_records: { kind: "customer", ids: [nobody], values: [[1, { text: "x" }]] } })).toEqual({ no_such_record: { kind: "customer", id: nobody } });
  expect(await reason({ bin_records: { kind: "customer", ids: [nobody] } })).toEqual({ no_such_record: { kind: "customer", id: nobody } });
  expect(await reason(create("interaction", [[1, { reference: nobody }], [2, { number: 0 }], [3, { number: 0 }]]))).toMatchObject({ invalid: [{ wrong: "refers_to_nothing" }] });
  for (const order of [
    create("nothing", []), { edit_records: { kind: "customer", ids: ["x"], values: [] } }, {}, [], null, 7, "{", edit([["name", { text: "x" }]]),
    edit([[1, { html: "x" }]]), edit([[70_000, { text: "x" }]]), edit([[34, { number: 1.5 }]]), edit([[34, { number: 1e300 }]]), { constructor: {} }, { __proto__: { undo: {} } },
  ]) {
    expect(Object.keys(await reason(order)), JSON.stringify(order)).toEqual(["not_understood"]);
  }
  expect(await answer({ record_detail: { kind: "customer", id: nobody } })).toEqual({ no_such_record: { kind: "customer", id: nobody } });
  expect(Object.keys(await answer({ list_window: { kind: "customer", columns: [{ field: 999 }], limit: 1 } }))).toEqual(["not_understood"]);
  expect(Object.keys(await answer({ fields: { kind: "nothing" } }))).toEqual(["not_understood"]);
  expect(JSON.stringify(await query(page, { record_detail: { kind: "customer", id: who } }))).toBe(before);
});

/** Every payload in every field of words of customers, products, tasks, tags, notes, orders and lines. */
async function fill(page) {
  const fields = {};
  for (const kind of ["customer", "product", "task", "tag", "interaction", "order", "order_line"]) {
    const shape = await query(page, { fields: { kind } });
    fields[kind] = shape.fields.filter((it) => ["text", "repeating", "long_text"].includes(it.field_type) && !it.sensitive && !it.automatic && !it.unique);
  }
  const words = (kind, payload) => fields[kind].map((field) => [field.number, { text: payload }]);
  return page.evaluate(
    async ({ payloads, values, today }) => {
      const made = { customers: [], products: [] };
      const create = async (kind, values) => (await rapporto.execute({ create_record: { kind, values } })).made[0][1];
      for (const [at, payload] of payloads.entries()) {
        // A tag's name is unique, and some payloads differ in nothing but case.
        const tag = await create("tag", [[1, { text: `${payload} ${at}` }]]);
        made.customers.push(await create("customer", [...values.customer[at], [22, { many: [tag] }]]));
        made.products.push(await create("product", [...values.product[at], [4, { number: 1_000 }]]));
      }
      made.busy = await create("customer", [[1, { text: payloads[0] }]]);
      for (const payload of payloads.slice(0, 4)) {
        await rapporto.execute({ edit_records: { kind: "customer", ids: [made.busy], values: [[1, { text: payload }], [12, { text: payload }]] } });
      }
      const reference = made.busy;
      for (const [at] of payloads.entries()) {
        await create("interaction", [...values.interaction[at], [1, { reference }], [2, { number: today * 86_400_000 + at * 1_000 }], [3, { number: at % 8 }]]);
        await create("task", [...values.task[at], [2, { number: today + (at % 3) - 1 }], [3, { reference: made.customers[at] }]]);
        const lines = [{ id: null, values: [...values.order_line[at], [2, { reference: made.products[at] }], [4, { number: 1_000 }], [5, { number: 100 }]] }];
        const done = await rapporto.execute({ save_order: { order: null, values: [...values.order[at], [2, { reference: made.customers[at] }], [3, { number: today }]], lines } });
        made.order = done.made.find(([kind]) => kind === "order")[1];
      }
      for (const kind of ["customer", "product"]) {
        for (const [at] of payloads.entries()) {
          const id = await create(kind, values[kind][at]);
          await rapporto.execute({ bin_records: { kind, ids: [id] } });
        }
      }
      return made;
    },
    {
      payloads,
      values: Object.fromEntries(Object.keys(fields).map((kind) => [kind, payloads.map((payload) => words(kind, payload))])),
      today: dayFromToday(0),
    },
  );
}

/** A customer of whose story each part holds each payload, with the part's name before it. */
async function tell(page, mine) {
  return page.evaluate(
    async ({ mine, today }) => {
      const create = async (kind, values) => (await rapporto.execute({ create_record: { kind, values } })).made[0][1];
      await rapporto.execute({ set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
      const reference = await create("customer", [[1, { text: "Ada Rossi" }]]);
      const who = { reference };
      const pipeline = { reference: await create("pipeline", [[1, { text: "Vendite" }]]) };
      const number = (number) => ({ number });
      const now = today * 86_400_000;
      for (const [at, it] of mine.entries()) {
        const text = (part) => ({ text: `${part} ${it}` });
        const stage = { reference: await create("stage", [[1, text("stage")], [2, pipeline], [4, number(1_000)], [6, number(at % 3)]]) };
        const member = { reference: await create("member", [[1, text("member")]]) };
        await create("deal", [[1, text("deal")], [2, who], [3, stage], [4, number(100)], [6, number(today - 9)]]);
        await create("deal", [[1, text("deal")], [2, who], [3, stage], [6, number(today - 5)], [7, number(today - 5)], [8, text("reason")]]);
        await create("ticket", [[1, text("ticket")], [2, who], [3, number(2)], [5, number(now - at * 60_000 - 9e6)], [6, number(now - at * 60_000)]]);
        await create("response", [[1, who], [2, number(now - at * 60_000)], [3, number(9_000)], [4, text("answer")]]);
        await create("task", [[1, text("task")], [3, who], [5, number(now - at * 60_000)], [6, member]]);
        await create("interaction", [[1, who], [2, number(now - at * 60_000)], [3, number(at % 8)], [6, text("note")], [9, member]]);
      }
      return reference;
    },
    { mine, today: dayFromToday(0) },
  );
}

/** What of a payload stands in a name: names are cut where they are long. */
function shown(payload) {
  return payload.slice(0, 200);
}

function words(more, history, search, file, columns, firm) {
  return { more, history, search, file, columns, firm };
}

/** Runs in the page: what of the payloads became more than text, and what does not fit the screen. */
function inspect(expected) {
  const wrong = [];
  if (window.__ran) wrong.push("a script ran");
  const alive = document.body.querySelectorAll(
    "iframe, object, embed, img, video, audio, base, link, meta, style, math, marquee, script:not([type=module]):not([src]), form[action], [formaction], template, noscript:not(body > noscript:first-child)",
  );
  for (const it of alive) wrong.push(`an element of markup: ${it.outerHTML.slice(0, 120)}`);
  for (const it of document.querySelectorAll("*")) {
    for (const { name, value } of it.attributes) {
      if (name.startsWith("on")) wrong.push(`<${it.localName} ${name}>`);
      if (["href", "src", "action", "xlink:href"].includes(name) && /^[\s\0-\x20]*(javascript|data|vbscript):/i.test(value) && it.localName !== "link") {
        wrong.push(`${name}=${value.slice(0, 60)}`);
      }
    }
  }
  for (const link of document.body.querySelectorAll("a[href]")) {
    if (!["http:", "https:", "mailto:", "tel:"].includes(link.protocol)) wrong.push(`a link to ${link.href.slice(0, 80)}`);
  }
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const text = plain(document.body.textContent);
  for (const it of expected) if (!text.includes(plain(it))) wrong.push(`not shown as text: ${it.slice(0, 80)}`);
  const main = document.querySelector("main");
  const scrollWidth = Math.max(document.scrollingElement.scrollWidth, main.scrollWidth);
  if (scrollWidth > innerWidth || main.scrollWidth > main.clientWidth) {
    const wide = [...document.querySelectorAll("main *, .toast *")].filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
    wrong.push(`${scrollWidth} px wide: ${wide.slice(0, 3).map((it) => `${it.localName}.${it.className}`)}`);
  }
  return wrong;
}
