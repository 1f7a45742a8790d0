// The program without its host: all files of one build, each checked against its checksum before the first of them is used.
// What is of another build is left to the network; nothing of this build stands in for it.

// `cargo xtask stamp` writes down each file with its checksum.
const files = {};
const ours = `rapporto ${registration.scope} `;
const name = `${ours}BUILD-ID`;
const address = (path) => new URL(path, registration.scope).href;
const addresses = new Set(Object.keys(files).map(address));

// A browser that keeps what a broken publication once gave it is made to ask again.
async function fetchWhole(store, path, integrity) {
  const from = address(path);
  if (await store.match(from)) return;
  const ask = (cache) => fetch(from, { integrity, cache });
  const file = await ask("default").catch(() => ask("reload"));
  // What came by a detour would be refused where a page is asked for by its own address.
  await store.put(from, file.redirected ? new Response(file.body, file) : file);
}

// One file that is not whole, and the version before stays in charge.
async function install() {
  const store = await caches.open(name);
  await Promise.all(Object.entries(files).map(([path, integrity]) => fetchWhole(store, path, integrity)));
}

// Pages that were opened before there was a worker count too, or the next version would not wait for them.
async function activate() {
  const others = (await caches.keys()).filter((it) => it.startsWith(ours) && it !== name);
  await Promise.all(others.map((it) => caches.delete(it)));
  await clients.claim();
}

async function answer(from, request) {
  return (await caches.match(from, { cacheName: name, ignoreVary: true })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.search = url.hash = "";
  if (request.mode === "navigate") url.pathname = url.pathname.replace(/\/index\.html$/, "/");
  if (request.method === "GET" && addresses.has(url.href)) event.respondWith(answer(url.href, request));
});
// A page says it whose person wants the new version, once nothing is being written in any tab.
addEventListener("message", ({ data }) => {
  if (data === "take over") skipWaiting();
});
