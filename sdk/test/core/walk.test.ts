import { expect, test } from "vitest";
import type { Walkthrough } from "../../src/contract/guides.ts";
import { back, begun, kept, resumed, stepOf } from "../../src/core/walk.ts";

const walkthrough: Walkthrough = {
  kind: "walkthrough",
  title: { en: "A" },
  steps: ["a", "b", "c"].map((id) => ({ id, title: { en: id } })),
};

test("a walk begins at the first step, and without steps it does not", () => {
  expect(begun(walkthrough)).toEqual({ at: "a", been: [] });
  expect(begun({ ...walkthrough, steps: [] })).toBeNull();
});

test("back goes by the way that it came, and not beyond its beginning", () => {
  expect(back({ at: "c", been: ["a", "b"] })).toEqual({ at: "b", been: ["a"] });
  expect(back({ at: "a", been: [] })).toEqual({ at: "a", been: [] });
});

test("a walk is resumed from what was kept of it", () => {
  const walk = { at: "c", been: ["a", "b"] };
  expect(resumed(walkthrough, kept(walk))).toEqual(walk);
});

test.each([[null], [""], ["{}"], ["[]"], ["7"], ["<html>"], ['["gone"]'], ["[7]"], ["null"]])(
  "nothing is resumed from %j",
  (text) => expect(resumed(walkthrough, text)).toBeNull(),
);

test("steps that were taken out meanwhile are no way back", () => {
  expect(resumed(walkthrough, '["b","gone","a",7]')).toEqual({ at: "b", been: ["a"] });
});

test("a step that is not there is not found", () => {
  expect(stepOf(walkthrough, "gone")).toBeUndefined();
});
