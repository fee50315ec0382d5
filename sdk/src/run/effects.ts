import type { Guide } from "../contract/guides.ts";
import { afterOutcome, afterShowing } from "../core/memory.ts";
import type { Outcome } from "../guides/guide.ts";
import type { Party } from "./party.ts";

/** The tab remembers which walkthroughs are underway, so that they go on after a reload. */
const UNDERWAY = "underway";

/** Asks the server, which knows what the person saw elsewhere, whether the showing may begin. No answer: it may not. */
export async function claim({ delivery, ways }: Party, guide: Guide): Promise<boolean> {
  const { page, now } = ways.outside;
  const minutes_from_utc = -new page.Date(now()).getTimezoneOffset();
  const answer = await delivery.ask("claims", { guide: guide.id, minutes_from_utc });
  return answer?.["show"] === true;
}

/** A showing began: for who is held out too, but for what is seen. */
export function began(party: Party, guide: Guide, arm: "shown" | "held_out"): void {
  party.remembers.become((memory) => afterShowing(memory, guide, party.ways.outside.now()));
  const action = arm === "shown" ? "shown" : undefined;
  party.recording.add("exposures", { intervention_id: guide.id, arm, action });
  if (arm === "shown") setUnderway(party, guide, true);
}

/** What somebody did with a guide that they saw: remembered here and by the server, and recorded. */
export function became(party: Party, guide: Guide, outcome: Outcome): void {
  const { remembers, recording, delivery, ways } = party;
  if (outcome === "gone") return;
  const action = outcome === "snoozed" || outcome === "not_again" ? "dismissed" : outcome;
  recording.add("exposures", { intervention_id: guide.id, arm: "shown", action });
  if (outcome === "opened") return;
  const kind = guide.content.kind;
  const said = kind === "survey" && outcome === "completed" ? "answered" : outcome;
  remembers.become((memory) => afterOutcome(memory, guide, said, party.document(), ways.outside.now()));
  setUnderway(party, guide, false);
  ways.outside.guard.later(delivery.tell("outcomes", { guide: guide.id, outcome: said }));
  ways.look();
}

export function underway({ ways }: Party): readonly string[] {
  return (ways.tab.get(UNDERWAY) ?? "").split(" ").filter(Boolean);
}

function setUnderway(party: Party, guide: Guide, is: boolean): void {
  if (guide.content.kind !== "walkthrough") return;
  const others = underway(party).filter((id) => id !== guide.id);
  party.ways.tab.set(UNDERWAY, [...others, ...(is ? [guide.id] : [])].join(" ") || null);
}
