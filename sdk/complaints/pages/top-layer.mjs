import assert from "node:assert/strict";
import { fieldHelp, launcher, panel, tooltip } from "../guides.mjs";

export const guides = [
  fieldHelp("cost-centre", ["#cost-centre"]),
  tooltip("approve", ["#approve"]),
  tooltip("copy", ["#copy"]),
  launcher(),
  panel(),
];

const help = "Help with this page";

export async function holds({ sees, besides, loses, press, key, point, click, ask, until, picture }) {
  // A modal dialog was open before guidance came: all outside it is inert.
  await sees(help);
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  await picture();
  await press(help);
  await sees("Help with purchase requests");
  await key("Escape");
  await loses("Help with purchase requests");
  assert.ok(await ask(() => document.querySelector("#form").open), "the page's own dialog did not hear that Escape");

  await ask(() => document.querySelector("#form").close());
  await sees(help);
  await point("#approve");
  await besides("Finance first", "#approve");

  // And one that opens after it, while it stands there.
  await ask(() => document.querySelector("#form").showModal());
  await sees(help);
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  await ask(() => document.querySelector("#form").close());

  await ask(() => document.querySelector("#menu").showPopover());
  await sees(help);
  await until("the menu to have its help", () => ask(() => document.querySelector("#copy[aria-describedby]") !== null));
  await point("#copy");
  await besides("Finance first", "#copy");
  assert.ok(await ask(() => document.querySelector("#menu").matches(":popover-open")), "the menu stays open");
}
