// Parts of the program that are fetched when they are first needed: one that cannot be is said, changes nothing, and is
// there when it is asked for again.
import { join } from "node:path";
import { execute, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const contacts = join(import.meta.dirname, "..", "fixtures", "csv", "google_contacts_2024.csv");

const said = {
  "it-IT": {
    title: "Questa pagina non si è potuta scaricare",
    again: "Riprova",
    orders: "Ordini",
    file: "Scegli un file…",
    refused: "Una parte del programma non si è potuta scaricare: niente è cambiato.",
    another: "Importa un altro file",
    start: "Importa",
  },
  "en-GB": {
    title: "This page could not be fetched",
    again: "Try again",
    orders: "Orders",
    file: "Choose a file…",
    refused: "A part of the program could not be fetched: nothing has changed.",
    another: "Import another file",
    start: "Import",
  },
};

/** What the browser itself writes of a fetch that failed is expected here, and nothing else. */
function forgive(faults) {
  expect(faults.filter((it) => !/ERR_FAILED|Failed to fetch/.test(it))).toEqual([]);
  faults.length = 0;
}

for (const [locale, words] of Object.entries(said)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a page whose part cannot be fetched says so, and is there when it is asked for again", async ({ page, context, faults }) => {
      await open(page);
      await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
      const part = /\/part-rapporto-trade-[0-9a-f]+\.wasm/;
      await context.route(part, (route) => route.abort());
      await page.goto("#/orders");
      await expect(page.getByText(words.title)).toBeVisible();
      await context.unroute(part);
      await page.getByRole("button", { name: words.again }).click();
      await expect(page.getByRole("heading", { level: 1, name: words.orders })).toBeVisible();
      forgive(faults);
    });

    test("an import whose part cannot be fetched changes nothing, and goes in when it is begun again", async ({ page, context, faults }) => {
      const part = /\/part-worker-formats-[0-9a-f]+\.wasm/;
      await context.route(part, (route) => route.abort());
      await open(page, "#/import");
      await page.getByLabel(words.file).setInputFiles(contacts);
      await expect(page.getByText(words.refused)).toBeVisible();
      expect((await query(page, { counts: {} })).filter((it) => it.live)).toEqual([]);
      await context.unroute(part);
      await page.getByRole("button", { name: words.another }).click();
      await page.getByLabel(words.file).setInputFiles(contacts);
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect.poll(async () => (await query(page, { counts: {} })).find((it) => it.kind === "customer")?.live ?? 0).toBeGreaterThan(2);
      forgive(faults);
    });
  });
}

test.describe("it-IT", () => {
  test.use({ locale: "it-IT" });

  test("in a quiet moment all parts come, and work where the host can no longer be reached", async ({ page, context, faults }) => {
    const fetched = new Set();
    context.on("response", (response) => fetched.add(new URL(response.url()).pathname.replace(/-[0-9a-f]{12}\.wasm$/, "").split("/").at(-1)));
    await open(page);
    await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
    await expect.poll(() => ["part-rapporto-data", "part-rapporto-trade", "part-rapporto-profile", "part-worker-formats"].filter((it) => !fetched.has(it)), { timeout: 30_000 }).toEqual([]);
    await context.setOffline(true);
    await page.goto("#/orders");
    await expect(page.getByRole("heading", { level: 1, name: "Ordini" })).toBeVisible();
    await page.goto("#/import");
    await page.getByLabel("Scegli un file…").setInputFiles(contacts);
    await page.getByRole("button", { name: "Importa", exact: true }).click();
    await expect.poll(async () => (await query(page, { counts: {} })).find((it) => it.kind === "customer")?.live ?? 0).toBeGreaterThan(2);
    expect(faults).toEqual([]);
  });
});
