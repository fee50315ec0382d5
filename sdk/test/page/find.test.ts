import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFollower, type Follower } from "../../src/page/follow.ts";
import type { Guarding } from "../../src/page/guarding.ts";
import { make } from "../../src/page/make.ts";
import { keptIn } from "../faults.ts";
import { type Form, putForm } from "../form.ts";

let follower: Follower;
let form: Form;

beforeEach(() => {
  form = putForm();
  follower = makeFollower();
});
afterEach(() => {
  follower.stop();
  document.body.replaceChildren();
});

test("a locator leads through open shadow roots and frames of the same origin", () => {
  const widget = make("div", { class: "widget" });
  const frame = make("iframe");
  widget.attachShadow({ mode: "open" }).append(frame);
  form.main.append(widget);
  const field = (frame.contentDocument as Document).createElement("input");
  frame.contentDocument?.body.append(field);
  expect(follower.find([".widget", "iframe", "input"])).toBe(field);
});

test("of what fits, the first that can be seen is meant", () => {
  const hidden = make("button", { class: "go" });
  hidden.style.setProperty("visibility", "hidden");
  const gone = make("button", { class: "go" });
  gone.hidden = true;
  const there = make("button", { class: "go", text: "Go" });
  form.main.append(hidden, gone, there);
  expect(follower.find([".go"])).toBe(there);
});

test("a closed shadow root, a frame of another origin and what is no selector lead nowhere", () => {
  const closed = make("div", { class: "closed" });
  closed.attachShadow({ mode: "closed" }).append(make("input"));
  form.main.append(closed, make("iframe", { attributes: { sandbox: "" } }));
  expect(follower.find([".closed", "input"])).toBeNull();
  expect(follower.find(["iframe", "body"])).toBeNull();
  expect(follower.find(["input[["])).toBeNull();
});

test("the coming and going of an element is told, also when it is drawn anew", async () => {
  const told: (Element | null)[] = [];
  const stop = follower.follow(["#late"], (element) => told.push(element));
  const one = make("input", { attributes: { id: "late" } });
  form.main.append(one);
  await expect.poll(() => told).toEqual([one]);
  const two = make("input", { attributes: { id: "late" } });
  one.replaceWith(two);
  await expect.poll(() => told).toEqual([one, two]);
  two.style.setProperty("display", "none");
  await expect.poll(() => told).toEqual([one, two, null]);
  two.style.setProperty("display", "");
  await expect.poll(() => told).toEqual([one, two, null, two]);
  stop();
  two.remove();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toEqual([one, two, null, two]);
});

test("changes inside of a shadow root that a locator leads into are seen", async () => {
  const widget = make("div", { class: "widget" });
  form.main.append(widget);
  const told: (Element | null)[] = [];
  follower.follow([".widget", "button"], (element) => told.push(element));
  const root = widget.attachShadow({ mode: "open" });
  await new Promise((resolve) => setTimeout(resolve, 1300));
  const button = make("button", { text: "Approve" });
  root.append(button);
  await expect.poll(() => told).toEqual([button]);
});

test("a style sheet that comes late is noticed although nothing tells of it", async () => {
  const told: (Element | null)[] = [];
  follower.follow(["#send"], (element) => told.push(element));
  await expect.poll(() => told).toEqual([form.send]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("#send{visibility:hidden}");
  document.adoptedStyleSheets = [sheet];
  await expect.poll(() => told, { timeout: 2500 }).toEqual([form.send, null]);
  document.adoptedStyleSheets = [];
});

/** A guard that notes how long each task of ours took, in milliseconds. */
const timed =
  (took: number[]): Guarding =>
  (told) =>
  (...given) => {
    const began = performance.now();
    told(...given);
    took.push(performance.now() - began);
  };

/** The longest task of ours while a table of 10,000 cells changes for half a second; fifty of them are followed. */
const longest = async (rows: readonly HTMLElement[]): Promise<number> => {
  const took: number[] = [];
  const eyes = makeFollower(timed(took));
  const told = new Set<Element | null>();
  for (let one = 0; one < 50; one += 1) {
    eyes.follow([`tr:nth-child(${one * 40 + 1}) td.c`], (element) => told.add(element));
  }
  eyes.follow(["table td:not(.a, .b, .c, .d, .e)"], (element) => told.add(element));
  for (let turn = 0; turn < 20; turn += 1) {
    for (let row = 0; row < 20; row += 1) rows[(turn * 20 + row) % 2000]?.classList.toggle("changed");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await expect.poll(() => told.size, { timeout: 5000 }).toBe(50);
  eyes.stop();
  return Math.max(...took);
};

test("on a table of 10,000 cells that changes all the time, no task of ours takes 50 ms", async () => {
  const rows = Array.from({ length: 2000 }, (_, row) =>
    make("tr", {}, ...["a", "b", "c", "d", "e"].map((name) => make("td", { class: name, text: `${row}` }))),
  );
  form.main.append(make("table", {}, make("tbody", {}, ...rows)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  // Whatever else runs on the machine makes a task seem longer, never shorter: the best of four counts.
  const tries = [await longest(rows), await longest(rows), await longest(rows), await longest(rows)];
  expect(Math.min(...tries)).toBeLessThan(50);
}, 30_000);

test("a locator that takes long is looked for no more", async () => {
  const rows = Array.from({ length: 3000 }, () => make("i"));
  form.main.append(make("section", {}, ...rows));
  const slow = "i:has(~ i ~ b), i:has(~ i ~ u ~ s), i:not(:has(~ i)) ~ b";
  const took: number[] = [];
  const eyes = makeFollower(timed(took));
  let told = 0;
  eyes.follow([slow], () => (told += 1));
  for (let turn = 0; turn < 20; turn += 1) {
    form.main.classList.toggle("turn");
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  eyes.stop();
  expect(took.filter((one) => one > 25).length).toBeLessThanOrEqual(2);
  expect(told).toBe(0);
});

test("a page that breaks its timers between a frame and what comes after it hears nothing of it", async () => {
  const faults: string[] = [];
  const heard: string[] = [];
  const hear = (event: ErrorEvent): void => void heard.push(event.message);
  const { setTimeout } = window;
  const eyes = makeFollower(keptIn(faults));
  window.addEventListener("error", hear);
  try {
    eyes.follow(["#late"], () => undefined);
    window.setTimeout = (() => {
      throw new Error("broken by the page");
    }) as unknown as typeof setTimeout;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  } finally {
    window.setTimeout = setTimeout;
    window.removeEventListener("error", hear);
    eyes.stop();
  }
  expect(faults).toEqual(["Error: broken by the page"]);
  expect(heard).toEqual([]);
});
