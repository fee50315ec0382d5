import assert from "node:assert/strict";
import { launcher, walkthrough } from "../guides.mjs";

export const guides = [walkthrough("walk", ["#approve"]), launcher()];

const looks = () => {
  const card = sight.root().querySelector(".part.card");
  const styled = (element, ...names) => names.map((name) => getComputedStyle(element)[name]);
  return {
    host: styled(sight.root().host, "display", "transform", "position"),
    card: styled(card, "position", "textTransform", "transform", "letterSpacing", "fontSize"),
    main: styled(card.querySelector("button.main"), "cursor", "minHeight", "display"),
  };
};

export async function holds({ besides, sees, ask, press, loses, picture }) {
  const before = await ask(() => getComputedStyle(document.querySelector("#approve")).cssText + getComputedStyle(document.body).font);
  await besides("Step 1 of the request", "#approve");
  await sees("Help with this page");
  await picture();
  assert.deepEqual(await ask(looks), {
    host: ["block", "none", "fixed"],
    card: ["fixed", "none", "none", "normal", "14px"],
    main: ["pointer", "32px", "block"],
  });
  await press("Done");
  await loses("Step 1 of the request");
  const after = await ask(() => getComputedStyle(document.querySelector("#approve")).cssText + getComputedStyle(document.body).font);
  assert.equal(after, before);
}
