import type { Checklist, Rule } from "../contract/guides.ts";

/** The points that were ticked before a reload. What was kept and cannot be read counts as nothing. */
export const readTicked = (kept: string | null): ReadonlySet<string> => {
  try {
    const read: unknown = JSON.parse(kept ?? "[]");
    return new Set(Array.isArray(read) ? read.filter((id): id is string => typeof id === "string") : []);
  } catch {
    return new Set(); // Somebody else wrote there; the list begins anew.
  }
};

export const writeTicked = (ticked: ReadonlySet<string>): string => JSON.stringify([...ticked]);

/** The points whose rule holds now and that were not ticked before, in the list's order. */
export const newlyDone = (
  { items }: Checklist,
  ticked: ReadonlySet<string>,
  holds: (rule: Rule) => boolean,
): readonly string[] =>
  items.filter(({ id, done_when }) => done_when && !ticked.has(id) && holds(done_when)).map(({ id }) => id);

/** How many of a list's own points are ticked. */
export const countDone = ({ items }: Checklist, ticked: ReadonlySet<string>): number =>
  items.filter(({ id }) => ticked.has(id)).length;
