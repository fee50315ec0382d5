import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { acknowledgement } from "../../src/guides/acknowledgement.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { policy } from "./contents.ts";
import { control, focusName, press, reach, stageFor, voice, words } from "./use.ts";

const statement = "I have read the purchasing rule of December 2026.";
let stage: TestStage;

afterEach(() => stage.stop());

test("it says before that who confirmed what, and when, is recorded", () => {
  stage = stageFor();
  acknowledgement.show(policy, stage);
  expect(words()).toContain("your id, this wording and the time are recorded");
});

test("the wording that was read is what is confirmed", async () => {
  const confirmed: string[] = [];
  stage = stageFor({ acknowledge: async (wording) => (confirmed.push(wording), true) });
  acknowledgement.show(policy, stage);
  await press(statement);
  await press("Confirm");
  await expect.poll(() => inOurs(".part")).toBeNull();
  expect(confirmed).toEqual([statement]);
  expect(stage.outcomes).toEqual(["completed"]);
  await expect.poll(voice).toBe("Your confirmation is recorded.");
});

test("without the tick nothing is confirmed, and the focus goes to the box", async () => {
  const confirmed: string[] = [];
  stage = stageFor({ acknowledge: async (wording) => (confirmed.push(wording), true) });
  acknowledgement.show(policy, stage);
  await press("Confirm");
  expect(inOurs("[role=alert]")?.textContent).toBe("Please tick the box first.");
  expect(focusName()).toBe(statement);
  expect(confirmed).toEqual([]);
});

test("where it cannot be recorded that is said, and it can be tried again", async () => {
  let answers = false;
  const tries: boolean[] = [];
  const acknowledge = async (): Promise<boolean> => {
    tries.push(answers);
    if (tries.length === 2) throw new Error("offline");
    return answers;
  };
  stage = stageFor({ acknowledge });
  acknowledgement.show(policy, stage);
  await press(statement);
  for (const count of [1, 2]) {
    await press("Confirm");
    await expect
      .poll(() => (control<HTMLButtonElement>("Confirm")?.disabled ? "" : inOurs("[role=alert]")?.textContent))
      .toContain("could not be recorded");
    expect(tries.length).toBe(count);
  }
  answers = true;
  expect((await reach<HTMLInputElement>(statement)).checked).toBe(true);
  await press("Confirm");
  await expect.poll(() => inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["completed"]);
});

test("by keyboard alone it is ticked and confirmed, and Tab stays inside", async () => {
  stage = stageFor();
  acknowledgement.show(policy, stage);
  await expect.poll(focusName).toBe("Two quotes above 10,000");
  const walked: string[] = [];
  for (let step = 0; step < 5; step++) {
    await userEvent.keyboard("{Tab}");
    walked.push(focusName());
  }
  expect(walked.slice(0, 4)).toEqual(["Close", statement, "Confirm", "Remind me later"]);
  expect(["Close", ""]).toContain(walked[4]);
  (await reach(statement)).focus();
  await userEvent.keyboard(" {Tab}{Enter}");
  await expect.poll(() => inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["completed"]);
});
