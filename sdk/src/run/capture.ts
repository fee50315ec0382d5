// What notices and tells steps of the work: loaded where a document has labels, or the application tracks.
import type { Label } from "../contract/guides.ts";
import { fits } from "../core/paths.ts";
import type { Stop } from "../guides/guide.ts";
import type { Eyes } from "../notice/eyes.ts";
import { watchLabels } from "../notice/labels.ts";
import { didAsLabelled } from "./did.ts";
import type { Party } from "./party.ts";
import { after } from "./timers.ts";

export { didAsTracked } from "./did.ts";

/** A watch over what labels name. */
export interface Watching {
  /** Takes in now what was seen and still waits. */
  readonly flush: () => void;
  readonly stop: Stop;
}

/**
 * Watches for what labels name, and takes it for what the reader did. Only what the page may take away is read at once;
 * all else is done a moment later: whoever clicks does not wait for us.
 */
export function watchFor(party: Party, labels: readonly Label[]): Watching {
  const { outside, follower } = party.ways;
  let seen: readonly (() => void)[] = [];
  const flush = (): void => {
    const all = seen;
    seen = [];
    for (const one of all) one();
  };
  const eyes = {
    outside,
    find: follower.find,
    follow: (at, told) => follower.follow(at, outside.guard.of(told)),
    path: () => outside.page.location.pathname,
    fitsPage: fits,
    saw: (label, caseId) => {
      const at = outside.now();
      if (seen.length === 0) after(outside, 0, flush);
      seen = [...seen, () => didAsLabelled(party, label, caseId, at)];
    },
  } satisfies Eyes;
  const stop = watchLabels(eyes, labels);
  return {
    flush,
    stop: () => {
      stop();
      flush();
    },
  };
}
