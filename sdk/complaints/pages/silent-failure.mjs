import assert from "node:assert/strict";
import { banner, checklist, guide, launcher, once, said, survey, tooltip } from "../guides.mjs";

const beside = { kind: "known_issue", title: said("Approvals are slow today"), at: ["#approve"] };

export const guides = [
  tooltip("gone", ["#gone"]),
  checklist("no-code"),
  guide("left-meanwhile", beside, once("approving")),
  survey("denied"),
  banner("shown"),
  launcher("button", "nothing"),
];

/** The code of one kind cannot be had; that of another comes late. */
export const serves = async (file) => {
  if (file.startsWith("checklist-")) return 404;
  if (file.startsWith("known_issue-")) await new Promise((over) => setTimeout(over, 900));
  return null;
};
/** What the server says where it is asked whether a guide may begin, by its id. */
export const answers = { claims: ({ guide: id }) => ({ show: id !== "denied", because: null }) };

export async function holds({ sees, seesNow, say, ask, rest, rows, exposure, exposed, expected, picture, press }) {
  expected.push("404", "Loading module from", "Loading failed for the module");
  await sees("New approval path");
  await sees("Help with this page");
  await picture();
  await say("approving");
  await rest(450);
  await ask(() => document.querySelector("#approve").remove());
  await exposure("shown");
  await press("Got it");
  await rest(1800);
  assert.equal(await seesNow("Approvals are slow today"), false);
  const counted = Object.fromEntries(guides.map(({ id }) => [id, exposed(id)]));
  assert.deepEqual(counted, { gone: 0, "no-code": 0, "left-meanwhile": 0, denied: 0, shown: 1, button: 1 });
  const fates = rows("exposures").filter((row) => row.intervention_id === "shown").map(({ action }) => action);
  assert.deepEqual(fates, ["shown", "completed"]);
}
