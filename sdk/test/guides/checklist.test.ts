import { afterEach, expect, test } from "vitest";
import { checklist } from "../../src/guides/checklist.ts";
import { picture } from "../looks.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { firstWeek } from "./contents.ts";
import { control, press, reach, stageFor, voice } from "./use.ts";

let stage: TestStage;
const count = (): string | undefined => inOurs(".count")?.textContent;

afterEach(() => stage.stop());

test("a point is ticked by hand, and is ticked still after a reload", async () => {
  stage = stageFor();
  const close = checklist.show(firstWeek, stage);
  await press("Read the approval rule");
  expect(count()).toBe("1 / 3");
  close();
  stage.stop();
  stage = stageFor({ drawer: stage.drawer });
  checklist.show(firstWeek, stage);
  expect((await reach<HTMLInputElement>("Read the approval rule")).checked).toBe(true);
  expect(count()).toBe("1 / 3");
});

test("a point with a rule ticks itself once the rule holds, stays ticked, and is said aloud", async () => {
  let sent = false;
  let changed: () => void = () => undefined;
  stage = stageFor({ holds: () => sent, changed: (told) => ((changed = told), () => undefined) });
  checklist.show(firstWeek, stage);
  sent = true;
  changed();
  expect((await reach<HTMLInputElement>("Send one request for approval")).checked).toBe(true);
  await expect.poll(voice).toBe("Done: Send one request for approval");
  await picture("checklist-one-done");
  sent = false;
  changed();
  expect(count()).toBe("1 / 3");
});

test("it opens the guide that helps with a point", async () => {
  stage = stageFor();
  checklist.show(firstWeek, stage);
  await press("Show me: Look up your cost centre");
  expect(stage.opened).toEqual(["walk-cost-centre"]);
});

test("folded it stays folded after a reload", async () => {
  stage = stageFor();
  checklist.show(firstWeek, stage);
  inOurs<HTMLElement>(".fold")?.click();
  expect(control("Read the approval rule")).toBeNull();
  stage.stop();
  stage = stageFor({ drawer: stage.drawer });
  checklist.show(firstWeek, stage);
  expect(inOurs(".fold")?.getAttribute("aria-expanded")).toBe("false");
  expect(control("Read the approval rule")).toBeNull();
});

test("with all points done it can be put away for good", async () => {
  stage = stageFor();
  checklist.show(firstWeek, stage);
  expect(control("All done")).toBeNull();
  for (const { text } of firstWeek.items) await press(text["en"] ?? "");
  await press("All done");
  expect(inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["completed"]);
});
