import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import type { FieldHelp } from "../../src/contract/guides.ts";
import { fieldHelp } from "../../src/guides/field_help.ts";
import { objections } from "../axe.ts";
import { type Form, putForm } from "../form.ts";
import { looks, picture, takeOn } from "../looks.ts";
import { inOurs, makeStage, type TestStage } from "../stage.ts";

const content: FieldHelp = {
  kind: "field_help",
  at: ["#cost-centre"],
  purpose: { en: "Says which budget pays for this.", ar: "يحدد الميزانية التي تدفع ثمن هذا الطلب." },
  format: { en: "Ten digits, beginning with 4", ar: "عشرة أرقام تبدأ بالرقم 4" },
  right: [{ en: "4100200310" }],
  wrong: [{ en: "EMEA-310" }, { en: "310" }],
  mend: { en: "The cost centre of your department is on your payslip.", ar: "مركز تكلفة قسمك مكتوب في كشف راتبك." },
};

let stage: TestStage;
let form: Form;
let close: () => void;

const help = (): HTMLElement | null => inOurs(".tip");
const shown = async (): Promise<HTMLElement> => {
  await expect.poll(() => help()?.style.visibility).toBe("visible");
  return help() as HTMLElement;
};

beforeEach(async () => {
  form = putForm();
  stage = makeStage();
  close = fieldHelp.show(content, stage);
  await expect.poll(() => form.costCentre.hasAttribute("aria-describedby")).toBe(true);
});
afterEach(async () => {
  close();
  stage.stop();
  document.body.replaceChildren();
  await takeOn(looks[0]);
});

test("it is there while the field has the focus, and the field can be filled in meanwhile", async () => {
  await userEvent.click(form.costCentre);
  await shown();
  await userEvent.keyboard("4100200310");
  expect(form.costCentre.value).toBe("4100200310");
  expect(help()?.textContent).toContain("Ten digits, beginning with 4");
  await userEvent.keyboard("{Tab}");
  expect(document.activeElement).toBe(form.amount);
  await expect.poll(help).toBeNull();
  expect(stage.outcomes).toEqual(["opened"]);
});

test("pointing at the field does not open it", async () => {
  await userEvent.hover(form.costCentre);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(help()).toBeNull();
});

test("Escape closes it, and it comes back when the focus comes anew", async () => {
  form.costCentre.focus();
  await shown();
  await userEvent.keyboard("{Escape}");
  expect(help()).toBeNull();
  expect(document.activeElement).toBe(form.costCentre);
  await userEvent.keyboard("{Tab}");
  await new Promise((resolve) => setTimeout(resolve, 250));
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
  await shown();
  expect(stage.outcomes).toEqual(["opened", "dismissed"]);
});

test("who hears the page gets it once, as the description of the field", async () => {
  const id = form.costCentre.getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(id)?.textContent).toBe(
    "Says which budget pays for this. Format: Ten digits, beginning with 4. Right: 4100200310. " +
      "Wrong: EMEA-310, 310. The cost centre of your department is on your payslip",
  );
  form.costCentre.focus();
  await shown();
  expect(inOurs(".said")).toBeNull();
});

test("a description that the page gave the field stays", async () => {
  close();
  form.costCentre.setAttribute("aria-describedby", "hint");
  close = fieldHelp.show(content, stage);
  await expect.poll(() => form.costCentre.getAttribute("aria-describedby")).toMatch(/^hint desirepath-\d+$/);
  close();
  expect(form.costCentre.getAttribute("aria-describedby")).toBe("hint");
});

test("a field that is drawn anew keeps its help", async () => {
  const anew = form.costCentre.cloneNode() as HTMLInputElement;
  anew.removeAttribute("aria-describedby");
  form.costCentre.replaceWith(anew);
  await expect.poll(() => anew.hasAttribute("aria-describedby")).toBe(true);
  anew.focus();
  await shown();
});

describe.each(looks)("in $name", (look) => {
  test("axe objects to nothing while it is open, and it lies over neither field nor label", async () => {
    close();
    stage.stop();
    await takeOn(look);
    stage = makeStage({ direction: look.direction, language: look.direction === "rtl" ? "ar" : "en" });
    close = fieldHelp.show(content, stage);
    form.costCentre.focus();
    const box = (await shown()).getBoundingClientRect();
    await picture(`field-help-${look.name}`);
    const field = form.costCentre.getBoundingClientRect();
    expect(box.left >= field.right || box.right <= field.left || box.top >= field.bottom).toBe(true);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(look.width);
    expect(await objections()).toEqual([]);
  });
});
