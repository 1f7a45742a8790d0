// What is seen of a fault, in both languages: the rescue screen with its ways out, and the bars over a page that works on.
import { chromium, expect, test } from "@playwright/test";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { launch } from "../browser.mjs";
import * as h from "./harness.mjs";

test.use({ trace: "off" });

let folder;
test.beforeEach(async () => {
  folder = await h.freshProfile();
});
test.afterEach(() => h.removeProfile(folder));

const retry = ["Prova ad aprire di nuovo", "Try to open again"];
const snapshot = ["Riparti dalla copia interna", "Start from the snapshot"];
const goOn = ["Continua con quello che c'è", "Go on with what is there"];
const raw = ["Salva i dati grezzi…", "Save the raw data…"];
const copy = ["Copia il rapporto", "Copy the report"];
const empty = ["Parti da vuoto…", "Start empty…"];
const sure = ["Sì, lascia da parte i dati e parti da vuoto", "Yes, put the data aside and start empty"];
const notOpen = ["I tuoi dati non si aprono", "Your data does not open"];

/** Runs in a page without an engine: opens the database in that layout. */
const openAs = (version) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("rapporto-main", version);
    request.onsuccess = () => resolve(request.result.close());
    request.onerror = () => reject(request.error);
  });

/** The head of the store with one bit flipped. */
const damageHead = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("rapporto-main");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction("meta", "readwrite", { durability: "strict" });
      const head = transaction.objectStore("meta").get("head");
      head.onsuccess = () => {
        const bytes = new Uint8Array(head.result);
        bytes[bytes.length >> 1] ^= 4;
        transaction.objectStore("meta").put(bytes, "head");
      };
      transaction.oncomplete = () => resolve(request.result.close());
      transaction.onabort = () => reject(transaction.error);
    };
  });

/** A database of that name with the stores of another program. */
const otherSchema = () =>
  new Promise((resolve, reject) => {
    const away = indexedDB.deleteDatabase("rapporto-main");
    away.onsuccess = () => {
      const request = indexedDB.open("rapporto-main", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("recipes");
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    };
  });

/** Runs in a page without an engine: the database is gone, and with it what could bring it back. */
const loseAll = async () => {
  const files = await navigator.storage.getDirectory();
  const names = [];
  for await (const name of files.keys()) names.push(name);
  for (const name of names) await files.removeEntry(name, { recursive: true });
  await new Promise((resolve, reject) => {
    const away = indexedDB.deleteDatabase("rapporto-main");
    away.onsuccess = resolve;
    away.onerror = () => reject(away.error);
  });
};

/** The mark in local storage says that the workspace had come further. */
const expectMore = () => {
  const place = "rapporto.sentinel.rapporto-main";
  const [workspace, , at] = localStorage.getItem(place).split(" ");
  localStorage.setItem(place, [workspace, 12_345, at].join(" "));
};

/** Runs in a page without an engine: a page and the first record behind it are damaged, and nothing has them whole. */
const damageForGood = async () => {
  const files = await navigator.storage.getDirectory();
  const names = [];
  for await (const name of files.keys()) names.push(name);
  for (const name of names) await files.removeEntry(name, { recursive: true });
  await new Promise((resolve, reject) => {
    const request = indexedDB.open("rapporto-main");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction(["pages", "journal"], "readwrite", { durability: "strict" });
      for (const store of ["pages", "journal"]) {
        const cursor = transaction.objectStore(store).openCursor();
        cursor.onsuccess = () => {
          if (!cursor.result) return;
          const bytes = new Uint8Array(cursor.result.value);
          bytes[bytes.length >> 1] ^= 4;
          cursor.result.update(bytes);
          // The first record: from there on the journal makes nothing again.
          if (store === "pages") cursor.result.continue();
        };
      }
      transaction.oncomplete = () => resolve(request.result.close());
      transaction.onabort = () => reject(transaction.error);
    };
  });
};

/** In a worker, before the engine: opening a database fails so. */
const openFails = (name, message) => `() => {
  IDBFactory.prototype.open = () => { throw new DOMException(${JSON.stringify(message)}, ${JSON.stringify(name)}); };
}`;

/** In a worker, before the engine: what is written to a database is refused, all of it. */
const refusesWrites = `() => {
  for (const name of ["put", "add", "delete", "clear"]) {
    IDBObjectStore.prototype[name] = () => { throw new DOMException("Internal error.", "UnknownError"); };
  }
}`;

/** In a worker, before the engine: opening a database is answered to nobody. */
const neverOpens = `() => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, ...more) {
    const request = open.call(this, "hangs-" + name, ...more);
    for (const answer of ["onsuccess", "onerror"]) Object.defineProperty(request, answer, { set() {} });
    return request;
  };
}`;

/** The bar that says why nothing is saved leads to a copy of what is in memory: gives the names in it. */
async function copyByBar(page, bar, at) {
  const copyOut = ["Scarica una copia", "Download a copy"][at];
  await bar.getByRole("button", { name: copyOut }).click();
  // The bar's own button is gone where its page is.
  await expect(bar.getByRole("button")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: copyOut }).click();
  const lines = gunzipSync(await readFile(await (await download).path())).toString().trim().split("\n");
  return lines.map((line) => JSON.parse(line)).filter((it) => it.kind === "customer").map((it) => it.fields.name);
}

// What is done to the store, or to the worker that opens it, and what the screen then says: title, why, ways out; a
// snapshot is taken where it helps, and where it does not, that is said.
const RESCUES = [
  {
    name: "a store that is gone",
    damage: loseAll,
    title: ["Qui c'erano dei dati", "There was data here"],
    why: ["Questo browser ricorda un archivio che ora non c'è più.", "This browser remembers a store that is gone."],
    ways: [retry, snapshot, goOn, raw, copy, empty],
    isLost: true,
  },
  {
    name: "a store that was set back",
    damage: expectMore,
    title: ["Qui c'erano dei dati", "There was data here"],
    why: ["arriva alla modifica 3, ma eravamo alla 12.345.", "it goes up to change 3, but we had reached 12,345."],
    ways: [retry, snapshot, goOn, raw, copy, empty],
    restores: true,
  },
  {
    name: "a store that does not answer",
    patch: neverOpens,
    title: notOpen,
    why: ["Forse un'altra scheda lo tiene occupato. Chiudi le altre schede di Rapporto, poi riprova.", "Another tab may be holding it. Close the other Rapporto tabs, then try again."],
    ways: [retry, snapshot, raw, copy, empty],
    restores: true,
  },
  {
    name: "no room to open",
    patch: openFails("QuotaExceededError", "Encountered full disk while opening backing store for indexedDB.open."),
    title: notOpen,
    why: ["Il browser non ha più spazio", "The browser has no space left"],
    ways: [retry, snapshot, raw, copy, empty],
    restores: true,
  },
  {
    name: "what only the browser knows",
    patch: openFails("UnknownError", "Internal error opening backing store for indexedDB.open."),
    title: notOpen,
    why: ["Il browser dice:", "The browser says:"],
    ways: [retry, snapshot, raw, copy, empty],
    restores: true,
  },
  {
    name: "a damaged head",
    damage: damageHead,
    title: notOpen,
    why: ["Una parte dei dati è danneggiata", "Part of the data is damaged"],
    ways: [retry, snapshot, goOn, raw, copy, empty],
    restores: true,
  },
  {
    name: "newer data",
    damage: openAs,
    with: 9,
    title: notOpen,
    why: ["Li ha scritti una versione più nuova di Rapporto, e questa non li tocca.", "A newer version of Rapporto wrote it, and this one leaves it alone."],
    ways: [retry, raw, copy],
    isNewer: true,
  },
  {
    name: "another program's stores",
    damage: otherSchema,
    title: notOpen,
    why: ["Una parte dei dati è danneggiata", "Part of the data is damaged"],
    ways: [retry, snapshot, goOn, raw, copy, empty],
    restores: true,
  },
];

for (const [at, locale] of ["it-IT", "en-GB"].entries()) {
  for (const rescue of RESCUES) {
    test(`the rescue screen says what is wrong and what can be done: ${rescue.name} (${locale})`, async ({ baseURL }) => {
      const more = { locale, permissions: ["clipboard-read", "clipboard-write"] };
      const { context, page } = await h.open(folder, baseURL, more);
      await h.ready(page);
      await h.executeAll(page, [0, 1, 2].map(h.customer));
      await h.waitForSnapshot(page, 3);
      await page.goto("manifest.webmanifest");
      if (rescue.damage) await page.evaluate(rescue.damage, rescue.with);
      if (rescue.patch) await h.patchWorker(context, rescue.patch);
      await page.goto("");
      const screen = page.locator(".rescue");
      expect((await h.settled(page)).name).toBe("rescue");
      await expect(screen.getByRole("heading", { name: rescue.title[at] })).toBeVisible();
      await expect(screen).toContainText(rescue.why[at]);
      await expect(screen).toContainText(["Niente viene cancellato finché non lo decidi tu.", "Nothing is erased until you decide so."][at]);
      expect(await screen.locator("button").allTextContents()).toEqual(rescue.ways.map((way) => way[at]));
      const fromFile = screen.getByLabel(["Riparti da un file di esportazione…", "Start from an export file…"][at]);
      await expect(fromFile).toBeVisible({ visible: Boolean(rescue.restores || rescue.isLost) });
      await page.screenshot({ path: test.info().outputPath(`rescue-${locale}.png`) });

      await screen.getByRole("button", { name: copy[at] }).click();
      const report = await page.evaluate(() => navigator.clipboard.readText());
      expect(report).toContain("Rapporto ");
      expect(report).not.toMatch(/Prova|Verona|example/);

      if (rescue.isLost) {
        // There is nothing to be saved or to start from: that is said, rather than an empty file given.
        const failed = screen.getByText(["Non è riuscito. Prova un'altra strada: i dati sono dove erano.", "That did not work. Try another way: the data is where it was."][at]);
        for (const way of [raw, snapshot]) {
          await screen.getByRole("button", { name: way[at] }).click();
          await expect(failed).toBeVisible();
        }
        await screen.getByRole("button", { name: empty[at] }).click();
        await screen.getByRole("button", { name: sure[at] }).click();
        await expect(screen).toHaveCount(0);
        await h.ready(page);
        expect(await h.customers(page)).toEqual([]);
      }
      if (rescue.restores || rescue.isNewer) {
        const download = page.waitForEvent("download");
        await screen.getByRole("button", { name: raw[at] }).click();
        expect((await download).suggestedFilename()).toContain("rapporto-main");
        expect((await stat(await (await download).path())).size).toBeGreaterThan(0);
      }
      if (rescue.restores) {
        await screen.getByRole("button", { name: empty[at] }).click();
        // It asks once more; nothing has happened yet.
        await expect(screen.getByRole("button", { name: sure[at] })).toBeVisible();
        await screen.getByRole("button", { name: snapshot[at] }).click();
        await expect(screen).toHaveCount(0);
        await h.ready(page);
        expect(h.seen(await h.customers(page)).map(([name]) => name)).toEqual(["Prova 0", "Prova 1", "Prova 2"]);
        await expect(page.getByRole("gridcell", { name: "Prova 1" })).toBeVisible();
      }
      await context.close();
    });
  }

  test(`blocked storage is said, with what to do about it (${locale})`, async ({ baseURL }) => {
    await mkdir(join(folder, "Default"), { recursive: true });
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
    const { context, page } = await h.open(folder, baseURL, { locale });
    await h.ready(page);
    const bar = page.getByRole("alert").filter({ hasText: ["Il browser non lascia salvare", "The browser does not allow saving"][at] });
    await expect(bar).toContainText(["Consentili nelle impostazioni del browser", "Allow it in the browser's settings"][at]);
    expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
    expect(await copyByBar(page, bar, at)).toEqual(["Prova 0"]);
    await page.goto("#/storage");
    await expect(page.getByText(["solo in memoria: niente viene conservato", "in memory only: nothing is kept"][at])).toBeVisible();
    await context.close();
  });

  test(`an engine that stops again and again only reads, and says what to do (${locale})`, async ({ baseURL }) => {
    const browser = await h.open(folder, baseURL, { locale });
    const { page } = browser;
    await h.ready(page);
    await h.execute(page, h.customer(0));
    for (let n = 1; n <= 3; n += 1) {
      await page.workers().at(-1).evaluate(() => self.close()).catch(() => {}); // it may end before it answers
      await page.waitForFunction((it) => globalThis.heard.workers.length > it, n);
      await h.ready(page);
    }
    const bar = page.getByRole("alert").filter({ hasText: ["Solo lettura.", "Reading only."][at] });
    await expect(bar).toContainText(
      ["Il motore dei dati si è fermato più volte: puoi leggere ed esportare. Ricarica la pagina per riprovare.", "The data engine stopped several times: you can read and export. Reload the page to try again."][at],
    );
    await page.screenshot({ path: test.info().outputPath(`safe-mode-${locale}.png`) });
    expect((await h.execute(page, h.customer(1))).refused).toContain("read_only");
    expect(await copyByBar(page, bar, at)).toEqual(["Prova 0"]);
    await page.reload();
    await h.ready(page);
    await expect(bar).toHaveCount(0);
    expect(await h.execute(page, h.customer(1))).toHaveProperty("sequence");
    expect((await h.finish(browser)).length).toBe(2);
  });

  test(`a page that nothing can mend is named, with its report, and the rest works on (${locale})`, async ({ baseURL }) => {
    const browser = await h.open(folder, baseURL, { locale, permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = browser;
    await h.ready(page);
    await h.executeAll(page, [...Array(80).keys()].map(h.customer));
    await h.waitForSnapshot(page, 80);
    await page.goto("manifest.webmanifest");
    await page.evaluate(damageForGood);
    await page.goto("");
    await h.ready(page);
    const bar = page.getByRole("alert").filter({ hasText: ["Una parte dei dati è danneggiata", "Part of the data is damaged"][at] });
    await expect(bar).toContainText(["Il resto si apre.", "The rest opens."][at]);
    await page.screenshot({ path: test.info().outputPath(`damaged-${locale}.png`) });
    await bar.getByRole("button", { name: copy[at] }).click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain("Page(");
    expect(report).not.toMatch(/Prova|Verona|example/);
    // Nothing wrong is shown, and what is made now is kept.
    for (const [name, mail, city] of h.seen(await h.customers(page))) expect([`p${name.slice(6)}@example.it`, "Verona"]).toEqual([mail, city]);
    expect(await h.execute(page, h.customer(80))).toHaveProperty("sequence");
    await page.reload();
    await h.ready(page);
    expect(h.seen(await h.customers(page)).map(([name]) => name)).toContain("Prova 80");
    await browser.context.close();
  });

  test(`where the store is read and refuses every write, the way out is said, and it leads out (${locale})`, async ({ baseURL }) => {
    const browser = await h.open(folder, baseURL, { locale });
    const { context, page } = browser;
    await h.ready(page);
    await h.executeAll(page, [0, 1, 2].map(h.customer));
    await page.goto("manifest.webmanifest");
    // As Chromium's SQLite does after some damage. A snapshot could not be put in its place either.
    await h.patchWorker(context, refusesWrites);
    await page.goto("#/tasks");
    await h.ready(page);
    const title = page.getByLabel(["Che cosa c'è da fare?", "What is to be done?"][at]);
    await title.fill("Da fare");
    await title.press("Enter");
    const told = ["scarica una copia, cancella i dati di questo sito nelle impostazioni del browser e riprendi tutto dalla copia", "download a copy, clear this site's data in the browser's settings and take everything back from the copy"][at];
    await expect(page.getByText(told).first()).toBeVisible();
    await page.screenshot({ path: test.info().outputPath(`no-writes-${locale}.png`) });
    await page.goto("#/backup");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: ["Scarica una copia", "Download a copy"][at] }).click();
    const copied = join(folder, "copy.jsonl.gz");
    await (await download).saveAs(copied);

    const devtools = await context.newCDPSession(page);
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(baseURL).origin, storageTypes: "all" });
    await context.unrouteAll();
    await page.goto("manifest.webmanifest");
    await page.goto("#/backup");
    await h.ready(page);
    await page.getByLabel(["File della copia", "The copy's file"][at]).setInputFiles(copied);
    await page.getByRole("button", { name: ["Riprendi questi dati", "Take this data back"][at] }).click();
    await expect(page.getByText(["Ripreso tutto", "Everything is back"][at])).toBeVisible();
    expect(h.seen(await h.finish(browser)).map(([name]) => name)).toEqual(["Prova 0", "Prova 1", "Prova 2"]);
  });

  test(`site data that are cleared in the middle of the work are said, with the way to a copy of what was there (${locale})`, async ({ baseURL }) => {
    const { context, page } = await h.open(folder, baseURL, { locale });
    await h.ready(page);
    await h.executeAll(page, [0, 1].map(h.customer));
    const devtools = await context.newCDPSession(page);
    await devtools.send("Storage.clearDataForOrigin", { origin: new URL(baseURL).origin, storageTypes: "all" });
    const bar = page.getByRole("alert").filter({ hasText: ["Non salvato", "Not saved"][at] });
    await expect(bar).toContainText(["I dati del sito sono stati cancellati mentre lavoravi", "The site's data was cleared while you worked"][at]);
    await page.screenshot({ path: test.info().outputPath(`cleared-${locale}.png`) });
    expect(await copyByBar(page, bar, at)).toEqual(["Prova 0", "Prova 1"]);
    await context.close();
  });

  test(`where local storage is denied the page says that it forgets language and theme (${locale})`, async ({ baseURL }) => {
    const denies = (context) =>
      context.addInitScript(() => {
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      });
    const { context, page } = await h.open(folder, baseURL, { locale, prepare: denies });
    await h.ready(page);
    await page.getByRole("button", { name: ["Lingua e tema", "Language and theme"][at] }).click();
    await page.getByRole("menuitem", { name: ["Scuro", "Dark"][at] }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.locator(".toast")).toContainText(
      ["Le preferenze non si possono salvare: lingua e tema torneranno come all'inizio.", "Preferences cannot be saved: language and theme will start over."][at],
    );
    await context.close();
  });

  test(`a second tab is told where the engine is (${locale})`, async ({ baseURL }) => {
    const { context, page } = await h.open(folder, baseURL, { locale });
    await h.ready(page);
    await h.execute(page, h.customer(0));
    const other = await context.newPage();
    await other.goto("#/storage");
    await h.ready(other);
    await expect(other.getByText(["in un'altra scheda: le modifiche si vedono in tutte", "in another tab: changes show in all of them"][at])).toBeVisible();
    await context.close();
  });

  test(`F25: a private window says that its data goes with it (${locale})`, async ({ baseURL }) => {
    const browser = await chromium.launch(launch);
    const context = await browser.newContext({ baseURL, locale });
    await h.listenIn(context);
    const page = await context.newPage();
    await page.goto("#/storage");
    await h.ready(page);
    expect(await h.execute(page, h.customer(0))).toHaveProperty("sequence");
    await expect(page.getByText(["in una finestra privata spariscono quando la chiudi", "in a private window it is gone once you close it"][at])).toBeVisible();
    await browser.close();
  });

  test(`an old tab whose store a newer program took says so, and still reads (${locale})`, async ({ baseURL }) => {
    const { context, page } = await h.open(folder, baseURL, { locale });
    await h.ready(page);
    await h.execute(page, h.customer(0));
    const other = await context.newPage();
    await other.goto("manifest.webmanifest");
    await other.evaluate(openAs, 9);
    const bar = page.getByRole("alert").filter({ hasText: ["Non salvato", "Not saved"][at] });
    await expect(bar).toContainText(["In un'altra scheda è già aperta una versione più nuova. Ricarica per continuare.", "A newer version is already open in another tab. Reload to go on."][at]);
    await expect(page.getByRole("gridcell", { name: "Prova 0" })).toBeVisible();
    await context.close();
  });

  test(`a new tab that an old one keeps from opening says so, and opens once that one is gone (${locale})`, async ({ baseURL }) => {
    // As a later program, whose layout is 2; the old tab is one that does not let go.
    const patch = `() => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name) { return open.call(this, name, 2); };
    }`;
    const first = await h.open(folder, baseURL);
    await h.ready(first.page);
    await h.execute(first.page, h.customer(0));
    await first.context.close();
    const { context, page: old } = await h.open(folder, baseURL, { locale, patch, path: "manifest.webmanifest" });
    await old.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("rapporto-main", 1);
          request.onsuccess = () => resolve((globalThis.held = request.result) && undefined);
        }),
    );
    const page = await h.openTab(context);
    const screen = page.locator(".rescue");
    await expect(screen).toContainText(["Li tiene aperti un'altra scheda, con una versione precedente di Rapporto. Chiudila", "Another tab with an older version of Rapporto holds it open. Close it"][at]);
    expect(await screen.locator("button").allTextContents()).toEqual([retry, raw, copy].map((way) => way[at]));
    await old.close();
    await expect(screen).toHaveCount(0);
    await h.ready(page);
    await expect(page.getByRole("gridcell", { name: "Prova 0" })).toBeVisible();
    await context.close();
  });
}
