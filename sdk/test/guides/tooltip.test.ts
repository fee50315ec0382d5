import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { Tooltip } from "../../src/contract/guides.ts";
import { tooltip } from "../../src/guides/tooltip.ts";
import { objections } from "../axe.ts";
import { type Form, putForm } from "../form.ts";
import { looks, picture, takeOn } from "../looks.ts";
import { inOurs, makeStage, type TestStage } from "../stage.ts";

const content: Tooltip = {
  kind: "tooltip",
  at: ["#send"],
  title: { en: "Goes to Finance first" },
  blocks: [
    { block: "paragraph", text: { en: "Requests over 5,000 are approved by Finance, then by your own department." } },
    { block: "link", text: { en: "The approval path" }, to: "https://intranet.example/approvals" },
  ],
};

let stage: TestStage;
let form: Form;
let close: () => void;

const tip = (): Element | null => inOurs(".tip");
const shown = async (): Promise<Element> => {
  await expect.poll(() => (tip() as HTMLElement | null)?.style.visibility).toBe("visible");
  return tip() as Element;
};

beforeEach(async () => {
  form = putForm();
  stage = makeStage();
  close = tooltip.show(content, stage);
  await expect.poll(() => inOurs(".mark")).not.toBeNull();
});
afterEach(async () => {
  close();
  stage.stop();
  document.body.replaceChildren();
  await takeOn(looks[0]);
});

test("it opens when somebody points at the element, and stays while they point at its words", async () => {
  await userEvent.hover(form.send);
  const words = await shown();
  expect(words.textContent).toContain("Goes to Finance first");
  await userEvent.hover(words);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(tip()).not.toBeNull();
  await userEvent.hover(form.main, { position: { x: 5, y: 5 } });
  await expect.poll(tip).toBeNull();
  expect(stage.outcomes).toEqual(["opened"]);
});

test("by keyboard it opens with the focus, and Escape closes it without the page knowing", async () => {
  const heard: string[] = [];
  const hear = (event: KeyboardEvent): void => void heard.push(event.key);
  document.addEventListener("keydown", hear, true);
  form.send.focus();
  await shown();
  await userEvent.keyboard("{Escape}");
  expect(tip()).toBeNull();
  expect(document.activeElement).toBe(form.send);
  await userEvent.keyboard("{Escape}");
  document.removeEventListener("keydown", hear, true);
  expect(heard).toEqual(["Escape"]);
  expect(stage.outcomes).toEqual(["opened", "dismissed"]);
});

test("its link is reached by F6, and F6 goes back to the element", async () => {
  form.send.focus();
  await shown();
  await userEvent.keyboard("{F6}");
  expect(inOurs(":focus")?.className).toBe("mark");
  await userEvent.keyboard("{F6}");
  expect(inOurs(":focus")?.textContent).toBe("The approval path");
  expect(tip()).not.toBeNull();
  await userEvent.keyboard("{F6}");
  expect(document.activeElement).toBe(form.send);
});

test("its mark opens and closes it by a click", async () => {
  const mark = inOurs(".mark") as HTMLElement;
  await userEvent.click(mark);
  await shown();
  expect(mark.getAttribute("aria-expanded")).toBe("true");
  expect(mark.getAttribute("aria-label")).toBe("Goes to Finance first");
  await userEvent.hover(form.amount);
  form.amount.focus();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(tip()).not.toBeNull();
  await userEvent.click(mark);
  expect(tip()).toBeNull();
  expect(mark.getAttribute("aria-expanded")).toBe("false");
});

test("its words are the description of the element, and nothing of them stays when it is closed", () => {
  const id = form.send.getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(id)?.textContent).toMatch(/^Goes to Finance first\. Requests over 5,000/);
  close();
  expect(form.send.hasAttribute("aria-describedby")).toBe(false);
  expect(document.querySelector("desirepath-words")).toBeNull();
  expect(inOurs(".part")).toBeNull();
});

test("a click elsewhere closes it", async () => {
  await userEvent.hover(form.send);
  await shown();
  await userEvent.click(form.amount);
  await expect.poll(tip).toBeNull();
  expect(stage.outcomes).toEqual(["opened"]);
});

describe.each(looks)("in $name", (look) => {
  test("axe objects to nothing while it is open", async () => {
    close();
    stage.stop();
    await takeOn(look);
    stage = makeStage({ direction: look.direction });
    close = tooltip.show(content, stage);
    form.send.focus();
    await shown();
    await picture(`tooltip-${look.name}`);
    expect(await objections()).toEqual([]);
  });
});
