import assert from "node:assert/strict";
import { dialog, launcher, once, panel, walkthrough } from "../guides.mjs";

export const guides = [dialog("dialog", once("told")), walkthrough("walk", ["#send"], ["#approve"]), { ...launcher(), ...once("helping") }, panel()];
const title = "The old form closes on Friday";

/** What a screen reader is told; Firefox has no way to be asked by BiDi. */
const readable = async (page) => JSON.stringify(await page.accessibility.snapshot());

export async function holds({ page, by, besides, sees, loses, click, press, key, say, ask, focus, boxOf, picture }) {
  await besides("Step 1 of the request", "#send");
  await click("#supplier");
  await say("told");
  const { box } = await sees(title);
  await picture();
  const dialogs = await ask(() => {
    const open = sight.root().querySelector("dialog");
    return [open.matches(":modal"), open.getAttribute("aria-modal"), open.getAttribute("aria-label")];
  });
  assert.deepEqual(dialogs, [true, "true", title]);
  assert.ok((await focus()).ours, "the focus is in it");
  for (let turn = 0; turn < 8; turn += 1) {
    await key("Tab");
    assert.ok((await focus()).ours, "Tab does not leave it");
  }
  const button = await boxOf("#approve");
  assert.ok(box.bottom > 0 && !(await ask(({ left, top }) => document.elementFromPoint(left + 4, top + 4)?.id, button)));
  if (by === "chromium") assert.ok(!(await readable(page)).includes("Approve"), "what is behind it is not read");
  await key("Escape");
  await loses(title);
  assert.equal((await focus()).name, "supplier", "the focus is where it was");

  // What is not modal leaves the focus alone, and F6 leads there and back.
  if (by === "chromium") assert.ok((await readable(page)).includes("Approve"));
  await key("F6");
  assert.deepEqual(await focus(), { name: "Next", ours: true });
  await key("Enter");
  await besides("Step 2 of the request", "#approve");
  await key("Escape");
  await loses("Step 2 of the request");
  assert.equal((await focus()).name, "supplier");
  await say("helping");
  await press("Help with this page");
  await sees("Help with purchase requests");
  await key("Escape");
  await loses("Help with purchase requests");
  assert.equal((await focus()).name, "Help with this page", "the focus is on what opened it");
}
