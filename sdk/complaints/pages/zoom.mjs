import assert from "node:assert/strict";
import { dialog, launcher, once, panel, survey, walkthrough } from "../guides.mjs";

export const guides = [
  walkthrough("walk", ["#cost-centre"]),
  dialog("dialog", once("told")),
  survey("survey", once("asked")),
  launcher(),
  panel(),
];

/** A window of 1280 by 720 pixels, seen twice and four times as large. */
const WINDOWS = [
  { width: 640, height: 360, deviceScaleFactor: 2 },
  { width: 320, height: 180, deviceScaleFactor: 1 },
  { width: 320, height: 640, deviceScaleFactor: 1 },
];

/** Every part is inside the window, and nothing of it is cut off sideways. */
const cutOff = ({ width, height }) =>
  [...sight.root().querySelectorAll(".part")].flatMap((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    const inside = part.querySelector(".inside");
    const whole = left >= 0 && top >= 0 && right <= width && bottom <= height;
    const reads = inside.scrollWidth <= inside.clientWidth + 1;
    const hidden = getComputedStyle(part).visibility === "hidden";
    return hidden || (whole && reads) ? [] : [`${part.getAttribute("aria-label")}: ${[left, top, right, bottom]}`];
  });

export async function holds({ page, sees, loses, press, say, ask, key, seesNow, rest, until, picture }) {
  await sees("Step 1 of the request");
  for (const window of WINDOWS) {
    await page.setViewport(window);
    await rest(250);
    await until("the step to be seen", () => seesNow("Step 1 of the request"));
    assert.deepEqual(await ask(cutOff, window), []);
    await picture(`-${window.width}-${window.height}`);
  }
  await page.setViewport(WINDOWS[2]);
  await press("Done");
  await say("asked");
  await sees("What stopped you here?");
  assert.deepEqual(await ask(cutOff, WINDOWS[2]), []);
  await press("Not now");
  await loses("What stopped you here?");
  await press("Help with this page");
  await sees("Help with purchase requests");
  assert.deepEqual(await ask(cutOff, WINDOWS[2]), []);
  await key("Escape");
  await say("told");
  await sees("The old form closes on Friday");
  assert.deepEqual(await ask(cutOff, WINDOWS[2]), []);
  assert.ok(await ask(() => document.documentElement.scrollWidth <= innerWidth), "the page does not scroll sideways");
}
