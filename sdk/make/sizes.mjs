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
const together = (...names) => sum(names.map((name) => own.get(name)));
const path = together("loader", "core", "words_en");
const shown = together("loader", "core", "words_en", "queue");
const whole = sum([...own.values()]);

await writeFile(PAGE, `# Sizes of the SDK

Written by \`npm run sizes\` in \`sdk/\`. Sizes in kB (1,000 bytes) as they are served, and packed with \`gzip -9\`; scripts
that are published as modules are bundled first by \`esbuild --bundle --minify --target=es2020\`. Styles are inside ours.

## Ours
| file | at most | plain | gzip | holds |
|---|---|---|---|---|
${ownRows.join("\n")}

A page with guidance loads the loader, the core and our words in one language before anything is shown: ${kB(path.gzip)}
kB. \`queue\`, which sends in batches and again, comes with the first row that is recorded, after what was shown; until then
the core holds rows, keeps them for the next page, and sends them as they are when the page is left. A page on which something
was shown has loaded ${kB(shown.gzip)} kB. Each other file comes when it is needed for the first time.

## The core is larger than was wanted
18 kB were wanted. What is in it was asked whether it could come later: modal dialogs, what is said of a step that does not
come, the corner and the side of the page, fields, opening by name, what only other guides ask of the server, sending in
batches, and an objection that did not arrive could, and are files of their own. What is left is needed for the first
tooltip, walkthrough or banner, whatever the document asks of them. When it was 20.4 kB, it was by shares of the plain text about:

| kB | of |
|---|---|
| 4.8 | what holds it together: the document that is followed, readers who change, the page that is left, the loop that begins and ends guides |
| 2.8 | the root of ours on the page, its front, keys, focus, blocks, descriptions |
| 2.7 | fetching, signatures, and which structures may be shown |
| 2.4 | finding elements, following them, placing beside them |
| 2.2 | targeting: rules, caps, quiet time, draws, memory |
| 2.1 | styles, in both lights and in forced colours |
| 2.0 | tooltip, walkthrough, banner |
| 1.4 | what is recorded, kept and sent |

Going further would mean to split what always comes, which makes the number smaller and the page slower; to have Escape and
F6 come late; or to leave checks of the document to the server. None of that was done. Writing the same thing in fewer words
gains nothing: the reading of structures was once made shorter, and packed the file was as large as before.

## Beside others
| | what | plain | gzip |
|---|---|---|---|
| desirepath | loader, core with tooltip, walkthrough and banner, words in one language | ${kB(path.plain)} | ${kB(path.gzip)} |
| desirepath | the same, and the queue, which comes after the first guide is shown | ${kB(shown.plain)} | ${kB(shown.gzip)} |
| desirepath | every file | ${kB(whole.plain)} | ${kB(whole.gzip)} |
${otherRows.join("\n")}

What the others hold differs: none of them checks signatures or draws who is held out, and most take targeting, memory
and sending from a server or leave it to the application.
`);
console.log(`Written: ${PAGE}`);
