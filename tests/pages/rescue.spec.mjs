// Issue 2, part 3: on the rescue screen everything comes back from an export file, and from nothing less than a whole one.
import { readFile } from "node:fs/promises";
import { execute, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

test.use({ locale: "it-IT" });

const names = async (page) => {
  const list = await query(page, { list_window: { kind: "customer", columns: [{ field: 1 }], limit: 9 } });
  return list.rows.map((row) => row.cells[0].text);
};

test("a store that is gone is taken back from an export file", async ({ page, faults }) => {
  await open(page);
  const first = await make(page, "customer", { 1: "Marta Bellini" });
  await make(page, "customer", { 1: "Luca Ferri" });
  await execute(page, { bin_records: { kind: "customer", ids: [first] } });
  const before = await query(page, { counts: {} });
  await page.goto("#/backup");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica una copia" }).click();
  const bytes = await readFile(await (await download).path());

  // The browser cleared the site's data, but not the mark that says that there was some.
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase("rapporto-main");
    request.onsuccess = resolve;
    request.onerror = reject;
  }));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Qui c'erano dei dati" })).toBeVisible();
  const field = page.getByLabel("Riparti da un file di esportazione…");
  const put = (name, buffer) => field.setInputFiles({ name, mimeType: "application/gzip", buffer });

  // Half a file, and one that is none, change nothing.
  await put("copia.jsonl.gz", bytes.subarray(0, bytes.length - 40));
  await expect(page.locator(".rescue [role=status]")).toContainText("Non è stato cambiato niente");
  await put("altro.csv", Buffer.from("Nome\nAda\n"));
  await expect(page.locator(".rescue [role=status]")).toContainText("Non è una copia di sicurezza");
  await expect(page.getByRole("heading", { name: "Qui c'erano dei dati" })).toBeVisible();

  await put("copia.jsonl.gz", bytes);
  await expect(page.getByText("Ripreso tutto")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await page.waitForFunction(() => window.rapporto);
  expect(await names(page)).toEqual(["Luca Ferri"]);
  expect(await query(page, { counts: {} })).toEqual(before);
  await expect(page.getByRole("heading", { name: "Qui c'erano dei dati" })).toHaveCount(0);
  faults.splice(0);
});
