import type { Happened, Rule } from "../contract/guides.ts";
import { own } from "./own.ts";
import { fits } from "./paths.ts";
import type { Situation } from "./situation.ts";

export const MINUTE = 60_000;

/** Whether a rule holds. What is not said fits no value, and a kind of rule that is not known holds nowhere. */
export function holds(rule: Rule, situation: Situation): boolean {
  const isOneOf = (value: string | undefined, values: readonly string[]) =>
    value !== undefined && values.includes(value);
  switch (rule.is) {
    case "all":
      return rule.of.every((one) => holds(one, situation));
    case "any":
      return rule.of.some((one) => holds(one, situation));
    case "not":
      return !holds(rule.of, situation);
    case "attribute":
      return isOneOf(own(situation.attributes, rule.name), rule.values);
    case "cohort":
      return Object.keys(rule.pairs).every((name) => own(situation.attributes, name) === rule.pairs[name]);
    case "application":
      return rule.names.includes(situation.application);
    case "page":
      return rule.paths.some((pattern) => fits(pattern, situation.path));
    case "element": {
      const asked = rule.state ?? "there";
      const found = situation.element(rule.at, asked);
      return asked === "there" ? found !== "absent" : found === asked;
    }
    case "stage":
      return isOneOf(own(situation.stages, rule.workflow), rule.steps);
    case "state":
      return isOneOf(own(situation.states, rule.name), rule.values);
    case "sequence":
      return happened(rule, situation);
    default:
      return false;
  }
}

/** Looks from the end: the latest that is still near enough for the last activity, then backwards for the others. */
function happened(rule: Happened, { happened: all, now }: Situation): boolean {
  let missing = rule.activities.length;
  if (!missing) return false;
  for (let at = all.length - 1; at >= 0 && missing; at--) {
    const isLast = missing === rule.activities.length;
    if (all[at]!.activity !== rule.activities[missing - 1]) continue;
    if (!isLast || all[at]!.at >= now - rule.within_minutes * MINUTE) missing--;
  }
  return !missing;
}
