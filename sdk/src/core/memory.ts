import type { Guide, Guides } from "../contract/guides.ts";
import { DAY, disturbs, KEPT } from "./frequency.ts";
import { own } from "./own.ts";
import type { Memory, Remembered } from "./situation.ts";

export const NOTHING: Memory = { guides: {}, right_in_a_row: {} };
/** What may become of a guide in somebody's hands, as far as it is remembered. */
export type Remembering = "completed" | "dismissed" | "snoozed" | "not_again" | "answered";
/** Kinds that are done with once they are completed; the others are there for the next time. */
const DONE_ONCE = ["walkthrough", "announcement", "known_issue", "acknowledgement", "checklist", "survey"];

/** After the guide's showing began: for who was held out too, so that caps take both arms alike. */
export function afterShowing(memory: Memory, guide: Guide, now: number): Memory {
  const one = own(memory.guides, guide.id);
  const before = one?.shown ?? [];
  let at = now;
  while (before.includes(at)) at++; // Two showings are never taken for one where memories meet.
  const shown = latest([...before, at]);
  const seen = withGuide(memory, guide.id, { ...one, shown, ...(disturbs(guide) && { disturbs: true }) });
  const isSurvey = guide.content.kind === "survey";
  return isSurvey ? { ...seen, surveyed_at: Math.max(now, memory.surveyed_at ?? 0) } : seen;
}

/** After what somebody did with a guide that they saw. */
export function afterOutcome(memory: Memory, guide: Guide, outcome: Remembering, guides: Guides, now: number): Memory {
  const one = own(memory.guides, guide.id) ?? { shown: [] };
  const isDone = outcome === "answered" || (outcome === "completed" && DONE_ONCE.includes(guide.content.kind));
  if (isDone || outcome === "not_again") return withGuide(memory, guide.id, { ...one, over: true });
  if (outcome !== "snoozed") return memory;
  const until = now + ((guides.limits?.snooze_hours ?? 24) * DAY) / 24;
  return withGuide(memory, guide.id, { ...one, snoozed_until: Math.max(until, one.snoozed_until ?? 0) });
}

/** After a case of the person's passed the step: without trouble one more in a row, with trouble none. */
export function afterCase(memory: Memory, workflow: string, step: string, right: boolean, now: number): Memory {
  const place = `${workflow}/${step}`;
  const count = right ? (own(memory.right_in_a_row, place) ?? 0) + 1 : 0;
  const at = Math.max(now, own(memory.passed_at, place) ?? 0);
  return {
    ...memory,
    right_in_a_row: { ...memory.right_in_a_row, [place]: count },
    passed_at: { ...memory.passed_at, [place]: at },
  };
}

/** After the person objected, or took it back. */
export function afterObjection(memory: Memory, objects: boolean, now: number): Memory {
  return { ...memory, objects, said_at: Math.max(now, memory.said_at ?? 0) };
}

/**
 * What two memories of one person hold together, as of two devices. In whichever order and however often they meet, it
 * comes to the same; what one forbids by a showing, a snooze or a "not again" stays forbidden.
 */
export function merged(left: Memory, right: Memory): Memory {
  const guides: { [guide: string]: Remembered } = {};
  for (const id of namesOf(left.guides, right.guides))
    guides[id] = together(own(left.guides, id), own(right.guides, id));
  const surveyed = later(left.surveyed_at, right.surveyed_at);
  return {
    guides,
    ...placesOf(left, right),
    ...(surveyed !== undefined && { surveyed_at: surveyed }),
    ...lastWord(left, right),
  };
}

function together(left: Remembered | undefined, right: Remembered | undefined): Remembered {
  const snoozed = later(left?.snoozed_until, right?.snoozed_until);
  return {
    shown: latest([...(left?.shown ?? []), ...(right?.shown ?? [])]),
    ...(snoozed !== undefined && { snoozed_until: snoozed }),
    ...((left?.over || right?.over) && { over: true }),
    ...((left?.disturbs || right?.disturbs) && { disturbs: true }),
  };
}

/** By place the count of whoever saw the last case; of two at one time, the lower. */
function placesOf(left: Memory, right: Memory): Pick<Memory, "right_in_a_row" | "passed_at"> {
  const counts: { [place: string]: number } = {};
  const times: { [place: string]: number } = {};
  for (const place of namesOf(left.right_in_a_row, right.right_in_a_row)) {
    const both = [left, right]
      .filter((one) => own(one.right_in_a_row, place) !== undefined)
      .map((one) => [own(one.passed_at, place) ?? 0, one.right_in_a_row[place]!] as const)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    [times[place], counts[place]] = both[0]!;
  }
  return { right_in_a_row: counts, ...(Object.keys(times).length && { passed_at: times }) };
}

/** What was said last counts; of two at one time, the objection. */
function lastWord(left: Memory, right: Memory): Pick<Memory, "objects" | "said_at"> {
  const at = later(left.said_at, right.said_at);
  const last = [left, right].filter((one) => (one.said_at ?? 0) === (at ?? 0));
  const said = last.some((one) => one.objects) || (last.some((one) => one.objects === false) ? false : undefined);
  return { ...(said !== undefined && { objects: said }), ...(at !== undefined && { said_at: at }) };
}

function withGuide(memory: Memory, id: string, one: Remembered): Memory {
  return { ...memory, guides: { ...memory.guides, [id]: one } };
}

function namesOf(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

function later(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined ? right : right === undefined ? left : Math.max(left, right);
}

function latest(times: readonly number[]): readonly number[] {
  return [...new Set(times)].sort((a, b) => a - b).slice(-KEPT);
}
