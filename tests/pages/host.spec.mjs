// C-SPA: the page runs from any static host, under any sub-path, with the same policy whether the host sends it or not.
import { createServer } from "node:http";
import { expect, test } from "./fixtures.mjs";

test("the page starts, asks no other origin and breaks no rule", async ({ page }) => {
  const breaches = [];
  await page.exposeFunction("noteBreach", (breach) => breaches.push(breach));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (it) => window.noteBreach(`${it.violatedDirective} ${it.blockedURI}`));
  });
  await page.goto("");
  // The message of a page that did not start is taken away once it has.
  await expect(page.locator("#boot")).toHaveCount(0);
  expect(breaches).toEqual([]);
});

test("page and worker are of the same build", async ({ page }) => {
  await page.goto("");
  const build = await page.locator('meta[name="build"]').getAttribute("content");
  expect(build).toMatch(/^[0-9a-f]{12}$/);
  for (const name of [`worker-${build}.js`, `worker-${build}_bg.wasm`]) {
    const answer = await page.request.head(name);
    expect(answer.status(), name).toBe(200);
  }
});

test("the workers obey the page's policy: nothing leaves, no text becomes code", async ({ page, faults }) => {
  await page.goto("");
  await expect(page.locator("#boot")).toHaveCount(0);
  const foreign = await page.evaluate(() => {
    try {
      new Worker(URL.createObjectURL(new Blob(["0"], { type: "text/javascript" })));
      return "started";
    } catch (error) {
      return error.name;
    }
  });
  expect(foreign).toBe("TypeError");

  // The same way in as the engine's.
  const started = page.waitForEvent("worker");
  await page.evaluate(() => {
    new Worker(document.querySelector('meta[name="worker"]').content, { type: "module" });
  });
  const engine = await started;
  let received = 0;
  const elsewhere = createServer((_, answer) => answer.end(String((received += 1))));
  await new Promise((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  // In a timer of the worker's own: the debugger's calls are exempt from the policy.
  const tried = await engine.evaluate((address) => new Promise((resolve) => {
    const name = (run) => { try { return run(); } catch (error) { return error.name; } };
    const breached = new Promise((it) => addEventListener("securitypolicyviolation", (event) => {
      if (event.effectiveDirective === "connect-src") it("connect-src");
    }));
    setTimeout(async () => resolve({
      evaluated: name(() => (0, eval)("1 + 1")),
      made: name(() => new Function("return 2")()),
      fetched: await fetch(address, { mode: "no-cors" }).then(() => "sent", () => breached),
    }));
  }), `http://127.0.0.1:${elsewhere.address().port}/`);
  elsewhere.close();
  expect(tried).toEqual({ evaluated: "EvalError", made: "EvalError", fetched: "connect-src" });
  expect(received).toBe(0);
  faults.splice(0);
});

test("a page that frames this one does not get it", async ({ page, faults, baseURL }) => {
  await page.setContent(`<iframe src="${baseURL}"></iframe>`);
  const frame = () => page.frames()[1];
  // Refused by the header, or by the page itself where the host sends none.
  await expect
    .poll(async () => frame()?.url().startsWith("chrome-error:") || (await frame()?.locator("#boot").isVisible()))
    .toBe(true);
  faults.splice(0);
});
