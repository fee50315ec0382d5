// Writes the files that pages load: `npm run build [-- FOLDER]`. The same sources give the same bytes, wherever it runs.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SHORT_NAMES, shortenedIn } from "./short_names.mjs";
import { SMALL_STYLES, smaller } from "./smaller.mjs";

const SDK = fileURLToPath(new URL("..", import.meta.url));
const PACKAGE = resolve(SDK, "../src/desirepath/delivery/sdk");

/** Our own words come one language to a file: of six a reader needs one. */
const WORDS_BY_LANGUAGE = {
  name: "words by language",
  setup: (building) => {
    building.onResolve({ filter: /^words:/ }, ({ path }) => ({ path: path.slice("words:".length), namespace: "words" }));
    building.onLoad({ filter: /^/, namespace: "words" }, async ({ path }) => {
      const { OUR_WORDS, our } = await ourWords();
      const words = Object.fromEntries(OUR_WORDS.map((name) => [name, our(name, path)]));
      return { contents: `export const words = ${JSON.stringify(words)};` };
    });
    building.onLoad({ filter: /[\\/]run[\\/]words_in\.ts$/ }, async ({ path }) => {
      const { LANGUAGES } = await ourWords();
      return { contents: choosing(LANGUAGES), resolveDir: dirname(path) };
    });
  },
};

/** What takes the place of `words_in.ts`: the same function, with one file for each language. */
const choosing = (languages) => `
import { nearest } from "../core/say.ts";
const FILES = { ${languages.map((one) => `${one}: () => import("words:${one}")`).join(", ")} };
export async function wordsIn(language) {
  const { words } = await FILES[nearest(Object.keys(FILES), language) ?? "en"]();
  return (key) => words[key] ?? key;
}`;

/** The table of our own words, as the sources have it. */
async function ourWords() {
  const { outputFiles } = await build({ ...SHARED, entryPoints: ["src/core/our_words.ts"] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const SHARED = {
  absWorkingDir: SDK,
  outdir: SDK,
  bundle: true,
  // Names and blanks go later: the next turns see more as long as they are there.
  minify: true,
  target: "es2022",
  format: "esm",
  entryNames: "[name]",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  write: false,
};

/** Stands for the hash in the names of parts until it is known. */
const UNKNOWN = "-00000000.js";
const nameOf = (entry) => basename(entry.replace(":", "_"), ".ts");

/** By name a file with all that it needs, and what it loads later: a request each, and none waits for another. */
async function bundled(entry, options = {}, files = new Map()) {
  files.set(nameOf(entry), "");
  const parts = [];
  const later = {
    name: "loaded later",
    setup: (building) => {
      building.onResolve({ filter: /^(\.\.?\/|words:)/ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const part = path.startsWith("words:") ? path : resolve(resolveDir, path);
        if (!files.has(nameOf(part))) parts.push(bundled(part, {}, files));
        return { path: `./${nameOf(part)}${UNKNOWN}`, external: true };
      });
    },
  };
  const plugins = [SMALL_STYLES(join(SDK, "src/page/styles")), later, WORDS_BY_LANGUAGE];
  const { outputFiles } = await build({ ...SHARED, ...SHORT_NAMES, ...options, entryPoints: { [nameOf(entry)]: entry }, plugins });
  files.set(nameOf(entry), await smaller(outputFiles[0].text));
  await Promise.all(parts);
  return files;
}

/**
 * The files with a hash in their names: what a browser has under one never changes. It is one hash of all of them, which
 * packs better where a file names many others; `plain` keeps its name.
 */
function hashed(files, plain = "") {
  const all = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const known = `-${createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 8).toUpperCase()}.js`;
  return all.map(([name, contents]) => ({ name: name + (name === plain ? ".js" : known), contents: contents.replaceAll(UNKNOWN, known) }));
}

/** Writes the files, and takes away scripts of an earlier build. */
async function written(folder, files) {
  await mkdir(folder, { recursive: true });
  const names = new Set(files.map((file) => file.name));
  const old = (await readdir(folder)).filter((name) => name.endsWith(".js") && !names.has(name));
  await Promise.all(old.map((name) => rm(join(folder, name))));
  await Promise.all(files.map((file) => writeFile(join(folder, file.name), file.contents)));
}

/** What a page loads by a script tag: the loader, which knows the name of the core, and all that comes later. */
async function forPages(folder) {
  const parts = hashed(await bundled("src/run/core.ts"));
  const define = { CORE: JSON.stringify(`./${parts.find(({ name }) => name.startsWith("core-")).name}`) };
  const loader = await bundled("src/loader.ts", { format: "iife", define, supported: { "dynamic-import": true } });
  await written(folder, [...parts, ...hashed(loader, "loader")]);
}

/** What `import … from "desirepath"` gives. */
async function forPackages() {
  const types = await readFile(join(SDK, "src/run/options.ts"), "utf8");
  const start = "/** Begins on this page. It never throws. */\nexport declare function start(options: Options): Desirepath;\n";
  const files = hashed(await bundled("src/npm.ts"), "npm");
  await written(join(SDK, "dist"), [...files, { name: "npm.d.ts", contents: `${types}\n${start}` }]);
}

/** No field of a document may lose its name. */
async function checkNames() {
  const contract = await readFile(join(SDK, "src/contract/guides.ts"), "utf8");
  const lost = shortenedIn([...contract.matchAll(/^ *(?:readonly )?(\w+)\??:/gm)].map(([, field]) => field));
  if (lost.length > 0) throw new Error(`Documents have fields that make/short_names.mjs takes for ours: ${lost.join(", ")}`);
}

const folder = process.argv[2] ? resolve(process.argv[2]) : PACKAGE;
await checkNames();
await forPages(folder);
if (!process.argv[2]) await forPackages();
console.log(`The SDK is in ${dirname(join(folder, "x"))}.`);
