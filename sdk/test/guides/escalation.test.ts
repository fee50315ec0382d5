import { afterEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { escalation } from "../../src/guides/escalation.ts";
import { putForm } from "../form.ts";
import { picture } from "../looks.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { blockedBy } from "./contents.ts";
import { fill, focusName, press, stageFor, voice, words } from "./use.ts";

let stage: TestStage;

afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("it goes to the owner of what was chosen, and the reference is shown and said", async () => {
  const sent: (readonly string[])[] = [];
  stage = stageFor({ escalate: async (to, text) => (sent.push([to, text]), "E-2041") });
  escalation.show(blockedBy, stage);
  await press("I miss a permission");
  fill(inOurs("textarea") as HTMLTextAreaElement, "I cannot open the quotes.");
  await press("Send");
  await expect.poll(words).toContain("E-2041");
  expect(sent).toEqual([["access", "I cannot open the quotes."]]);
  expect(words()).toContain("Usually answered within 4 hours");
  await expect.poll(voice).toContain("E-2041");
  expect(focusName()).toBe("Close");
  await picture("escalation-sent");
  await userEvent.keyboard("{Enter}");
  expect(stage.outcomes).toEqual(["opened", "completed"]);
});

test("where it does not arrive that is said, and what was written stays", async () => {
  stage = stageFor({ escalate: async () => null });
  escalation.show(blockedBy, stage);
  await press("Something does not work");
  fill(inOurs("textarea") as HTMLTextAreaElement, "The list stays empty.");
  await press("Send");
  await expect.poll(() => inOurs("[role=alert]")?.textContent).toContain("could not be sent");
  expect((inOurs("textarea") as HTMLTextAreaElement).value).toBe("The list stays empty.");
  expect(stage.outcomes).toEqual(["opened"]);
});

test("one route has to be chosen", async () => {
  stage = stageFor({ escalate: async () => "E-1" });
  escalation.show(blockedBy, stage);
  await press("Send");
  expect(inOurs("[role=alert]")?.textContent).toBe("Please choose an answer first.");
});

test("it begins at its title and gives the focus back", async () => {
  const form = putForm();
  form.amount.focus();
  stage = stageFor();
  escalation.show(blockedBy, stage);
  await expect.poll(focusName).toBe("I am blocked");
  await userEvent.keyboard("{Escape}");
  expect(document.activeElement).toBe(form.amount);
  expect(stage.outcomes).toEqual(["opened", "dismissed"]);
});
