import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { atSide, inCorner } from "../../src/page/corner.ts";
import type { Part, Placed } from "../../src/page/surface.ts";
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
  window.scrollTo(0, 0);
});

const put = (beside: Element, text = "Ten digits", more: Partial<Placed> = {}): Part => {
  const part = stage.surface.put({ label: "Help", beside, ...more });
  part.inside.append(stage.surface.make("p", { text }));
  return part;
};
const card = (): HTMLElement => inOurs<HTMLElement>(".part") as HTMLElement;
const shown = (): boolean => getComputedStyle(card()).visibility === "visible" && card().style.opacity !== "0";
const below = (element: Element, offset = 0): Promise<void> =>
  expect
    .poll(
      () => shown() && Math.round(card().getBoundingClientRect().top - element.getBoundingClientRect().bottom - offset),
    )
    .toBe(12);

test("a part stands twelve pixels below its element and goes when it is closed", async () => {
  const part = put(form.costCentre);
  await below(form.costCentre);
  const last = card();
  part.close();
  expect(last.isConnected).toBe(false);
});

test("it follows its element through a scroll container in a scroll container, and hides when it is scrolled out", async () => {
  const inner = document.createElement("div");
  const outer = document.createElement("div");
  for (const [box, height] of [
    [inner, "400px"],
    [outer, "300px"],
  ] as const) {
    box.style.setProperty("height", height);
    box.style.setProperty("overflow", "auto");
  }
  const room = document.createElement("div");
  room.style.setProperty("height", "900px");
  const field = document.createElement("input");
  inner.append(field, room);
  outer.append(inner, room.cloneNode());
  form.main.prepend(outer);
  put(field);
  await below(field);
  outer.scrollTop = 10;
  await below(field);
  inner.scrollTop = 300;
  await expect.poll(shown).toBe(false);
  inner.scrollTop = 0;
  await below(field);
});

test("it follows an element that the page moves without scrolling", async () => {
  put(form.costCentre);
  await below(form.costCentre);
  form.main.style.setProperty("padding-top", "180px");
  await below(form.costCentre);
});

test("it is hidden while its element is, and never stands in the corner of the page instead", async () => {
  put(form.costCentre, "Ten digits", { ring: true });
  await expect.poll(shown).toBe(true);
  form.costCentre.hidden = true;
  await expect.poll(shown).toBe(false);
  expect(getComputedStyle(inOurs(".ring") as Element).visibility).toBe("hidden");
  form.costCentre.hidden = false;
  await expect.poll(shown).toBe(true);
  expect(card().getBoundingClientRect().left).toBeGreaterThan(20);
});

test("in a frame of the same origin it stands beside the element, not beside where the frame begins", async () => {
  const frame = document.createElement("iframe");
  for (const [name, value] of [
    ["margin", "70px 0 0 90px"],
    ["border", "5px solid"],
    ["height", "200px"],
  ] as const) {
    frame.style.setProperty(name, value);
  }
  form.main.prepend(frame);
  const inside = frame.contentDocument as Document;
  const field = inside.createElement("input");
  const room = inside.createElement("div");
  room.style.setProperty("height", "600px");
  inside.body.append(field, room);
  put(field);
  const down = (): number => frame.getBoundingClientRect().top + 5;
  await below(field, down());
  const across = frame.getBoundingClientRect().left + 5 + field.getBoundingClientRect().left;
  expect(Math.abs(card().getBoundingClientRect().left - across)).toBeLessThan(1);
  inside.defaultView?.scrollTo(0, 4);
  await below(field, down());
  inside.defaultView?.scrollTo(0, 300);
  await expect.poll(shown).toBe(false);
});

test("it stands above an element at the lower edge", async () => {
  form.send.style.setProperty("position", "fixed");
  form.send.style.setProperty("bottom", "10px");
  put(form.send);
  await expect
    .poll(() => shown() && card().getBoundingClientRect().bottom < form.send.getBoundingClientRect().top)
    .toBe(true);
});

test.each([
  ["of 320 pixels", 320],
  ["at 200 per cent of 1280", 640],
])("on a window %s, long words stay inside of it", async (_, width) => {
  await page.viewport(width, 500);
  put(form.costCentre, "Kostenstellenverantwortungsbereichsgenehmigung".repeat(6));
  await expect.poll(shown).toBe(true);
  const box = card().getBoundingClientRect();
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.right).toBeLessThanOrEqual(width);
  expect(box.bottom).toBeLessThanOrEqual(500);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(Math.max(width, form.main.scrollWidth));
});

test.each(["middle", "top", "corner", "side"] as const)(
  "a part at the %s stands whole on a small window",
  async (where) => {
    await page.viewport(320, 400);
    const places = { middle: () => ({}), top: () => ({ where: "top" as const }), corner: inCorner, side: atSide };
    const part = stage.surface.put({ label: "News", ...places[where](stage.surface) });
    part.inside.append(stage.surface.make("p", { text: "The approval path is new. ".repeat(80) }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const box = card().getBoundingClientRect();
    expect([box.left >= 0, box.top >= 0, box.right <= 320, box.bottom <= 400]).toEqual([true, true, true, true]);
    expect(part.inside.scrollHeight).toBeGreaterThan(part.inside.clientHeight);
  },
);
