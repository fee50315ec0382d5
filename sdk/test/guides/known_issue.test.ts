import { afterEach, expect, test } from "vitest";
import { knownIssue } from "../../src/guides/known_issue.ts";
import { putForm } from "../form.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { outage } from "./contents.ts";
import { stageFor, words } from "./use.ts";

let stage: TestStage;
const ends = Date.parse("2026-11-27T16:00:00Z");

afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("it says until when, and goes away by itself then", async () => {
  let now = ends - 300;
  stage = stageFor({ now: () => now });
  knownIssue.show(outage, stage);
  expect(words()).toContain("Expected until");
  expect(inOurs("time")?.getAttribute("datetime")).toBe("2026-11-27T16:00:00Z");
  now = ends;
  await expect.poll(() => inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["gone"]);
});

test("an issue that is over is not shown at all", () => {
  stage = stageFor({ now: () => ends + 1 });
  knownIssue.show(outage, stage);
  expect(inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["gone"]);
});

test("beside an element it comes and goes with it", async () => {
  const form = putForm();
  stage = stageFor({ now: () => ends - 60_000 });
  knownIssue.show({ ...outage, at: ["#approver"] }, stage);
  await expect.poll(() => inOurs(".part.beside")).not.toBeNull();
  form.approver.hidden = true;
  await expect.poll(() => inOurs(".part")).toBeNull();
  form.approver.hidden = false;
  await expect.poll(() => inOurs(".part.beside")).not.toBeNull();
  expect(stage.outcomes).toEqual([]);
});
