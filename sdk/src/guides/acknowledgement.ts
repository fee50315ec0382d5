import { asModal } from "../page/modal.ts";
import { tickStyles } from "../page/styles/ticks.ts";
import { alertLine } from "./asking.ts";
import type { GuideKind, Stage } from "./guide.ts";
import { arrived, beginning, button, head, leaving, row, sheet } from "./pieces.ts";
import * as acknowledgementWords from "./words/acknowledgement.ts";

const boxWith = (stage: Stage, statement: string): { readonly label: HTMLElement; readonly box: HTMLInputElement } => {
  const { make } = stage.surface;
  const box = make("input", { attributes: { type: "checkbox", "aria-describedby": "acknowledgement-note" } });
  return { box, label: make("label", { class: "tick" }, box, make("span", { text: statement })) };
};

/** The button that confirms, and the line that says why it has not: no tick, or no record of it. */
const confirming = (
  stage: Stage,
  box: HTMLInputElement,
  confirmed: { readonly by: string; readonly wording: string; readonly done: () => void },
) => {
  const wrong = alertLine(stage);
  const confirm = button(stage, "main", confirmed.by, () => {
    if (confirm.disabled) return;
    if (!box.checked) {
      wrong.textContent = stage.say(acknowledgementWords.tickFirst);
      return box.focus();
    }
    wrong.textContent = "";
    confirm.disabled = true;
    arrived(stage, stage.acknowledge(confirmed.wording), (recorded) => {
      confirm.disabled = false;
      if (recorded) confirmed.done();
      else wrong.textContent = stage.say(acknowledgementWords.notRecorded);
    });
  });
  return { wrong, confirm };
};

/** A statement to be confirmed by its box and its button. That this is put on record is said before, not after. */
export const acknowledgement: GuideKind<"acknowledgement"> = {
  name: "acknowledgement",
  show: (content, stage) => {
    const { make, wear, put, announce, blocks } = stage.surface;
    wear(tickStyles);
    const title = stage.say(content.title);
    const wording = stage.say(content.statement);
    const dismiss = (): void => leave("dismissed");
    const part = put({ where: "middle", role: "dialog", ...asModal(stage.surface), label: title, left: dismiss });
    const { leave, stop } = leaving(stage, part.close);
    const { label, box } = boxWith(stage, wording);
    const done = (): void => {
      leave("completed");
      announce(stage.say(acknowledgementWords.isRecorded)); // After the dialog has gone, which would take it along.
    };
    const { wrong, confirm } = confirming(stage, box, { by: stage.say(content.button), wording, done });
    const text = stage.say(acknowledgementWords.forAudits);
    const note = make("p", { class: "mut small", text, attributes: { id: "acknowledgement-note" } });
    const later = button(stage, "plain", stage.our("remind_me_later"), () => leave("snoozed"));
    const top = beginning(head(stage, title, dismiss));
    part.inside.append(sheet(stage, top, blocks(content.blocks), label, note, wrong, row(stage, confirm, later)));
    return stop;
  },
};

export { acknowledgement as kind };
