import type { SurveyChoice } from "../contract/guides.ts";

/**
 * The answers in an order that is a person's own: by their draw, so that it stays the same whenever they look, and no
 * answer is the first for everybody. What counts as `other` stays last.
 */
export function ordered(choices: readonly SurveyChoice[], draw: number): readonly SurveyChoice[] {
  const mixed = choices.filter((choice) => choice.reason !== "other");
  let state = (draw * 2 ** 52) % 2 ** 32;
  for (let at = mixed.length - 1; at > 0; at--) {
    // A linear congruence modulo 2^32 (Knuth, TAOCP 2, 3.3.4); its high bits are the better ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return [...mixed, ...choices.filter((choice) => choice.reason === "other")];
}
