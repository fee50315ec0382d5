import type { Guide, Guides } from "../contract/guides.ts";
import { disturbs } from "../core/frequency.ts";
import type { Situation } from "../core/situation.ts";
import type { Verdict } from "../core/verdict.ts";
import { verdicts } from "../core/verdicts.ts";
import type { Outcome, Stop } from "../guides/guide.ts";
import type { Outside } from "./outside.ts";
import { isOutdated, type Standing, stays, waitsToBeAsked } from "./standing.ts";

type Arm = NonNullable<Verdict["arm"]>;
type Begun = Pick<Situation, "begun" | "open">;

/** What the loop of guides works with. */
export interface Scene {
  readonly outside: Outside;
  readonly situation: (begun: Begun) => Situation;
  /** Whether a guide could stand on the page now, apart from its rule: its element is there. */
  readonly ready: (guide: Guide) => boolean;
  /** Whether the server lets the showing begin. */
  readonly claim: (guide: Guide) => Promise<boolean>;
  readonly began: (guide: Guide, arm: Arm) => void;
  readonly became: (guide: Guide, outcome: Outcome) => void;
  /** What puts a guide on the page; null where its code cannot be had. */
  readonly put: (guide: Guide, tell: (outcome: Outcome) => void) => Promise<(() => Stop) | null>;
  /** Walkthroughs that were underway in this tab when the page was left. */
  readonly underway: readonly string[];
}

/** The guides that have begun, and what the page is told of them. */
export interface Showing {
  readonly round: (document: Guides) => void;
  readonly open: (guide: Guide) => void;
  readonly stop: Stop;
}

type Standings = Map<string, Standing>;
const nothing: Stop = () => undefined;

/** Looks at all guides again and again, and begins, opens and closes them as their verdicts want it. */
export function makeShowing(scene: Scene): Showing {
  const standings: Standings = new Map();
  const waiting = new Set(scene.underway);
  const { guard, now } = scene.outside;
  return {
    round: (document) => {
      for (const one of standings.values()) if (isOutdated(one, document, now())) end(standings, one);
      for (const guide of document.guides ?? []) {
        if (waiting.delete(guide.id)) guard.later(show(scene, standings, put(scene, standings, guide, true)));
      }
      const asked = (document.guides ?? []).filter((guide) => mayBeAsked(scene, standings, guide));
      const judged = verdicts({ ...document, guides: asked }, scene.situation(begunAmong(standings)));
      judged.forEach((verdict, at) => weigh(scene, standings, asked[at] as Guide, verdict));
    },
    open: (guide) => {
      const before = standings.get(guide.id);
      if (before && ["open", "asking", "held"].includes(before.state)) return;
      before?.close();
      const standing = put(scene, standings, guide, before?.begun ?? false);
      standing.byHand = true;
      guard.later(show(scene, standings, standing));
    },
    stop: () => [...standings.values()].forEach((one) => end(standings, one)),
  };
}

function begunAmong(standings: Standings): Begun {
  const names = (fits: (standing: Standing) => boolean): string[] =>
    [...standings.values()].filter(fits).map(({ guide }) => guide.id);
  return {
    begun: names(({ begun, state }) => begun || state === "asking"),
    open: names(({ state }) => state === "open" || state === "asking"),
  };
}

function mayBeAsked(scene: Scene, standings: Standings, guide: Guide): boolean {
  const state = standings.get(guide.id)?.state;
  return state ? state !== "denied" : scene.ready(guide);
}

function put(scene: Scene, standings: Standings, guide: Guide, begun: boolean): Standing {
  const standing: Standing = { guide, since: scene.outside.now(), state: "asking", begun, byHand: false, close: nothing };
  standings.set(guide.id, standing);
  return standing;
}

function end(standings: Standings, standing: Standing): void {
  standings.delete(standing.guide.id);
  standing.close();
}

function weigh(scene: Scene, standings: Standings, guide: Guide, verdict: Verdict): void {
  const standing = standings.get(guide.id);
  if (standing) {
    if (!verdict.arm && !stays(standing, verdict)) end(standings, standing);
  } else if (verdict.arm) {
    scene.outside.guard.later(begin(scene, standings, put(scene, standings, guide, false), verdict.arm));
  }
}

/** Asks the server where a cap has to hold elsewhere too, and then lets the showing begin, seen or not. */
async function begin(scene: Scene, standings: Standings, standing: Standing, arm: Arm): Promise<void> {
  const { guide } = standing;
  const isCapped = disturbs(guide) || guide.often != null || guide.fades_after != null;
  const may = !isCapped || (await scene.claim(guide));
  if (standings.get(guide.id) !== standing) return; // Meanwhile it was closed.
  const count = (): void => {
    standing.begun = true;
    scene.began(guide, arm);
  };
  if (!may) standing.state = "denied";
  else if (arm === "shown" && !waitsToBeAsked(guide)) await show(scene, standings, standing, count);
  else {
    count();
    standing.state = arm === "shown" ? "ready" : "held";
  }
}

/** Opens a guide once its code is there: what cannot be shown is not counted as shown. */
async function show(scene: Scene, standings: Standings, standing: Standing, count = nothing): Promise<void> {
  const onPage = await scene.put(standing.guide, (outcome) => told(scene, standings, standing, outcome));
  if (standings.get(standing.guide.id) !== standing) return;
  // Its element may have left while its code was on its way: then nothing is shown, and it may begin another time.
  if (!standing.byHand && !scene.ready(standing.guide)) return end(standings, standing);
  standing.state = onPage ? "open" : "denied";
  if (!onPage) return;
  count();
  standing.close = onPage();
}

/** What became of an open guide. What stands beside its element stays there, unless it is not wanted any more. */
function told(scene: Scene, standings: Standings, standing: Standing, outcome: Outcome): void {
  const { guide, byHand, begun } = standing;
  if (standings.get(guide.id) !== standing) return;
  scene.became(guide, outcome);
  if (outcome === "opened" || outcome === "gone") return;
  const isBeside = !disturbs(guide) && !byHand;
  if (isBeside && (outcome === "completed" || outcome === "dismissed")) return;
  standing.state = begun && waitsToBeAsked(guide) ? "ready" : "done";
  standing.byHand = false;
  if (isBeside) standing.close();
}
