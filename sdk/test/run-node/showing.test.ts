import { beforeEach, expect, test } from "vitest";
import type { Content, Guide, Guides } from "../../src/contract/guides.ts";
import { afterOutcome, afterShowing, NOTHING } from "../../src/core/memory.ts";
import type { Memory, Situation } from "../../src/core/situation.ts";
import type { Outcome } from "../../src/guides/guide.ts";
import { makeGuard } from "../../src/run/guard.ts";
import type { Outside } from "../../src/run/outside.ts";
import { makeShowing, type Scene, type Showing } from "../../src/run/showing.ts";

const BANNER: Content = { kind: "announcement", title: { en: "New" } };
const TIP: Content = { kind: "tooltip", at: ["#x"], title: { en: "Tip" } };
const WALK: Content = { kind: "walkthrough", title: { en: "Walk" }, steps: [] };
const HELP: Content = { kind: "self_help", title: { en: "Help" } };

const guide = (content: Content, more: Partial<Guide> = {}): Guide => ({
  id: "g",
  version: 1,
  rollout: "r",
  workflow: "request",
  step: "quote",
  content,
  target: { is: "page", paths: ["/here"] },
  design: "everyone",
  held_out: 0,
  starts_at: "2025-01-01T00:00:00Z",
  ...more,
});
const guides = (...all: readonly Guide[]): Guides => ({
  schema: "desirepath/guides/1",
  workspace: "w",
  sequence: 1,
  issued_at: "2026-01-01T00:00:00Z",
  expires_at: "2027-01-01T00:00:00Z",
  guides: all,
});

let told: string[] = [];
let path = "/here";
let now = 0;
let memory: Memory = NOTHING;
let allows = true;
let there = true;
let tell: (outcome: Outcome) => void = () => undefined;
beforeEach(() => {
  [told, path, now, memory, allows, there] = [[], "/here", Date.UTC(2026, 10, 27), NOTHING, true, true];
});

/** A page in which guides are words in a list: what begins, what is claimed, what opens and closes. */
function page(document: Guides, underway: readonly string[] = []): Showing {
  const guard = makeGuard(() => told.push("broke"));
  const situation = (begun: Pick<Situation, "begun" | "open">): Situation => ({
    now, path, memory, minutes_from_utc: 0, application: "a", attributes: {}, element: () => "there",
    stages: {}, states: {}, happened: [], draws: { g: 0.5, other: 0.5 }, ...begun,
  });
  const scene: Scene = {
    outside: { guard, now: () => now } as Outside,
    situation,
    ready: () => there,
    claim: async () => (told.push("claim"), allows),
    began: (one, arm) => {
      memory = afterShowing(memory, one, now);
      told.push(`began ${arm}`);
    },
    became: (one, outcome) => {
      if (outcome !== "opened" && outcome !== "gone") memory = afterOutcome(memory, one, outcome, document, now);
      told.push(outcome);
    },
    put: async (one, telling) => {
      tell = telling;
      return () => {
        told.push(`open ${one.id}`);
        return () => void told.push(`close ${one.id}`);
      };
    },
    underway,
  };
  return makeShowing(scene);
}

const rounds = async (showing: Showing, document: Guides, times = 3): Promise<void> => {
  for (let turn = 0; turn < times; turn += 1) {
    showing.round(document);
    await new Promise((done) => setTimeout(done));
  }
};

test("a guide that opens by itself is claimed once and begins once, however often it is looked at", async () => {
  const document = guides(guide(BANNER, { often: { times: 1, days: 7 } }));
  await rounds(page(document), document);
  expect(told).toEqual(["claim", "began shown", "open g"]);
});

test("what stands beside its element begins without a claim", async () => {
  const document = guides(guide(TIP));
  await rounds(page(document), document);
  expect(told).toEqual(["began shown", "open g"]);
});

test("who is held out is claimed for and counted alike, and nothing opens", async () => {
  const document = guides(guide(BANNER, { held_out: 0.6, design: "holdout" }));
  await rounds(page(document), document);
  expect(told).toEqual(["claim", "began held_out"]);
});

test("a denied guide does not begin, and is asked for again after ten minutes", async () => {
  const document = guides(guide(BANNER));
  const showing = page(document);
  allows = false;
  await rounds(showing, document);
  now += 601_000;
  await rounds(showing, document);
  expect(told).toEqual(["claim", "claim"]);
});

test("a guide closes where its rule holds no more, and begins anew where it holds again", async () => {
  const document = guides(guide(TIP));
  const showing = page(document);
  await rounds(showing, document);
  path = "/there";
  await rounds(showing, document);
  path = "/here";
  await rounds(showing, document);
  expect(told).toEqual(["began shown", "open g", "close g", "began shown", "open g"]);
});

test("a banner that was dismissed does not come back while its rule goes on to hold", async () => {
  const document = guides(guide(BANNER));
  const showing = page(document);
  await rounds(showing, document);
  tell("dismissed");
  await rounds(showing, document);
  expect(told).toEqual(["claim", "began shown", "open g", "dismissed"]);
});

test("a walkthrough goes on over pages, and after a reload without being counted anew", async () => {
  const document = guides(guide(WALK));
  const showing = page(document);
  await rounds(showing, document);
  path = "/there";
  await rounds(showing, document);
  expect(told).toEqual(["claim", "began shown", "open g"]);
  await rounds(page(document, ["g"]), document);
  expect(told.slice(3)).toEqual(["open g"]);
});

test("the panel is counted where it could be opened, and opens when somebody asks for it", async () => {
  const document = guides(guide(HELP));
  const showing = page(document);
  await rounds(showing, document);
  expect(told).toEqual(["began shown"]);
  showing.open(document.guides?.[0] as Guide);
  await rounds(showing, document);
  tell("dismissed");
  await rounds(showing, document);
  showing.open(document.guides?.[0] as Guide);
  await rounds(showing, document);
  expect(told).toEqual(["began shown", "open g", "dismissed", "close g", "open g"]);
});

test("a guide whose element is not there does not begin", async () => {
  const document = guides(guide(TIP));
  there = false;
  await rounds(page(document), document);
  expect(told).toEqual([]);
});

test("a guide that is published anew closes and begins as the new one; one that is gone only closes", async () => {
  const showing = page(guides());
  await rounds(showing, guides(guide(TIP)));
  await rounds(showing, guides(guide(TIP, { version: 2 })));
  await rounds(showing, guides());
  expect(told).toEqual(["began shown", "open g", "close g", "began shown", "open g", "close g"]);
});

test("silence of the document closes everything", async () => {
  const showing = page(guides());
  const document = guides(guide(TIP), guide(WALK, { id: "other" }));
  await rounds(showing, document);
  await rounds(showing, { ...document, silent: true });
  expect(told.slice(-2).sort()).toEqual(["close g", "close other"]);
});

test("two banners do not stand on the page at once: the second comes once the first is closed", async () => {
  const document = guides(guide(BANNER, { priority: 1 }), guide(BANNER, { id: "other" }));
  const showing = page(document);
  await rounds(showing, document);
  expect(told.filter((word) => word.startsWith("open"))).toEqual(["open g"]);
  tell("completed");
  await rounds(showing, document);
  expect(told.filter((word) => word.startsWith("open"))).toEqual(["open g", "open other"]);
});
