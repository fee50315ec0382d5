import { banner, fieldHelp, launcher, walkthrough } from "../guides.mjs";

export const guides = [
  walkthrough("walk", ["#approve"]),
  fieldHelp("cost-centre", ["#cost-centre"]),
  banner(),
  launcher(),
];

export async function holds({ sees, besides, press, click, loses, picture }) {
  await besides("Step 1 of the request", "#approve");
  await click("#cost-centre");
  await besides("The department that pays", "#cost-centre");
  for (const text of ["New approval path", "Help with this page"]) await sees(text);
  await picture();
  await press("Got it");
  await loses("New approval path");
}
