// Runs one peer in the page. Adapter interface (all may be async, missing task = not applicable):
//   id, label, version
//   open({fresh})                open persistent storage + engine; in-memory engines load their data here
//   importBegin(table) / importPiece(table, csvText) -> source rows / importEnd(table) -> further rows   durable on return
//   importFinish()               once after all tables (indexes, checkpoint, snapshot); timed as "finish"
//   firstPage()                  -> {total, rows: 50}      first 50 customers by last name + count
//   segment()                    -> {count, ids: 50}       T3
//   rfm()                        -> 125 counts             T4
//   suggest: {name: fn(q) -> rows}                         T5, one entry per strategy
//   monthly()                    -> 720 cents              T6
//   edits: {name: fn(id, phone)}                           T7, one entry per durability mode
//   shown()                      once a person sees the first rows, for a peer that has a screen
//   phoneOf(id)                  to verify T7 after a restart
//   memoryNote()                 optional string
import * as gen from './gen.js';
import { stats } from './parse.js';

const now = () => performance.now();
const med = (a) => { const b = [...a].sort((x, y) => x - y); return b.length % 2 ? b[b.length >> 1] : (b[b.length / 2 - 1] + b[b.length / 2]) / 2; };
const pct = (a, p) => { const b = [...a].sort((x, y) => x - y); return b[Math.min(b.length - 1, Math.floor(p * b.length))]; };
export const sum = (a) => { let s = 0; for (const x of a) s += x; return s; };

async function timeit(fn, reps, budgetMs = 20000) {
  const t = []; let r; const t00 = now();
  for (let i = 0; i <= reps; i++) { const t0 = now(); r = await fn(); t.push(now() - t0); if (now() - t00 > budgetMs && i >= 1) break; await new Promise((f) => setTimeout(f, 0)); }
  const warm = t.length > 1 ? t.slice(1) : t;
  return { first: t[0], median: med(warm), min: Math.min(...warm), runs: warm.length, result: r };
}

function check(n, name, r, ref) {
  if (!ref) return null;
  if (name === 'segment') return r.count === ref.segment.count && r.ids.join() === ref.segment.ids.join();
  if (name === 'rfm') return r.join() === ref.rfm.join();
  if (name === 'monthly') return r.join() === ref.monthly.join();
}

// fixed CPU work (about 50 ms alone on a core): tells how much the machine was shared at that moment
export function calibrate() { const t = now(); let x = 1; for (let i = 0; i < 3e7; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0; window.__x = x; return now() - t; }

export function install(peer) {
  const api = {
    id: peer.id, label: peer.label, version: peer.version,
    async importAll(n, only) {
      const t0 = now(); await peer.open({ fresh: true, n }); const out = { open: now() - t0, tables: {} }; calibrate(); out.calib = [calibrate()];
      for (const table of only || gen.TABLES) {
        let ms = 0, rows = 0, bytes = 0; stats.parse = stats.validate = 0;
        let t = now(); await peer.importBegin?.(table); ms += now() - t;
        for (const piece of gen.csvPieces(table, n)) {
          bytes += piece.text.length; t = now(); rows += await peer.importPiece(table, piece.text); ms += now() - t;
        }
        t = now(); rows += (await peer.importEnd?.(table)) || 0; ms += now() - t;
        out.tables[table] = { ms, rows, bytes, parse: stats.parse, validate: stats.validate, rejected: stats.rejected, expect: gen.counts(n)[table] };
      }
      const t1 = now(); await peer.importFinish?.(); out.finish = now() - t1; out.calib.push(calibrate());
      const est = await navigator.storage.estimate();
      out.usage = est.usage; out.usageDetails = est.usageDetails;
      return out;
    },
    async openOnly(n) { await peer.open({ fresh: true, n }); },
    async queries(n, ref, reps = 7) {
      const out = {}; calibrate(); const calib = [calibrate()];
      if (peer.firstPage) { const r = await timeit(() => peer.firstPage(), reps); out.firstPage = { ...r, result: r.result.rows.length, ok: r.result.total === n }; }
      for (const k of ['segment', 'rfm', 'monthly']) if (peer[k]) {
        const r = await timeit(() => peer[k](), reps);
        out[k] = { ...r, ok: check(n, k, r.result, ref) };
        if (out[k].ok === false) out[k].got = k === 'segment' ? { count: r.result.count, ids: r.result.ids.slice(0, 5) } : { sum: sum(r.result) };
        delete out[k].result;
      }
      calib.push(calibrate()); out.calib = calib;
      return out;
    },
    async suggests(n, budget = 8000) {
      const out = {}; const Q = gen.suggestQueries(n);
      for (const [name, fn] of Object.entries(peer.suggest || {})) {
        const run = async (qs) => { const t = [], h = []; const t00 = now(); for (const q of qs) { const t0 = now(); const r = await fn(q); t.push(now() - t0); h.push(r.length); if (now() - t00 > budget) break; } return { t, h }; };
        const cold = await run(Q.hits.slice(0, 1));
        await run(Q.hits.slice(0, 3)); // warm up
        const a = await run(Q.hits), b = await run(Q.miss);
        let typo = 0; const tt = [];
        for (const { q, want } of Q.typos) { const t0 = now(); const r = await fn(q, { typo: true }); tt.push(now() - t0); if (r.some((x) => JSON.stringify(x).toLowerCase().includes(want))) typo++; if (sum(tt) > budget) break; }
        out[name] = { cold: cold.t[0], median: med(a.t), p95: pct(a.t, 0.95), n: a.t.length, hits: a.h.filter((x) => x > 0).length, meanHits: sum(a.h) / a.h.length, missMedian: med(b.t), typoFound: typo, typoOf: tt.length, typoMedian: med(tt) };
      }
      return out;
    },
    async editRun(n, m = 30, budget = 30000) { // modes interleaved, so that background compaction hits all alike
      const out = {}; const fns = Object.entries(peer.edits || {}); const t = {}; for (const [k] of fns) t[k] = [];
      const ids = gen.editIds(n, m); const t00 = now();
      for (let k = -2; k < ids.length && (k < 3 || now() - t00 < budget); k++) for (const [name, fn] of fns) { // two warm-up edits each
        const id = ids[Math.max(0, k)]; const t0 = now(); await fn(id, `+39 300 ${String(1000000 + Math.max(0, k))}`); if (k >= 0) t[name].push(now() - t0);
      }
      for (const [name] of fns) { const a = t[name]; out[name] = { median: med(a), p95: pct(a, 0.95), max: Math.max(...a), n: a.length }; }
      return out;
    },
    async boot(n) { // called from the page itself on ?boot=1 ; times are since navigation start
      const out = { script: now() };
      const shown = peer.shown?.().then(() => { out.shown = now(); }); // of itself, beside what is asked below
      await peer.open({ fresh: false, n }); out.open = now();
      const f = await peer.firstPage(); out.firstPage = now(); out.ok = f.total === n && f.rows.length === 50;
      if (peer.segment) { const s = await peer.segment(); out.segment = now(); out.segCount = s.count; }
      if (peer.phoneOf) { const p = await peer.phoneOf(gen.editIds(n, 1)[0]); out.phone = p; }
      await shown;
      out.calib = calibrate();
      return out;
    },
    extra: peer.extra,
  };
  window.bench = api;
  const p = new URLSearchParams(location.search);
  if (p.has('boot')) api.boot(+p.get('n')).then((r) => { window.__boot = r; }, (e) => { window.__boot = { error: String(e && e.stack || e) }; });
}
