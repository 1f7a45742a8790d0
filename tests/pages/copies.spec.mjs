// Copies of the workspace out and back, and the storage panel.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, openProfile, test, watch } from "./fixtures.mjs";

const nothing = { "it-IT": "Non è stato cambiato niente.", "en-GB": "Nothing was changed." };
const languages = [
  {
    locale: "it-IT",
    words: {
      size: "Quanti clienti", load: "Carica la demo", copy: "Scarica una copia", file: "File della copia", goOn: "Riprendi questi dati", over: /^Ripreso tutto: [\d.]+ registrazioni\.$/,
      preview: /^Dispensa Zanella: [\d.]+ registrazioni, copia del \d+ \S+ \d{4}, \d\d:\d\d\.$/, full: "Qui ci sono già dei dati: una copia entra solo in un archivio vuoto.",
      damaged: "Il file è incompleto o danneggiato: non si apre.", truncated: "Il file è incompleto: manca la fine. Scaricalo di nuovo.", altered: /^Il contenuto del file è stato alterato: la somma di controllo alla riga \d+ non torna\./,
      newer: "Il file è di una versione più recente di Rapporto (formato 2): aggiorna il programma.", notOurs: "Non è una copia di sicurezza di Rapporto.",
      customers: "Clienti", engine: "Motore dei dati", ready: "pronto", last: "Ultima esportazione", never: "mai",
    },
  },
  {
    locale: "en-GB",
    words: {
      size: "How many customers", load: "Load the demo", copy: "Download a copy", file: "The copy's file", goOn: "Take this data back", over: /^Everything is back: [\d,]+ records\.$/,
      preview: /^Dispensa Zanella: [\d,]+ records, copied on \d+ \S+ \d{4}, \d\d:\d\d\.$/, full: "There is data here already: a copy only goes into an empty workspace.",
      damaged: "The file is incomplete or damaged: it cannot be unpacked.", truncated: "The file is incomplete: its end is missing. Download it again.", altered: /^The content of the file was altered: the checksum in line \d+ does not match\./,
      newer: "The file is from a later version of Rapporto (format 2): update the program.", notOurs: "This is not a backup made by Rapporto.",
      customers: "Customers", engine: "Data engine", ready: "ready", last: "Last export", never: "never",
    },
  },
];

const ready = (page) => page.waitForFunction(() => window.rapporto);
const counts = (page) =>
  page.evaluate(async () => (await rapporto.query({ counts: {} })).filter((it) => it.live || it.binned));
const digest = (page) => page.evaluate(async () => (await rapporto.query({ verify: {} })).digest);

async function open(page, address) {
  await page.goto(address);
  await ready(page);
}

async function loadDemo(page, words) {
  await open(page, "#/demo/customers");
  await page.getByLabel(words.size).selectOption("200");
  await page.getByRole("button", { name: words.load }).click();
  await expect(page.getByRole("grid").or(page.getByRole("table")).first()).toBeVisible({ timeout: 30_000 });
}

async function download(page, address, words) {
  await open(page, address);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: words.copy }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a copy goes out and comes back in another browser with an equal digest, bin included", async ({ page, baseURL }) => {
      test.setTimeout(120_000);
      await loadDemo(page, words);
      await page.evaluate(async () => {
        const list = await rapporto.query({ list_window: { kind: "customer", columns: [], filter: "", sort: null, offset: 0, limit: 2, place: "live" } });
        const [first, second] = list.rows.map((it) => it.id);
        await rapporto.execute({ edit_records: { kind: "customer", ids: [first], values: [[29, { text: "Preferisce il mattino" }]] } });
        await rapporto.execute({ bin_records: { kind: "customer", ids: [second] } });
      });
      const [sum, number] = [await digest(page), await counts(page)];
      const copy = await download(page, "#/demo/backup", words);
      expect(copy.name).toMatch(/^rapporto-demo-\d{4}-\d\d-\d\d\.jsonl\.gz$/);
      const lines = gunzipSync(copy.bytes).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
      expect(lines[0]).toMatchObject({ format: "rapporto", version: 1, name: "Dispensa Zanella" });
      expect(lines.at(-1)).toMatchObject({ end: true, records: lines.length - 2 });

      const folder = await mkdtemp(join(tmpdir(), "rapporto-other-"));
      const other = await openProfile(folder, { baseURL, locale });
      try {
        const faults = watch(other, baseURL);
        const there = other.pages()[0];
        await open(there, "#/backup");
        const whole = gunzipSync(copy.bytes);
        const altered = Buffer.from(whole);
        altered[altered.indexOf("Dispensa Zanella", 400)] ^= 1;
        for (const [bytes, sentence] of [
          [copy.bytes.subarray(0, copy.bytes.length - 2_000), words.damaged],
          [gzipSync(whole.subarray(0, whole.length - 500)), words.truncated],
          [gzipSync(altered), words.altered],
          [gzipSync(Buffer.from(whole.toString("utf8").replace('"version":1', '"version":2'))), words.newer],
          [Buffer.from("Nome;Cognome\nAda;Rossi\n"), words.notOurs],
          [Buffer.alloc(0), words.notOurs],
        ]) {
          await there.getByLabel(words.file).setInputFiles({ name: "copia.jsonl.gz", mimeType: "application/gzip", buffer: bytes });
          const goOn = there.getByRole("button", { name: words.goOn });
          await expect(goOn.or(there.locator(".wrong p")).first()).toBeVisible();
          if (await goOn.isVisible()) await goOn.click();
          await expect(there.locator(".wrong")).toContainText(sentence);
          await expect(there.locator(".wrong")).toContainText(nothing[locale]);
          expect(await counts(there)).toEqual([]);
        }
        await there.getByLabel(words.file).setInputFiles({ name: copy.name, mimeType: "application/gzip", buffer: copy.bytes });
        await expect(there.locator(".preview")).toHaveText(words.preview);
        await there.getByRole("button", { name: words.goOn }).click();
        await expect(there.locator(".toast p")).toHaveText(words.over, { timeout: 30_000 });
        expect(await counts(there)).toEqual(number);
        expect(await digest(there)).toEqual(sum);
        await there.reload();
        await ready(there);
        expect(await digest(there)).toEqual(sum);
        await expect(there.getByText(words.full)).toBeVisible();
        expect(faults).toEqual([]);
      } finally {
        await other.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    });

    test("a copy goes out of a tab too whose engine is in another one", async ({ page, context }) => {
      await open(page, "");
      const name = "Dispensa Zanella";
      await page.evaluate((name) => rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: name }]] } }), name);
      const { bytes } = await download(await context.newPage(), "#/backup", words);
      expect(gunzipSync(bytes).toString()).toContain(name);
    });

    test("the storage panel says how the data is kept and how much there is", async ({ page }) => {
      await loadDemo(page, words);
      await open(page, "#/demo/storage");
      const rows = page.getByRole("row");
      await expect(rows.filter({ hasText: words.customers }).first()).toContainText("200");
      await expect(page.locator(".facts")).toContainText(words.engine);
      await expect(page.locator(".facts")).toContainText(words.ready);
      await expect(page.locator(".facts")).toContainText(/[\d,.]+\s?(kB|MB|GB)/);
      await expect(page.locator(".facts")).toContainText(`${words.last}${words.never}`);
      await page.setViewportSize({ width: 390, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(390);
    });
  });
}
