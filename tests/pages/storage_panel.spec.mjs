// What is said of the store: how much of it is read while it is opened, and what a check of all data found.
import { customer, make, open, openWithoutEngine } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";
import { inDatabase, patchWorker } from "./faults/harness.mjs";

/** Each page of the store comes half a second after the one before. */
const slowly = `() => {
  const get = IDBObjectStore.prototype.get;
  let late = 0;
  IDBObjectStore.prototype.get = function (...more) {
    const request = get.apply(this, more);
    if (this.name !== "pages") return request;
    const slow = { get result() { return request.result; }, get error() { return request.error; } };
    const wait = (late += 500);
    request.onsuccess = (event) => setTimeout(() => slow.onsuccess(event), wait);
    return slow;
  };
}`;

/** A file of two customers comes in: all before it is in pages then. */
const importTwo = (page) =>
  page.evaluate(async () => {
    const file = new Blob(["name,email\nBea,b@x.it\nCleo,c@x.it\n"]);
    const { previewed } = await window.rapporto.work({ preview_import: {} }, file);
    const { detection, mapping, styles } = previewed;
    return window.rapporto.work({ import: { layout: detection.layout, mapping, styles, missing: "refuse" } }, file);
  });

/** One bit of the second batch of the journal is another one; in a page without an engine. */
const damageTheSecondBatch = async (page) => {
  const flip = (transaction) => {
    const told = { n: 0 };
    const cursor = transaction.objectStore("journal").openCursor();
    cursor.onsuccess = () => {
      if (!cursor.result) return;
      told.n += 1;
      if (told.n < 2) return cursor.result.continue();
      const bytes = new Uint8Array(cursor.result.value);
      bytes[bytes.length >> 1] ^= 4;
      cursor.result.update(bytes);
    };
    return told;
  };
  return (await inDatabase(page, flip)).n;
};

for (const [locale, words] of [
  [
    "it-IT",
    {
      reading: /^Leggo i dati… (\d+)\s%$/,
      saved: "Salvato",
      check: "Controlla i dati",
      anew: "Ricalcola cifre e ricerca",
      right: "Tutto torna: dati, cifre, ricerca e cronologia concordano.",
      wrong: "Dati e cronologia non concordano in 1 punto. Scarica subito una copia, poi torna alla copia interna o riprendi una tua copia precedente.",
      report: "Copia il rapporto",
    },
  ],
  [
    "en-GB",
    {
      reading: /^Reading the data… (\d+)%$/,
      saved: "Saved",
      check: "Check the data",
      anew: "Count figures and search anew",
      right: "All is right: data, figures, search and journal agree.",
      wrong: "Data and journal do not agree in 1 place. Download a copy now, then go back to the snapshot or restore an earlier copy of yours.",
      report: "Copy the report",
    },
  ],
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("while much data is read it is said how much of it is", async ({ page, context }) => {
      await open(page);
      await page.evaluate(() => window.rapporto.work({ load_demo: { customers: 200, words: "italian" } }));
      await patchWorker(context, slowly);
      await page.reload();
      const waiting = page.locator("#content .loading p");
      await expect(waiting).toHaveText(words.reading);
      const share = Number(words.reading.exec(await waiting.textContent())[1]);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(50);
      // The list comes before the rest is read, and the word at the foot goes on.
      await expect(page.getByRole("row").nth(1)).toBeVisible();
      const foot = page.locator(".status-bar");
      await expect(foot).toHaveText(words.reading);
      const [, before] = words.reading.exec(await foot.textContent());
      await expect.poll(async () => Number(words.reading.exec(await foot.textContent())?.[1] ?? 100)).toBeGreaterThan(Number(before));
      await expect(foot).toHaveText(words.saved, { timeout: 30_000 });
      await expect(waiting).toHaveCount(0);
    });

    test("the check of all data says that all is right, also after figures and search were counted anew", async ({ page }) => {
      await open(page);
      await make(page, "customer", { [customer.name]: "Marta" });
      await page.goto("#/storage");
      await page.getByRole("button", { name: words.check }).click();
      await expect(page.getByText(words.right)).toBeVisible();
      await page.getByRole("button", { name: words.anew }).click();
      await expect(page.getByText(words.right)).toBeVisible();
      await expect(page.getByRole("button", { name: words.report })).toHaveCount(0);
    });

    test("the check of all data says what is wrong and what to do", async ({ page, context }) => {
      await open(page);
      for (const name of ["Marta", "Nina", "Olga"]) await make(page, "customer", { [customer.name]: name });
      await importTwo(page);
      await openWithoutEngine(page);
      expect(await damageTheSecondBatch(page)).toBe(2);
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await open(page, "#/storage");
      await page.getByRole("button", { name: words.check }).click();
      await expect(page.getByText(words.wrong)).toBeVisible();
      await page.getByRole("button", { name: words.report }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("JournalGap { sequence: 2 }");
      await expect(page.getByText(words.right)).toHaveCount(0);
    });
  });
}
