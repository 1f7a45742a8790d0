// Issue 2, part 3: on the rescue screen everything comes back from an export file, and from nothing less than a whole one.
import { readFile } from "node:fs/promises";
import { execute, loseStore, make, open, query } from "./data.mjs";
import { expect, test } from "./fixtures.mjs";

const languages = [
  {
    locale: "it-IT",
    words: {
      copy: "Scarica una copia", lost: "Qui c'erano dei dati", why: "Questo browser ricorda un archivio che ora non c'è più.", file: "Riparti da un file di esportazione…",
      truncated: /Il file è incompleto.*Non è stato cambiato niente\./, notOurs: "Non è una copia di sicurezza di Rapporto. Non è stato cambiato niente.", over: "Ripreso tutto: 2 registrazioni.",
    },
  },
  {
    locale: "en-GB",
    words: {
      copy: "Download a copy", lost: "There was data here", why: "This browser remembers a store that is gone.", file: "Start from an export file…",
      truncated: /The file is incomplete.*Nothing was changed\./, notOurs: "This is not a backup made by Rapporto. Nothing was changed.", over: "Everything is back: 2 records.",
    },
  },
];

const names = async (page) => {
  const list = await query(page, { list_window: { kind: "customer", columns: [{ field: 1 }], limit: 9 } });
  return list.rows.map((row) => row.cells[0].text);
};

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a store that is gone is taken back from an export file", async ({ page, faults }) => {
      await open(page);
      const first = await make(page, "customer", { 1: "Marta Bellini" });
      await make(page, "customer", { 1: "Luca Ferri" });
      await execute(page, { bin_records: { kind: "customer", ids: [first] } });
      const before = await query(page, { counts: {} });
      await page.goto("#/backup");
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: words.copy }).click();
      const bytes = await readFile(await (await download).path());

      // The browser cleared the site's data, but not the mark that says that there was some.
      await loseStore(page);
      await expect(page.getByRole("heading", { name: words.lost })).toBeVisible();
      await expect(page.locator(".rescue .why")).toContainText(words.why);
      const field = page.getByLabel(words.file);
      const put = (name, buffer) => field.setInputFiles({ name, mimeType: "application/gzip", buffer });

      // Half a file, and one that is none, change nothing.
      await put("copia.jsonl.gz", bytes.subarray(0, bytes.length - 40));
      await expect(page.locator(".rescue [role=status]")).toContainText(words.truncated);
      await put("altro.csv", Buffer.from("Nome\nAda\n"));
      await expect(page.locator(".rescue [role=status]")).toContainText(words.notOurs);
      await expect(page.getByRole("heading", { name: words.lost })).toBeVisible();

      await put("copia.jsonl.gz", bytes);
      await expect(page.getByText(words.over)).toBeVisible({ timeout: 30_000 });
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      expect(await names(page)).toEqual(["Luca Ferri"]);
      expect(await query(page, { counts: {} })).toEqual(before);
      await expect(page.getByRole("heading", { name: words.lost })).toHaveCount(0);
      faults.splice(0);
    });
  });
}
