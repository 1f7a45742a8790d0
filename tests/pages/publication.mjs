// A host of its own under the address and the headers of the given one: other builds are published on it, and it can be
// out of reach.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const LIST = /const files = (\{.*?\});/;
const integrity = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

/** The build that is served at an address, file by file: a `Map` from name (the page itself has none) to bytes and headers. */
export async function buildAt(address) {
  const ask = async (name) => {
    const answer = await fetch(new URL(name, address));
    const headers = Object.fromEntries(answer.headers);
    for (const it of ["content-encoding", "content-length", "connection", "keep-alive", "transfer-encoding"]) delete headers[it];
    return [name, { bytes: Buffer.from(await answer.arrayBuffer()), headers }];
  };
  const worker = await ask("offline.js");
  const names = Object.keys(JSON.parse(LIST.exec(worker[1].bytes)[1]));
  return new Map([worker, ...(await Promise.all(names.map(ask)))]);
}

/** The name of a build. */
export const nameOf = (build) => /name="?build"?[^>]*content="?([0-9a-f]{12})|content="?([0-9a-f]{12})"? name="?build/.exec(build.get("").bytes).slice(1).find(Boolean);

/** The same program as another build: its files have other names. */
export function renamed(build, to) {
  const from = nameOf(build);
  const next = new Map();
  for (const [name, { bytes, headers }] of build) {
    const isText = /\.(js|css|html|webmanifest|svg)$/.test(name) || name === "";
    next.set(name.replaceAll(from, to), { headers, bytes: isText ? Buffer.from(bytes.toString().replaceAll(from, to)) : bytes });
  }
  const list = Object.fromEntries([...next].filter(([name]) => name !== "offline.js").map(([name, { bytes }]) => [name, integrity(bytes)]));
  const worker = next.get("offline.js");
  next.set("offline.js", { ...worker, bytes: Buffer.from(worker.bytes.toString().replace(LIST, `const files = ${JSON.stringify(list)};`)) });
  return next;
}

/** The same build with one of its files cut off. */
export function truncated(build, name) {
  const { bytes, headers } = build.get(name);
  return new Map(build).set(name, { headers, bytes: bytes.subarray(0, bytes.length / 2) });
}

/** Begins to serve a build. */
export async function serve(build, { under }) {
  let published = build;
  const asked = [];
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url, "http://host");
    const name = pathname.startsWith(under) ? pathname.slice(under.length) : undefined;
    asked.push(name ?? pathname);
    const file = published.get(name === "index.html" ? "" : name);
    answer.writeHead(file ? 200 : 404, file?.headers);
    answer.end(file?.bytes);
  });
  const listen = (port) => new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  await listen(0);
  const { port } = server.address();
  const stop = () =>
    new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}${under}`,
    /** What was asked of it since it was last emptied. */
    asked,
    publish: (next) => (published = next),
    goAway: stop,
    comeBack: () => listen(port),
    close: () => (server.listening ? stop() : undefined),
  };
}
