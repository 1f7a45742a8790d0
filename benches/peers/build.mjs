// Bundles every peer into dist/<peer>.{js,html}, the workers, the limits and grid pages; copies the project's own page
// (../../dist, by `cargo xtask build`) with the workload's clock and its adapter in it; writes
// results/sizes.json.
import esbuild from 'esbuild'; import fs from 'node:fs'; import path from 'node:path'; import zlib from 'node:zlib';
import wabtInit from 'wabt';
const root = path.dirname(new URL(import.meta.url).pathname); process.chdir(root);
fs.rmSync('dist', { recursive: true, force: true }); fs.mkdirSync('dist'); fs.mkdirSync('results', { recursive: true });
const common = { bundle: true, minify: true, format: 'esm', target: 'chrome120', logLevel: 'error', loader: { '.css': 'text' }, define: { global: 'globalThis' }, external: ['fs', 'path', 'crypto', 'module', 'node:*', 'vm', 'worker_threads'] };
const HELPERS = new Set(['sqlcommon.js', 'searchdocs.js']);
const html = (s) => `<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=data:,><body><script type=module src=${s}.js></script>`;
for (const f of fs.readdirSync('src/peers')) {
  if (HELPERS.has(f)) continue; const id = f.replace('.js', '');
  await esbuild.build({ ...common, stdin: { contents: `import p from './src/peers/${f}'; import {install} from './src/page.js'; install(p);`, resolveDir: root }, outfile: `dist/${id}.js` });
  fs.writeFileSync(`dist/${id}.html`, html(id));
}
for (const f of fs.readdirSync('src/workers')) await esbuild.build({ ...common, entryPoints: [`src/workers/${f}`], outfile: `dist/${f}` });
for (const f of ['limits.js', ...fs.readdirSync('src/grids').filter((x) => x.startsWith('grid-')).map((x) => 'grids/' + x)]) {
  const id = path.basename(f, '.js'); await esbuild.build({ ...common, entryPoints: [`src/${f}`], outfile: `dist/${id}.js` }); fs.writeFileSync(`dist/${id}.html`, html(id));
}
const page = '../../dist';
if (!fs.existsSync(`${page}/index.html`)) { console.error('the project is not built: cargo xtask build'); process.exit(1); }
fs.cpSync(page, 'dist/rapporto', { recursive: true });
const index = fs.readFileSync('dist/rapporto/index.html', 'utf8');
fs.writeFileSync('dist/rapporto/index.html', index.replace('</head>', '<script type="module" src="bench.js"></script></head>'));
// Page and worker have the workload's day; a script of its own would hold up what the page fetches beforehand.
for (const f of fs.readdirSync('dist/rapporto')) if (/^(boot|worker)-.*\.js$/.test(f)) fs.writeFileSync(`dist/rapporto/${f}`, fs.readFileSync('src/clock.js', 'utf8') + fs.readFileSync(`dist/rapporto/${f}`, 'utf8'));
// The memory of the engine's module can be asked for.
for (const f of fs.readdirSync('dist/rapporto')) if (/^worker-.*\.js$/.test(f)) {
  const glue = fs.readFileSync(`dist/rapporto/${f}`, 'utf8'), entry = /function __wbg_finalize_init\((\w+),\s*\w+\)\s*\{/;
  if (!entry.test(glue)) throw new Error(`${f} is not as wasm-bindgen writes it`);
  fs.writeFileSync(`dist/rapporto/${f}`, glue.replace(entry, '$& globalThis.benchMemory = $1.exports.memory; '));
}
fs.renameSync('dist/rapporto.js', 'dist/rapporto/bench.js');
fs.rmSync('dist/rapporto.html');
const nm = 'node_modules/';
for (const f of ['sql.js/dist/sql-wasm.wasm', '@sqlite.org/sqlite-wasm/dist/sqlite3.wasm', '@sqlite.org/sqlite-wasm/dist/sqlite3-opfs-async-proxy.js', '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm', '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js']) fs.copyFileSync(nm + f, 'dist/' + path.basename(f));
fs.copyFileSync('dist/sql-wasm.wasm', 'dist/sql-wasm-browser.wasm');
const wabt = await wabtInit();
const m = wabt.parseWat('k.wat', fs.readFileSync('src/kernels.wat', 'utf8'), { simd: true, bulk_memory: true });
fs.writeFileSync('dist/kernels.wasm', m.toBinary({}).buffer);
// library sizes on their own (what a user of the library downloads)
const LIBS = {
  dexie: ["import D from 'dexie'; globalThis.x=D"], sqljs: ["import D from 'sql.js'; globalThis.x=D", 'sql-wasm.wasm'], 'sqlite-opfs': ["import D from '@sqlite.org/sqlite-wasm'; globalThis.x=D", 'sqlite3.wasm'],
  duckdb: ["import * as D from '@duckdb/duckdb-wasm'; globalThis.x=D", 'duckdb-eh.wasm', 'duckdb-browser-eh.worker.js'], pouchdb: ["import D from 'pouchdb'; globalThis.x=D"], arquero: ["import * as D from 'arquero'; globalThis.x=D"],
  crossfilter: ["import D from 'crossfilter2'; globalThis.x=D"], minisearch: ["import D from 'minisearch'; globalThis.x=D"], flexsearch: ["import {Document} from 'flexsearch'; globalThis.x=Document"], fuse: ["import D from 'fuse.js'; globalThis.x=D"],
  ufuzzy: ["import D from '@leeoniya/ufuzzy'; globalThis.x=D"], papaparse: ["import D from 'papaparse'; globalThis.x=D"], udsv: ["import * as D from 'udsv'; globalThis.x=D"],
};
const sizes = {}; const z = (b) => ({ raw: b.length, gzip: zlib.gzipSync(b, { level: 9 }).length, brotli: zlib.brotliCompressSync(b, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }).length });
for (const [k, [src, ...extra]] of Object.entries(LIBS)) {
  const r = await esbuild.build({ ...common, stdin: { contents: src, resolveDir: root }, write: false });
  const parts = [r.outputFiles[0].contents, ...extra.map((f) => fs.readFileSync('dist/' + f))].map((b) => z(Buffer.from(b)));
  sizes[k] = parts.reduce((a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli }));
}
fs.writeFileSync('results/sizes.json', JSON.stringify(sizes, null, 1));
console.log('built', fs.readdirSync('dist').length, 'files');
