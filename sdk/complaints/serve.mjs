// A site on the loopback: the pages, the SDK as it is built, a signed document of guides for each page, and an ear for
// all that pages send. Every page is under a strict policy, with a nonce of its own for each request.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { documentOf } from "./guides.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const BUILT = fileURLToPath(new URL("../../src/desirepath/delivery/sdk", import.meta.url));
const KINDS = { ".css": "text/css", ".js": "text/javascript", ".html": "text/html", ".json": "application/json" };
const POLICY =
  "default-src 'none'; script-src 'nonce-NONCE'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
const SAYS = 'data-key="dp_NAME" data-workspace="works" data-trust="TRUST" data-application="purchasing" data-person="4711"';

/** What the server of guides answers where a page asks; a page may answer otherwise. */
const ANSWERS = {
  arrivals: { objects: false },
  claims: { show: true, because: null },
  answers: { answers: [] },
  escalations: { reference: "E-17" },
  acknowledgements: { recorded: true },
};

const keys = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const name = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  const signed = (document) => {
    const text = JSON.stringify(document);
    const signature = sign(null, Buffer.from(`desirepath/signed/1\n${text}`), privateKey).toString("base64");
    return JSON.stringify({ schema: "desirepath/signed/1", key: name, signature, document: text });
  };
  return { trust: raw.toString("base64"), signed };
};

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
};

const reply = (response, status, body, kind, more = {}) => {
  response.writeHead(status, { "content-type": `${kind}; charset=utf-8`, "cache-control": "no-store", ...more });
  response.end(body);
};

/** A page as it is written, with what only the server knows put in. */
const pageReply = async (site, file, name, response) => {
  const nonce = randomBytes(16).toString("base64");
  const known = { SAYS, NONCE: nonce, NAME: name, TRUST: site.trust, OTHER: site.other ?? "" };
  const put = (text) => Object.entries(known).reduce((all, [word, value]) => all.replaceAll(word, value), text);
  const also = name === "inside" ? "frame-src 'self'" : site.pages[name].alsoAllowed;
  const policy = [POLICY, also].filter(Boolean).join("; ");
  reply(response, 200, put(await readFile(file, "utf8")), "text/html", { "content-security-policy": put(policy) });
};

const sdkReply = async (site, name, what, response) => {
  const otherwise = await site.pages[name]?.serves?.(what);
  if (otherwise) return reply(response, otherwise, "", "text/plain");
  return reply(response, 200, await readFile(join(BUILT, what)), "text/javascript");
};

/** What the guidance of a page asks for or tells; each page has its own under its own address. */
const guidanceReply = async (site, name, what, request, response) => {
  if (what.startsWith("sdk/")) return sdkReply(site, name, what.slice(4), response);
  const page = site.pages[name];
  if (what === "guides") return reply(response, 200, site.signed(documentOf(page)), KINDS[".json"]);
  site.came.push({ name, what, body: JSON.parse(await bodyOf(request)) });
  if (page.fails?.includes(what)) return reply(response, 500, "<html>It is down.</html>", KINDS[".html"]);
  const told = { ...ANSWERS, ...page.answers }[what];
  const answer = typeof told === "function" ? told(site.came.at(-1).body) : told;
  return answer ? reply(response, 200, JSON.stringify(answer), KINDS[".json"]) : reply(response, 204, "", "text/plain");
};

const answer = async (site, request, response) => {
  const path = new URL(request.url, "http://site").pathname;
  const [, name, rest = ""] = /^\/([a-z0-9-]+)(?:\/(.*))?$/.exec(path) ?? [];
  const [, what] = /(?:^|\/)desirepath\/v1\/(.*)/.exec(rest) ?? [];
  if (what) return guidanceReply(site, name, what, request, response);
  if (name === "inside") return pageReply(site, join(HERE, "inside", rest), name, response);
  if (extname(path) === ".css") return reply(response, 200, await readFile(join(HERE, "pages", path)), KINDS[".css"]);
  if (site.pages[name]) return pageReply(site, join(HERE, "pages", `${name}.html`), name, response);
  return reply(response, 404, "", "text/plain");
};

/** Serves the pages until it is stopped. `came` is all that pages sent, in its order. */
export const serve = async (pages, other) => {
  const site = { pages, came: [], other, ...keys() };
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => reply(response, 404, "", "text/plain"));
  });
  await new Promise((begun) => server.listen(0, "127.0.0.1", begun));
  const stop = () => (server.closeAllConnections(), new Promise((ended) => server.close(ended)));
  return Object.assign(site, { address: `http://127.0.0.1:${server.address().port}`, stop });
};
