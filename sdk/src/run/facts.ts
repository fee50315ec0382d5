import type { Situation } from "../core/situation.ts";
import type { Party } from "./party.ts";

/** All that a verdict depends on, as it is now. */
export function situationOf(party: Party, begun: Pick<Situation, "begun" | "open"> = {}): Situation {
  const { ways, reader, presence, remembers } = party;
  const { outside, options, states } = ways;
  const now = outside.now();
  return {
    now,
    minutes_from_utc: -new outside.page.Date(now).getTimezoneOffset(),
    application: options.application,
    attributes: reader.attributes,
    path: outside.page.location.pathname,
    element: presence.state,
    states,
    draws: party.draws(),
    memory: remembers.memory(),
    stages: party.work().stages,
    happened: party.work().happened,
    ...begun,
  };
}
