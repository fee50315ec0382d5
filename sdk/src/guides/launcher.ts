import { inCorner } from "../page/corner.ts";
import { launcherStyles } from "../page/styles/launcher.ts";
import type { Part } from "../page/surface.ts";
import type { GuideKind } from "./guide.ts";
import { button } from "./pieces.ts";
import * as launcherWords from "./words/launcher.ts";

/** A button that opens another guide; beside an element, or in the corner of the page. */
export const launcher: GuideKind<"launcher"> = {
  name: "launcher",
  show: (content, stage) => {
    stage.surface.wear(launcherStyles);
    const label = stage.say(content.label);
    const open = (): void => {
      stage.tell("opened");
      stage.open(content.opens);
    };
    let part: Part | null = null;
    const draw = (beside: Element | null): void => {
      part?.close();
      const placed = { bare: true, label: stage.say(launcherWords.help), role: "region" } as const;
      part = stage.surface.put(beside ? { ...placed, beside } : { ...placed, ...inCorner(stage.surface) });
      part.inside.append(button(stage, "launch", label, open));
      part.settle();
    };
    const stopFollowing = content.at
      ? stage.follow(content.at, (element) => (element ? draw(element) : part?.close()))
      : draw(null);
    return () => {
      stopFollowing?.();
      part?.close();
    };
  },
};

export { launcher as kind };
