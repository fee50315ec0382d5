import type { KnownIssue } from "../contract/guides.ts";
import type { Part } from "../page/surface.ts";
import { putBanner } from "./banner.ts";
import type { GuideKind, Stage, Stop } from "./guide.ts";
import { button, head, leaving, row, sheet } from "./pieces.ts";
import * as issueWords from "./words/known_issue.ts";

/** Timers of browsers end at 24 days; longer waits are waited for in parts. In milliseconds. */
const longest = 6 * 3_600_000;

/** Calls once it is later than a time, in milliseconds since 1970. */
const once = (stage: Stage, time: number, told: () => void): Stop => {
  let stop: Stop = () => undefined;
  const wait = (): void => {
    const left = time - stage.now();
    if (left > 0) stop = stage.surface.later(Math.min(left, longest), wait);
    else told();
  };
  wait();
  return () => stop();
};

const untilWhen = (content: KnownIssue, stage: Stage): HTMLElement | null => {
  if (!content.until) return null;
  const format = new Intl.DateTimeFormat(stage.language, { dateStyle: "medium", timeStyle: "short" });
  const time = stage.surface.make("time", {
    text: format.format(new Date(content.until)),
    attributes: { datetime: content.until },
  });
  return stage.surface.make("p", { class: "mut small", text: `${stage.say(issueWords.expectedUntil)} ` }, time);
};

/** What does not work at the moment, and what to do meanwhile; it goes away by itself when its time is over. */
export const knownIssue: GuideKind<"known_issue"> = {
  name: "known_issue",
  show: (content, stage) => {
    const { surface } = stage;
    const label = stage.say(content.title);
    let part: Part | null = null;
    const dismiss = (): void => leave("dismissed");
    const draw = (beside: Element | null): void => {
      part?.close();
      part = beside ? surface.put({ beside, role: "status", label, left: dismiss }) : putBanner(stage, label, dismiss);
      const gotIt = button(stage, "", stage.our("got_it"), () => leave("completed"));
      const blocks = surface.blocks(content.blocks ?? []);
      part.inside.append(
        sheet(stage, head(stage, label, dismiss), blocks, untilWhen(content, stage), row(stage, gotIt)),
      );
      part.settle();
    };
    const comesAndGoes = (element: Element | null): void => (element ? draw(element) : part?.close());
    const { leave, stop } = leaving(stage, () => {
      stopWaiting();
      stopFollowing();
      part?.close();
    });
    let stopWaiting: Stop = () => undefined;
    let stopFollowing: Stop = () => undefined;
    if (content.at) stopFollowing = stage.follow(content.at, comesAndGoes);
    else draw(null);
    if (content.until) stopWaiting = once(stage, Date.parse(content.until), () => leave("gone"));
    return stop;
  },
};

export { knownIssue as kind };
