import type { Guides } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import type { Watching } from "./capture.ts";
import { loaded } from "./loaded.ts";
import type { Party } from "./party.ts";

/** Watches for what the labels of the document name, as long as that is wanted. */
export interface Watch {
  /** Begins, ends, or begins anew, as the document and the person now want it. */
  readonly settle: () => void;
  /** Takes in now what was seen and still waits. */
  readonly flush: () => void;
  readonly stop: Stop;
}

const NONE: NonNullable<Guides["labels"]> = [];

export function makeWatch(party: Party): Watch {
  let watching: Watching | null = null;
  let watched: Guides["labels"] | null = null;
  const end = (): void => {
    watching?.stop();
    watching = watched = null;
  };
  const begin = async (labels: NonNullable<Guides["labels"]>): Promise<void> => {
    const capture = await loaded(import("./capture.ts"));
    if (watched !== labels || !capture) return; // It is not wanted any more, or cannot be had.
    watching = capture.watchFor(party, labels);
  };
  return {
    settle: () => {
      const { silent, labels = NONE } = party.document();
      const wanted = silent || party.remembers.memory().objects ? null : labels;
      if (wanted === watched) return;
      end();
      watched = wanted;
      if (wanted && wanted.length > 0) party.ways.outside.guard.later(begin(wanted));
    },
    flush: () => watching?.flush(),
    stop: end,
  };
}
