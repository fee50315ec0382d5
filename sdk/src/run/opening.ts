// What opens a guide that somebody asked for: loaded when that is done for the first time.
import type { Stop } from "../guides/guide.ts";
import { loaded } from "./loaded.ts";
import type { Party } from "./party.ts";
import { guideNamed, isHeldOut } from "./scene.ts";
import type { Showing } from "./showing.ts";
import type { Behind } from "./stage.ts";

/** Opens a guide by its id or kind, or what is recorded here. */
export function openerFor(party: Party, behind: Behind, showing: Showing): (name: string) => void {
  const recorded = makeRecorded(party, behind);
  return (name) => (name === "recorded" ? recorded() : openByName(party, showing, name));
}

/** Opens what is recorded here; one that is open already gives way to the new one. */
function makeRecorded(party: Party, behind: Behind): () => void {
  let close: Stop = () => undefined;
  return () => {
    close();
    const shown = loaded(import("./recorded.ts")).then((code) => void (close = code?.showRecorded(party, behind) ?? close));
    party.ways.outside.guard.later(shown);
  };
}

/** Opens what somebody asked for. Who is held out of a guide does not get it by another way either. */
function openByName(party: Party, showing: Showing, name: string): void {
  if (party.document().silent) return;
  const guide = guideNamed(party, name);
  if (!guide || isHeldOut(party, name)) return;
  const isHelp = guide.content.kind === "self_help" || guide.content.kind === "escalation";
  const { workflow, step } = guide;
  if (isHelp) party.recording.add("signs", { workflow, step, sign: "help_opened" });
  showing.open(guide);
}
