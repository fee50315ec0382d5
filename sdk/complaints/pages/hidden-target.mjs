import { walkthrough } from "../guides.mjs";

export const guides = [walkthrough("walk", ["#cost-centre"])];
const card = "Step 1 of the request";

/** Each of these hides the field in another way, and brings it back. */
const WAYS = {
  "is not drawn": (gone) => document.querySelector("#details").classList.toggle("gone", gone),
  "is not visible": (gone) => document.querySelector("#cost-centre").classList.toggle("unseen", gone),
  "has no size": (gone) => {
    const { style } = document.querySelector("#cost-centre");
    style.cssText = gone ? "width:0;height:0;padding:0;border:0" : "";
  },
  "is off the page": (gone) => {
    const { style } = document.querySelector("#details");
    style.transform = gone ? "translateX(-4000px)" : "";
  },
  "left the page": (gone) => {
    if (gone) window.kept = document.querySelector("#details");
    if (gone) window.kept.remove();
    else document.querySelector("h1").after(window.kept);
  },
};

export async function holds({ besides, loses, ask, rest, picture }) {
  await besides(card, "#cost-centre");
  await picture();
  for (const hide of Object.values(WAYS)) {
    await ask(hide, true);
    await loses(card);
    await rest(60);
    await ask(hide, false);
    await besides(card, "#cost-centre");
  }
}
