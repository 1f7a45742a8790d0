// Starts the page: refuses what must not run, makes the one Trusted Types policy, prepares the workers, loads the module.

const script = document.querySelector("script[data-page-js]");
const build = document.querySelector('meta[name="build"]').content;
const address = (path) => new URL(path, document.baseURI).href;

function fail(reason) {
  const section = document.getElementById("boot");
  if (!section) return; // the page has started: from here on its own supervisor reports
  document.getElementById("boot-reason").textContent = String(reason?.message ?? reason);
  section.hidden = false;
}

// A worker made from a blob: inherits the page's policy; one made from an address would obey only its own headers, which
// many static hosts cannot send. An error while starting is thrown again outside, so that `Worker.onerror` hears of it.
function workerStart(name) {
  const js = JSON.stringify(address(`${name}-${build}.js`));
  const wasm = JSON.stringify(address(`${name}-${build}_bg.wasm`));
  const source = `import init from ${js};
init({ module_or_path: ${wasm} }).catch((error) => setTimeout(() => { throw error; }));`;
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}

// The page reads the address of its worker here: `meta[name="worker"]`.
const scripts = new Set([address("offline.js")]);
const meta = document.createElement("meta");
meta.name = "worker";
meta.content = workerStart("worker");
scripts.add(meta.content);
document.head.append(meta);

// The framework sets the static parts of its templates as text compiled into the module: they hold no active content.
const active = /<\s*\/?\s*(script|iframe|object|embed|link|meta|base|style)\b|[\s"'/]on[a-z]+\s*=|javascript:/i;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML(html) {
    if (active.test(html)) throw new TypeError("markup with active content is refused");
    return html;
  },
  createScriptURL(url) {
    if (!scripts.has(new URL(url, document.baseURI).href)) throw new TypeError(`script ${url} is not part of this build`);
    return url;
  },
});

// The engine is fetched and compiled beside the page, not after it. The page takes it over; what fails is left to the page,
// which starts another.
function startEngine() {
  const worker = new Worker(meta.content, { type: "module" });
  meta.early = { worker, isUp: false };
  worker.onmessage = () => (meta.early.isUp = true); // it says one thing before it is greeted: that it listens
  worker.onerror = () => delete meta.early;
}

async function start() {
  // `frame-ancestors` needs a header; without one, a page that frames this one could steer the user's clicks.
  if (window.top !== window.self) throw new Error("Rapporto does not run inside another page (frame).");
  startEngine();
  const { default: init } = await import(address(script.dataset.pageJs));
  await init({ module_or_path: address(script.dataset.pageWasm) });
}

// A page that stops in the middle: its panic has left the report here, a trap has no words but its own.
const report = document.getElementById("stopped-report");
function stop(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  report.textContent ||= error.message;
  document.getElementById("stopped").hidden = false;
}
addEventListener("error", ({ error }) => stop(error));
addEventListener("unhandledrejection", ({ reason }) => stop(reason));
document.getElementById("stopped-reload").onclick = () => location.reload();
document.getElementById("stopped-copy").onclick = () => navigator.clipboard.writeText(report.textContent);

start().then(() => document.getElementById("boot").remove(), fail);
