import type { WalkStep, Walkthrough } from "../contract/guides.ts";
import type { Walk } from "../core/walk.ts";
import type { Part } from "../page/surface.ts";
import type { Outcome, Stage } from "./guide.ts";
import { button, head } from "./pieces.ts";

/** What somebody can do in a step. */
export interface Acts {
  readonly next: () => void;
  readonly back: () => void;
  readonly end: (outcome: Outcome) => void;
}

/** One step, as it is drawn. */
export interface Drawn {
  readonly content: Walkthrough;
  readonly stage: Stage;
  readonly walk: Walk;
  readonly step: WalkStep;
  readonly element: Element | null;
  readonly acts: Acts;
  /** The focus was in the step before. */
  readonly focus: boolean;
}

/** Goes on; the focus begins here, so the words of the step are read with it. */
const goOn = (stage: Stage, word: string, click: () => void): HTMLElement => {
  const made = button(stage, "main", stage.our(word), click);
  made.setAttribute("data-first", "");
  made.setAttribute("aria-describedby", "walk-title walk-words");
  return made;
};

export const less = (stage: Stage, { end }: Acts): HTMLElement =>
  stage.surface.make(
    "div",
    { class: "row less" },
    button(stage, "plain", stage.our("remind_me_later"), () => end("snoozed")),
    button(stage, "plain", stage.our("not_again"), () => end("not_again")),
  );

export const footOf = (stage: Stage, ...children: readonly (Node | null)[]): HTMLElement =>
  stage.surface.make("div", { class: "row foot" }, ...children);

const foot = ({ content, stage, walk, step, acts }: Drawn): HTMLElement => {
  const count = content.steps.indexOf(step) + 1;
  const says = stage.our("step_of").replace("{step}", `${count}`).replace("{steps}", `${content.steps.length}`);
  const last = count === content.steps.length && !step.branches?.length;
  return footOf(
    stage,
    stage.surface.make("span", { class: "progress grow", text: says }),
    walk.been.length > 0 ? button(stage, "", stage.our("back"), acts.back) : null,
    goOn(stage, last ? "done" : "next", acts.next),
  );
};

/** The card of a step, beside its element, or in the middle of the page without one. */
export const drawStep = (drawn: Drawn): Part => {
  const { content, stage, step, element, acts } = drawn;
  const { make, blocks, put } = stage.surface;
  const where = element ? { beside: element, ring: true, side: "after" as const } : { where: "middle" as const };
  const left = (): void => acts.end("dismissed");
  const part = put({ label: stage.say(content.title), role: "dialog", focus: drawn.focus, left, ...where });
  const text = make("div", { class: "stack", attributes: { id: "walk-words" } }, blocks(step.blocks ?? []));
  const top = head(stage, stage.say(step.title), left);
  top.firstElementChild?.setAttribute("id", "walk-title");
  part.inside.append(make("div", { class: "walk stack" }, top, text, foot(drawn), less(stage, acts)));
  return part;
};
