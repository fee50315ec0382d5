import type { Guide, Guides } from "../contract/guides.ts";
import { disturbs, endedBy, isQuiet, silenceOf } from "./frequency.ts";
import { afterShowing } from "./memory.ts";
import { own } from "./own.ts";
import { holds } from "./rules.ts";
import type { Memory, Situation } from "./situation.ts";
import { timeOf } from "./times.ts";
import type { Judge, Room, Silence, Verdict } from "./verdict.ts";

/** What a pass over the guides has given away so far. */
interface Pass {
  memory: Memory;
  readonly taken: Set<string>;
}

const ROOMS = {
  walkthrough: "walk",
  acknowledgement: "modal",
  launcher: "button",
  checklist: "side",
  survey: "corner",
  self_help: "help",
  escalation: "blocked",
} as const;

/** The room that a guide takes. A guide that stands at an element has that element's. */
export const roomOf: Room = ({ content }) => {
  const { kind } = content;
  if (kind === "rule_reinforcement") return `before ${content.at.join(" > ")}`;
  if ("at" in content && content.at) return `beside ${content.at.join(" > ")}`;
  return kind === "announcement" && content.form === "dialog" ? "modal" : own<ReturnType<Room>>(ROOMS, kind) ?? "banner";
};

/**
 * What is to happen with each guide. All that could keep it silent is asked before the draw is looked at, so that both
 * arms differ in nothing but in what is seen; then those of higher priority come first.
 */
export const verdicts: Judge = (guides, situation) => {
  const all = guides.guides ?? [];
  const isOpen = (guide: Guide) => situation.open?.includes(guide.id);
  const pass: Pass = { memory: situation.memory, taken: new Set(all.filter(isOpen).map(roomOf)) };
  const found = new Map<Guide, Verdict>();
  for (const guide of [...all].sort(byPriority)) found.set(guide, verdictOn(guide, guides, situation, pass));
  return all.map((guide) => found.get(guide)!);
};

function byPriority(one: Guide, other: Guide): number {
  return (other.priority ?? 0) - (one.priority ?? 0) || (one.id < other.id ? -1 : 1);
}

function verdictOn(guide: Guide, guides: Guides, situation: Situation, pass: Pass): Verdict {
  const hasBegun = situation.begun?.includes(guide.id);
  const room = roomOf(guide);
  const because =
    absence(guide, guides, situation) ??
    (hasBegun
      ? endedBy(own(situation.memory.guides, guide.id), situation)
      : (silenceOf(guide, guides, pass.memory, situation) ??
        (disturbs(guide) && isQuiet(guides.quiet ?? [], situation) ? "quiet_time" : null) ??
        (pass.taken.has(room) ? "room_taken" : null)));
  const draw = guide.held_out > 0 ? own(situation.draws, guide.id) : 1;
  // Whose draw is not known yet is in neither arm.
  if (because || draw === undefined)
    return { guide: guide.id, arm: null, shows: false, because: because ?? "not_live" };
  if (!hasBegun) pass.memory = afterShowing(pass.memory, guide, situation.now);
  if (draw < guide.held_out) return { guide: guide.id, arm: "held_out", shows: false, because: "held_out" };
  if (!hasBegun) pass.taken.add(room);
  return { guide: guide.id, arm: "shown", shows: true, because: null };
}

/** Why a guide is not for this page, person or time at all. */
function absence(guide: Guide, guides: Guides, situation: Situation): Silence | null {
  const { now, application } = situation;
  const isOver = (end: string | null | undefined) => end != null && !(now < timeOf(end));
  const until = guide.content.kind === "known_issue" ? guide.content.until : null;
  const meant = guides.applications ?? [];
  if (guides.silent) return "switched_off";
  if (isOver(guides.expires_at)) return "expired";
  if (!(now >= timeOf(guide.starts_at)) || isOver(guide.ends_at) || isOver(until)) return "not_live";
  if (situation.memory.objects) return "objected";
  const isHere = !meant.length || meant.includes(application);
  return isHere && holds(guide.target, situation) ? null : "elsewhere";
}
