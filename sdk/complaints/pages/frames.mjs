import assert from "node:assert/strict";
import { fieldHelp, launcher, tooltip } from "../guides.mjs";

const field = ["#outer", "#inner", "#cost-centre"];

export const alsoAllowed = "frame-src 'self' OTHER";
export const others = ({ other }) => [other];
export const guides = [
  fieldHelp("cost-centre", field),
  tooltip("foreign", ["#foreign", "#cost-centre"]),
  launcher(),
];

const scroll = (path, top) => {
  const { found } = sight.lead(path);
  found.ownerDocument.defaultView.scrollTo(0, top);
};

/** A modal dialog of the frame makes the frame inert, and not the page. */
const openModal = (path) => {
  const { ownerDocument, parentElement } = sight.lead(path).found;
  const dialog = ownerDocument.createElement("dialog");
  parentElement.before(dialog);
  dialog.append(parentElement);
  dialog.showModal();
};
const closeModal = (path) => {
  const { parentElement: label } = sight.lead(path).found;
  const dialog = label.parentElement;
  dialog.before(label);
  dialog.remove();
};

export async function holds({ besides, loses, click, ask, exposure, exposed, picture, key, rest, boxOf }) {
  await exposure("cost-centre");
  await ask(scroll, ["#outer", "#inner"], 30);
  await ask(scroll, field, 25);
  await click(...field);
  await besides("The department that pays", ...field);
  await picture();
  const before = await boxOf(...field);
  await ask(scroll, field, 60);
  const after = await boxOf(...field);
  assert.ok(before.top - after.top > 20, "the field has moved");
  await besides("The department that pays", ...field);
  await ask(scroll, field, 900);
  await loses("The department that pays");
  await ask(scroll, field, 25);
  await besides("The department that pays", ...field);

  await ask(openModal, field);
  await click(...field);
  await besides("The department that pays", ...field);
  assert.ok(await ask(() => document.querySelector("body > desirepath-guides") !== null), "it stays on the page itself");

  await ask(closeModal, field);
  await click(...field);
  await besides("The department that pays", ...field);
  await key("Escape");
  await loses("The department that pays");
  await rest(300);
  assert.equal(exposed("foreign"), 0);
  assert.equal(await ask(() => document.querySelector("#foreign").contentDocument), null);
}
