// Measures our files beside those of others, all in the same way: `npm run sizes` writes docs/reference/sdk-sizes.md.
// The others are downloaded into a temporary folder for the measuring alone.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const BUILT = fileURLToPath(new URL("../../src/desirepath/delivery/sdk", import.meta.url));
const PAGE = fileURLToPath(new URL("../../docs/reference/sdk-sizes.md", import.meta.url));
const LIMITS = JSON.parse(await readFile(new URL("limits.json", import.meta.url), "utf8"));

/** Package, version, files of it, and what they are. A file with `bundle` is bundled first, as an application does. */
const OTHERS = [
  ["driver.js", "1.8.0", ["dist/driver.js.iife.js"], "tours"],
  ["shepherd.js", "15.3.0", ["dist/js/shepherd.mjs"], "tours", "bundle"],
  ["intro.js", "8.6.0", ["minified/intro.min.js"], "tours"],
  ["posthog-js", "1.449.2", ["dist/array.js", "dist/product-tours.js", "dist/surveys.js"], "array, tours and surveys"],
  ["usertour.js", "0.0.24", ["dist/usertour.umd.js"], "loader alone; its interface is fetched from its server"],
];

const size = (contents) => ({ plain: contents.length, gzip: gzipSync(contents, { level: 9 }).length });
const sum = (sizes) => sizes.reduce((all, one) => ({ plain: all.plain + one.plain, gzip: all.gzip + one.gzip }));
const kB = (bytes) => (bytes / 1000).toFixed(1);

/** A file as it is, or with all that it imports. */
async function contentsOf(file, how) {
  if (how !== "bundle") return readFile(file);
  const options = { entryPoints: [file], bundle: true, minify: true, target: "es2020", format: "iife", write: false, logLevel: "error" };
  return (await build(options)).outputFiles[0].contents;
}

async function measuredOther([name, version, files, what, how], folder) {
  execFileSync("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--silent", "--no-audit", "--no-fund", `${name}@${version}`]);
  const home = join(folder, "node_modules", name);
  const found = await Promise.all(files.map(async (file) => size(await contentsOf(join(home, file), how))));
  return { name: `${name} ${version}`, what, ...sum(found) };
}

async function measuredOwn() {
  const names = (await readdir(BUILT)).filter((name) => name.endsWith(".js")).sort();
  const all = await Promise.all(names.map(async (name) => [name.replace(/-[A-Z0-9]+\.js$|\.js$/, ""), size(await readFile(join(BUILT, name)))]));
  return new Map(all);
}

async function measuredOthers() {
  const rows = [];
  for (const other of OTHERS) {
    const folder = await mkdtemp(join(tmpdir(), "sizes-"));
    try {
      rows.push(await measuredOther(other, folder));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return rows;
}

const own = await measuredOwn();
const ownRows = [...own].map(([name, { plain, gzip }]) => `| ${name} | ${LIMITS[name] ? kB(LIMITS[name].bytes) : ""} | ${kB(plain)} | ${kB(gzip)} | ${LIMITS[name]?.holds ?? ""} |`);
const otherRows = (await measuredOthers()).map(({ name, what, plain, gzip }) => `| ${name} | ${what} | ${kB(plain)} | ${kB(gzip)} |`);
const path = sum(["loader", "core", "words_en"].map((name) => own.get(name)));
const whole = sum([...own.values()]);

await writeFile(PAGE, `# Sizes of the SDK

Written by \`npm run sizes\` in \`sdk/\`. Sizes in kB (1,000 bytes) as they are served, and packed with \`gzip -9\`; scripts
that are published as modules are bundled first by \`esbuild --bundle --minify --target=es2020\`. Styles are inside ours.

## Ours
| file | at most | plain | gzip | holds |
|---|---|---|---|---|
${ownRows.join("\n")}

A page with guidance loads the loader, the core and our words in one language; each other file comes when it is needed for the first time.

## Beside others
| | what | plain | gzip |
|---|---|---|---|
| desirepath | loader, core with tooltip, walkthrough and banner, words in one language | ${kB(path.plain)} | ${kB(path.gzip)} |
| desirepath | every file | ${kB(whole.plain)} | ${kB(whole.gzip)} |
${otherRows.join("\n")}

What the others hold differs: none of them checks signatures or draws who is held out, and most take targeting, memory
and sending from a server or leave it to the application.
`);
console.log(`Written: ${PAGE}`);
