import type { Locator, Rule, WalkStep, Walkthrough } from "../contract/guides.ts";

/** Where somebody is in a walkthrough, and by which steps they came, the latest last. */
export interface Walk {
  readonly at: string;
  readonly been: readonly string[];
}

const MOST_BEEN = 50;

/** The beginning; null where there are no steps. */
export function begun(walkthrough: Walkthrough): Walk | null {
  const first = walkthrough.steps[0];
  return first ? { at: first.id, been: [] } : null;
}

export function stepOf(walkthrough: Walkthrough, id: string): WalkStep | undefined {
  return walkthrough.steps.find((step) => step.id === id);
}

/** The step after this one: by the first branch whose rule holds, else the next in order; null at the end. */
export function onward(walkthrough: Walkthrough, walk: Walk, holds: (rule: Rule) => boolean): Walk | null {
  const index = walkthrough.steps.findIndex((step) => step.id === walk.at);
  const branch = walkthrough.steps[index]?.branches?.find(
    ({ when, to }) => (to === "end" || stepOf(walkthrough, to)) && holds(when),
  );
  const to = branch ? branch.to : walkthrough.steps[index + 1]?.id;
  // "end" is the end, even where a step bears that name.
  return to === undefined || to === "end" ? null : { at: to, been: [...walk.been, walk.at].slice(-MOST_BEEN) };
}

/** One step back by the way that it came; the same where it began. */
export function back(walk: Walk): Walk {
  const last = walk.been[walk.been.length - 1];
  return last === undefined ? walk : { at: last, been: walk.been.slice(0, -1) };
}

/**
 * Past all steps that go on by themselves and whose rule holds already, as after a reload on a later page. Steps that
 * lead back to each other are gone through once.
 */
export function settled(walkthrough: Walkthrough, walk: Walk, holds: (rule: Rule) => boolean): Walk | null {
  let at: Walk | null = walk;
  for (let turn = 0; at && turn < walkthrough.steps.length; turn++) {
    const rule: Rule | null | undefined = stepOf(walkthrough, at.at)?.goes_on_when;
    if (!rule || !holds(rule)) return at;
    at = onward(walkthrough, at, holds);
  }
  return at;
}

/** The walk as a text to be kept over a reload. */
export function kept(walk: Walk): string {
  return JSON.stringify([walk.at, ...walk.been]);
}

/** The walk that a kept text tells of; null where the walkthrough has no such step any more. */
export function resumed(walkthrough: Walkthrough, text: string | null): Walk | null {
  try {
    const [at, ...been] = JSON.parse(text ?? "") as unknown[];
    const isStep = (id: unknown): id is string => typeof id === "string" && stepOf(walkthrough, id) !== undefined;
    return isStep(at) ? { at, been: been.filter(isStep).slice(-MOST_BEEN) } : null;
  } catch {
    return null; // Nothing kept, or not by us.
  }
}

/**
 * Whether the person is where the step is: `here`; `waits` for an element that is nowhere yet; or the id of the step
 * whose element is there instead, the nearest later one before earlier ones. When to ask whether to go there is the
 * caller's: an element may only be slow.
 */
export function whereabouts(
  walkthrough: Walkthrough,
  walk: Walk,
  isThere: (at: Locator) => boolean,
): { readonly is: "here" | "waits" | "lost"; readonly to?: string } {
  const index = walkthrough.steps.findIndex((step) => step.id === walk.at);
  const at = walkthrough.steps[index]?.at;
  if (!at || isThere(at)) return { is: "here" };
  const others = [...walkthrough.steps.slice(index + 1), ...walkthrough.steps.slice(0, index).reverse()];
  const other = others.find((step) => step.at && isThere(step.at));
  return other ? { is: "lost", to: other.id } : { is: "waits" };
}
