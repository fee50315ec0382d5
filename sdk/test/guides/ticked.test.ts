import { expect, test } from "vitest";
import { countDone, newlyDone, readTicked, writeTicked } from "../../src/guides/ticked.ts";
import { firstWeek } from "./contents.ts";

test.each(["{", "7", '{"a":1}', null])("what was kept and cannot be read (%s) counts as nothing", (kept) => {
  expect(readTicked(kept).size).toBe(0);
});

test("what is kept is read again as it was, without what is no name", () => {
  expect([...readTicked(writeTicked(new Set(["rule", "profile"])))]).toEqual(["rule", "profile"]);
  expect([...readTicked('["rule",7,null]')]).toEqual(["rule"]);
});

test("a point is new once: not when it was ticked before, and not without a rule", () => {
  expect(newlyDone(firstWeek, new Set(), () => true)).toEqual(["request"]);
  expect(newlyDone(firstWeek, new Set(["request"]), () => true)).toEqual([]);
});

test("points that the list no longer has are not counted", () => {
  expect(countDone(firstWeek, new Set(["rule", "of-last-year"]))).toBe(1);
});
