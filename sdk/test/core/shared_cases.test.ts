import { describe, expect, test } from "vitest";
import choices from "../../fixtures/choices.json";
import draws from "../../fixtures/draws.json";
import frequency from "../../fixtures/frequency.json";
import languages from "../../fixtures/languages.json";
import merges from "../../fixtures/merges.json";
import patterns from "../../fixtures/patterns.json";
import quietTimes from "../../fixtures/quiet_times.json";
import rules from "../../fixtures/rules.json";
import verdictCases from "../../fixtures/verdicts.json";
import walks from "../../fixtures/walks.json";
import type { Guides, Rule, SurveyChoice, Walkthrough } from "../../src/contract/guides.ts";
import { ordered } from "../../src/core/choices.ts";
import { drawOf } from "../../src/core/draw.ts";
import { isQuiet, silenceOf } from "../../src/core/frequency.ts";
import {
  afterCase,
  afterObjection,
  afterOutcome,
  afterShowing,
  merged,
  NOTHING,
  type Remembering,
} from "../../src/core/memory.ts";
import { matcherOf } from "../../src/core/pattern.ts";
import { holds } from "../../src/core/rules.ts";
import { said } from "../../src/core/say.ts";
import type { Memory } from "../../src/core/situation.ts";
import { timeOf } from "../../src/core/times.ts";
import { verdicts } from "../../src/core/verdicts.ts";
import { onward, settled, whereabouts } from "../../src/core/walk.ts";
import { document, type Given, situation } from "./cases.ts";

interface Cases {
  readonly by_hand: readonly object[];
  readonly generated: readonly object[];
}

interface Step {
  readonly did: string;
  readonly now: number;
  readonly guide?: string;
  readonly outcome?: string;
  readonly workflow?: string;
  readonly step?: string;
  readonly right?: boolean;
  readonly objects?: boolean;
}

/** Holds every case of a file; Python wrote down what it says to those that were drawn. */
function each<Case>(name: string, both: Cases, asked: (one: Case) => Promise<void> | void): void {
  describe(name, () => {
    for (const one of both.by_hand) test((one as { readonly says: string }).says, () => asked(one as Case));
    test.each(both.generated.map((one, at) => [at, one] as const))("drawn case %i comes out as in Python", (_at, one) =>
      asked(one as Case),
    );
  });
}

each("rules", rules, (one: { rule: Rule; situation: Given; holds: boolean }) => {
  expect(holds(one.rule, situation(one.situation))).toBe(one.holds);
});

each("draws", draws, async (one: { guide: string; person: string; of_2_to_52: number }) => {
  expect((await drawOf(one.guide, one.person, crypto.subtle)) * 2 ** 52).toBe(one.of_2_to_52);
});

function after(memory: Memory, step: Step, guides: Guides): Memory {
  const guide = guides.guides?.find(({ id }) => id === step.guide);
  if (step.did === "showing") return afterShowing(memory, guide!, step.now);
  if (step.did === "outcome") return afterOutcome(memory, guide!, step.outcome as Remembering, guides, step.now);
  if (step.did === "case") return afterCase(memory, step.workflow!, step.step!, step.right!, step.now);
  return afterObjection(memory, step.objects!, step.now);
}

interface Frequency {
  readonly guides: readonly object[];
  readonly limits: object;
  readonly steps: readonly Step[];
  readonly now: number;
  readonly minutes_from_utc: number;
  readonly silence: string | null;
}

each("frequency", frequency, (one: Frequency) => {
  const guides = document({ guides: one.guides, limits: one.limits } as object);
  const memory = one.steps.reduce((before, step) => after(before, step, guides), NOTHING);
  expect(silenceOf(guides.guides![0]!, guides, memory, one)).toBe(one.silence);
});

each(
  "quiet times",
  quietTimes,
  (one: { quiet: { begins: string; ends: string }[]; time: string; minutes_from_utc: number; is_quiet: boolean }) => {
    expect(isQuiet(one.quiet, { now: timeOf(one.time), minutes_from_utc: one.minutes_from_utc })).toBe(one.is_quiet);
  },
);

each("verdicts", verdictCases, (one: { document: object; situation: Given; verdicts: object[] }) => {
  const found = verdicts(document(one.document), situation(one.situation));
  expect(found).toEqual(
    one.verdicts.map((verdict) => ({ ...verdict, shows: (verdict as { arm: unknown }).arm === "shown" })),
  );
});

each(
  "languages",
  languages,
  (one: { words: Record<string, string>; language: string; text: string; found: string; direction: string }) => {
    expect(said(one.words, one.language)).toEqual({ text: one.text, language: one.found, direction: one.direction });
  },
);

interface Walked {
  readonly asks: string;
  readonly steps: Walkthrough["steps"];
  readonly at: string;
  readonly been: readonly string[];
  readonly path: string;
  readonly there: readonly string[];
  readonly expect: object | null;
}

each("walks", walks, (one: Walked) => {
  const walkthrough: Walkthrough = { kind: "walkthrough", title: { en: "A" }, steps: one.steps };
  const holdsHere = (rule: Rule): boolean => holds(rule, situation({ now: 0, path: one.path }));
  const isThere = (at: readonly string[]): boolean => one.there.includes(at.join(" > "));
  if (one.asks === "whereabouts") return expect(whereabouts(walkthrough, one, isThere)).toEqual(one.expect);
  const go = one.asks === "onward" ? onward : settled;
  expect(go(walkthrough, { at: one.at, been: one.been }, holdsHere)).toEqual(one.expect);
});

each("patterns", patterns, (one: { pattern: string; text: string; fits: boolean | null }) => {
  const matcher = matcherOf(one.pattern);
  expect(matcher && matcher(one.text)).toBe(one.fits);
});

interface Merge {
  readonly guides: readonly object[];
  readonly limits: object;
  readonly left: readonly Step[];
  readonly right: readonly Step[];
  readonly merged: Partial<Memory>;
}

each("merges", merges, (one: Merge) => {
  const guides = document({ guides: one.guides, limits: one.limits } as object);
  const [left, right] = [one.left, one.right].map((steps) =>
    steps.reduce((before, step) => after(before, step, guides), NOTHING),
  );
  const whole = Object.fromEntries(
    Object.entries(one.merged.guides ?? {}).map(([id, guide]) => [id, { ...guide, shown: guide.shown ?? [] }]),
  );
  expect(merged(left!, right!)).toEqual({ right_in_a_row: {}, ...one.merged, guides: whole });
  expect(merged(right!, left!)).toEqual(merged(left!, right!));
});

each("choices", choices, (one: { reasons: SurveyChoice["reason"][]; draw: number; order: number[] }) => {
  const given = one.reasons.map((reason, at) => ({ reason, text: { en: `${at}` } }));
  expect(ordered(given, one.draw).map(({ text }) => Number(text["en"]))).toEqual(one.order);
});
