import { afterEach, beforeEach, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { ruleReinforcement } from "../../src/guides/rule_reinforcement.ts";
import type { Stop } from "../../src/guides/guide.ts";
import { type Form, putForm } from "../form.ts";
import { inOurs, type TestStage } from "../stage.ts";
import { beforeSending } from "./contents.ts";
import { control, press, rest, stageFor, voice, words } from "./use.ts";

const costCentreSays = "The cost centre is CC- and four digits, as on your badge.";
const amountSays = "Finance needs the amount without tax.";
let stage: TestStage;
let form: Form;
let sent: number;
let close: Stop;

const elementOf = (form: Form): HTMLFormElement => form.send.form as HTMLFormElement;
const watch = async (content = beforeSending): Promise<void> => {
  close = ruleReinforcement.show(content, stage);
  await rest(300);
};

beforeEach(() => {
  form = putForm();
  form.send.type = "submit";
  sent = 0;
  elementOf(form).addEventListener("submit", () => (sent += 1));
  stage = stageFor();
});
afterEach(() => {
  close();
  stage.stop();
  document.body.replaceChildren();
});

test("the first sending is held up, and each line says what is not right and leads to its field", async () => {
  form.costCentre.value = "4711";
  await watch();
  await userEvent.click(form.send);
  expect(sent).toBe(0);
  await press(costCentreSays);
  expect(document.activeElement).toBe(form.costCentre);
  await press(amountSays);
  expect(document.activeElement).toBe(form.amount);
});

test("the second sending goes through, whatever is in the fields", async () => {
  await watch();
  await userEvent.click(form.send);
  await userEvent.click(form.send);
  expect(sent).toBe(1);
  expect(inOurs(".part")).toBeNull();
});

test("Enter in a field is a sending like any other, held up once", async () => {
  await watch();
  await userEvent.click(form.amount);
  await userEvent.keyboard("{Enter}");
  expect(sent).toBe(0);
  expect(words()).toContain(amountSays);
  form.amount.focus();
  await userEvent.keyboard("{Enter}");
  expect(sent).toBe(1);
});

test("a form that is sent by script is held up once", async () => {
  await watch();
  elementOf(form).requestSubmit();
  expect(sent).toBe(0);
  elementOf(form).requestSubmit();
  expect(sent).toBe(1);
});

test("another button of the same form is not held up", async () => {
  const draft = document.createElement("button");
  elementOf(form).append(draft);
  await watch();
  draft.click();
  expect(sent).toBe(1);
  expect(inOurs(".part")).toBeNull();
});

test("a form that is named itself is held up once, without any button too", async () => {
  const whole = elementOf(form);
  form.send.remove();
  await watch({ ...beforeSending, at: ["form"] });
  whole.requestSubmit();
  expect(sent).toBe(0);
  expect(words()).toContain(amountSays);
});

test("a button that only a script of the page listens to is held up once", async () => {
  let pressed = 0;
  const single = document.createElement("div");
  single.id = "single";
  single.textContent = "Send";
  single.addEventListener("click", () => (pressed += 1));
  window.addEventListener("click", (event) => event.target === single && (pressed += 1), { once: true });
  document.body.append(single);
  await watch({ ...beforeSending, at: ["#single"] });
  single.click();
  expect(pressed).toBe(0);
  single.click();
  expect(pressed).toBe(2);
});

test("a form in a shadow root is held up once, by its button and by script", async () => {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const inner = elementOf(form);
  document.body.append(host);
  root.append(inner);
  const at = (selector: string): readonly string[] => ["#shadow", selector];
  host.id = "shadow";
  const rules = beforeSending.rules.map((rule) => ({ ...rule, field: at(rule.field[0] ?? "") }));
  await watch({ ...beforeSending, at: at("#send"), rules });
  inner.requestSubmit();
  expect(sent).toBe(0);
  expect(words()).toContain(amountSays);
  form.send.click();
  expect(sent).toBe(1);
});

test("what is right goes through at once, and the fields are not asked for again", async () => {
  form.costCentre.value = "CC-4711";
  form.amount.value = "12";
  await watch();
  await userEvent.click(form.send);
  expect(sent).toBe(1);
  expect(inOurs(".part")).toBeNull();
});

test("Send anyway sends", async () => {
  await watch();
  await userEvent.click(form.send);
  await press("Send anyway");
  expect(sent).toBe(1);
  expect(inOurs(".part")).toBeNull();
});

test("lines go as their fields are mended, and with the last one the words", async () => {
  form.costCentre.value = "4711";
  await watch();
  await userEvent.click(form.send);
  await userEvent.fill(form.costCentre, "CC-4711");
  await expect.poll(() => control(costCentreSays)).toBeNull();
  expect(control(amountSays)).not.toBeNull();
  await userEvent.fill(form.amount, "12");
  await expect.poll(() => inOurs(".part")).toBeNull();
  await expect.poll(voice).toBe("Everything is as it should be now.");
  expect(stage.outcomes).toEqual(["opened", "completed"]);
});

test("what is not to be held up is said when somebody reaches for the button, and then sent at once", async () => {
  await userEvent.hover(form.main, { position: { x: 5, y: 5 } });
  await watch({ ...beforeSending, stops: false });
  await userEvent.hover(form.send);
  await expect.poll(words).toContain(amountSays);
  await userEvent.click(form.send);
  expect(sent).toBe(1);
});

test("a rule asks only while its condition holds, and of fields that can be seen", async () => {
  const rules = beforeSending.rules.map((rule) => ({
    ...rule,
    only_when: { is: "state", name: "kind", values: ["order"] } as const,
  }));
  await watch({ ...beforeSending, rules });
  await userEvent.click(form.send);
  expect(sent).toBe(1);
  close();
  form.amount.hidden = true;
  await watch();
  await userEvent.click(form.send);
  expect(sent).toBe(2);
});

test("nothing that stands in a field is told, recorded or kept", async () => {
  form.costCentre.value = "canary-4711";
  await watch();
  await userEvent.click(form.send);
  await press("Send anyway");
  const told = JSON.stringify([stage.outcomes, stage.rows, stage.opened, [...stage.drawer]]);
  expect(told).not.toContain("canary");
  expect(words() + document.body.innerHTML).not.toContain("canary");
});

test("after it was ended it holds nothing up", async () => {
  await watch();
  close();
  await userEvent.click(form.send);
  expect(sent).toBe(1);
});
