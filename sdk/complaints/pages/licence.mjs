import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { launcher, walkthrough } from "../guides.mjs";

export const guides = [walkthrough("walk", ["#approve"]), launcher()];

const FREE = ["MIT", "Apache-2.0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause"];
const json = async (name) => JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), "utf8"));

export async function holds({ sees, asked, ask, picture }) {
  await sees("Step 1 of the request");
  await sees("Help with this page");
  await picture();
  assert.equal((await json("package.json")).license, "Apache-2.0");
  const { packages } = await json("package-lock.json");
  const built = Object.entries(packages).filter(([name, { dev, optional }]) => name && !dev && !optional);
  assert.ok(built.some(([name]) => name.endsWith("/minisearch")), "the lock tells what is built in");
  assert.deepEqual(built.filter(([, { license }]) => !FREE.includes(license)).map(([name]) => name), []);
  const files = asked.filter((address) => address.includes("/sdk/"));
  assert.ok(files.length >= 3, "loader, core, and what came later");
  const texts = await ask((all) => Promise.all(all.map(async (one) => (await fetch(one)).text())), files);
  assert.deepEqual(texts.filter((text) => /GPL|shepherd|introJs/i.test(text)), []);
}
