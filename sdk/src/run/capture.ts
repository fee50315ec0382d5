// What notices and tells steps of the work: loaded where a document has labels, or the application tracks.
import type { Label } from "../contract/guides.ts";
import { fits } from "../core/paths.ts";
import type { Stop } from "../guides/guide.ts";
import type { Eyes } from "../notice/eyes.ts";
import { watchLabels } from "../notice/labels.ts";
import { didAsLabelled } from "./did.ts";
import type { Party } from "./party.ts";

export { didAsTracked } from "./did.ts";

/** Watches for what labels name, and takes it for what the reader did. */
export function watchFor(party: Party, labels: readonly Label[]): Stop {
  const { outside, follower } = party.ways;
  const eyes = {
    outside,
    find: follower.find,
    follow: (at, told) => follower.follow(at, outside.guard.of(told)),
    path: () => outside.page.location.pathname,
    fitsPage: fits,
    saw: (label, caseId) => didAsLabelled(party, label, caseId),
  } satisfies Eyes;
  return watchLabels(eyes, labels);
}
