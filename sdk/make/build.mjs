// Writes the files that pages load: `npm run build [-- FOLDER]`. The same sources give the same bytes, wherever it runs.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minifySync } from "rolldown/experimental";
import { SHORT_NAMES, shortenedIn } from "./short_names.mjs";

const SDK = fileURLToPath(new URL("..", import.meta.url));
const PACKAGE = resolve(SDK, "../src/desirepath/delivery/sdk");

/** Style sheets are texts in the code: they are made as small as style sheets in files would be. */
const SMALL_STYLES = {
  name: "small styles",
  setup: (building) => {
    building.onLoad({ filter: /[\\/]page[\\/]styles[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const sheets = [...source.matchAll(/`([^`$]*)`/g)];
      const small = await Promise.all(sheets.map(([, css]) => transform(css, { loader: "css", minify: true })));
      const put = (all, [whole], at) => all.replace(whole, () => JSON.stringify(small[at].code.trim()));
      return { contents: sheets.reduce(put, source), loader: "ts" };
    });
  },
};

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
  minify: true,
  target: "es2022",
  format: "esm",
  entryNames: "[name]",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  write: false,
};

/** What esbuild has made small becomes smaller still. */
function smaller(code) {
  const { code: made, errors } = minifySync("script.js", code, { module: true, compress: { target: "es2022" }, mangle: true });
  if (errors.length > 0) throw new Error(errors[0].message);
  return made.trim();
}

const plainly = (name) => name;
/** A name with the hash of the contents: what a browser has under it never changes. */
const hashed = (name, contents) => name.replace(/\.js$/, `-${createHash("sha256").update(contents).digest("hex").slice(0, 8).toUpperCase()}.js`);

/** One file with all that it needs, but for what is loaded later: a request each, and none waits for another. */
async function bundled(entry, options = {}) {
  const parts = new Map();
  const later = {
    name: "loaded later",
    setup: (building) => {
      building.onResolve({ filter: /^(\.\.?\/|words:)/ }, async ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const name = path.startsWith("words:") ? path : resolve(resolveDir, path);
        if (!parts.has(name)) parts.set(name, bundled(name));
        return { path: `./${(await parts.get(name))[0].name}`, external: true };
      });
    },
  };
  const plugins = [SMALL_STYLES, later, WORDS_BY_LANGUAGE];
  const entryPoints = entry.startsWith("words:") ? { [entry.replace(":", "_")]: entry } : [entry];
  const { named = hashed, ...more } = options;
  const { outputFiles } = await build({ ...SHARED, ...SHORT_NAMES, ...more, entryPoints, plugins });
  const contents = smaller(outputFiles[0].text);
  const own = { name: named(basename(outputFiles[0].path), contents), contents };
  return [own, ...(await Promise.all(parts.values())).flat()];
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
  const parts = await bundled("src/run/core.ts");
  const define = { CORE: JSON.stringify(`./${parts[0].name}`) };
  const [loader] = await bundled("src/loader.ts", { format: "iife", named: plainly, define, supported: { "dynamic-import": true } });
  await written(folder, [loader, ...parts]);
}

/** What `import … from "desirepath"` gives. */
async function forPackages() {
  const types = await readFile(join(SDK, "src/run/options.ts"), "utf8");
  const start = "/** Begins on this page. It never throws. */\nexport declare function start(options: Options): Desirepath;\n";
  const parts = await bundled("src/npm.ts", { named: plainly });
  await written(join(SDK, "dist"), [...parts, { name: "npm.d.ts", contents: `${types}\n${start}` }]);
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
