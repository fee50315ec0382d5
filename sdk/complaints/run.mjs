// Visits a page for each complaint and says in a line each whether what must hold does:
//   node complaints/run.mjs chromium|firefox [--only NAME,…] [--pictures FOLDER]
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { started } from "./browsers.mjs";
import { serve } from "./serve.mjs";
import { visited } from "./visit.mjs";

const options = { only: { type: "string" }, pictures: { type: "string" } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });

const pagesNamed = async (only) => {
  const files = (await readdir(new URL("pages", import.meta.url))).filter((file) => file.endsWith(".mjs"));
  const names = files.map((file) => file.slice(0, -4)).filter((name) => !only || only.split(",").includes(name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await import(`./pages/${name}.mjs`)])));
};

const pictureIn = (folder) => async (page, name) => {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** One line for one page. A fault tells where and what. */
const line = async (browser, site, name, picture) => {
  const began = performance.now();
  const took = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    const notes = await visited(browser, site, name, picture);
    console.log(["holds", name, took(), ...notes].join("   "));
    return true;
  } catch (fault) {
    console.log(`FAILS   ${name}   ${took()}\n${fault.stack}`);
    return false;
  }
};

const runAll = async (browser) => {
  const pages = await pagesNamed(values.only);
  const other = await serve(pages);
  const site = await serve(pages, other.address);
  if (values.pictures) await mkdir(values.pictures, { recursive: true });
  const held = [];
  for (const name of Object.keys(pages)) held.push(await line(browser, site, name, pictureIn(values.pictures)));
  await Promise.all([site.stop(), other.stop()]);
  return held;
};

const browser = await started(positionals[0] ?? "chromium");
if (!browser) {
  console.log(`needs ${positionals[0]}`);
  process.exit(3);
}
const began = performance.now();
const held = await runAll(browser).finally(browser.stop);
console.log(`${held.filter(Boolean).length} of ${held.length} hold in ${browser.name}, ${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = held.length > 0 && held.every(Boolean) ? 0 : 1;
