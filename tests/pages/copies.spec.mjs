// Copies of the workspace out and back, the demo, the storage panel.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, openProfile, test, watch } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

const ready = (page) => page.waitForFunction(() => window.rapporto);
const counts = (page) =>
  page.evaluate(async () => (await rapporto.query({ counts: {} })).filter((it) => it.live || it.binned));
const digest = (page) => page.evaluate(async () => (await rapporto.query({ verify: {} })).digest);

async function open(page, address) {
  await page.goto(address);
  await ready(page);
}

async function loadDemo(page) {
  await open(page, "#/demo/customers");
  await page.getByLabel("Quanti clienti").selectOption("200");
  await page.getByRole("button", { name: "Carica la demo" }).click();
  await expect(page.getByRole("grid").or(page.getByRole("table")).first()).toBeVisible({ timeout: 30_000 });
}

async function download(page, address) {
  await open(page, address);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("the demo loads under its bar, and leaving it leaves the user's data alone", async ({ page }) => {
  await open(page, "#/customers");
  const own = await page.evaluate(() =>
    rapporto.execute({ create_record: { kind: "customer", values: [[1, { text: "Ada Rossi" }]] } }),
  );
  const before = await counts(page);
  await loadDemo(page);
  await expect(page.getByText("Stai provando la demo")).toBeVisible();
  const demo = await counts(page);
  expect(demo.find((it) => it.kind === "customer").live).toBe(200);
  expect(demo.find((it) => it.kind === "order").live).toBe(1_000);
  await page.getByRole("button", { name: "Esci dalla demo" }).click();
  await expect(page.getByText("Ada Rossi").first()).toBeVisible();
  expect(await counts(page)).toEqual(before);
  expect(own.made.length).toBe(1);
});

test("a copy goes out and comes back in another browser with an equal digest, bin included", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await loadDemo(page);
  await page.evaluate(async () => {
    const list = await rapporto.query({ list_window: { kind: "customer", columns: [], filter: "", sort: null, offset: 0, limit: 2, place: "live" } });
    const [first, second] = list.rows.map((it) => it.id);
    await rapporto.execute({ edit_records: { kind: "customer", ids: [first], values: [[29, { text: "Preferisce il mattino" }]] } });
    await rapporto.execute({ bin_records: { kind: "customer", ids: [second] } });
  });
  const [sum, number] = [await digest(page), await counts(page)];
  const copy = await download(page, "#/demo/backup");
  expect(copy.name).toMatch(/^rapporto-demo-\d{4}-\d\d-\d\d\.jsonl\.gz$/);
  const lines = gunzipSync(copy.bytes).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ format: "rapporto", version: 1, name: "Dispensa Zanella" });
  expect(lines.at(-1)).toMatchObject({ end: true, records: lines.length - 2 });

  const folder = await mkdtemp(join(tmpdir(), "rapporto-other-"));
  const other = await openProfile(folder, { baseURL });
  try {
    const faults = watch(other, baseURL);
    const there = other.pages()[0];
    await open(there, "#/backup");
    const whole = gunzipSync(copy.bytes);
    const altered = Buffer.from(whole);
    altered[altered.indexOf("Dispensa Zanella", 400)] ^= 1;
    for (const [bytes, sentence] of [
      [copy.bytes.subarray(0, copy.bytes.length - 2_000), /incompleto|danneggiato/],
      [gzipSync(whole.subarray(0, whole.length - 500)), /incompleto: manca la fine/],
      [gzipSync(altered), /alterato|danneggiato/],
      [gzipSync(Buffer.from(whole.toString("utf8").replace('"version":1', '"version":2'))), /versione più recente/],
      [Buffer.from("Nome;Cognome\nAda;Rossi\n"), /Non è una copia di sicurezza/],
      [Buffer.alloc(0), /Non è una copia di sicurezza/],
    ]) {
      await there.getByLabel("File della copia").setInputFiles({ name: "copia.jsonl.gz", mimeType: "application/gzip", buffer: bytes });
      const goOn = there.getByRole("button", { name: "Riprendi questi dati" });
      await expect(goOn.or(there.locator(".wrong p")).first()).toBeVisible();
      if (await goOn.isVisible()) await goOn.click();
      await expect(there.locator(".wrong")).toContainText(sentence);
      await expect(there.locator(".wrong")).toContainText("Non è stato cambiato niente");
      expect(await counts(there)).toEqual([]);
    }
    await there.getByLabel("File della copia").setInputFiles({ name: copy.name, mimeType: "application/gzip", buffer: copy.bytes });
    await expect(there.locator(".preview")).toContainText("Dispensa Zanella");
    await there.getByRole("button", { name: "Riprendi questi dati" }).click();
    await expect(there.getByText("Ripreso tutto")).toBeVisible({ timeout: 30_000 });
    expect(await counts(there)).toEqual(number);
    expect(await digest(there)).toEqual(sum);
    await there.reload();
    await ready(there);
    expect(await digest(there)).toEqual(sum);
    await expect(there.getByText("una copia entra solo in un archivio vuoto")).toBeVisible();
    expect(faults).toEqual([]);
  } finally {
    await other.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("the storage panel says how the data is kept and how much there is", async ({ page }) => {
  await loadDemo(page);
  await open(page, "#/demo/storage");
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: "Clienti" }).first()).toContainText("200");
  await expect(page.locator(".facts")).toContainText("Motore dei dati");
  await expect(page.locator(".facts")).toContainText("pronto");
  await expect(page.locator(".facts")).toContainText(/[\d,.]+\s?(kB|MB|GB)/);
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});
