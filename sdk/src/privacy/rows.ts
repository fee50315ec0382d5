import { own } from "../core/own.ts";

/** What may leave the page of each table, and how long a text it may be. What is not listed here never leaves. */
const FIELDS = {
  events: { workflow: 200, case_id: 100, activity: 200, outcome: 20 },
  exposures: { intervention_id: 64, arm: 20, action: 20 },
  answers: { workflow: 200, step: 200, reason: 20, text: 2_000 },
  searches: { workflow: 200, step: 200, query: 200, article: 64, resolved: 0 },
  signs: { workflow: 200, step: 200, sign: 20 },
} as const;

export type TableName = keyof typeof FIELDS;

/** A row as it is sent, but for the person, who is added when it leaves. */
export interface SentRow {
  readonly table: TableName;
  readonly at: string;
  readonly event_id: string;
  readonly [field: string]: string | boolean;
}

/** A row of nothing but the listed fields; null where the table is not one of ours. */
export function rowOf(table: string, said: object, stamp: { at: number; event_id: string }): SentRow | null {
  const fields: { readonly [name: string]: number } | undefined = own(FIELDS, table);
  if (!fields) return null;
  const row: Record<string, string | boolean> = {};
  for (const [name, longest] of Object.entries(fields)) {
    const value: unknown = own(said as { readonly [name: string]: unknown }, name);
    if (typeof value === "boolean" && longest === 0) row[name] = value;
    else if (typeof value === "string" && value && longest > 0) row[name] = value.slice(0, longest);
  }
  return { ...row, table: table as TableName, at: new Date(stamp.at).toISOString(), event_id: stamp.event_id };
}
