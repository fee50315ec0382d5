import { afterEach, expect, test } from "vitest";
import { showRecorded } from "../../src/guides/recorded.ts";
import { picture } from "../looks.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { press, reach, stageFor, voice, words } from "./use.ts";

let stage: TestStage;

afterEach(() => stage.stop());

test("it says what is recorded and what for, what this page has sent, and whom to ask", () => {
  stage = stageFor({
    recorded: () => [{ at: Date.UTC(2026, 10, 27, 9, 30), says: "Step of the work: Request Submitted" }],
  });
  showRecorded(stage);
  expect(words()).toContain("Which steps of your work you do here.");
  expect(words()).toContain("Step of the work: Request Submitted");
  expect(inOurs("time")?.getAttribute("datetime")).toBe("2026-11-27T09:30:00.000Z");
  expect(words()).toContain("The process owner");
});

test("where nothing was sent it says so", () => {
  stage = stageFor();
  showRecorded(stage);
  expect(words()).toContain("Nothing so far.");
});

test("the switch objects and takes it back, stands as it is, and says what follows", async () => {
  let objects = false;
  stage = stageFor({ objects: () => objects, object: (wanted) => void (objects = wanted) });
  showRecorded(stage);
  const turn = await reach<HTMLInputElement>("Do not record what I do here");
  expect(turn.checked).toBe(false);
  expect(words()).toContain("nothing more of what you do is recorded");
  turn.click();
  expect(objects).toBe(true);
  expect(turn.checked).toBe(true);
  expect(words()).toContain("Nothing of what you do here is recorded");
  await expect.poll(voice).toContain("Nothing of what you do here is recorded");
  await picture("recorded-objected");
  turn.click();
  expect(objects).toBe(false);
});

test("who has objected before finds the switch on", async () => {
  stage = stageFor({ objects: () => true });
  showRecorded(stage);
  expect((await reach<HTMLInputElement>("Do not record what I do here")).checked).toBe(true);
  await press("Close");
  expect(inOurs(".part")).toBeNull();
});
