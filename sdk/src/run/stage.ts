import type { Guide } from "../contract/guides.ts";
import { holds } from "../core/rules.ts";
import type { Outcome, Stage } from "../guides/guide.ts";
import type { Surface } from "../page/surface.ts";
import type { Bell } from "./bell.ts";
import type { Asked } from "./asked.ts";
import { situationOf } from "./facts.ts";
import type { Party } from "./party.ts";

/** What a stage needs beside the party. */
export interface Behind {
  readonly surface: Surface;
  readonly changes: Bell;
  readonly open: (guide: string) => void;
  readonly mayLinkTo: (address: string) => boolean;
}

/** Where a guide stands while it has not to do with one of its own: the panel of what is recorded. */
export type Place = Pick<Guide, "id" | "workflow" | "step" | "version">;

/** What every guide may use; what few of them need comes with those (run/asked.ts). */
export type FirstStage = Omit<Stage, keyof Asked>;

/** The stage of one guide. Whatever the guide does comes back into the page through the guard. */
export function stageFor(party: Party, behind: Behind, place: Place, tell: (outcome: Outcome) => void): FirstStage {
  const { ways, recording } = party;
  const { outside, follower, language, direction, say, our } = ways;
  return {
    ...kept(party, place),
    say,
    our,
    language,
    direction,
    surface: behind.surface,
    find: follower.find,
    follow: (at, told) => follower.follow(at, outside.guard.of(told)),
    holds: (rule) => holds(rule, situationOf(party)),
    changed: (told) => behind.changes.heard(outside.guard.of(told)),
    tell,
    record: ({ table, ...said }) => {
      recording.add(table, { workflow: place.workflow, step: place.step, ...said });
    },
    open: behind.open,
    mayLinkTo: behind.mayLinkTo,
    now: outside.now,
  };
}

function kept({ ways: { tab } }: Party, { id }: Place): Pick<Stage, "keep" | "kept"> {
  return {
    keep: (key, value) => tab.set(`guide:${id}:${key}`, value),
    kept: (key) => tab.get(`guide:${id}:${key}`),
  };
}
