import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { survey } from "../../src/guides/survey.ts";
import { putForm } from "../form.ts";
import { picture } from "../looks.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { whatStopped } from "./contents.ts";
import { fill, focusName, press, reach, stageFor, voice, words } from "./use.ts";

let stage: TestStage;

afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("the answer is recorded by its reason, with the words beside it, and thanked for", async () => {
  stage = stageFor();
  survey.show(whatStopped, stage);
  await press("The rule is not clear");
  fill(inOurs("textarea") as HTMLTextAreaElement, "  Which of the two rules counts?  ");
  await press("Send");
  expect(stage.rows).toEqual([{ table: "answers", reason: "policy", text: "Which of the two rules counts?" }]);
  expect(stage.outcomes).toEqual(["completed"]);
  expect(words()).toContain("The owner of this step reads every answer.");
  await expect.poll(voice).toContain("Thank you.");
  await picture("survey-thanks");
  await press("Close");
  expect(inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["completed"]);
});

test("words are not required", async () => {
  stage = stageFor();
  survey.show(whatStopped, stage);
  await press("Something else");
  await press("Send");
  expect(stage.rows).toEqual([{ table: "answers", reason: "other" }]);
});

test("without an answer nothing is sent, and the focus goes to the first one", async () => {
  stage = stageFor();
  survey.show(whatStopped, stage);
  await press("Send");
  expect(stage.rows).toEqual([]);
  expect(inOurs("[role=alert]")?.textContent).toBe("Please choose an answer first.");
  expect((inOurs("input[type=radio]") as HTMLInputElement).matches(":focus")).toBe(true);
});

test("not now asks again later, and Escape puts it aside", async () => {
  stage = stageFor();
  survey.show(whatStopped, stage);
  await press("Not now");
  survey.show(whatStopped, stage);
  (await reach("Not now")).focus();
  await userEvent.keyboard("{Escape}");
  expect(inOurs(".part")).toBeNull();
  expect(stage.outcomes).toEqual(["snoozed", "dismissed"]);
  expect(stage.rows).toEqual([]);
});

test("it takes no focus and leaves the page free", () => {
  const form = putForm();
  form.amount.focus();
  stage = stageFor();
  survey.show(whatStopped, stage);
  expect(document.activeElement).toBe(form.amount);
  expect(inOurs("dialog")).toBeNull();
});

test("it can be answered by keyboard alone", async () => {
  stage = stageFor();
  survey.show(whatStopped, stage);
  (inOurs("input[type=radio]") as HTMLInputElement).focus();
  await userEvent.keyboard("{ArrowDown}{Tab}{Tab}");
  expect(focusName()).toBe("Send");
  await userEvent.keyboard("{Enter}");
  expect(stage.rows.length).toBe(1);
});

test("the order of answers is the person's own, and what else there is comes last", () => {
  const orders = [0.11, 0.37, 0.52, 0.83].map((draw) => {
    stage = stageFor({ draw });
    survey.show(whatStopped, stage);
    const order = [...(inOurs("fieldset")?.querySelectorAll("label") ?? [])].map((one) => one.textContent);
    stage.stop();
    return order;
  });
  expect(new Set(orders.map((order) => order[0])).size).toBeGreaterThan(1);
  expect(new Set(orders.map((order) => order[3]))).toEqual(new Set(["Something else"]));
});
