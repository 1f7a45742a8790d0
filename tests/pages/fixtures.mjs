// `test` with a browser of its own profile on disk (in a private context IndexedDB lives in memory alone), and a page
// that keeps what must never happen: errors in the console, requests to other origins, breaches of the policy.
import { test as base, chromium, expect } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.mjs";

export { expect };

export const test = base.extend({
  /** The folder of the profile: a test that restarts the browser opens it again with `openProfile`. */
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "rapporto-"));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  context: async ({ profile, baseURL, locale }, use) => {
    const context = await openProfile(profile, { baseURL, locale });
    await use(context);
    await context.close();
  },

  /** What went wrong in any tab, read at the end of the test: empty, or the test fails. */
  faults: [
    async ({ context, baseURL }, use) => {
      const faults = watch(context, baseURL);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],

  page: async ({ context, faults }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
});

/**
 * Opens a browser on a profile folder. Without the worker that keeps the program, or what a test makes of the host would not
 * reach the page: offline.spec.mjs allows it.
 */
export function openProfile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { ...launch, locale: "it-IT", viewport: { width: 1280, height: 800 }, serviceWorkers: "block", ...options });
}

/** Notes errors of the console, uncaught errors, and requests to anywhere but the page's own origin. */
export function watch(context, baseURL) {
  const faults = [];
  const origin = new URL(baseURL).origin;
  const follow = (page) => {
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  };
  context.pages().forEach(follow);
  context.on("page", follow);
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!["blob:", "data:"].includes(url.protocol) && url.origin !== origin) faults.push(`request: ${url.href}`);
  });
  return faults;
}
