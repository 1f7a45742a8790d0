// The project itself, as a person gets it: this script stands in the built page and speaks through `window.rapporto`
// (docs/automation.md). `build.mjs` copies the page; `clock.js` in it makes its day the day of the workload.
import { CATEGORIES } from '../gen.js';

const NAME = 1, LAST_NAME = 4, COMPANY = 5, EMAIL = 6, PHONE = 8, CITY = 12, REGION = 15;
const five = { all: [
  { field_compare: { field: REGION, test: { one_of: ['Lombardia', 'Veneto'] } } },
  { order_aggregate: { measure: 'net', window_days: 365, range: { least: 50001 } } },
  { order_aggregate: { measure: 'count', range: { least: 3 } } },
  { quiet_since: { days: 90, contact: 'any' } },
  { response_mean: { answer: 'nps', at_least: 1, range: { least: 7000 } } },
] };
const customers = (columns, more) => door.query({ list_window: { kind: 'customer', columns: columns.map((field) => ({ field })), ...more } });

const encoder = new TextEncoder();
// In memory twice, once for the page and once for the engine; where that is too much, the browser holds the file.
const MOST_BYTES = 2 ** 29;
function fileOf(parts) {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (size > MOST_BYTES) return new Blob(parts);
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}
let door, parts = [];
// Identities of one import are counted up in the order of its rows: customer 1 of the workload has the first.
let first;
const number = (id) => BigInt('0x' + id.replaceAll('-', ''));
async function firstId() {
  first ??= number((await customers([], { limit: 1 })).rows[0].id);
  return first;
}
async function idOf(customer) {
  const hex = (await firstId() + BigInt(customer - 1)).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export default {
  id: 'rapporto', label: 'Rapporto (this project, through its own page)', version: document.querySelector('meta[name=build]').content,
  async open() { // the profile is a new one when `fresh`: there is nothing to clear
    while (!(door = window.rapporto)) await new Promise((f) => setTimeout(f, 2));
  },
  importBegin() { parts = []; },
  importPiece(table, text) { // one file, as a person has it: it is imported when its last piece is there
    parts.push(encoder.encode(parts.length ? text.slice(text.indexOf('\n') + 1) : text));
    return 0;
  },
  async importEnd() {
    const file = fileOf(parts);
    parts = [];
    // The peers know the columns beforehand; here the first rows say what they are.
    const { previewed } = await door.work({ preview_import: {} }, file.slice(0, 4096));
    const { detection: { layout }, mapping, styles } = previewed;
    const { imported } = await door.work({ import: { layout, mapping, styles, missing: 'refuse' } }, file);
    first = undefined;
    return imported.n_rows - imported.n_refused;
  },
  async firstPage() {
    const page = await customers([NAME, LAST_NAME, COMPANY, EMAIL, PHONE, CITY, REGION], { sort: [{ field: LAST_NAME }, 'ascending'], limit: 50 });
    return { total: page.total, rows: page.rows };
  },
  // The page shows its own list meanwhile: its first row with words in it.
  async shown() { while (!document.querySelector('.virtual-list .window > *')?.textContent.trim()) await new Promise((f) => setTimeout(f, 2)); },
  async segment() {
    const part = await door.query({ segment_window: { segment: five, spend_days: 365, limit: 50 } });
    const one = await firstId();
    return { count: part.n, ids: part.customers.map((it) => Number(number(it.id) - one) + 1) };
  },
  async rfm() { return (await door.query({ rfm_cells: {} })).counts; },
  async monthly() {
    const { categories, net } = await door.query({ revenue_by_month: {} });
    const places = categories.map((it) => CATEGORIES.indexOf(it));
    const out = Array(720).fill(0);
    net.forEach((cents, at) => { out[Math.floor(at / places.length) * 12 + places[at % places.length]] = cents; });
    return out;
  },
  suggest: { 'infix, ranked, one typo': (text) => door.query({ search: { text, limit: 20, kinds: ['customer'] } }) },
  edits: { 'strict IndexedDB': async (customer, phone) => door.execute({ edit_records: { kind: 'customer', ids: [await idOf(customer)], values: [[PHONE, { text: phone }]] } }) },
  async phoneOf(customer) { return (await customers([PHONE], { offset: customer - 1, limit: 1 })).rows[0].cells[0].text; },
};
