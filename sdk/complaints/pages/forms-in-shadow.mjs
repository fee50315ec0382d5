import assert from "node:assert/strict";
import { ruleBeforeSending } from "../guides.mjs";

const field = ["app-form", "#cost-centre"];
const send = ["app-form", "#send"];

export const guides = [ruleBeforeSending("rule", send, field)];

export async function holds({ sees, loses, click, press, type, key, ask, exposure, until, picture }) {
  const sent = () => ask(() => document.querySelector("#sent").value);
  await exposure("rule");
  await click(...field);
  await type("Sales");
  await click(...send);
  await sees("The cost centre is CC- and four digits.");
  await picture();
  assert.equal(await sent(), "0", "the first sending is held up");
  await press("The cost centre is CC- and four digits.");
  const there = await ask((path) => sight.lead(path).found.matches(":focus"), field);
  assert.ok(there, "the words lead to the field");
  for (let sign = 0; sign < 5; sign += 1) await key("Backspace");
  await type("CC-4711");
  await loses("The cost centre is CC-");
  await click(...send);
  await until("the form to be sent", async () => (await sent()) === "1");
}
