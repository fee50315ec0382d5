import { afterEach, expect, test } from "vitest";
import { launcher } from "../../src/guides/launcher.ts";
import { putForm } from "../form.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { helpButton } from "./contents.ts";
import { press, stageFor } from "./use.ts";

let stage: TestStage;

afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("its button opens the guide that it names, as often as it is pressed", async () => {
  stage = stageFor();
  launcher.show(helpButton, stage);
  await press("Help with this page");
  await press("Help with this page");
  expect(stage.opened).toEqual(["self_help", "self_help"]);
});

test("beside an element it leaves with it", async () => {
  const form = putForm();
  stage = stageFor();
  const close = launcher.show({ ...helpButton, at: ["#amount"] }, stage);
  await expect.poll(() => inOurs(".beside .launch")).not.toBeNull();
  form.amount.remove();
  await expect.poll(() => inOurs(".launch")).toBeNull();
  close();
});
