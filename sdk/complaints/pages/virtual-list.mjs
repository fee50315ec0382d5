import assert from "node:assert/strict";
import { walkthrough } from "../guides.mjs";

const button = ['tr[data-request="R-17"] button'];

export const guides = [walkthrough("walk", button)];

export async function holds({ besides, seesNow, ask, until, picture }) {
  await besides("Step 1 of the request", ...button);
  await picture();
  for (const first of [800, 300, 500, 100]) {
    const began = Date.now();
    await ask((to) => show(to), first);
    await until("the card to leave", async () => !(await seesNow("Step 1 of the request")));
    const stayed = Date.now() - began;
    assert.ok(stayed < 600, `for ${stayed} ms it stood at another request`);
    await ask(() => show(13));
    await besides("Step 1 of the request", ...button);
  }
}
