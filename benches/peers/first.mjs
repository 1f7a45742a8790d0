// node first.mjs [--rounds 3] [--n 10000]: T9, the project's first visit: from an empty profile to a list of so many
// customers that can be used. The trade is made in the engine, as the demo door does. Served on loopback with gzip.
import { serve } from './server.mjs'; import { launch, newProfile, drop, load } from './browser.mjs'; import path from 'node:path';
const arg = (k, d) => { const i = process.argv.indexOf('--' + k); return i < 0 ? d : +process.argv[i + 1]; };
const s = await serve(path.join(path.dirname(new URL(import.meta.url).pathname), '../../dist'), { coi: false, gzip: true });
for (let round = 0; round < arg('rounds', 3); round++) {
  const profile = newProfile(); const { ctx, page } = await launch(profile); s.log.length = 0;
  await page.goto(`${s.url}/index.html`, { waitUntil: 'commit' });
  const found = await page.evaluate(async (customers) => {
    const rest = () => new Promise((f) => setTimeout(f, 4));
    while (!window.rapporto) await rest();
    const start = performance.now();
    await rapporto.work({ load_demo: { customers, words: 'italian' } });
    const made = performance.now();
    while (!document.querySelector('.virtual-list .window > *')?.textContent.trim()) await rest();
    await new Promise((f) => requestAnimationFrame(() => setTimeout(f)));
    return { start: Math.round(start), made: Math.round(made), interactive: Math.round(performance.now()) };
  }, arg('n', 10000));
  console.log(JSON.stringify({ ...found, gzipKb: Math.round(s.log.reduce((sum, it) => sum + it.bytes, 0) / 1000), load: load() }));
  await ctx.close(); drop(profile);
}
s.close();
