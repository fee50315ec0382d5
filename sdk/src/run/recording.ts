import { rowOf, type SentRow, type TableName } from "../privacy/rows.ts";
import { makeSender, type Sender } from "../send/sender.ts";
import type { Waiting } from "../send/waiting.ts";
import { type Kept, readKept } from "./kept.ts";
import type { Outside } from "./outside.ts";

/** Everything that is recorded of a person goes through here: what it is made of, where to, and what was sent. */
export interface Recording {
  readonly add: (table: TableName, said: object, at?: number) => void;
  readonly sent: () => Waiting;
  readonly flush: () => void;
  readonly forget: () => void;
  readonly stop: () => void;
}

export interface RecordingOf {
  /** The address of the collector's own interface, with the key. */
  readonly address: string;
  readonly person: string;
  /** Under which rows that could not be sent are kept in this browser. It names nobody. */
  readonly key: string;
  readonly kept: Kept;
  readonly objects: () => boolean;
}

/** Words of people's own are kept nowhere in the browser; what else could not be sent waits there for the next page. */
const MAY_BE_KEPT: readonly TableName[] = ["events", "exposures"];
const MOST_TOLD = 200;

export function makeRecording(outside: Outside, of: RecordingOf): Recording {
  let sent: Waiting = [];
  const sender: Sender = makeSender(outside, {
    address: of.address,
    person: of.person,
    kept: readKept(of.kept, of.key, isWaiting) ?? [],
    keep: (waiting) => {
      const rows = waiting.filter(({ table }) => MAY_BE_KEPT.includes(table));
      of.kept.set(of.key, rows.length > 0 ? JSON.stringify(rows) : null);
    },
    sent: (rows) => {
      sent = [...sent, ...rows].slice(-MOST_TOLD);
    },
  });
  return {
    add: (table, said, at = outside.now()) => {
      const row = of.objects() ? null : rowOf(table, said, { at, event_id: outside.newId() });
      if (row) sender.add(row);
    },
    sent: () => sent,
    flush: sender.flush,
    forget: sender.forget,
    stop: sender.stop,
  };
}

/** What was kept is held against the list of what may leave once more: somebody else may have written there. */
function isWaiting(value: unknown): value is Waiting {
  return Array.isArray(value) && value.length <= 200 && value.every(isRow);
}

function isRow(row: unknown): boolean {
  if (typeof row !== "object" || row === null) return false;
  const { table, at, event_id } = row as Partial<SentRow>;
  const stamp = { at: Date.parse(String(at)), event_id: String(event_id) };
  if (typeof table !== "string" || !MAY_BE_KEPT.includes(table) || !(stamp.at > 0)) return false;
  return Object.keys(rowOf(table, row, stamp) ?? {}).length === Object.keys(row).length;
}
