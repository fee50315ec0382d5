import assert from "node:assert/strict";
import { fieldHelp, guide, said } from "../guides.mjs";

const help = fieldHelp("cost-centre", ["#cost-centre"]);
const banner = guide("banner", {
  kind: "announcement",
  title: said("New approval path from Monday", { de: "Neuer Genehmigungsweg ab Montag" }),
  blocks: [{ block: "paragraph", text: said("Requests over 5,000 go to Finance first.") }],
});
const onlyFrench = guide("french", { kind: "known_issue", title: { fr: "Les devis ne peuvent pas être joints" }, at: ["#approve"] });

export const guides = [
  { ...help, content: { ...help.content, purpose: said("Who pays", { de: "Wer dafür zahlt" }), format: said("Digits", { "de-CH": "Vier Ziffern" }) } },
  banner,
  onlyFrench,
];

export async function holds({ sees, click, besides, ask, picture }) {
  const { text } = await sees("Neuer Genehmigungsweg ab Montag");
  assert.match(text, /Requests over 5,000 go to Finance first\./, "what is not translated is said as it is");
  assert.match(text, /Verstanden|Alles klar|OK/, "and our own words are German");
  await besides("Les devis ne peuvent", "#approve");
  await click("#cost-centre");
  const part = await besides("Wer dafür zahlt", "#cost-centre");
  assert.match(part.text, /Vier Ziffern/);
  await picture();
  assert.equal(await ask(() => sight.root().querySelector(".root").lang), "de-CH");
}
