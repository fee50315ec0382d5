import type { SentRow } from "../privacy/rows.ts";

/** Rows that wait to be sent, the oldest first. */
export type Waiting = readonly SentRow[];

export const MOST_WAITING = 200;
const MOST_AT_ONCE = 50;
const MOST_SIGNS = 50_000;

/** With one row more. Where too many wait the oldest that is no exposure goes; exposures go only among themselves. */
export function withRow(waiting: Waiting, row: SentRow): Waiting {
  const all = [...waiting, row];
  if (all.length <= MOST_WAITING) return all;
  const first = all.findIndex((one) => one.table !== "exposures");
  all.splice(Math.max(first, 0), 1);
  return all;
}

/** The rows that are sent next: so many that a request of them may outlive the page. */
export function nextBatch(waiting: Waiting): Waiting {
  const batch: SentRow[] = [];
  let signs = 0;
  for (const row of waiting.slice(0, MOST_AT_ONCE)) {
    signs += 2 * JSON.stringify(row).length;
    if (batch.length > 0 && signs > MOST_SIGNS) break;
    batch.push(row);
  }
  return batch;
}

/** Without rows that arrived, or were refused for good. */
export function without(waiting: Waiting, gone: Waiting): Waiting {
  const ids = new Set(gone.map((row) => row.event_id));
  return waiting.filter((row) => !ids.has(row.event_id));
}

/** Milliseconds until the next try after so many failures: doubling up to five minutes, and not all pages at once. */
export function waitAfter(failures: number, dice: number): number {
  return Math.min(2_000 * 2 ** (failures - 1), 300_000) * (0.5 + dice / 2);
}
