import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { inCorner } from "../../src/page/corner.ts";
import { asModal } from "../../src/page/modal.ts";
import type { Part } from "../../src/page/surface.ts";
import { type Form, putForm } from "../form.ts";
import { inOurs, makeStage, type TestStage } from "../stage.ts";

let stage: TestStage;
let form: Form;

beforeEach(async () => {
  await page.viewport(1440, 900);
  form = putForm();
  stage = makeStage();
});
afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

const confirm = (left?: () => void): Part => {
  const { make, put } = stage.surface;
  const part: Part = put({ label: "New policy", ...asModal(stage.surface), left: left ?? (() => part.close()) });
  part.inside.append(
    make("h2", { text: "New policy" }),
    make("button", { text: "Read" }),
    make("button", { text: "Later" }),
  );
  return part;
};
const focus = (): string | null | undefined => inOurs(":focus")?.textContent;

test("the page behind a modal part is inert: neither Tab nor a click gets there", async () => {
  let clicks = 0;
  form.send.addEventListener("click", () => (clicks += 1));
  confirm();
  const { left, top } = form.send.getBoundingClientRect();
  expect(document.elementFromPoint(left + 5, top + 5)?.localName).toBe("desirepath-guides");
  form.send.focus();
  expect(document.activeElement).not.toBe(form.send);
  expect(inOurs("dialog")?.getAttribute("aria-modal")).toBe("true");
  expect(inOurs("dialog")?.matches(":modal")).toBe(true);
  expect(clicks).toBe(0);
});

test("the focus begins inside, Tab goes round in both directions, Escape gives it back", async () => {
  form.amount.focus();
  confirm();
  await expect.poll(focus).toBe("Read");
  await userEvent.keyboard("{Tab}");
  expect(focus()).toBe("Later");
  await userEvent.keyboard("{Tab}");
  expect(focus()).toBe("Read");
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
  expect(focus()).toBe("Later");
  await userEvent.keyboard("{Escape}");
  expect(inOurs("dialog")).toBeNull();
  expect(document.activeElement).toBe(form.amount);
});

test("the focus goes to something near where its place has left the page", async () => {
  form.amount.focus();
  const part = confirm();
  form.amount.remove();
  part.close();
  expect(document.activeElement).toBe(form.costCentre);
});

test("the page is where it was scrolled to", async () => {
  form.main.style.setProperty("min-height", "4000px");
  form.send.focus({ preventScroll: true });
  window.scrollTo(0, 1500);
  const part = confirm();
  await expect.poll(focus).toBe("Read");
  part.close();
  expect(window.scrollY).toBe(1500);
  expect(document.activeElement).toBe(form.send);
});

test("a word that is announced while it is open is said inside it, as all else is inert", async () => {
  confirm();
  stage.surface.announce("Recorded");
  await expect.poll(() => inOurs("dialog [role=status]")?.textContent).toBe("Recorded");
});

test("where the page opens a dialog of its own, our part can be used inside it, and comes back when it closes", async () => {
  const dialog = document.createElement("dialog");
  dialog.append(document.createElement("input"));
  document.body.append(dialog);
  let pressed = 0;
  const { make, put } = stage.surface;
  const part = put({ label: "Help", ...inCorner(stage.surface) });
  part.inside.append(make("button", { text: "Open", on: { click: () => (pressed += 1) } }));
  dialog.showModal();
  await expect.poll(() => dialog.querySelector("desirepath-guides")).not.toBeNull();
  await userEvent.click(inOurs("button") as Element);
  expect(pressed).toBe(1);
  expect(dialog.open).toBe(true);
  dialog.close();
  await expect.poll(() => document.querySelector("desirepath-guides")?.parentElement).toBe(document.body);
  await userEvent.click(inOurs("button") as Element);
  expect(pressed).toBe(2);
});

test("a dialog that the page takes away takes nothing of ours with it, and a modal part stays modal", async () => {
  const dialog = document.createElement("dialog");
  document.body.append(dialog);
  dialog.showModal();
  confirm();
  expect(dialog.querySelector("desirepath-guides")).not.toBeNull();
  dialog.remove();
  await expect.poll(() => inOurs("dialog")?.matches(":modal")).toBe(true);
  await userEvent.keyboard("{Escape}");
  expect(inOurs("dialog")).toBeNull();
});

test("what the page puts into the top layer does not cover our parts", async () => {
  const menu = document.createElement("div");
  menu.setAttribute("popover", "manual");
  for (const [name, value] of [
    ["inset", "0"],
    ["width", "100vw"],
    ["height", "100vh"],
  ] as const)
    menu.style.setProperty(name, value);
  document.body.append(menu);
  const part = stage.surface.put({ label: "Help", where: "middle" });
  part.inside.append(stage.surface.make("input"));
  const field = inOurs<HTMLInputElement>("input") as HTMLInputElement;
  field.focus();
  menu.showPopover();
  const box = field.getBoundingClientRect();
  await expect.poll(() => document.elementFromPoint(box.left + 3, box.top + 3)?.localName).toBe("desirepath-guides");
  expect(inOurs(":focus")).toBe(field);
});

test("what somebody types and clicks in our parts is not heard by the page, and submits nothing", async () => {
  const heard: string[] = [];
  const hear = (event: Event): void => void heard.push(event.type);
  for (const name of ["keydown", "input", "click", "focusin", "pointerdown"]) document.addEventListener(name, hear);
  const part = stage.surface.put({ label: "Question", ...inCorner(stage.surface) });
  part.inside.append(stage.surface.make("textarea", { attributes: { "aria-label": "Why" } }));
  await userEvent.click(inOurs("textarea") as Element);
  await userEvent.keyboard("I do not know the code");
  for (const name of ["keydown", "input", "click", "focusin", "pointerdown"]) document.removeEventListener(name, hear);
  expect(inOurs<HTMLTextAreaElement>("textarea")?.value).toBe("I do not know the code");
  expect(heard).toEqual([]);
});
