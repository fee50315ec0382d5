import assert from "node:assert/strict";
import { checklist, launcher, panel, survey, tooltip } from "../guides.mjs";

export const guides = [tooltip("approve", ["#approve"]), launcher(), panel(), survey(), checklist()];

export async function holds({ site, asked, sees, press, key, loses, exposure, ask, page, picture }) {
  for (const text of ["What stopped you here?", "Your first week"]) await sees(text);
  await press("Help with this page");
  await sees("Help with purchase requests");
  await picture();
  await key("Escape");
  await loses("Help with purchase requests");
  await exposure("approve");
  const base = `${site.address}/self-host/behind/a/proxy/desirepath/v1/`;
  const ours = asked.filter((address) => address !== `${site.address}/self-host` && !address.endsWith("/host.css"));
  assert.deepEqual(ours.filter((address) => !address.startsWith(base)), [], "all under the address that it was given");
  for (const name of ["loader", "core-", "self_help-", "survey-", "checklist-"])
    assert.ok(ours.some((address) => address.startsWith(`${base}sdk/${name}`)), `${name} was asked for`);
  assert.equal(await ask(() => document.cookie), "");
  assert.deepEqual(await page.cookies(), []);
}
