import assert from "node:assert/strict";
import { fieldHelp, launcher, tooltip } from "../guides.mjs";

const field = ["app-request", "app-field", "#cost-centre"];
const approve = ["app-request", "#approve"];

export const guides = [
  fieldHelp("cost-centre", field),
  tooltip("approve", approve),
  tooltip("secret", ["app-secret", "#secret"]),
  tooltip("not-pierced", ["#cost-centre"]),
  launcher(),
];

export async function holds({ besides, click, point, loses, ask, exposure, exposed, picture }) {
  await Promise.all([exposure("cost-centre"), exposure("approve")]);
  await click(...field);
  await besides("The department that pays", ...field);
  await picture();
  const said = await ask((path) => {
    const input = sight.lead(path).found;
    return input.getRootNode().getElementById(input.getAttribute("aria-describedby")).textContent;
  }, field);
  assert.match(said, /^The department that pays/, "it is the description of the field, in the field's own root");

  await click("h1");
  await loses("The department that pays");
  await point(...approve);
  await besides("Finance first", ...approve);
  assert.equal(exposed("secret") + exposed("not-pierced"), 0);
}
