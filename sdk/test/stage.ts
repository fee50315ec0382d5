import type { Rule, Words } from "../src/contract/guides.ts";
import { our as ourWord } from "../src/core/our_words.ts";
import type { Outcome, RecordedStage, Row } from "../src/guides/guide.ts";
import { makeFollower } from "../src/page/follow.ts";
import { hostName } from "../src/page/host.ts";
import { makeSurface } from "../src/page/make_surface.ts";

/** A stage on the real page, that remembers what guides told it. */
export interface TestStage extends RecordedStage {
  readonly outcomes: readonly Outcome[];
  readonly rows: readonly Row[];
  readonly opened: readonly string[];
  /** What was kept for a reload; give it to the next stage to have one. */
  readonly drawer: Map<string, string>;
  /** Everything of ours leaves the page. */
  readonly stop: () => void;
}

/** What a test may say otherwise of the stage. */
export interface TestGiven extends Partial<Omit<RecordedStage, "surface" | "find" | "follow">> {
  readonly drawer?: Map<string, string>;
}

const nearest = (words: Words, language: string): string =>
  words[language] ?? words["en"] ?? Object.values(words)[0] ?? "";

const silent = {
  holds: (_: Rule) => false,
  articles: async () => [],
  newWords: [],
  draw: 0.5,
  escalate: async () => "E-1",
  acknowledge: async () => true,
  recorded: () => [],
  records: "Which steps of your work you do here.",
  contact: "The process owner",
  objects: () => false,
  object: () => undefined,
  now: () => Date.now(),
  listen: (target: EventTarget, event: string, told: (event: Event) => void) => {
    target.addEventListener(event, told, true);
    return () => target.removeEventListener(event, told, true);
  },
  mayLinkTo: (address: string) => address.startsWith("https://intranet.example/"),
};

export const makeStage = (given: TestGiven = {}): TestStage => {
  const language = given.language ?? "en";
  const direction = given.direction ?? "ltr";
  const outcomes: Outcome[] = [];
  const rows: Row[] = [];
  const opened: string[] = [];
  const drawer = given.drawer ?? new Map<string, string>();
  const say = (words: Words): string => nearest(words, language);
  const our = given.our ?? ((key) => ourWord(key, language));
  const mayLinkTo = given.mayLinkTo ?? silent.mayLinkTo;
  const surface = makeSurface({ say, our, mayLinkTo, language, direction });
  const follower = makeFollower();
  return {
    ...silent,
    say,
    our,
    language,
    direction,
    surface,
    find: follower.find,
    follow: follower.follow,
    changed: follower.changed,
    tell: (outcome) => outcomes.push(outcome),
    record: (row) => rows.push(row),
    open: (guide) => opened.push(guide),
    keep: (key, value) => void (value === null ? drawer.delete(key) : drawer.set(key, value)),
    kept: (key) => drawer.get(key) ?? null,
    ...(given as Partial<TestStage>),
    outcomes,
    rows,
    opened,
    drawer,
    stop: () => (surface.stop(), follower.stop()),
  };
};

/** The first thing of ours on the page that a selector fits. */
export const inOurs = <Found extends Element = Element>(selector: string): Found | null =>
  document.querySelector(hostName)?.shadowRoot?.querySelector<Found>(selector) ?? null;
