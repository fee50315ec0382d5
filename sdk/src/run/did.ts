import type { Label } from "../contract/guides.ts";
import { afterCase } from "../core/memory.ts";
import type { Happening } from "../core/situation.ts";
import type { Tracked } from "./options.ts";
import type { Party } from "./party.ts";
import { withHappening } from "./work.ts";

/** Something that is a step of the work happened: it is known here, recorded if it has a case, and counts for fading. */
export function did(party: Party, happening: Happening): void {
  const { remembers, recording, delivery, ways } = party;
  if (remembers.memory().objects) return;
  const { workflow, step, case_id, activity, outcome, at } = happening;
  party.become(withHappening(party.work(), happening));
  if (case_id !== undefined) recording.add("events", { workflow, case_id, activity, outcome }, at);
  if (step !== undefined) {
    const right = (outcome ?? "ok") === "ok";
    remembers.become((memory) => afterCase(memory, workflow, step, right, at));
    ways.outside.guard.later(
      delivery.tell("progress", { workflow, step, right, event_id: ways.outside.newId() }),
    );
  }
  ways.look();
}

/** What a label told of a moment ago. Without an id on the page it is the case that was last worked on. */
export function didAsLabelled(party: Party, label: Label, caseId: string | null, at: number): void {
  const { workflow, activity, step, outcome } = label;
  const case_id = caseId ?? party.work().cases[workflow];
  did(party, { workflow, activity, case_id, step: step ?? undefined, outcome: outcome ?? undefined, at });
}

/** What the application tells by `track`. Anything that is no short text counts as not said. */
export function didAsTracked(party: Party, activity: string, more: Tracked): void {
  const text = (value: unknown): string | undefined =>
    (typeof value === "string" || typeof value === "number") && value !== "" ? String(value).slice(0, 200) : undefined;
  const said = text(activity);
  const workflow = text(more.workflow) ?? onlyWorkflow(party);
  if (said === undefined || workflow === undefined) return;
  const at = Number(more.at ?? party.ways.outside.now());
  const case_id = text(more.case) ?? party.work().cases[workflow];
  const now = party.ways.outside.now();
  did(party, {
    workflow,
    activity: said,
    case_id,
    step: text(more.step),
    outcome: text(more.outcome),
    at: at > 0 && at <= now ? at : now,
  });
}

/** The workflow of the document where it has but one. */
function onlyWorkflow(party: Party): string | undefined {
  const { guides = [], labels = [] } = party.document();
  const all = new Set([...guides, ...labels].map(({ workflow }) => workflow));
  return all.size === 1 ? [...all][0] : undefined;
}
