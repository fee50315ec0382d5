// What bundles go through to become small. Each turn was kept because the packed files came out smaller by it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { minifySync } from "rolldown/experimental";
import { parseAst } from "rolldown/parseAst";
import { minify } from "terser";

const TERSER = {
  module: true,
  ecma: 2022,
  compress: { passes: 6, ecma: 2022, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
  format: { ecma: 2022 },
};

/** Whether a function would be another one as an arrow: it has a `this`, or objects are made with it. */
function isBound(code, { id, start, end, generator }) {
  const name = id.name.replaceAll("$", "\\$");
  const isMaker = new RegExp(`\\bnew ${name}\\b|\\b${name}\\.prototype`).test(code);
  return generator || isMaker || /\b(this|arguments|yield)\b|new\.target/.test(code.slice(start, end));
}

/** Declared functions become arrows, which are shorter; they go first, so that they are there as early as before. */
function withArrows(code) {
  const { body: all } = parseAst(code);
  const written = ({ start, end }) => code.slice(start, end);
  const asArrow = ({ id, async, end, body }) =>
    `const ${id.name} = ${async ? "async " : ""}${code.slice(id.end, body.start)} => ${code.slice(body.start, end)};`;
  const isArrow = (node) => node.type === "FunctionDeclaration" && !isBound(code, node);
  return [...all.filter(isArrow).map(asArrow), ...all.filter((node) => !isArrow(node)).map(written)].join("\n");
}

/** A bundle, as small as it gets. */
export async function smaller(bundle) {
  const { code } = await minify(withArrows(bundle), TERSER);
  const made = minifySync("script.js", code, { module: true, compress: { target: "es2022" }, mangle: true });
  if (made.errors.length > 0) throw new Error(made.errors[0].message);
  return made.code.trim();
}

/** By the name of a custom property a short one; the same in all sheets, the ones used most the shortest. */
async function shortProperties(folder) {
  const names = (await readdir(folder)).sort();
  const sheets = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const used = new Map();
  for (const [name] of sheets.join("").matchAll(/--[a-z]+/g)) used.set(name, (used.get(name) ?? 0) + 1);
  const order = [...used].sort(([one, times], [other, more]) => more - times || (one < other ? -1 : 1));
  return new Map(order.map(([name], at) => [name, `--${at.toString(36)}`]));
}

/** Style sheets are texts in the code: they are made as small as style sheets in files would be. */
export const SMALL_STYLES = (folder) => ({
  name: "small styles",
  setup: (building) => {
    const properties = shortProperties(folder);
    building.onLoad({ filter: /[\\/]page[\\/]styles[\\/].*\.ts$/ }, async ({ path }) => {
      const short = await properties;
      const source = await readFile(path, "utf8");
      const sheets = [...source.matchAll(/`([^`$]*)`/g)];
      const small = await Promise.all(sheets.map(([, css]) => transform(css, { loader: "css", minify: true })));
      const texts = small.map(({ code }) => code.trim().replaceAll(/--[a-z]+/g, (name) => short.get(name)));
      const put = (all, [whole], at) => all.replace(whole, () => JSON.stringify(texts[at]));
      return { contents: sheets.reduce(put, source), loader: "ts" };
    });
  },
});
