import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Rule, Walkthrough } from "../../src/contract/guides.ts";
import { walkthrough } from "../../src/guides/walkthrough.ts";
import { objections } from "../axe.ts";
import { type Form, putForm } from "../form.ts";
import { looks, picture, takeOn } from "../looks.ts";
import { inOurs, makeStage, type TestGiven, type TestStage } from "../stage.ts";

const filled: Rule = { is: "not", of: { is: "element", at: ["#amount"], state: "empty" } };
const paragraph = (text: string) => ({ block: "paragraph", text: { en: text } }) as const;
const content: Walkthrough = {
  kind: "walkthrough",
  title: { en: "Raise a purchase request" },
  steps: [
    {
      id: "where",
      title: { en: "Where the new approval begins" },
      blocks: [paragraph("Four steps, about two minutes.")],
    },
    {
      id: "centre",
      title: { en: "Name the cost centre" },
      at: ["#cost-centre"],
      blocks: [paragraph("It has ten digits.")],
    },
    {
      id: "amount",
      title: { en: "Enter the amount" },
      at: ["#amount"],
      goes_on_when: filled,
      branches: [{ when: { is: "state", name: "small", values: ["yes"] }, to: "send" }],
    },
    { id: "approver", title: { en: "Choose who approves" }, at: ["#approver"] },
    { id: "send", title: { en: "Send it" }, at: ["#send"] },
  ],
};

let stage: TestStage;
let form: Form;
let close: () => void;
let small = false;

const holds = (rule: Rule): boolean => (rule.is === "state" ? small : rule.is === "not" && form.amount.value !== "");
const title = (): string => inOurs(".part h2")?.textContent ?? "";
const card = (): HTMLElement | null => inOurs<HTMLElement>("[role=dialog]");
const seen = (): boolean => card() !== null && getComputedStyle(card() as HTMLElement).visibility === "visible";
const press = (word: string): Promise<void> =>
  userEvent.click([...(card()?.querySelectorAll("button") ?? [])].find((one) => one.textContent === word) as Element);
const at = async (words: string): Promise<void> => {
  await expect.poll(() => seen() && title(), { timeout: 5000 }).toBe(words);
};
const begin = (given: TestGiven = {}): void => {
  stage = makeStage({ holds, ...given });
  close = walkthrough.show(content, stage);
};

beforeEach(() => {
  small = false;
  form = putForm();
});
afterEach(async () => {
  close();
  stage.stop();
  document.body.replaceChildren();
  await takeOn(looks[0]);
});

test("it goes from step to step by its buttons, back as well, and ends with the last", async () => {
  begin();
  await at("Where the new approval begins");
  await press("Next");
  await at("Name the cost centre");
  expect(inOurs(".progress")?.textContent).toBe("Step 2 of 5");
  await press("Back");
  await at("Where the new approval begins");
  await press("Next");
  await at("Name the cost centre");
  await press("Next");
  await at("Enter the amount");
  await press("Next");
  await at("Choose who approves");
  await press("Next");
  await at("Send it");
  await press("Done");
  expect(card()).toBeNull();
  expect(stage.outcomes).toEqual(["opened", "completed"]);
  expect(stage.drawer.size).toBe(0);
});

test("by keyboard alone: F6 goes to it, its buttons go on and keep the focus, F6 goes to the element", async () => {
  begin();
  await at("Where the new approval begins");
  expect(document.activeElement).toBe(document.body);
  await userEvent.keyboard("{F6}{Enter}");
  await at("Name the cost centre");
  await expect.poll(() => card()?.contains(inOurs(":focus"))).toBe(true);
  await userEvent.keyboard("{F6}");
  expect(document.activeElement).toBe(form.costCentre);
  await userEvent.keyboard("4100200310");
  expect(form.costCentre.value).toBe("4100200310");
  await userEvent.keyboard("{F6}{Escape}");
  expect(stage.outcomes).toEqual(["opened", "dismissed"]);
  expect(document.activeElement).toBe(form.costCentre);
});

test("a step goes on by itself once its rule holds, over the branch that holds", async () => {
  small = true;
  begin({ drawer: new Map([["walk", '["amount","centre"]']]) });
  await at("Enter the amount");
  await userEvent.fill(form.amount, "120");
  await at("Send it");
});

test("who goes back to a step that is done already can stay there", async () => {
  begin({ drawer: new Map([["walk", '["amount","centre"]']]) });
  await at("Enter the amount");
  await userEvent.fill(form.amount, "120");
  await at("Choose who approves");
  await press("Back");
  await at("Enter the amount");
  form.main.append(document.createElement("hr"));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(title()).toBe("Enter the amount");
  await userEvent.fill(form.amount, "");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await userEvent.fill(form.amount, "130");
  await at("Choose who approves");
});

test("after a reload it stands where it was, with the way back", async () => {
  begin();
  await at("Where the new approval begins");
  await press("Next");
  await at("Name the cost centre");
  const { drawer } = stage;
  stage.stop();
  begin({ drawer });
  await at("Name the cost centre");
  await press("Back");
  await at("Where the new approval begins");
});

test("an element that is not there is waited for, which is said after a while", async () => {
  form.main.remove();
  begin({ drawer: new Map([["walk", '["send"]']]) });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(card()).toBeNull();
  await expect.poll(() => card()?.textContent, { timeout: 4000 }).toContain("as soon as its place is on the page");
  document.body.append(form.main);
  await at("Send it");
});

test("where a later element is there instead, it goes to its step", async () => {
  form.costCentre.remove();
  form.amount.remove();
  begin({ drawer: new Map([["walk", '["centre"]']]) });
  await at("Choose who approves");
});

test("the page stays usable: the ring lets clicks through and the card does not lie over the element", async () => {
  begin({ drawer: new Map([["walk", '["send"]']]) });
  await at("Send it");
  let clicks = 0;
  form.send.addEventListener("click", () => (clicks += 1));
  await userEvent.click(form.send);
  expect(clicks).toBe(1);
  expect(card()?.getBoundingClientRect().left).toBeGreaterThan(form.send.getBoundingClientRect().right);
});

test.each([
  ["Do not show again", "not_again"],
  ["Remind me later", "snoozed"],
])("%s ends it as that, and leaves nothing behind", async (word, outcome) => {
  begin();
  await at("Where the new approval begins");
  await press(word);
  expect(stage.outcomes).toEqual(["opened", outcome]);
  expect(inOurs(".part")).toBeNull();
  expect(inOurs(".ring")).toBeNull();
  expect(stage.drawer.size).toBe(0);
});

describe.each(looks)("in $name", (look) => {
  test.each(["where", "centre", "send"])("axe objects to nothing at the step %s", async (step) => {
    await takeOn(look);
    begin({ direction: look.direction, drawer: new Map([["walk", `["${step}","where"]`]]) });
    await expect.poll(seen).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 250));
    await picture(`walkthrough-${step}-${look.name}`);
    expect(await objections()).toEqual([]);
  });
});
