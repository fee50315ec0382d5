import type { WalkStep, Walkthrough } from "../contract/guides.ts";
import { back, begun, kept, onward, resumed, settled, stepOf, type Walk } from "../core/walk.ts";
import { besideStyles } from "../page/styles/beside.ts";
import type { Part } from "../page/surface.ts";
import type { GuideKind, Outcome, Stage, Stop } from "./guide.ts";
import { arrived } from "./pieces.ts";
import { type Acts, drawStep } from "./walk_step.ts";

/** An element that does not come is spoken of after so long, in milliseconds. */
const patience = 3000;
const place = "walk";

/** What of a walkthrough is on the page at the moment; `lost` is told of the step whose element is there instead. */
const makeScene = (content: Walkthrough, stage: Stage, acts: Acts, lost: (to: string) => void) => {
  let part: Part | null = null;
  let leave: Stop = () => undefined;
  const swap = (next: Part | null): void => {
    const before = part;
    part = next;
    before?.close();
  };
  const show = (walk: Walk, step: WalkStep, element: Element | null): void => {
    const focus = part?.inside.contains((part.inside.getRootNode() as ShadowRoot).activeElement) ?? false;
    swap(drawStep({ content, stage, walk, step, element, acts, focus }));
    if (!focus)
      stage.surface.announce([stage.say(content.title), stage.say(step.title), stage.our("press_f6")].join(". "));
  };
  const wait = (walk: Walk): Stop => {
    let over = false;
    // Few steps have to be waited for so long: what is done then comes in a file of its own.
    const stop = stage.surface.later(patience, () =>
      arrived(stage, import("./walk_waiting.ts"), (code) => {
        const drawn = over ? null : code?.drawMissing({ content, stage, walk, acts, lost });
        if (drawn) swap(drawn);
      }),
    );
    return () => ((over = true), stop());
  };
  const stand = (walk: Walk, step: WalkStep): void => {
    leave();
    leave = () => undefined;
    if (!step.at) return show(walk, step, null);
    let waiting = wait(walk);
    const stop = stage.follow(step.at, (element) => {
      waiting();
      if (element) return show(walk, step, element);
      swap(null);
      waiting = wait(walk);
    });
    leave = () => (waiting(), stop());
  };
  return { stand, clear: () => (leave(), swap(null)) };
};

/** A walkthrough that goes on, on one page. */
const walkOn = (content: Walkthrough, stage: Stage, first: Walk): Stop => {
  let [walk, ended] = [first, false];
  /** Somebody went back to a step that is done already: it does not go on by itself before it is undone. */
  let stays = false;
  const end = (outcome: Outcome | null): void => {
    if (ended) return;
    ended = true;
    scene.clear();
    stopHearing();
    if (!outcome) return;
    stage.keep(place, null);
    stage.tell(outcome);
  };
  const stand = (next: Walk | null): void => {
    const step = next && stepOf(content, next.at);
    if (!step) return end("completed");
    walk = next;
    stays = false;
    stage.keep(place, kept(walk));
    scene.stand(walk, step);
  };
  const go = (to: Walk | null): void => stand(to && settled(content, to, stage.holds));
  const isDone = (): boolean => settled(content, walk, stage.holds)?.at !== walk.at;
  const acts = {
    next: () => go(onward(content, walk, stage.holds)),
    back: () => {
      stand(back(walk));
      stays = isDone();
    },
    end,
  };
  const scene = makeScene(content, stage, acts, (to) => go({ at: to, been: [...walk.been, walk.at] }));
  const stopHearing = stage.changed(() => {
    stays &&= isDone();
    if (!ended && !stays && isDone()) go(walk);
  });
  stage.tell("opened");
  go(walk);
  return () => end(null);
};

/**
 * Step by step, over pages and reloads. The page stays usable: a ring marks the element, the card stands beside it.
 *
 * A step whose element does not come says so after three seconds, or gives way to the step whose element is there.
 */
export const walkthrough: GuideKind<"walkthrough"> = {
  name: "walkthrough",
  show: (content, stage) => {
    stage.surface.wear(besideStyles);
    const walk = resumed(content, stage.kept(place)) ?? begun(content);
    return walk ? walkOn(content, stage, walk) : () => undefined;
  },
};
