// node run.mjs [--peers dexie,sqljs] [--n 1000,10000] [--rounds 3] [--boots 2] [--reps 7] [--out results/raw.jsonl] [--append] [--tables customers,orders] [--verbose]
import fs from 'node:fs'; import path from 'node:path';
import { serve } from './server.mjs'; import { launch, newProfile, drop, ioOf, rssOf, load, within } from './browser.mjs';
import { answers } from './src/ref.js';
const root = path.dirname(new URL(import.meta.url).pathname); process.chdir(root);
const arg = (k, d) => { const i = process.argv.indexOf('--' + k); return i < 0 ? d : (process.argv[i + 1] ?? true); };
const peers = arg('peers', 'rapporto,duckdb,sqlite-opfs,sqljs,dexie,jstyped,minisearch,ufuzzy').split(','), Ns = String(arg('n', '100000')).split(',').map(Number), rounds = +arg('rounds', 1), boots = +arg('boots', 2), reps = +arg('reps', 7), out = arg('out', 'results/raw.jsonl'), verbose = process.argv.includes('--verbose'), LIMIT = +arg('limit', 600) * 1000;
// Deals are not imported: the project has no reader for them yet, so nobody's time holds them.
const tables = String(arg('tables', 'products,customers,orders,interactions,surveys')).split(',');
fs.mkdirSync('results', { recursive: true });
if (!process.argv.includes('--append')) fs.rmSync(out, { force: true });
const skip = new Set(String(arg('skip', '')).split(','));
const s = await serve('dist');
// Bytes of the engine's WebAssembly memory: it never shrinks, so this is its peak.
const engineMemory = async (page) => { for (const worker of page.workers()) { const bytes = await worker.evaluate(() => globalThis.benchMemory?.buffer.byteLength).catch(() => null); if (bytes) return bytes; } };
const emit = (o) => fs.appendFileSync(out, JSON.stringify(o) + '\n');
for (const n of Ns) {
  const ref = n <= 1000000 ? answers(n) : null;
  for (let round = 0; round < rounds; round++) for (const peer of peers) {
    const rec = { peer, n, round, t: new Date().toISOString(), load0: load() }; const profile = newProfile(); let b;
    const t00 = Date.now(); const place = peer === 'rapporto' ? 'rapporto/index.html' : `${peer}.html`;
    try {
      b = await launch(profile, { verbose }); rec.chromium = b.ctx.browser()?.version();
      await b.page.goto(`${s.url}/${place}`); await b.page.waitForFunction(() => window.bench);
      rec.info = await b.page.evaluate(() => ({ id: bench.id, label: bench.label, version: bench.version }));
      const store = !['arquero', 'crossfilter', 'jstyped', 'minisearch', 'flexsearch', 'flexsearch-full', 'fuse', 'ufuzzy', 'jsincludes', 'sqlite-mem'].includes(peer);
      if (store) rec.import = await within(b.page.evaluate(([n, tables]) => bench.importAll(n, tables), [n, tables]), LIMIT, 'import'); else await within(b.page.evaluate((n) => bench.openOnly(n), n), LIMIT, 'open');
      if (!skip.has('queries')) rec.queries = await within(b.page.evaluate(([n, ref, reps]) => bench.queries(n, ref, reps), [n, ref, reps]), LIMIT, 'queries');
      rec.extra = {};
      for (const k of await b.page.evaluate(() => Object.keys(bench.extra || {}))) Object.assign(rec.extra, await within(b.page.evaluate((k) => bench.extra[k](), k), LIMIT, k));
      if (!skip.has('suggests')) rec.suggests = await within(b.page.evaluate((n) => bench.suggests(n), n), LIMIT, 'suggests');
      if (store && !skip.has('edits')) rec.edits = await within(b.page.evaluate((n) => bench.editRun(n), n), LIMIT, 'edits');
      rec.rendererPeakRss = rssOf(profile); rec.engineMemory = peer === 'rapporto' ? await engineMemory(b.page) : undefined;
      await b.ctx.close(); b = null;
      if (store && boots) {
        rec.boots = [];
        for (let k = 0; k < boots; k++) {
          b = await launch(profile, { verbose }); await b.page.goto('about:blank'); await new Promise((f) => setTimeout(f, 700));
          const io0 = ioOf(profile); await b.page.goto(`${s.url}/${place}?boot=1&n=${n}`, { waitUntil: 'commit' });
          await within(b.page.waitForFunction(() => window.__boot, null, { polling: 25 }), LIMIT, 'boot');
          const r = await b.page.evaluate(() => window.__boot); const io1 = ioOf(profile); r.rchar = io1.rchar - io0.rchar; r.readBytes = io1.read - io0.read; r.rss = rssOf(profile); r.engineMemory = peer === 'rapporto' ? await engineMemory(b.page) : undefined;
          rec.boots.push(r); await b.ctx.close(); b = null;
        }
      }
    } catch (e) { rec.error = String(e.message || e).slice(0, 600); }
    if (b) await b.ctx.close().catch(() => {}); drop(profile); rec.wall = Date.now() - t00; rec.load1 = load(); emit(rec);
    const f = (x) => (x === undefined ? '-' : x >= 100 ? Math.round(x) : +x.toFixed(2)); const q = rec.queries || {};
    console.log(`${peer} n=${n} r${round} wall=${Math.round(rec.wall / 1000)}s load=${rec.load0.toFixed(1)} calib=${[...(rec.import?.calib || []), ...(rec.queries?.calib || [])].map(Math.round)}`, rec.error ? 'ERROR ' + rec.error : '', 'T1', Object.entries(rec.import?.tables || {}).map(([k, v]) => `${k}:${f(v.ms)}${v.rows < v.expect ? '(!' + v.rows + ')' : ''}`).join(' '), `fin:${f(rec.import?.finish)} MB:${f((rec.import?.usage || 0) / 1e6)}`, '| fp', f(q.firstPage?.median), q.firstPage?.ok === false ? 'BAD' : '', 'T3', f(q.segment?.median), q.segment?.ok === false ? 'BAD' + JSON.stringify(q.segment.got) : '', 'T4', f(q.rfm?.median), q.rfm?.ok === false ? 'BAD' : '', 'T6', f(q.monthly?.median), q.monthly?.ok === false ? 'BAD' : '',
      '| T5', Object.entries(rec.suggests || {}).map(([k, v]) => `${k}: ${f(v.median)}/${f(v.p95)}/miss ${f(v.missMedian)} hits ${v.hits}/${v.n} typo ${v.typoFound}/${v.typoOf} ${f(v.typoMedian)}`).join('; '), '| T7', Object.entries(rec.edits || {}).map(([k, v]) => `${k}: ${f(v.median)}/${f(v.p95)}`).join('; '), '| T2', JSON.stringify((rec.boots || []).map((x) => x.error ? x.error.slice(0, 150) : [f(x.script), f(x.open), f(x.firstPage), f(x.segment), f(x.rchar / 1e6) + 'MB', x.phone])), Object.keys(rec.extra || {}).length ? JSON.stringify(rec.extra) : '');
  }
}
s.close();
