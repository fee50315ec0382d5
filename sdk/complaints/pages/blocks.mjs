import assert from "node:assert/strict";
import { dialog, paragraph, said } from "../guides.mjs";

const telling = dialog();
const blocks = [
  { block: "heading", text: said("Amounts") },
  paragraph("It is for amounts < 5,000 & > 100, *not* for [leases](below)."),
  { block: "list", ordered: true, items: [said("Enter the amount"), said("Attach the quote")] },
  { block: "example", text: said("1,250.00"), right: true },
  { block: "example", text: said("about 1250"), right: false },
  { block: "note", text: said("Finance answers within a day.") },
  { block: "link", text: said("The purchasing rule"), to: "https://rules.example.com/purchasing" },
];

export const guides = [{ ...telling, content: { ...telling.content, blocks } }];
export const document = { link_hosts: ["rules.example.com"] };

const drawn = () => {
  const inside = sight.root().querySelector("dialog .inside");
  const texts = (tag) => [...inside.querySelectorAll(tag)].map((one) => one.textContent);
  const link = inside.querySelector("a");
  return {
    headings: texts("h3"),
    items: texts("ol > li"),
    right: texts(".example.right bdi"),
    wrong: texts(".example.wrong bdi"),
    notes: texts(".note"),
    link: [link.href, link.rel, link.target],
    foreign: [...inside.querySelectorAll("*")].filter((one) => /^(script|style|img|iframe|em|strong)$/.test(one.localName)).length,
  };
};

export async function holds({ sees, ask, picture }) {
  const { text, box } = await sees("The old form closes on Friday");
  await picture();
  assert.ok(text.includes("It is for amounts < 5,000 & > 100, *not* for [leases](below)."));
  assert.deepEqual(await ask(drawn), {
    headings: ["Amounts"],
    items: ["Enter the amount", "Attach the quote"],
    right: ["1,250.00"],
    wrong: ["about 1250"],
    notes: ["Finance answers within a day."],
    link: ["https://rules.example.com/purchasing", "noopener noreferrer", "_blank"],
    foreign: 0,
  });
  assert.ok(box.height > 250 && box.width > 300);
}
