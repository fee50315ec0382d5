import assert from "node:assert/strict";
import { guide, launcher, panel, said } from "../guides.mjs";

const walk = guide("walk", {
  kind: "walkthrough",
  title: said("Your first request", { ar: "طلبك الأول" }),
  steps: [
    {
      id: "approve",
      title: said("Approve", { ar: "الموافقة على الطلب" }),
      blocks: [{ block: "paragraph", text: said("Finance first.", { ar: "المالية أولا، ثم قسمك." }) }],
      at: ["#approve"],
    },
  ],
});
const button = launcher();

export const guides = [walk, { ...button, content: { ...button.content, label: said("Help", { ar: "مساعدة" }) } }, panel()];

export async function holds({ besides, sees, press, key, boxOf, ask, picture, loses }) {
  const card = await besides("الموافقة على الطلب", "#approve");
  await picture();
  assert.equal(card.direction, "rtl");
  assert.ok(card.box.right < (await boxOf("#approve")).left, "after the element is to its left");
  const close = await ask(() => {
    const { left, right } = sight.root().querySelector(".part button.close").getBoundingClientRect();
    return (left + right) / 2;
  });
  assert.ok(close < (card.box.left + card.box.right) / 2, "the cross is at the other end of the title");
  const help = await sees("مساعدة");
  assert.ok(help.box.right < 300, "and the button in the other corner");
  await press("مساعدة");
  const side = await sees("Help with purchase requests");
  assert.ok(side.box.left < 20 && side.box.right < 500);
  await key("Escape");
  await loses("Help with purchase requests");
}
