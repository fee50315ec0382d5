import type { Guide, Guides, Words } from "../contract/guides.ts";
import type { RecordedStage, Stop } from "../guides/guide.ts";
import { showRecorded as show } from "../guides/recorded.ts";
import { fates, tables } from "../guides/words/recorded_rows.ts";
import type { SentRow } from "../privacy/rows.ts";
import { asked } from "./asked.ts";
import { object } from "./objecting.ts";
import type { Party } from "./party.ts";
import { type Behind, stageFor } from "./stage.ts";
import type { Ways } from "./ways.ts";

/** Opens what is recorded here as a part of its own, with the way to object. */
export function showRecorded(party: Party, behind: Behind): Stop {
  return show(recordedStage(party, behind));
}

function recordedStage(party: Party, behind: Behind): RecordedStage {
  const { ways, recording, remembers } = party;
  const { records = {}, contact = {} } = party.document();
  const nowhere = { id: "recorded", version: 0, workflow: "", step: "" };
  return {
    ...stageFor(party, behind, nowhere, () => undefined),
    ...asked(party, nowhere),
    recorded: () => recording.sent().map((row) => ({ at: Date.parse(row.at), says: saysOf(row, ways, party.document()) })),
    records: ways.say(records),
    contact: ways.say(contact),
    objects: () => remembers.memory().objects ?? false,
    object: (objects) => ways.outside.guard.later(object(party, objects)),
  };
}

/** What was sent, in words that its person understands. */
function saysOf(row: SentRow, { say }: Ways, { guides = [] }: Guides): string {
  const { activity, case_id, query, reason, text, arm, action } = row;
  const guide = guides.find(({ id }) => id === row["intervention_id"]);
  const fate = fates[String(action ?? arm)];
  const told = [guide && say(titleOf(guide)), fate && say(fate), activity, case_id, query, reason, text];
  return [say(tables[row.table] ?? {}), ...told.filter((one) => typeof one === "string" && one)].join(": ");
}

/** What a guide is called where its reader sees it. */
function titleOf({ content }: Guide): Words {
  if ("title" in content) return content.title;
  return content.kind === "survey" ? content.question : content.kind === "launcher" ? content.label : content.purpose;
}
