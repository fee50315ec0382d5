import { describe, expect, test } from "vitest";
import told from "../../fixtures/admissible.json";
import { admissible as admissibleWith, isAdmissible } from "../../src/core/admissible.ts";
import { MORE_SHAPES } from "../../src/core/more_shapes.ts";

const admissible = (value: unknown) => admissibleWith(value, MORE_SHAPES);

interface Change {
  readonly says?: string;
  readonly path: string;
  readonly value: unknown;
  readonly what: string | null;
}

/** The whole document with something else at a path; `(gone)` takes it out. As it would come over the wire. */
function changed({ path, value }: Change): unknown {
  const document = JSON.parse(JSON.stringify(told.base)) as Record<string, unknown>;
  const way = path.split(".");
  const last = way.pop()!;
  const held = way.reduce((at, part) => at[part] as Record<string, unknown>, document);
  if (value !== "(gone)")
    Object.defineProperty(held, last, { value, enumerable: true, configurable: true, writable: true });
  else if (Array.isArray(held)) held.splice(Number(last), 1);
  else delete held[last];
  return JSON.parse(JSON.stringify(document));
}

describe("documents that are refused, and those that are not", () => {
  test.each(told.by_hand as Change[])("$says", (change) => {
    expect(admissible(changed(change))?.what ?? null).toBe(change.what);
  });
});

test.each((told.generated as Change[]).map((change, at) => [at, change] as const))(
  "drawn change %i has the fate that Python tells",
  (_at, change) => {
    expect(admissible(changed(change))?.what ?? null).toBe(change.what);
  },
);

test("a refusal names the place", () => {
  const change = { path: "guides.1.content.blocks.4.to", value: "https://evil.example/", what: "link" };
  expect(admissible(changed(change))).toEqual({ what: "link", at: change.path });
});

test.each([[undefined], [null], [7], ["<html>"], [[]], [{}], [[{}]]])("%j is no document", (value) => {
  expect(admissible(value)?.what).toBe("unknown_structure");
});

test("half a character is refused", () => {
  expect(admissible(changed({ path: "guides.0.content.title.en", value: "a\ud800", what: "markup" }))?.what).toBe(
    "markup",
  );
});

test("rules nested a hundred thousand deep are refused without an exception", () => {
  let target: object = { is: "all", of: [] };
  for (let depth = 0; depth < 100_000; depth++) target = { is: "not", of: target };
  const document = JSON.parse(JSON.stringify(told.base)) as { guides: { target: object }[] };
  document.guides[0]!.target = target;
  expect(admissible(document)?.what).toBe("too_deep");
});

test("a thousand guides are looked through in less than half a second", () => {
  const guides = Array.from({ length: 1_000 }, (_, at) => ({ ...told.base.guides[at % 12], id: `g-${at}` }));
  const begin = performance.now();
  expect(isAdmissible({ ...told.base, guides }, MORE_SHAPES)).toBe(true);
  expect(performance.now() - begin).toBeLessThan(500);
});
