// What specs of pages begin with: the page open at an address, and records made through the two doors.
import { expect } from "./fixtures.mjs";

/** Opens an address of the page (`#/orders`) and waits for the engine. */
export async function open(page, hash = "") {
  await page.goto(hash);
  await page.waitForFunction(() => window.rapporto);
}

/** Asks a question, gives an order. */
export const query = (page, question) => page.evaluate((it) => window.rapporto.query(it), question);
export const execute = (page, order) => page.evaluate((it) => window.rapporto.execute(it), order);

/** Makes a record of values by field number; gives its identity. */
export async function make(page, kind, values) {
  const value = (it) => (typeof it === "number" ? { number: it } : typeof it === "string" ? { text: it } : it);
  const pairs = Object.entries(values).map(([field, it]) => [Number(field), value(it)]);
  const done = await execute(page, { create_record: { kind, values: pairs } });
  return done.made[0][1];
}

/** Field numbers, as the model's files declare them. */
export const customer = { name: 1 };
export const product = { name: 1, code: 2, price: 4, cost: 5, vat: 6 };
export const task = { title: 1, due: 2, customer: 3, doneAt: 5 };
export const order = { number: 1, customer: 2, date: 3 };

/** The day that many days from today, as days since 1970-01-01. */
export function dayFromToday(days) {
  const now = new Date();
  return Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000) + days;
}

/** Chooses a record in the field of that label, inside of `place`, by typing its name. */
export async function choose(place, label, text) {
  const field = place.getByRole("combobox", { name: label, exact: true });
  await field.fill(text);
  await place.getByRole("option", { name: text }).first().click();
  await expect(field).toHaveValue(new RegExp(text));
}

/**
 * A page of the same host without an engine: the files are free once the engine before is gone. It has an icon, or the
 * browser would ask the host in vain for one.
 */
export async function openWithoutEngine(page) {
  const body = '<!doctype html><link rel="icon" href="data:,">';
  await page.route("**/without-engine", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("without-engine");
}

/** The store and the mirror of its journal are gone; the page's own mark that there was something stays. */
export async function loseStore(page) {
  await openWithoutEngine(page);
  const lose = () =>
    page.evaluate(async () => {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase("rapporto-main");
        request.onsuccess = resolve;
        request.onerror = reject;
      });
      const files = await navigator.storage.getDirectory();
      const names = [];
      for await (const name of files.keys()) if (name.includes(".mirror-")) names.push(name);
      return Promise.all(names.map((name) => files.removeEntry(name))).then(() => "gone", ({ name }) => name);
    });
  await expect.poll(lose).toBe("gone");
  await page.goto("");
}
