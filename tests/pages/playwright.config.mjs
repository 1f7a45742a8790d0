// The whole page in Chromium. `cargo xtask test pages` starts the two hosts; by hand (`npx playwright test`) they are
// started here over the `dist/` that is there.
import { defineConfig } from "@playwright/test";

const advised = process.env.RAPPORTO_PAGE ?? "http://127.0.0.1:4173/";
const plain = process.env.RAPPORTO_PAGE_WITHOUT_HEADERS ?? "http://127.0.0.1:4174/some/path/";
const host = (port, more) => ({
  command: `cargo xtask serve --built --port ${port} ${more}`,
  port,
  reuseExistingServer: true,
  timeout: 300_000,
});

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "../../test-results",
  timeout: 60_000,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: { trace: "retain-on-failure" },
  projects: [
    { name: "advised headers", testIgnore: "faults/**", use: { baseURL: advised } },
    // A host that sends no headers, under a sub-path: what depends on the host is tried here once more.
    { name: "no headers", testMatch: ["host.spec.mjs", "offline.spec.mjs"], use: { baseURL: plain } },
    // Kills, power cuts, damaged files, in the sizes of a submission; `cargo xtask faults` takes those of a release.
    {
      name: "faults",
      testMatch: "faults/*.spec.mjs",
      // Each has a browser of its own; the long ones would keep their file's others waiting.
      fullyParallel: true,
      timeout: 300_000,
      expect: { timeout: 30_000 },
      use: { baseURL: advised },
    },
  ],
  webServer: process.env.RAPPORTO_PAGE ? undefined : [host(4173, ""), host(4174, "--under /some/path/ --without-headers")],
});
