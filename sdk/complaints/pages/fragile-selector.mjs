import assert from "node:assert/strict";
import { fieldHelp, launcher, tooltip } from "../guides.mjs";

export const guides = [
  fieldHelp("cost-centre", ["#cost-centre"]),
  tooltip("approve", ["#approve"]),
  tooltip("nonsense", ["td:nth-child("]),
  launcher(),
];

export async function holds({ sees, seesNow, besides, point, click, parts, ask, rest, exposure, exposed, picture }) {
  await sees("Help with this page");
  await exposure("help");
  for (const field of ["#supplier", "#account"]) await click(field);
  await point("#approve-all");
  await rest(500);
  assert.deepEqual((await parts()).map(({ text }) => text), ["Help with this page"], "nothing stands beside anything");
  assert.deepEqual([exposed("cost-centre"), exposed("approve")], [0, 0]);

  await ask(() => bringBack());
  await click("#supplier");
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  await picture();
  assert.equal(await seesNow("Who approves"), false);
  await point("#approve");
  await besides("Finance first", "#approve");
  await Promise.all([exposure("cost-centre"), exposure("approve")]);
  assert.equal(exposed("nonsense"), 0, "what is no selector leads nowhere");
}
