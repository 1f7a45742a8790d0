// What every fault is tried with: a browser on a profile of its own, orders whose outcome a model knows, a way to kill,
// and the comparison afterwards. The promise: what was acknowledged is there, at most one order more, none in part.
import { expect } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfile } from "../fixtures.mjs";
import { launch } from "../browser.mjs";

/** The sizes: of each submission, or of a release (`cargo xtask faults`). */
export const isRelease = process.env.RAPPORTO_FAULTS === "release";
export const size = (submission, release) => (isRelease ? release : submission);

/** With these arguments Chromium keeps new databases in SQLite. */
export const SQLITE = ["--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout"];

/** Numbers that follow from a seed, which a failure names. */
export function chance(seed) {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) / 2 ** 31;
  };
}

/** A folder for a profile, taken away with its browser after the test. */
export async function freshProfile() {
  return mkdtemp(join(tmpdir(), "rapporto-fault-"));
}

export async function removeProfile(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A browser on a profile, with a first page that listens to its engine; `more` is for Playwright. */
export async function open(folder, baseURL, { args = [], prepare, patch, path = "", ...more } = {}) {
  // Nothing of an earlier browser that was killed may stand in the way.
  for (const name of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) await rm(join(folder, name), { force: true });
  const context = await openProfile(folder, { baseURL, args: [...launch.args, ...args], ...more });
  // What is not there to be pressed is said, rather than waited for until the test's end.
  context.setDefaultTimeout(30_000);
  await listenIn(context);
  if (patch) await patchWorker(context, patch);
  if (prepare) await prepare(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(path);
  return { context, page, folder, baseURL, args };
}

/** What a workspace holds: all of it agrees with itself, so its digest and its customers say it. */
export async function whole(page, note) {
  const { breaches, digest } = await query(page, { verify: {} });
  expect(breaches, note).toEqual([]);
  return { digest, rows: await customers(page) };
}

/**
 * The end of a fault: what `page` shows agrees with itself, and a browser that is started again, without the fault, finds
 * the same. Gives its rows.
 */
export async function finish({ context, page, folder, baseURL, args }, note) {
  const before = await whole(page, note);
  await context.close();
  const again = await open(folder, baseURL, { args });
  await ready(again.page);
  expect(await whole(again.page, note), `after a restart ${note ?? ""}`).toEqual(before);
  await again.context.close();
  return before.rows;
}

/** Makes every page of a context listen to its engine. */
export const listenIn = (context) => context.addInitScript(listen);

/** Why no disk image can be mounted here, and cut off; empty where it can. */
export async function cannotMount() {
  if (process.getuid?.() !== 0) return "it needs a disk image to be mounted, which only root may";
  const place = await mkdtemp(join(tmpdir(), "rapporto-mount-"));
  const [image, mounted] = ["image", "disk"].map((it) => join(place, it));
  try {
    await mountImage(image, mounted, "16M");
    cutThePower(mounted);
    return "";
  } catch (error) {
    return `it needs a disk image of ext4 to be mounted and cut off: ${String(error.stderr || error.message).trim()}`;
  } finally {
    unmountLazily(mounted);
    await rm(place, { recursive: true, force: true });
  }
}

/** A new file system of that size in a file, mounted. */
export async function mountImage(image, mounted, size) {
  await mkdir(mounted);
  run("truncate", "-s", size, image);
  run("mkfs.ext4", "-q", image);
  run("mount", "-o", "loop", image, mounted);
}

/** Unmounts what a failure left mounted. */
export function unmountLazily(mounted) {
  if (run("mount").includes(mounted)) run("umount", "--lazy", mounted);
}

/** Another tab of the same browser. */
export async function openTab(context) {
  const page = await context.newPage();
  await page.goto("");
  return page;
}

/** Puts code before the engine's: it runs in the worker before the engine does. */
export async function patchWorker(context, code) {
  await context.route(/\/worker-[0-9a-f]+\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `(${code})();\n${await answer.text()}` });
  });
}

/** The engine's module with a limit to its memory, as a device has that has no more. */
export async function limitMemory(context, mebibytes) {
  await context.route(/\/worker-[0-9a-f]+_bg\.wasm$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: withMemoryUpTo(await answer.body(), mebibytes * 16) });
  });
}

/** A module of WebAssembly whose memory, which it makes itself, may grow to so many pages. */
function withMemoryUpTo(module, pages) {
  // A section is its number, its length and that many bytes; the fifth says: one memory, 0 for "no limit", its pages.
  const memory = 5;
  let at = 8;
  const number = () => {
    for (let [value, shift] = [0, 0]; ; shift += 7) {
      const byte = module[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
  for (;;) {
    const start = at;
    const section = module[at++];
    const end = number() + at;
    if (section !== memory) {
      at = end;
      continue;
    }
    const [count, limits, least] = [number(), number(), number()];
    if (count !== 1 || limits !== 0 || least > pages) throw new Error(`this module's memory begins with ${least} pages`);
    const limited = [1, 1, ...leb(least), ...leb(pages)];
    return Buffer.concat([module.subarray(0, start), Buffer.from([memory, limited.length, ...limited]), module.subarray(end)]);
  }
}

// In the page, before its own scripts: keeps what the engine says of itself. The bytes are those of
// src/worker/messages.rs: a notice is 1, a state 0, then the state and its parts.
function listen() {
  const heard = { states: [], deaths: 0, workers: [] };
  globalThis.heard = heard;
  const states = ["starting", "relaying", "loading", "ready", "rescue"];
  const reasons = ["lost", "rolled back", "no answer", "blocked", "newer", "damaged", "no room", "other"];
  const writing = ["durable", "memory only", "off"];
  const state = (bytes) => {
    const name = states[bytes[2]];
    const at = performance.now();
    if (name === "rescue") return { name, reason: reasons[bytes[3]], more: new TextDecoder().decode(bytes.slice(4)), at };
    if (name === "ready") {
      // A store that is gone has its cause as one more byte behind.
      const damages = new TextDecoder().decode(bytes).match(/(Page|Record|RolledBack|Mended)[({][^)}]*/g) ?? [];
      return { name, at, writing: bytes.at(-2) === 3 ? "failed" : writing[bytes.at(-1)], damages };
    }
    return { name, at };
  };
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...parts) {
      super(...parts);
      heard.workers.push(this);
      // What an earlier engine said is not this one's.
      heard.states.push({ name: "started" });
      this.addEventListener("message", ({ data }) => {
        const bytes = Array.isArray(data) ? data[0] : undefined;
        if (!(bytes instanceof Uint8Array)) return;
        if (bytes[0] === 1 && bytes[1] === 0) heard.states.push(state(bytes));
        if (bytes[0] === 2) heard.deaths += 1;
      });
    }
  };
}

/** The last state that the engine told this page, and how many it told. */
export const lastState = (page) => page.evaluate(() => globalThis.heard.states.at(-1)?.name);

/** Waits until the engine is open, or says why it is not. Gives its last state. */
export async function settled(page, timeout = 60_000) {
  const found = await page.waitForFunction(() => {
    const last = globalThis.heard?.states.at(-1);
    return ["ready", "rescue"].includes(last?.name) ? last : false;
  }, null, { timeout });
  return found.jsonValue();
}

/** Waits until the engine answers. */
export async function ready(page, timeout = 60_000) {
  const state = await settled(page, timeout);
  expect(state.name, `the engine opens: ${JSON.stringify(state)}`).toBe("ready");
  return state;
}

export const query = (page, question) => page.evaluate((it) => globalThis.rapporto.query(it), question);

/** Gives an order; an error comes as `{ refused }`. */
export const execute = (page, order) =>
  page.evaluate((it) => globalThis.rapporto.execute(it).catch((error) => ({ refused: error.message })), order);

const CHOICES = ["go on", "restore snapshot", "start empty"];

/**
 * A choice of the rescue screen sent past it, as no page of ours does: whether the engine refused it. The bytes are those
 * of src/worker/messages.rs: tab 1, number 1, the ninth request; the reply goes to the channel of the tabs.
 */
export const refusesChoice = (page, choice) =>
  page.evaluate(
    (number) =>
      new Promise((resolve) => {
        const build = document.querySelector('meta[name="build"]').content;
        const channel = new BroadcastChannel(`rapporto:main:${build}`);
        let isHeard = false;
        channel.onmessage = ({ data: [kind, tab, bytes] }) => {
          if (!isHeard) {
            // Only now is the channel known to hear: what came before it did would be lost.
            isHeard = true;
            globalThis.heard.workers.at(-1).postMessage([Uint8Array.of(1, 1, 8, number), undefined]);
          }
          if (kind !== "to-tabs" || tab !== "1") return;
          channel.close();
          // A reply, to number 1: the eighth one, "not rescued".
          resolve(bytes.join() === "0,1,7");
        };
        channel.postMessage(["what-state"]);
      }),
    CHOICES.indexOf(choice),
  );

/** A choice that helps, taken on the rescue screen (in Italian): waits until the engine is open. */
export async function rescue(page, choice) {
  const press = (name) => page.locator(".rescue").getByRole("button", { name }).click();
  const before = await page.evaluate(() => globalThis.heard.states.length);
  if (choice === "go on") await press("Continua con quello che c'è");
  if (choice === "restore snapshot") await press("Riparti dalla copia interna");
  if (choice === "start empty") {
    await press("Parti da vuoto…");
    await press("Sì, lascia da parte i dati e parti da vuoto");
  }
  const isOpen = () => page.evaluate((before) => globalThis.heard.states.slice(before).some(({ name }) => name === "ready"), before);
  await expect.poll(isOpen, { message: choice, timeout: 60_000 }).toBe(true);
}

/** Customer number `n` as the tests make it. */
export const customer = (n) => ({
  create_record: { kind: "customer", values: [[1, { text: `Prova ${n}` }], [6, { text: `p${n}@example.it` }], [12, { text: "Verona" }]] },
});

/** Every customer that is there: name, e-mail and city, in the order in which they were made. */
export async function customers(page) {
  const rows = [];
  for (;;) {
    const part = await query(page, {
      list_window: { kind: "customer", columns: [{ field: 1 }, { field: 6 }, { field: 12 }], offset: rows.length, limit: 1000 },
    });
    rows.push(...part.rows.map(({ id, cells }) => ({ id, cells: cells.map((cell) => Object.values(cell)[0]) })));
    if (rows.length >= part.total) return rows;
  }
}

/** The customers as the model has them: without identities. */
export const seen = (rows) => rows.map(({ cells }) => cells);

/** A sequence of orders, each of several changes, and what the workspace holds after each: making, and changing two fields at once. */
export class Orders {
  constructor(start = []) {
    // What is there before: rows of cells with their identities.
    this.rows = start.map(({ id, cells }) => ({ id, cells: [...cells] }));
    this.next = start.length;
  }

  /** `n` orders for the page, and `after(k)`: the rows after the first `k` of them. */
  plan(n, random) {
    const [orders, deeds] = [[], []];
    for (let i = 0; i < n; i += 1) {
      const old = this.rows.length && random() < 0.4 ? Math.floor(random() * this.rows.length) : -1;
      if (old < 0) {
        const at = this.next++;
        orders.push(customer(at));
        deeds.push((rows) => rows.push([`Prova ${at}`, `p${at}@example.it`, "Verona"]));
      } else {
        const [mail, city] = [`q${old}x${i}@example.it`, `Bolzano ${i}`];
        orders.push({ edit_records: { kind: "customer", ids: [this.rows[old].id], values: [[6, { text: mail }], [12, { text: city }]] } });
        deeds.push((rows) => (rows[old] = [rows[old][0], mail, city]));
      }
    }
    const after = (k) => {
      const rows = this.rows.map(({ cells }) => [...cells]);
      for (const deed of deeds.slice(0, k)) deed(rows);
      return rows;
    };
    return { orders, after };
  }
}

/** Gives orders all at once: the engine has no quiet moment, in which it would take a snapshot, before the last one. */
export async function executeAll(page, orders) {
  await page.evaluate((orders) => Promise.all(orders.map((it) => globalThis.rapporto.execute(it))), orders);
}

/** The engine takes its first snapshot in the first quiet moment, and the next one minutes later: `n` orders are in it. */
export const waitForSnapshot = (page, n) =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const files = await navigator.storage.getDirectory();
        let reaches = 0;
        for await (const [name, handle] of files.entries()) {
          if (!name.includes(".snapshot-")) continue;
          try {
            // Behind magic and workspace: how far it reaches. The header is written last: zeros until then.
            const header = await (await handle.getFile()).slice(24, 32).arrayBuffer();
            if (header.byteLength === 8) reaches = Math.max(reaches, Number(new DataView(header).getBigUint64(0, true)));
          } catch (error) {
            // The engine is writing it at this moment.
            if (error.name !== "NotReadableError") throw error;
          }
        }
        return reaches;
      }), { message: `a snapshot of ${n} orders`, timeout: 30_000 })
    .toBe(n);

/**
 * Does something with the bare database, past the engine: `act` runs in the page, on a strict transaction of all stores
 * and on what is given. Gives what `act` gave, as it is once the transaction is complete.
 */
export const inDatabase = (page, act, given) => page.evaluate(`(${transact})(${act}, ${JSON.stringify(given)})`);

// In the page.
function transact(act, given) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("rapporto-main");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction(database.objectStoreNames, "readwrite", { durability: "strict" });
      const gave = act(transaction, given);
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => {
        database.close();
        resolve(gave);
      };
    };
  });
}

/** The mirror of the journal is gone, on a profile whose browser is closed. */
export async function forgetMirror(folder, baseURL, options) {
  const { context, page } = await open(folder, baseURL, { ...options, path: "manifest.webmanifest" });
  await page.evaluate(async () => {
    const files = await navigator.storage.getDirectory();
    const names = [];
    for await (const name of files.keys()) if (name.includes(".mirror-")) names.push(name);
    for (const name of names) await files.removeEntry(name);
  });
  await context.close();
}

/** Gives orders one after another until the browser is gone: `acknowledged` of them were, the `first` is awaited. */
export async function orderUntilKilled(page, orders) {
  const count = { acknowledged: 0 };
  count.first = new Promise((resolve) => {
    count.hear = (n) => {
      count.acknowledged = n;
      resolve();
    };
  });
  await page.exposeFunction("acknowledge", (n) => count.hear(n));
  page
    .evaluate(async (all) => {
      for (let i = 0; i < all.length; i += 1) {
        await globalThis.rapporto.execute(all[i]);
        // The next order waits until the test knows of this one: so at most one can come through unknown.
        await globalThis.acknowledge(i + 1);
      }
    }, orders)
    .catch(() => {}); // the page goes with its browser
  return count;
}

/** The browser's process on that profile. */
export async function browserProcess(folder) {
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const words = await readFile(`/proc/${entry}/cmdline`, "utf8").then((it) => it.split("\0"), () => []);
    if (words.includes(`--user-data-dir=${folder}`) && !words.some((it) => it.startsWith("--type="))) return Number(entry);
  }
  throw new Error(`no browser on ${folder}`);
}

/** Ends a browser and all its processes at once, as the system does when it needs the memory; waits until none is left. */
export async function kill({ context, folder }) {
  const process_ = await browserProcess(folder);
  const gone = new Promise((resolve) => context.once("close", resolve));
  process.kill(-process_, "SIGKILL");
  await gone;
  const until = Date.now() + HANGS_MS;
  for (;;) {
    const alive = await membersOf(process_);
    if (!alive.length) return;
    if (Date.now() > until) throw new Error(`killed, and still there: ${alive.join("; ")}`);
    await pause(5);
  }
}

/** The processes of that group which still run: number, name and state. */
async function membersOf(group) {
  const members = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    // Behind the name, which may hold anything: state, parent, group. One that waits to be counted runs no more.
    const [state, , of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(of) === group && !["Z", "X"].includes(state)) members.push(stat.slice(0, stat.lastIndexOf(")") + 3));
  }
  return members;
}

/**
 * From this moment on nothing of that ext4 file system reaches its disk, nor does what its caches hold: what is there is
 * what a power cut leaves. (A copy of the image would not be: a sync that is under way when the browser is frozen goes
 * on in the kernel, and the copy holds its later writes without its earlier ones.)
 */
export function cutThePower(mounted) {
  // EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, of linux/include/uapi/linux/ext4.h.
  const cut = 'open(F, "<", $ARGV[0]) or die $!; my $how = pack("L", 2); ioctl(F, 0x8004587D, $how) or die $!';
  run("perl", "-e", cut, mounted);
}

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

export const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** What is there is what was acknowledged, or one order more; gives the rows and how many orders came through. */
export async function expectPrefix(page, { orders, after }, acknowledged, note) {
  const { rows } = await whole(page, note);
  const there = JSON.stringify(seen(rows));
  const isAfter = (n) => JSON.stringify(after(n)) === there;
  const came = [acknowledged, acknowledged + 1].find((n) => n <= orders.length && isAfter(n));
  if (came === undefined) {
    const any = [...Array(orders.length + 1).keys()].find(isAfter) ?? -1;
    expect(any, `${note}: ${acknowledged} acknowledged; the state is that after so many orders`).toBe(acknowledged);
  }
  return { rows, came };
}

/** What takes longer than this does not come any more. */
export const HANGS_MS = 30_000;

/**
 * A promised time. In a release's run it is held; at a submission, where other work may share the cores, it is reported
 * and only what hangs fails: a test never asserts how fast a machine is.
 */
export const atMost = (promised, hangs = HANGS_MS) => size(hangs, promised);

/** The middle of some numbers, and that below which 95 of 100 lie. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] * 10) / 10;
  return { median: at(0.5), p95: at(0.95), worst: at(1) };
}

/** Says a figure in the run's output. */
export function report(text) {
  process.stdout.write(`      · ${text}\n`);
}
