import { expect, test } from "vitest";
import { rowOf, type SentRow } from "../../src/privacy/rows.ts";
import { MOST_WAITING, nextBatch, waitAfter, withRow, without, type Waiting } from "../../src/send/waiting.ts";

const row = (table: "events" | "exposures", event_id: string): SentRow =>
  rowOf(table, {}, { at: 0, event_id }) as SentRow;

test("where too many rows wait the oldest event goes before any exposure", () => {
  let waiting: Waiting = [row("exposures", "first"), row("events", "second")];
  for (let at = 2; at <= MOST_WAITING; at += 1) waiting = withRow(waiting, row("events", `${at}`));
  expect(waiting).toHaveLength(MOST_WAITING);
  expect(waiting[0]?.event_id).toBe("first");
  expect(waiting.map(({ event_id }) => event_id)).not.toContain("second");
});

test("of exposures alone the oldest goes", () => {
  let waiting: Waiting = [];
  for (let at = 0; at <= MOST_WAITING; at += 1) waiting = withRow(waiting, row("exposures", `${at}`));
  expect([waiting.length, waiting[0]?.event_id]).toEqual([MOST_WAITING, "1"]);
});

test("a batch is the oldest fifty, and never larger than a request that outlives its page may be", () => {
  const many = Array.from({ length: 60 }, (_, at) => row("events", `${at}`));
  expect(nextBatch(many).map(({ event_id }) => event_id)).toEqual(many.slice(0, 50).map(({ event_id }) => event_id));
  const long = Array.from({ length: 60 }, (_, at) => rowOf("answers", { text: "ä".repeat(2_000) }, { at: 0, event_id: `${at}` }) as SentRow);
  expect(new TextEncoder().encode(JSON.stringify(nextBatch(long))).length).toBeLessThan(64_000);
  expect(nextBatch(long).length).toBeGreaterThan(5);
});

test("rows that arrived wait no more", () => {
  const both = [row("events", "a"), row("events", "b")];
  expect(without(both, [row("events", "a")]).map(({ event_id }) => event_id)).toEqual(["b"]);
});

test("each failure doubles the wait, up to five minutes, and the dice halve it at most", () => {
  expect([1, 2, 3, 20].map((failures) => waitAfter(failures, 1))).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect(waitAfter(3, 0)).toBe(4_000);
});
