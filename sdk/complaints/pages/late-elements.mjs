import assert from "node:assert/strict";
import { guide, said, walkthrough } from "../guides.mjs";

const here = { target: { is: "page", paths: ["/late-elements"] } };
const there = { target: { is: "page", paths: ["/late-elements/other"] } };
const issue = (id, title, at, more) => guide(id, { kind: "known_issue", title: said(title), at }, more);

export const guides = [
  walkthrough("walk", ["#cost-centre"], ["#approve"]),
  issue("here", "Approvals are slow today", ["#approve"], here),
  issue("there", "This page is read only", null, there),
];

export async function holds({ besides, sees, loses, press, parts, ask, rest, ring, boxOf, until, picture }) {
  await besides("Step 1 of the request", "#cost-centre");
  for (let time = 0; time < 6; time += 1) {
    await ask(() => draw());
    await rest(70);
  }
  await besides("Step 1 of the request", "#cost-centre");
  await picture();
  const walks = (await parts()).filter(({ text }) => text.includes("Step 1 of the request"));
  assert.equal(walks.length, 1, "one card, at the element that is there now");
  await until("the ring around the new element", async () => {
    const [around, box] = [await ring(), await boxOf("#cost-centre")];
    return around && Math.abs(around.left + 4 - box.left) <= 1 && Math.abs(around.top + 4 - box.top) <= 1;
  });
  await press("Next");
  await besides("Step 2 of the request", "#approve");
  await press("Done");
  await loses("Step 2 of the request");

  await sees("Approvals are slow today");
  await ask(() => go("/late-elements/other"));
  await loses("Approvals are slow today");
  await sees("This page is read only");
  await ask(() => history.back());
  await loses("This page is read only");
}
