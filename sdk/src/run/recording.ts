import { rowOf, type SentRow, type TableName } from "../privacy/rows.ts";
import { asKept, type Bound, sendRows } from "../send/bound.ts";
import type { Queue } from "../send/queue.ts";
import type { Waiting } from "../send/waiting.ts";
import { readKept } from "./kept.ts";
import { loaded } from "./loaded.ts";
import type { Outside } from "./outside.ts";

/** Everything that is recorded of a person goes through here: what it is made of, where to, and what was sent. */
export interface Recording {
  readonly add: (table: TableName, said: object, at?: number) => void;
  readonly sent: () => Waiting;
  readonly flush: () => void;
  readonly forget: () => void;
  readonly stop: () => void;
}

export interface RecordingOf extends Bound {
  readonly objects: () => boolean;
}

/**
 * Rows wait here until the queue has come, which is loaded with the first of them. Where it cannot be had they are kept
 * for the next page, and sent as they are when the page is left.
 */
export function makeRecording(outside: Outside, of: RecordingOf): Recording {
  const { kept, key } = of;
  const { guard } = outside;
  let before: readonly unknown[] = readKept(kept, key, Array.isArray) ?? [];
  let early: readonly SentRow[] = [];
  let queue: Queue | null = null;
  let isComing = false;
  let stopped = false;
  const hold = (rows: readonly SentRow[]): void => {
    early = rows;
    kept.set(key, () => asKept(rows, before));
  };
  const come = async (): Promise<void> => {
    if (isComing) return;
    isComing = true;
    const code = await loaded(import("../send/queue.ts"));
    isComing = code !== null; // Else the next row asks for it again.
    if (code && !stopped) queue = code.openQueue(outside, of, early, before);
  };
  if (before.length > 0) guard.later(come());
  return {
    add: (table, said, at = outside.now()) => {
      const row = of.objects() ? null : rowOf(table, said, { at, event_id: outside.newId() });
      if (!row) return;
      if (queue) return queue.add(row);
      hold([...early, row].slice(-200));
      guard.later(come());
    },
    sent: () => queue?.sent() ?? [],
    flush: () => {
      if (queue) queue.flush();
      else if (early.length > 0) guard.later(sendRows(outside, of, early));
    },
    forget: () => {
      before = [];
      hold([]);
      queue?.forget();
    },
    stop: () => {
      stopped = true;
      queue?.stop();
    },
  };
}
