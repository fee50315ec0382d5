import type { Escalation } from "../contract/guides.ts";
import { atSide } from "../page/corner.ts";
import { tickStyles } from "../page/styles/ticks.ts";
import type { Part } from "../page/surface.ts";
import { alertLine, choices, form, ownWords, sendButton } from "./asking.ts";
import type { GuideKind, Stage } from "./guide.ts";
import { arrived, beginning, button, head, leaving, row, sheet } from "./pieces.ts";
import * as askingWords from "./words/asking.ts";
import * as blockedWords from "./words/escalation.ts";

const hours = (stage: Stage, count: number): string =>
  new Intl.NumberFormat(stage.language, { style: "unit", unit: "hour", unitDisplay: "long" }).format(count);

const answeredWithin = (stage: Stage, content: Escalation): HTMLElement | null => {
  const count = content.answered_within_hours;
  if (!count) return null;
  return stage.surface.make("p", {
    class: "mut small",
    text: `${stage.say(blockedWords.answeredWithin)} ${hours(stage, count)}`,
  });
};

/** The reference, to be noted down; what is thanked with comes first, and the focus goes to it. */
const confirm = (
  stage: Stage,
  part: Part,
  content: Escalation,
  given: { readonly reference: string; readonly close: () => void },
): void => {
  const { make } = stage.surface;
  const thanks = content.thanks ? stage.say(content.thanks) : stage.say(blockedWords.sent);
  const reference = make(
    "p",
    { text: `${stage.say(blockedWords.reference)} ` },
    make("strong", { text: given.reference }),
  );
  const done = button(stage, "main", stage.our("close"), given.close);
  part.inside.replaceChildren(
    sheet(stage, head(stage, thanks, given.close), reference, answeredWithin(stage, content), row(stage, done)),
  );
  done.focus();
  stage.surface.announce(`${thanks} ${stage.say(blockedWords.reference)} ${given.reference}`);
};

/** The form; `sent` gets the reference. What was written stays where sending fails. */
const write = (stage: Stage, content: Escalation, sent: (reference: string) => void): HTMLFormElement => {
  const picked = choices(
    stage,
    stage.say(blockedWords.whatBlocksYou),
    content.routes.map(({ text }) => stage.say(text)),
  );
  const words = ownWords(stage, "escalation", stage.say(blockedWords.whatHappened));
  const wrong = alertLine(stage);
  const button = sendButton(stage);
  const send = (): void => {
    const route = content.routes[picked.chosen()];
    if (button.disabled) return;
    if (!route) {
      wrong.textContent = stage.say(askingWords.chooseFirst);
      return picked.focus();
    }
    wrong.textContent = "";
    button.disabled = true;
    arrived(stage, stage.escalate(route.to, words.text()), (reference) => {
      button.disabled = false;
      if (reference === null) wrong.textContent = stage.say(blockedWords.notSent);
      else sent(reference);
    });
  };
  const parts = [picked.group, words.label, words.note, answeredWithin(stage, content), wrong, row(stage, button)];
  return form(stage, send, ...parts);
};

/** A word of somebody who is blocked, to the owner of the access, the policy or the application. */
export const escalation: GuideKind<"escalation"> = {
  name: "escalation",
  show: (content, stage) => {
    const { surface } = stage;
    surface.wear(tickStyles);
    const label = stage.say(content.title);
    let outcome: "dismissed" | "completed" = "dismissed";
    const close = (): void => leave(outcome);
    const part = surface.put({ ...atSide(surface), label, role: "complementary", focus: true, left: close });
    const { leave, stop } = leaving(stage, part.close);
    stage.tell("opened");
    const sent = (reference: string): void => {
      outcome = "completed";
      confirm(stage, part, content, { reference, close });
    };
    part.inside.append(
      sheet(
        stage,
        beginning(head(stage, label, close)),
        surface.blocks(content.blocks ?? []),
        write(stage, content, sent),
      ),
    );
    return stop;
  },
};

export { escalation as kind };
