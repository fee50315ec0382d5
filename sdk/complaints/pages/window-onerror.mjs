import assert from "node:assert/strict";
import { banner, fieldHelp, guide, launcher, panel, said } from "../guides.mjs";

const escalation = guide("blocked", {
  kind: "escalation",
  title: said("I am blocked"),
  routes: [{ to: "access", text: said("I miss a permission") }],
});

export const guides = [fieldHelp("cost-centre", ["#cost-centre"]), launcher(), panel(), escalation, banner()];
export const fails = ["arrivals", "claims", "events", "outcomes", "progress", "answers", "escalations", "refusals"];

export async function holds({ sees, seesNow, besides, press, type, key, click, ask, rest, loses, expected, bodies, picture }) {
  expected.push("500");
  await sees("Help with this page");
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  await picture();
  await press("Help with this page");
  await sees("Help with purchase requests");
  await type("cost centre");
  await rest(600);
  await key("Escape");
  await loses("Help with purchase requests");
  await ask(() => desirepath.open(null));
  await ask(() => desirepath.track(Symbol.iterator.description, { at: "never", case: {} }));
  await rest(400);
  assert.deepEqual(await ask(() => counted), []);
  assert.ok(bodies("arrivals").length > 0, "the server was asked, and failed");
  assert.equal(await seesNow("New approval path"), false, "what has to be asked for is not shown without an answer");
}
