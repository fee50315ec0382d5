import { expect, test } from "vitest";
import { makeGuard } from "../../src/run/guard.ts";
import type { Kept } from "../../src/run/kept.ts";
import type { Outside } from "../../src/run/outside.ts";
import { makeRecording, type Recording } from "../../src/run/recording.ts";

interface Page {
  readonly recording: Recording;
  readonly kept: Map<string, string>;
  /** The ids of the rows of each request. */
  readonly requests: (readonly string[])[];
}

/** A page whose collector answers, over what the page before has kept. */
function open(kept = new Map<string, string>()): Page {
  const requests: (readonly string[])[] = [];
  let ids = 0;
  const drawer: Kept = {
    get: (key) => kept.get(key) ?? null,
    set: (key, told) => {
      const value = typeof told === "function" ? told() : told;
      if (value === null) kept.delete(key);
      else kept.set(key, value);
    },
  };
  const outside = {
    page: globalThis as unknown as Outside["page"],
    now: () => Date.now(),
    dice: () => 0,
    newId: () => `row-${kept.size}-${(ids += 1)}`,
    guard: makeGuard(() => requests.push(["broke"])),
    fetch: async (_: string, how: RequestInit) => {
      const { events } = JSON.parse(String(how.body)) as { events: readonly { event_id: string }[] };
      requests.push(events.map(({ event_id }) => event_id));
      return new Response("{}", { status: 200 });
    },
  } satisfies Outside;
  const of = { address: "/v1/events", person: "4711", key: "unsent:a", kept: drawer, objects: () => false };
  return { recording: makeRecording(outside, of), kept, requests };
}

const shown = { intervention_id: "g", arm: "shown", action: "shown" };

test("a page that is left at once sends its rows as they are, and keeps them until it is known that they arrived", () => {
  const { recording, kept, requests } = open();
  recording.add("exposures", shown);
  recording.flush();
  expect(requests).toEqual([["row-0-1"]]);
  expect(JSON.parse(kept.get("unsent:a") ?? "[]")).toMatchObject([{ event_id: "row-0-1" }]);
});

test("words of a person's own are never kept, even before the queue has come", () => {
  const { recording, kept } = open();
  recording.add("searches", { query: "supplier" });
  expect(kept.size).toBe(0);
});

test("what the page before kept is sent together with the rows of this one, and then kept no more", async () => {
  const before = open();
  before.recording.add("exposures", shown);
  before.recording.stop();
  const { recording, kept, requests } = open(before.kept);
  recording.add("exposures", shown);
  await expect.poll(() => requests, { timeout: 5_000 }).toEqual([["row-0-1", "row-1-1"]]);
  await expect.poll(() => kept.size).toBe(0);
  expect(recording.sent().map(({ event_id }) => event_id)).toEqual(["row-0-1", "row-1-1"]);
});

test("who objects before the queue has come leaves nothing behind", async () => {
  const { recording, kept, requests } = open();
  recording.add("exposures", shown);
  recording.forget();
  await new Promise((done) => setTimeout(done, 1_500));
  recording.flush();
  expect([kept.size, requests]).toEqual([0, []]);
});
