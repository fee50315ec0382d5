import { expect, test } from "vitest";
import { rowOf, type SentRow } from "../../src/privacy/rows.ts";
import { makeGuard } from "../../src/run/guard.ts";
import type { Outside } from "../../src/run/outside.ts";
import { makeSender, type Sender } from "../../src/send/sender.ts";
import type { Waiting } from "../../src/send/waiting.ts";

interface Line {
  readonly sender: Sender;
  readonly bodies: { readonly events: readonly (SentRow & { readonly user_id: string })[] }[];
  readonly sent: string[];
  kept: Waiting;
  /** What the server answers from now on; 0: it is not there. */
  status: number;
}

/** A sender on a line whose server answers as a test wants it. */
function line(kept: Waiting = []): Line {
  const bodies: Line["bodies"] = [];
  const sent: string[] = [];
  const held: { kept: Waiting; status: number } = { kept, status: 200 };
  const outside = {
    page: globalThis as unknown as Outside["page"],
    now: () => Date.now(),
    dice: () => 0,
    newId: () => "id",
    guard: makeGuard(() => sent.push("broke")),
    fetch: async (_: string, how: RequestInit) => {
      bodies.push(JSON.parse(String(how.body)) as Line["bodies"][0]);
      if (held.status === 0) throw new TypeError("offline");
      return new Response("{}", { status: held.status });
    },
  } satisfies Outside;
  const sender = makeSender(outside, {
    address: "/v1/events",
    person: "4711",
    kept,
    keep: (waiting) => (held.kept = waiting),
    sent: (rows) => sent.push(...rows.map(({ event_id }) => event_id)),
  });
  return Object.assign(held, { sender, bodies, sent }) as Line;
}

const row = (event_id: string): SentRow => rowOf("exposures", { arm: "shown" }, { at: 0, event_id }) as SentRow;
const soon = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

test("rows that come together go together, with their person and the time by the page's clock", async () => {
  const { sender, bodies, sent } = line();
  sender.add(row("a"));
  sender.add(row("b"));
  await soon(1_200);
  expect(bodies.map(({ events }) => events.map(({ event_id, user_id }) => [event_id, user_id]))).toEqual([[["a", "4711"], ["b", "4711"]]]);
  expect(bodies[0]).toHaveProperty("sent_at");
  expect(sent).toEqual(["a", "b"]);
});

test("while the server is not there rows wait, and go once it is back, each once", async () => {
  const held = line();
  held.status = 0;
  held.sender.add(row("a"));
  held.sender.flush();
  await soon(100);
  expect([held.kept.length, held.sent]).toEqual([1, []]);
  held.status = 200;
  await soon(1_300);
  expect([held.kept.length, held.sent, held.bodies.length]).toEqual([0, ["a"], 2]);
});

test("rows that are refused for good are not sent again and count as not sent", async () => {
  const held = line();
  held.status = 400;
  held.sender.add(row("a"));
  held.sender.flush();
  await soon(1_300);
  expect([held.kept.length, held.sent, held.bodies.length]).toEqual([0, [], 1]);
});

test("when the page is left what is underway is not sent twice, and the rest goes at once", async () => {
  const { sender, bodies } = line();
  sender.add(row("a"));
  sender.flush();
  sender.add(row("b"));
  sender.flush();
  expect(bodies.map(({ events }) => events.map(({ event_id }) => event_id))).toEqual([["a"], ["b"]]);
  await soon(50);
});

test("rows of the page before are sent by the next one", async () => {
  const { sent } = line([row("before")]);
  await soon(1_200);
  expect(sent).toEqual(["before"]);
});

test("what is forgotten is neither sent nor kept, and who is stopped sends nothing more", async () => {
  const held = line();
  held.sender.add(row("a"));
  held.sender.forget();
  expect(held.kept).toEqual([]);
  held.sender.add(row("b"));
  held.sender.stop();
  await soon(1_200);
  expect([held.bodies, held.kept.map(({ event_id }) => event_id)]).toEqual([[], ["b"]]);
});
