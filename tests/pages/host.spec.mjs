// C-SPA: the page runs from any static host, under any sub-path, with the same policy whether the host sends it or not.
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
  for (const name of [`worker-${build}.js`, `worker-${build}_bg.wasm`, `exchange-${build}.js`, `exchange-${build}_bg.wasm`]) {
    const answer = await page.request.head(name);
    expect(answer.status(), name).toBe(200);
  }
});

test("the workers obey the page's policy: nothing leaves, no text becomes code", async ({ page, faults }) => {
  await page.goto("");
  await expect(page.locator("#boot")).toHaveCount(0);
  const leaks = await page.evaluate(async () => {
    // The same way in as the engine's: the script of a blob: address, under the page's policy.
    const address = document.querySelector('meta[name="worker"]').content;
    const start = await (await fetch(address).catch(() => null))?.text();
    if (start !== undefined) return { start: "the page itself may read a blob: address" };
    const foreign = new Blob(["0"], { type: "text/javascript" });
    let refused = false;
    try {
      new Worker(URL.createObjectURL(foreign));
    } catch {
      refused = true;
    }
    return { refused };
  });
  expect(leaks).toEqual({ refused: true });
  const engine = page.waitForEvent("worker");
  await page.evaluate(() => {
    new Worker(document.querySelector('meta[name="worker"]').content, { type: "module" });
  });
  const inside = await (await engine).evaluate(async () => ({
    fetched: await fetch("http://127.0.0.1:9/").then(() => true, (error) => error.message),
    evaluated: (() => { try { return (0, eval)("1 + 1"); } catch (error) { return error.name; } })(),
    made: (() => { try { return new Function("return 2")(); } catch (error) { return error.name; } })(),
  }));
  expect(inside.evaluated).toBe("EvalError");
  expect(inside.made).toBe("EvalError");
  expect(inside.fetched).not.toBe(true);
  // The refusals above are written to the console, as they should be; nothing was sent.
  expect(faults.filter((it) => !/Content Security Policy/.test(it))).toEqual([]);
  faults.length = 0;
});

test("a page that frames this one does not get it", async ({ page, faults, baseURL }) => {
  await page.goto(new URL("icon.svg", baseURL).href);
  await page.goto("about:blank");
  await page.setContent(`<iframe src="${baseURL}"></iframe>`);
  const framed = page.frameLocator("iframe");
  await expect
    .poll(async () => (await page.frames()[1]?.locator("#boot").isVisible().catch(() => false)) || page.frames()[1]?.url())
    .toMatch(/true|chrome-error/);
  await expect(framed.locator("main")).toHaveCount(0);
  faults.length = 0;
});
