import assert from "node:assert/strict";
import { walkthrough } from "../guides.mjs";

export const guides = [walkthrough("walk", ["#cost-centre"])];
const card = "Step 1 of the request";

const scroll = (name, top) => {
  const box = name ? document.querySelector(name) : document.scrollingElement;
  box.scrollTop = top;
};

export async function holds({ besides, loses, ask, boxOf, ring, until, picture }) {
  const ringed = () =>
    until("the ring to be around the element", async () => {
      const [around, box] = [await ring(), await boxOf("#cost-centre")];
      const edges = around && ["left", "top", "right", "bottom"].map((edge) => Math.abs(around[edge] - box[edge]));
      return edges?.every((gap) => gap >= 3 && gap <= 5);
    });
  await besides(card, "#cost-centre");
  let last = await boxOf("#cost-centre");
  for (const [name, top] of [["#third", 20], ["#second", 25], ["#first", 30], ["", 40]]) {
    await ask(scroll, name, top);
    const now = await boxOf("#cost-centre");
    assert.ok(last.top - now.top >= 19, `${name || "the page"} scrolled`);
    last = now;
    await besides(card, "#cost-centre");
    await ringed();
  }
  await picture();
  for (const name of ["#third", "#second", "#first"]) {
    await ask(scroll, name, 1000);
    await loses(card);
    assert.equal(await ring(), null);
    await ask(scroll, name, 20);
    await besides(card, "#cost-centre");
  }
}
