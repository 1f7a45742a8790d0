// Issue 2, part 7: in a private window everything works, and it is said that it goes when the window is closed.
import { chromium, expect, test } from "@playwright/test";
import { launch } from "./browser.mjs";
import { make, open, query } from "./data.mjs";
import { watch } from "./fixtures.mjs";

const languages = [
  ["it-IT", "Il browser potrebbe cancellarli se manca spazio; in una finestra privata spariscono quando la chiudi"],
  ["en-GB", "The browser may clear it when space runs out; in a private window it is gone once you close it"],
];

for (const [locale, sentence] of languages) {
  test(`a private window keeps its data while it is open, and says that it goes with it (${locale})`, async ({ baseURL }) => {
    const browser = await chromium.launch(launch);
    try {
      // A context of its own is to Chromium what a private window is.
      const context = await browser.newContext({ baseURL, locale });
      const faults = watch(context, baseURL);
      const page = await context.newPage();
      await open(page);
      await make(page, "customer", { 1: "Ada Rossi" });
      await page.goto("#/storage");
      await expect(page.locator(".facts")).toContainText(sentence);
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      await page.goto("#/customers");
      await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Rossi"]);
      // Another tab of the window sees it too.
      const other = await context.newPage();
      await open(other);
      await expect.poll(async () => (await query(other, { counts: {} })).find((it) => it.kind === "customer").live).toBe(1);
      expect(faults).toEqual([]);
      await context.close();
      // The next one begins anew.
      const next = await browser.newContext({ baseURL, locale });
      const fresh = await next.newPage();
      await open(fresh);
      expect((await query(fresh, { counts: {} })).filter((it) => it.live || it.binned)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}
