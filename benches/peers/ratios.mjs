// node ratios.mjs [file]: the project beside the best peer of the same run, task by task, with what the ratio must be.
// A wrong answer fails: a figure for it means nothing.
import fs from 'node:fs'; import os from 'node:os'; import path from 'node:path';
const file = path.resolve(process.argv[2] ?? path.join(path.dirname(new URL(import.meta.url).pathname), 'results/raw.jsonl'));
const runs = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const middle = (values) => { const sorted = values.filter((it) => it != null && Number.isFinite(it)).sort((a, b) => a - b); return sorted.length ? (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2 : null; };
const shown = (value, unit = 'ms') => value == null ? '–' : `${value >= 100 ? Math.round(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;
// Plain loops over typed arrays are no product; they are the floor, shown beside.
const FLOOR = 'jstyped';
const boots = (of) => (run) => middle((run.boots ?? []).filter((it) => it.ok).map(of));
const answer = (key) => (run) => run.queries?.[key]?.ok === false ? null : run.queries?.[key]?.median;
const least = (values) => values.length ? Math.min(...values) : null;
const TASKS = [
  ['T1 import of everything', '≤ 1', (run) => run.import && (Object.values(run.import.tables).reduce((sum, it) => sum + it.ms, 0) + run.import.finish) / 1000, 's'],
  ['T2 cold start to the first page', '≤ 0.5', boots((it) => it.firstPage)],
  ['T2 with the list on the screen, unasked', '≤ 0.5', (run) => boots((it) => it.shown ?? it.firstPage)(run)],
  ['T2 and the segment', '', boots((it) => it.segment)],
  ['T3 segment of five conditions', '≤ 0.25', answer('segment')],
  ['T4 RFM quintiles', '≤ 0.5', answer('rfm')],
  ['T5 type-ahead, p95', '2.4 ms', (run) => least(Object.values(run.suggests ?? {}).map((it) => it.p95))],
  ['T5 type-ahead with a typo, median', '', (run) => least(Object.values(run.suggests ?? {}).filter((it) => it.typoOf && it.typoFound / it.typoOf >= 0.8).map((it) => it.typoMedian))],
  ['T6 revenue by month and category', '≤ 0.1', answer('monthly')],
  ['T7 one edit, durable', '≤ 2', (run) => least(Object.entries(run.edits ?? {}).filter(([mode]) => !/not durable|OFF|relaxed/.test(mode)).map(([, it]) => it.median))],
  ['renderer after a cold start', '', boots((it) => it.rss / 1e6), 'MB'],
  ['memory of the engine after a cold start', '≤ 250 MB', boots((it) => it.engineMemory / 1e6), 'MB'],
  ['its peak while importing and answering', '', (run) => run.engineMemory / 1e6, 'MB'],
  ['on disk', '', (run) => run.import?.usage / 1e6, 'MB'],
];
const faults = runs.filter((run) => run.peer === 'rapporto' && run.error).map((run) => `N = ${run.n}: ${run.error}`);
console.log(`${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, ${os.platform()}; Chromium ${runs[0]?.chromium ?? ''}; load ${middle(runs.map((it) => it.load0)).toFixed(1)} at the runs' start; fixed CPU work ${shown(middle(runs.flatMap((it) => it.queries?.calib ?? [])))}`);
for (const n of [...new Set(runs.map((it) => it.n))]) {
  const peers = [...new Set(runs.filter((it) => it.n === n).map((it) => it.peer))];
  const of = (peer, figure) => middle(runs.filter((it) => it.n === n && it.peer === peer && !it.error).map(figure));
  console.log(`\nN = ${n.toLocaleString('en-US')}, ${middle(peers.map((peer) => runs.filter((it) => it.n === n && it.peer === peer).length))} run(s) of each of ${peers.join(', ')}\n`);
  console.log('| task | Rapporto | best peer | ratio | must | typed arrays |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [name, must, figure, unit] of TASKS) {
    const own = of('rapporto', figure);
    const others = peers.filter((peer) => peer !== 'rapporto' && peer !== FLOOR).map((peer) => [of(peer, figure), peer]).filter(([value]) => value != null).sort(([a], [b]) => a - b);
    const [best, peer] = others[0] ?? [];
    const ratio = own != null && best ? (own / best).toPrecision(2) : '–';
    console.log(`| ${name} | ${shown(own, unit)} | ${shown(best, unit)}${peer ? ` (${peer})` : ''} | ${ratio} | ${must || '–'} | ${shown(of(FLOOR, figure), unit)} |`);
  }
  for (const run of runs.filter((it) => it.n === n && it.peer === 'rapporto')) {
    for (const [name, it] of Object.entries(run.queries ?? {})) if (it.ok === false) faults.push(`N = ${n}: the answer to ${name} is wrong: ${JSON.stringify(it.got)}`);
    for (const [name, it] of Object.entries(run.import?.tables ?? {})) if (it.rows < it.expect) faults.push(`N = ${n}: ${name}: ${it.rows} of ${it.expect} rows were taken in`);
    for (const it of run.boots ?? []) if (!it.ok || it.phone == null) faults.push(`N = ${n}: after a restart: ${JSON.stringify(it)}`);
  }
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
