// P15, F27, F28: after one visit the program needs its host no more; a newer version waits, whole, until the person says so,
// then all tabs begin again with it; and what is being written is not lost to it. On both kinds of hosts.
import { AxeBuilder } from "@axe-core/playwright";
import { join } from "node:path";
import { execute, make, open, query } from "./data.mjs";
import { expect, openProfile, test as base, watch } from "./fixtures.mjs";
import { buildAt, nameOf, renamed, serve, truncated } from "./publication.mjs";

const contacts = join(import.meta.dirname, "..", "fixtures", "csv", "google_contacts_2024.csv");
const NEXT = "0123456789ab";
const OTHER = "ba9876543210";

const test = base.extend({
  /** What the host under test serves. */
  built: async ({ baseURL }, use) => use(await buildAt(baseURL)),
  host: async ({ built, baseURL }, use) => {
    const host = await serve(built, { under: new URL(baseURL).pathname });
    await use(host);
    await host.close();
  },
  context: async ({ profile, host, locale }, use) => {
    const context = await openProfile(profile, { baseURL: host.url, locale, serviceWorkers: "allow" });
    await use(context);
    await context.close();
  },
  faults: [
    async ({ context, host }, use) => {
      const faults = watch(context, host.url);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});
// What is waited for here comes in a quiet moment.
test.use({ trace: "off" });
test.beforeEach(() => test.setTimeout(120_000));

const languages = [
  {
    locale: "it-IT",
    words: {
      file: "Scegli un file…", start: "Importa", offline: "Non in linea", ready: "È pronta una nuova versione", update: "Aggiorna", later: "Più tardi", silent: "Un'altra scheda ha i dati e non risponde",
      first: "Prima salva o chiudi ciò che stai scrivendo, anche nelle altre schede.", note: "Nota", question: "Che cosa vuoi ricordare?", save: /^Salva/,
      pages: { orders: "Ordini", tasks: "Oggi", products: "Prodotti", backup: "Copia di sicurezza", storage: "Archivio dati", settings: "Impostazioni", bin: "Cestino" },
    },
  },
  {
    locale: "en-GB",
    words: {
      file: "Choose a file…", start: "Import", offline: "Offline", ready: "A new version is ready", update: "Update", later: "Later", silent: "Another tab has the data and does not answer",
      first: "First save or close what you are writing, in the other tabs too.", note: "Note", question: "What do you want to remember?", save: /^Save/,
      pages: { orders: "Orders", tasks: "Today", products: "Products", backup: "Backup", storage: "Storage", settings: "Settings", bin: "Bin" },
    },
  },
];

for (const { locale, words } of languages) {
  test.describe(locale, () => {
    test.use({ locale });

    test("after one visit everything works without the host", async ({ page, context, host }) => {
      await begin(page);
      await host.goAway();
      await context.setOffline(true);
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      await expect(page.locator(".virtual-list .window b.name")).toHaveText(["Ada Rossi"]);
      await expect(page.locator(".status-bar")).toHaveText(words.offline);
      await visitAll(page, words);
      await importContacts(page, words);
      await expect.poll(() => customers(page)).toBeGreaterThan(3);
      // Under the name of its file too, and in a tab of its own.
      const other = await context.newPage();
      await other.goto("index.html#/orders");
      await expect(other.getByRole("heading", { level: 1, name: words.pages.orders })).toBeVisible();
      expect(await customers(other)).toBeGreaterThan(3);
      await context.setOffline(false);
      await host.comeBack();
      await expect(page.locator(".status-bar")).not.toHaveText(words.offline);
    });

    test("F27: a new version waits, and comes when it is wanted; no build asks for a file of another", async ({ page, host, built }) => {
      const before = nameOf(built);
      await begin(page);
      expect(host.asked.join()).not.toContain(NEXT);
      host.publish(renamed(built, NEXT));
      host.asked.length = 0;
      await look(page);
      const notice = page.locator(".update-notice");
      await expect(notice).toContainText(words.ready);
      await visitAll(page, words);
      await importContacts(page, words);
      await expect.poll(() => customers(page)).toBeGreaterThan(3);
      await isOf(page, before);
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      await isOf(page, before);

      await expect(notice).toContainText(words.ready, { timeout: 30_000 });
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.waitForTimeout(150);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(" ")}`)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      }
      // With the keyboard alone.
      const update = notice.getByRole("button", { name: words.update });
      for (let at = 0; at < 60 && !(await update.evaluate((it) => it === document.activeElement)); at += 1) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await begunAnew(page, NEXT);
      await isOf(page, NEXT);
      await visitAll(page, words);
      await isOf(page, NEXT);
      expect(await customers(page)).toBeGreaterThan(3);
      await expect(notice).toHaveCount(0);
      expect(host.asked.filter((it) => it.includes(before))).toEqual([]);
      // What was kept of the version before is gone.
      expect(await keptBuilds(page)).toEqual([NEXT]);
    });

    test("F28: a version of which a file is not whole is not taken in, and the one before works on", async ({ page, host, built }) => {
      const before = nameOf(built);
      await begin(page);
      const next = renamed(built, NEXT);
      host.publish(truncated(next, `part-worker-formats-${NEXT}.wasm`));
      expect(await look(page)).toBe("redundant");
      await page.reload();
      await page.waitForFunction(() => window.rapporto);
      await isOf(page, before);
      await importContacts(page, words);
      await expect.poll(() => customers(page)).toBeGreaterThan(3);
      await expect(page.locator(".update-notice")).toHaveCount(0);
      // One that is missing is no better.
      const other = [...renamed(built, OTHER)].filter(([name]) => name !== `part-rapporto-trade-${OTHER}.wasm`);
      host.publish(new Map(other));
      expect(await look(page)).toBe("redundant");
      await page.waitForTimeout(6_000);
      await expect(page.locator(".update-notice")).toHaveCount(0);
      host.publish(next);
      expect(await look(page)).toBe("installed");
      await kept(page);
      await page.locator(".update-notice").getByRole("button", { name: words.update }).click({ timeout: 30_000 });
      await begunAnew(page, NEXT);
      expect(await customers(page)).toBeGreaterThan(3);
      expect(await keptBuilds(page)).toEqual([NEXT]);
    });

    test("two tabs begin again together, and not while something is written in one of them", async ({ page, context, host, built }) => {
      const before = nameOf(built);
      const customer = await begin(page);
      const other = await context.newPage();
      await open(other, `#/customers/${customer}`);
      await other.locator(".composer").getByRole("button", { name: words.note, exact: true }).click();
      await other.locator(".composer").getByLabel(words.question).fill("Preferisce il mattino");
      await kept(other);
      host.publish(renamed(built, NEXT));
      await look(page);
      const notices = [page, other].map((it) => it.locator(".update-notice"));
      for (const notice of notices) await expect(notice).toContainText(words.ready, { timeout: 30_000 });
      // The one who writes is asked to end, from here and from there.
      await notices[0].getByRole("button", { name: words.update }).click();
      await expect(notices[0]).toContainText(words.first);
      await notices[1].getByRole("button", { name: words.update }).click();
      await expect(notices[1]).toContainText(words.first);
      for (const it of [page, other]) await isOf(it, before);
      await expect(other.locator(".composer").getByLabel(words.question)).toHaveValue("Preferisce il mattino");
      await other.locator(".composer").getByRole("button", { name: words.save }).click();
      await expect(other.locator(".composer textarea")).toHaveCount(0);
      // It may be put off.
      await notices[1].getByRole("button", { name: words.later }).click();
      await expect(notices[1]).toHaveCount(0);
      await notices[0].getByRole("button", { name: words.update }).click();
      for (const it of [page, other]) await begunAnew(it, NEXT);
      for (const it of [page, other]) {
        const { events } = await query(it, { timeline: { customer, limit: 9 } });
        expect(events.map(({ event: { interaction } }) => interaction.text)).toEqual(["Preferisce il mattino"]);
      }
      expect(new URL(other.url()).hash).toBe(`#/customers/${customer}`);
    });

    test("a file that the system opens with the installed program comes to the import", async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(window, "launchQueue", { value: { setConsumer: (hear) => (window.opened = hear) } });
      });
      await open(page, "#/import");
      await page.waitForFunction(() => window.opened);
      await page.evaluate(async () => {
        const handle = await (await navigator.storage.getDirectory()).getFileHandle("clienti.csv", { create: true });
        const file = await handle.createWritable();
        await file.write("Nome;E-mail\nAda Rossi;ada@rossi.example\n");
        await file.close();
        window.opened({ files: [handle] });
      });
      await expect(page.locator(".file-name")).toContainText("clienti.csv");
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await expect.poll(() => customers(page)).toBe(1);
    });

    test("a tab of another build is not spoken to, and it is said what to do", async ({ page, context, host, built }) => {
      await begin(page);
      // A page that was fetched past what keeps the program, as the browser does when it is told to reload from the host.
      host.publish(renamed(built, NEXT));
      const other = await context.newPage();
      const browser = await context.newCDPSession(other);
      await browser.send("Network.enable");
      await browser.send("Network.setBypassServiceWorker", { bypass: true });
      await other.goto("");
      const silent = other.locator(".update-notice").filter({ hasText: words.silent });
      await expect(silent).toBeVisible({ timeout: 30_000 });
      await page.close();
      await expect(silent).toHaveCount(0);
      await expect.poll(() => other.evaluate(() => window.rapporto.query({ counts: {} }).then(() => "answered"))).toBe("answered");
    });
  });
}

test("the first screen does not wait for what keeps the program", async ({ page, host }) => {
  await open(page);
  await expect(page.locator("main h1")).toBeVisible();
  expect(host.asked).not.toContain("offline.js");
  await kept(page);
});

test("a browser that denies to keep the program starts, and says nothing", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException("denied", "SecurityError"));
  });
  await open(page);
  await page.waitForTimeout(8_000);
  await expect(page.locator(".update-notice")).toHaveCount(0);
});

test("a browser without such workers starts, and says nothing", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined }));
  await open(page);
  await page.waitForTimeout(8_000);
  await expect(page.locator(".update-notice")).toHaveCount(0);
});

/** A workspace with one customer, and the program kept; gives the customer's identity. */
async function begin(page) {
  await open(page);
  await execute(page, { set_up_workspace: { name: "Bottega Verde", currency: "EUR", pipeline: "", stages: [] } });
  const id = await make(page, "customer", { 1: "Ada Rossi" });
  await kept(page);
  return id;
}

/** Waits until the program is kept and the page follows its versions. */
async function kept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", null, { timeout: 60_000 });
}

/** Has the browser ask for a newer version; gives what became of it. */
const look = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = await registration.update();
    const worker = found.installing ?? found.waiting;
    if (!worker) return "none";
    const isOver = () => ["installed", "redundant"].includes(worker.state);
    while (!isOver()) await new Promise((changed) => worker.addEventListener("statechange", changed, { once: true }));
    return worker.state;
  });

const keptBuilds = (page) => page.evaluate(async () => (await caches.keys()).map((it) => it.split(" ").at(-1)));

/** A tab has begun again, with that build. */
async function begunAnew(page, build) {
  await expect.poll(() => page.evaluate(() => document.querySelector('meta[name="build"]')?.content).catch(() => ""), { timeout: 30_000 }).toBe(build);
  await page.waitForFunction(() => window.rapporto);
}

/** The page is of that build, and so is all that it has fetched. */
async function isOf(page, build) {
  const builds = await page.evaluate(() => {
    const names = performance.getEntriesByType("resource").map((it) => /-([0-9a-f]{12})(_bg)?\.(js|wasm)$/.exec(it.name)?.[1]);
    return [...new Set([document.querySelector('meta[name="build"]').content, ...names.filter(Boolean)])];
  });
  expect(builds).toEqual([build]);
}

async function visitAll(page, words) {
  for (const [path, name] of Object.entries(words.pages)) {
    await page.goto(`#/${path}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
  await page.goto("#/customers");
}

async function importContacts(page, words) {
  await page.goto("#/import");
  await page.getByLabel(words.file).setInputFiles(contacts);
  await page.getByRole("button", { name: words.start, exact: true }).click();
}

const customers = async (page) => (await query(page, { counts: {} })).find((it) => it.kind === "customer")?.live ?? 0;
