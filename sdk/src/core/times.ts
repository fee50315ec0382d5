/** Milliseconds since 1970 of a time such as `2026-11-27T10:00:00Z`; NaN where there is no such day or hour. */
export function timeOf(text: string): number {
  const at = Date.parse(text);
  // Some engines take the 30th of February for the 2nd of March.
  return at === at && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19) ? at : NaN;
}
