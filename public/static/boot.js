// Starts the page: refuses what must not run, makes the one Trusted Types policy, prepares the workers, loads the module.

const script = document.querySelector("script[data-page-js]");
const build = document.querySelector('meta[name="build"]').content;
const address = (path) => new URL(path, document.baseURI).href;

async function fail(reason) {
  meta.early?.worker.terminate(); // or it would hold the workspace back from the other tabs
  await whole;
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
  const source = `postMessage("begun");
const wasm = fetch(${wasm});
import(${js}).then(({ default: init }) => init({ module_or_path: wasm })).catch((error) => setTimeout(() => { throw error; }));`;
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

// The engine is fetched and compiled beside the page, not after it, and reads the workspace of its name meanwhile. The page
// takes it over; what fails is left to the page, which starts another.
function startEngine() {
  const [first] = location.hash.slice(1).split("?", 1)[0].split("/").filter(Boolean);
  const worker = new Worker(meta.content, { type: "module", name: first === "demo" ? first : "main" });
  meta.early = { worker, isUp: false };
  return new Promise((begun) => {
    // Before it is greeted it says that it has begun, and that it listens.
    worker.onmessage = ({ data }) => {
      begun();
      if (data !== "begun") meta.early.isUp = true;
    };
    worker.onerror = () => {
      delete meta.early;
      begun();
    };
  });
}

// This script runs as soon as it is there: the rest of the page may still be on its way.
const whole = new Promise((resolve) => {
  const look = () => document.readyState !== "loading" && resolve();
  document.addEventListener("readystatechange", look);
  look();
});

async function start() {
  // `frame-ancestors` needs a header; without one, a page that frames this one could steer the user's clicks.
  if (window.top !== window.self) throw new Error("Rapporto does not run inside another page (frame).");
  // A page that starts keeps the browser from beginning with a worker: that comes first.
  const begun = startEngine();
  const wasm = fetch(address(script.dataset.pageWasm));
  const [{ default: init }] = await Promise.all([import(address(script.dataset.pageJs)), whole, begun]);
  await init({ module_or_path: wasm });
}

// A page that stops in the middle: its panic has left the report here, a trap has no words but its own.
async function watch() {
  await whole;
  const report = document.getElementById("stopped-report");
  const stop = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    report.textContent ||= error.message;
    document.getElementById("stopped").hidden = false;
  };
  addEventListener("error", ({ error }) => stop(error));
  addEventListener("unhandledrejection", ({ reason }) => stop(reason));
  document.getElementById("stopped-reload").onclick = () => location.reload();
  document.getElementById("stopped-copy").onclick = () => navigator.clipboard.writeText(report.textContent);
}

watch();
start().then(() => document.getElementById("boot").remove(), fail);
