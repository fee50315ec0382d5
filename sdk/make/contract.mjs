// Writes src/contract/*.ts from the schemas that the program publishes: `npm run contract`.
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const ROOTS = { guides: "Guides", signed: "Envelope" };
const HEAD = "// Written from ../../../schemas by `npm run contract`; not to be changed by hand.";
/** What the schema writes out at each place, and the page's code calls by one name. */
const NAMED = {
  Words: ["Paragraph", "text"],
  Block: ["Acknowledgement", "blocks"],
  Rule: ["Otherwise", "of"],
  Content: ["Guide", "content"],
  Locator: ["ElementIs", "at"],
};

/** The schema as the compiler reads it: it looks for `definitions`, and for the root among what it is given. */
function readable(schema) {
  const named = structuredClone(schema.$defs);
  for (const [name, [owner, field]] of Object.entries(NAMED)) {
    const { description, ...whole } = named[owner].properties[field];
    const one = name === "Block" ? whole.items : whole;
    const written = JSON.stringify(one);
    for (const [at, definition] of Object.entries(named)) {
      named[at] = JSON.parse(JSON.stringify(definition).replaceAll(written, `{"$ref":"#/$defs/${name}"}`)
        .replaceAll(written.slice(1, -1) + ",", `"$ref":"#/$defs/${name}",`));
    }
    named[name] = one;
  }
  for (const definition of Object.values(named)) {
    definition.description = definition.description?.replaceAll(/\n +/g, "\n");
  }
  const text = JSON.stringify(named).replaceAll("#/$defs/", "#/definitions/");
  return { root: (name) => ({ ...JSON.parse(text)[name], title: name, definitions: JSON.parse(text) }) };
}

for (const [file, root] of Object.entries(ROOTS)) {
  const schema = JSON.parse(await readFile(new URL(`../../schemas/${file}.schema.json`, import.meta.url), "utf-8"));
  const source = file === "guides" ? readable(schema).root(root) : { ...schema.$defs[root], title: root };
  const written = await compile(source, root, { bannerComment: HEAD, additionalProperties: false, ignoreMinAndMaxItems: true });
  const frozen = written
    .replaceAll(/^(\s+)(?!readonly)(\[k: string\]|[A-Za-z_]+\??): /gm, "$1readonly $2: ")
    .replaceAll(/\bWords[12]\b/g, "Words")
    .replaceAll(/(?<!readonly )([A-Za-z0-9_]+|\([^()]*\))\[\]/g, "readonly $1[]");
  const once = frozen.replaceAll(/export interface Words \{\n[^}]*\}\n(?=[\s\S]*export interface Words )/g, "");
  await writeFile(new URL(`../src/contract/${file}.ts`, import.meta.url), once);
}
