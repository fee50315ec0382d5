import assert from "node:assert/strict";
import { banner, dialog, once, survey } from "../guides.mjs";

export const guides = [banner("calm", once("calm")), dialog("calm-dialog", once("calm")), survey("lively", once("lively"))];

/** How many of our parts are moved by the browser, from when they come. */
const moved = () => {
  window.moved = 0;
  const count = () => {
    const all = sight.root()?.querySelectorAll(".part") ?? [];
    window.moved += [...all].flatMap((part) => part.getAnimations({ subtree: true })).length;
    requestAnimationFrame(count);
  };
  count();
};

export async function holds({ page, by, sees, say, ask, key, loses, picture }) {
  // Firefox reduces motion for all pages, as it was started.
  if (by === "chromium") await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  assert.ok(await ask(() => matchMedia("(prefers-reduced-motion: reduce)").matches));
  await ask(moved);
  await say("calm");
  await sees("The old form closes on Friday");
  await picture();
  await key("Escape");
  await loses("The old form closes on Friday");
  assert.equal(await ask(() => window.moved), 0);
  if (by !== "chromium") return;
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "no-preference" }]);
  await say("lively");
  await sees("What stopped you here?");
  assert.ok((await ask(() => window.moved)) > 0, "it moves where that is welcome: what counts can count");
}
