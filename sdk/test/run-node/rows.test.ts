import { expect, test } from "vitest";
import { asCaseId, caseInPath } from "../../src/privacy/case_ids.ts";
import { rowOf } from "../../src/privacy/rows.ts";

const stamp = { at: Date.UTC(2026, 10, 27, 12), event_id: "e-1" };

test("a row holds the listed fields of its table and nothing else", () => {
  const said = { workflow: "request", case_id: "R-1", activity: "Submitted", title: "canary", url: "canary", user_id: "4711" };
  expect(rowOf("events", said, stamp)).toEqual({
    table: "events",
    workflow: "request",
    case_id: "R-1",
    activity: "Submitted",
    at: "2026-11-27T12:00:00.000Z",
    event_id: "e-1",
  });
});

test("a table that is not one of ours has no rows, whatever its name", () => {
  expect(["people", "constructor", "__proto__"].map((table) => rowOf(table, {}, stamp))).toEqual([null, null, null]);
});

test("what is no short text is not sent: objects, numbers, and what follows the longest", () => {
  const row = rowOf("searches", { query: "x".repeat(500), article: { toString: "canary" }, resolved: true, step: 4 }, stamp);
  expect(row).toMatchObject({ query: "x".repeat(200), resolved: true });
  expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(["article"]));
  expect(row).not.toHaveProperty("step");
});

test("what is inherited is not sent", () => {
  expect(rowOf("signs", Object.create({ sign: "help_opened" }) as object, stamp)).not.toHaveProperty("sign");
});

test.each([
  ["/requests/{case}/quote", "/requests/R-7/quote", "R-7"],
  ["/requests/{case}/**", "/requests/R-7/quote/2", "R-7"],
  ["/requests/{case}", "/requests/R-7/quote", null],
  ["/requests/{case}", "/requests/a%40b.example", null],
  ["/requests/*", "/requests/R-7", null],
])("the case of %s at %s is %s", (pattern, path, id) => {
  expect(caseInPath(pattern, path)).toBe(id);
});

test.each([
  [" R-17 ", "R-17"],
  ["2026/00017", "2026/00017"],
  ["Anna from sales", null],
  ["someone@example.com", null],
  ["x".repeat(101), null],
  ["", null],
])("the text %j counts as the id %j", (text, id) => {
  expect(asCaseId(text)).toBe(id);
});
