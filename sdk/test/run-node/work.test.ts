import { expect, test } from "vitest";
import type { Happening } from "../../src/core/situation.ts";
import { isWork, NO_WORK, withHappening, withStage } from "../../src/run/work.ts";

const did = (more: Partial<Happening>): Happening => ({ activity: "a", workflow: "request", at: 1, ...more });

test("a step that went well is where the case stands", () => {
  const work = withHappening(NO_WORK, did({ step: "submit", case_id: "R-1" }));
  expect([work.stages, work.cases]).toEqual([{ request: "submit" }, { request: "R-1" }]);
});

test("a step that failed leaves the case where it was", () => {
  const before = withHappening(NO_WORK, did({ step: "submit", case_id: "R-1" }));
  expect(withHappening(before, did({ step: "check", case_id: "R-1", outcome: "failed" })).stages).toEqual({ request: "submit" });
});

test("another case begins without a stage, and other workflows keep theirs", () => {
  const before = withStage(withHappening(NO_WORK, did({ step: "submit", case_id: "R-1" })), "travel", "book");
  expect(withHappening(before, did({ case_id: "R-2" })).stages).toEqual({ travel: "book" });
});

test("the application's own word on the stage counts until a step is seen", () => {
  const told = withStage(NO_WORK, "request", "approve");
  expect(told.stages).toEqual({ request: "approve" });
  expect(withHappening(told, did({ step: "order" })).stages).toEqual({ request: "order" });
});

test("the last fifty happenings are remembered", () => {
  let work = NO_WORK;
  for (let at = 0; at < 60; at += 1) work = withHappening(work, did({ at }));
  expect([work.happened.length, work.happened[0]?.at]).toEqual([50, 10]);
});

test("what somebody else wrote into the storage is not taken for work", () => {
  expect([null, 1, "x", [], {}, { happened: {}, stages: {}, cases: {} }].map(isWork)).toEqual(Array(6).fill(false));
  expect(isWork(JSON.parse(JSON.stringify(NO_WORK)))).toBe(true);
});
