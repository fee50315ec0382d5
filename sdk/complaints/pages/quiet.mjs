import assert from "node:assert/strict";
import { banner, checklist, launcher, panel, survey } from "../guides.mjs";

export const guides = [banner(), survey("survey", { often: { times: 1, days: 90 } }), checklist(), launcher(), panel()];

const TEXT = "ten chairs for the new office, as agreed with the team and its lead";

export async function holds({ page, sees, seesNow, type, press, key, ask, rest, boxOf, loses, focus, parts, exposure, picture }) {
  await type(TEXT.slice(0, 10));
  for (const text of ["New approval path", "What stopped you here?", "Your first week", "Help with this page"])
    await sees(text);
  await type(TEXT.slice(10));
  await picture();
  assert.equal(await ask(() => document.querySelector("#reason").value), TEXT, "every key arrived");
  assert.deepEqual(await ask(() => moves), [], "and the focus never left");
  for (const field of ["#cost-centre", "#reason"]) {
    const { left, right, top, bottom } = await boxOf(field);
    assert.equal(await ask((x, y) => sight.isOurs(x, y), (left + right) / 2, (top + bottom) / 2), false);
  }
  assert.equal(await ask(() => sight.root().querySelector("dialog")), null, "nothing is modal");
  assert.ok((await parts()).every(({ role }) => ["status", "region"].includes(role)));

  await exposure("survey");
  await press("Not now");
  await page.reload();
  await sees("Help with this page");
  await rest(700);
  assert.equal(await seesNow("What stopped you here?"), false, "who was asked is not asked again");
  await press("Help with this page");
  await sees("Help with purchase requests");
  assert.ok((await focus()).ours, "what is asked for takes the focus");
  await key("Escape");
  await loses("Help with purchase requests");
}
