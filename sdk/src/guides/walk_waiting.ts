import { whereabouts } from "../core/walk.ts";
import { inCorner } from "../page/corner.ts";
import type { Part } from "../page/surface.ts";
import { button, head, sheet } from "./pieces.ts";
import { type Drawn, footOf, less } from "./walk_step.ts";

/** A step whose element did not come in time; `lost` is told of the step whose element is there instead. */
export interface Missed extends Pick<Drawn, "content" | "stage" | "walk" | "acts"> {
  readonly lost: (to: string) => void;
}

/** What is put on the page while the element of a step is not there; null where the walkthrough goes on elsewhere. */
export const drawMissing = (missed: Missed): Part | null => {
  const { content, stage, walk, lost } = missed;
  const where = whereabouts(content, walk, (at) => stage.find(at) !== null);
  if (where.to !== undefined) lost(where.to);
  return where.is === "waits" ? drawWaiting(missed) : null;
};

const drawWaiting = ({ content, stage, acts }: Missed): Part => {
  const { make, put, announce } = stage.surface;
  const left = (): void => acts.end("dismissed");
  const label = stage.say(content.title);
  const part = put({ label, role: "dialog", ...inCorner(stage.surface), left });
  const says = stage.our("waits_for_element");
  const next = footOf(stage, button(stage, "", stage.our("next"), acts.next));
  part.inside.append(sheet(stage, head(stage, label, left), make("p", { text: says }), next, less(stage, acts)));
  announce(says);
  return part;
};
