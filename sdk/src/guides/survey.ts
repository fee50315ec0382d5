import type { Survey } from "../contract/guides.ts";
import { ordered } from "../core/choices.ts";
import { inCorner } from "../page/corner.ts";
import { tickStyles } from "../page/styles/ticks.ts";
import type { Part } from "../page/surface.ts";
import { alertLine, choices, form, ownWords, sendButton } from "./asking.ts";
import type { GuideKind, Stage } from "./guide.ts";
import { button, head, leaving, row, sheet } from "./pieces.ts";
import * as askingWords from "./words/asking.ts";
import * as surveyWords from "./words/survey.ts";

/** How long the thanks stay, in milliseconds; nobody has to do anything with them. */
const thanksStay = 8000;

const thank = (stage: Stage, part: Part, content: Survey, close: () => void): void => {
  const text = content.thanks ? stage.say(content.thanks) : stage.say(askingWords.thanks);
  part.inside.replaceChildren(sheet(stage, head(stage, text, close)));
  stage.surface.announce(text);
  stage.surface.later(thanksStay, close);
};

interface Given {
  /** The reason of the answer that was chosen, and the words beside it, if any. */
  readonly sent: (reason: string, text: string) => void;
  readonly later: () => void;
}

/** The question as a form, its answers in an order that is the person's own. */
const ask = (stage: Stage, content: Survey, given: Given): HTMLFormElement => {
  const answers = ordered(content.choices, stage.draw);
  const picked = choices(
    stage,
    stage.say(content.question),
    answers.map(({ text }) => stage.say(text)),
  );
  const words = content.asks_for_words ? ownWords(stage, "survey", stage.say(content.asks_for_words)) : null;
  const wrong = alertLine(stage);
  const send = (): void => {
    const answer = answers[picked.chosen()];
    if (answer) return given.sent(answer.reason, words?.text() ?? "");
    wrong.textContent = stage.say(askingWords.chooseFirst);
    picked.focus();
  };
  const notNow = button(stage, "plain", stage.say(surveyWords.notNow), given.later);
  const buttons = row(stage, sendButton(stage), notNow);
  return form(stage, send, picked.group, words?.label ?? null, words?.note ?? null, wrong, buttons);
};

/** One question at the point of friction. It never stands in the way: no focus taken, nothing made inert. */
export const survey: GuideKind<"survey"> = {
  name: "survey",
  show: (content, stage) => {
    stage.surface.wear(tickStyles);
    const label = stage.say(content.question);
    const part = stage.surface.put({ ...inCorner(stage.surface), label, role: "region", left: () => leave("dismissed") });
    const { leave, stop } = leaving(stage, part.close);
    const sent = (reason: string, text: string): void => {
      stage.record(text ? { table: "answers", reason, text } : { table: "answers", reason });
      stage.tell("completed");
      thank(stage, part, content, stop);
    };
    part.inside.append(ask(stage, content, { sent, later: () => leave("snoozed") }));
    return stop;
  },
};

export { survey as kind };
