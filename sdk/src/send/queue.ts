// What sends rows in batches and again: loaded with the first row. Until then `run/recording.ts` holds them.
import { rowOf, type SentRow } from "../privacy/rows.ts";
import type { Outside } from "../run/outside.ts";
import { asKept, type Bound, mayBeKept } from "./bound.ts";
import { makeSender, type Sender } from "./sender.ts";
import { MOST_WAITING, type Waiting } from "./waiting.ts";

/** A sender that keeps what waits in this browser, and knows what has arrived. */
export interface Queue extends Sender {
  readonly sent: () => Waiting;
}

const MOST_TOLD = 200;

/** `early` are the rows of this page so far, `before` what was kept by the page before. */
export function openQueue(outside: Outside, { address, person, key, kept }: Bound, early: Waiting, before: unknown): Queue {
  let sent: Waiting = [];
  const sender = makeSender(outside, {
    address,
    person,
    kept: [...(isWaiting(before) ? before : []), ...early],
    keep: (waiting) => kept.set(key, () => asKept(waiting)),
    sent: (rows) => {
      sent = [...sent, ...rows].slice(-MOST_TOLD);
    },
  });
  return { ...sender, sent: () => sent };
}

/** What was kept is held against the list of what may leave once more: somebody else may have written there. */
function isWaiting(value: unknown): value is Waiting {
  return Array.isArray(value) && value.length <= MOST_WAITING && value.every(isRow);
}

function isRow(row: unknown): boolean {
  if (typeof row !== "object" || row === null) return false;
  const { table, at, event_id } = row as Partial<SentRow>;
  const stamp = { at: Date.parse(String(at)), event_id: String(event_id) };
  if (typeof table !== "string" || !mayBeKept({ table }) || !(stamp.at > 0)) return false;
  return Object.keys(rowOf(table, row, stamp) ?? {}).length === Object.keys(row).length;
}
