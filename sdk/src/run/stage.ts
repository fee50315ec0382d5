import type { Guide } from "../contract/guides.ts";
import { holds } from "../core/rules.ts";
import type { Outcome, Stage } from "../guides/guide.ts";
import type { Surface } from "../page/surface.ts";
import type { Bell } from "./bell.ts";
import { situationOf } from "./facts.ts";
import { loaded } from "./loaded.ts";
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

/** The stage of one guide. Whatever the guide does comes back into the page through the guard. */
export function stageFor(party: Party, behind: Behind, place: Place, tell: (outcome: Outcome) => void): Stage {
  const { ways, recording } = party;
  const { outside, follower, language, direction, say, our } = ways;
  return {
    ...asking(party, place),
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
    draw: party.draws()[place.id] ?? 0,
    record: ({ table, ...said }) => {
      recording.add(table, { workflow: place.workflow, step: place.step, ...said });
    },
    open: behind.open,
    newWords: party.document().words ?? [],
    mayLinkTo: behind.mayLinkTo,
    now: outside.now,
    listen: (target, event, told) => hear(party, target, event, told),
  };
}

/** Asking the server is for few guides: what does it is loaded with the first question. */
function asking(party: Party, place: Place): Pick<Stage, "articles" | "escalate" | "acknowledge"> {
  const asked = async (): Promise<ReturnType<typeof import("./asked.ts").asked> | undefined> =>
    (await loaded(import("./asked.ts")))?.asked(party, place);
  return {
    articles: async (query) => (await asked())?.articles(query) ?? [],
    escalate: async (to, text) => (await asked())?.escalate(to, text) ?? null,
    acknowledge: async (wording) => (await asked())?.acknowledge(wording) ?? false,
  };
}

function kept({ ways: { tab } }: Party, { id }: Place): Pick<Stage, "keep" | "kept"> {
  return {
    keep: (key, value) => tab.set(`guide:${id}:${key}`, value),
    kept: (key) => tab.get(`guide:${id}:${key}`),
  };
}

/** Listens to the page before it does; unlike a watcher of ours a guide may hold an event up. */
function hear({ ways: { outside } }: Party, target: EventTarget, type: string, told: (event: Event) => void): () => void {
  const guarded = outside.guard.of(told);
  target.addEventListener(type, guarded, true);
  return () => target.removeEventListener(type, guarded, true);
}
