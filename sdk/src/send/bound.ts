import type { Kept } from "../run/kept.ts";
import type { Outside } from "../run/outside.ts";
import { type Answered, post } from "./post.ts";
import type { Waiting } from "./waiting.ts";

/** Where rows are bound for, and of whom they are. */
export interface Bound {
  /** The address of the collector's own interface, with the key. */
  readonly address: string;
  readonly person: string;
  /** Under which rows that could not be sent are kept in this browser. It names nobody. */
  readonly key: string;
  readonly kept: Kept;
}

/** Sends some rows, once. */
export function sendRows(outside: Outside, { address, person }: Pick<Bound, "address" | "person">, rows: Waiting): Promise<Answered> {
  const events = rows.map((row) => ({ ...row, user_id: person }));
  return post(outside, address, { sent_at: new Date(outside.now()).toISOString(), events });
}

/** Words of people's own are kept nowhere in the browser; what else could not be sent waits there for the next page. */
export function mayBeKept({ table }: { readonly table: string }): boolean {
  return table === "events" || table === "exposures";
}

/** The rows that may be kept, after what is kept already, as one text; null where there is nothing. */
export function asKept(rows: Waiting, before: readonly unknown[] = []): string | null {
  const all = [...before, ...rows.filter(mayBeKept)];
  return all.length > 0 ? JSON.stringify(all) : null;
}
