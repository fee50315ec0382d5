import { putBanner } from "./banner.ts";
import type { GuideKind } from "./guide.ts";
import { button, head, leaving, row, sheet } from "./pieces.ts";

/** A go-live, a release, a new policy: a banner that takes no focus. As a dialog it is `dialog.ts`. */
export const announcement: GuideKind<"announcement"> = {
  name: "announcement",
  show: (content, stage) => {
    const label = stage.say(content.title);
    const dismiss = (): void => leave("dismissed");
    const part = putBanner(stage, label, dismiss);
    const { leave, stop } = leaving(stage, part.close);
    const gotIt = button(stage, "main", stage.our("got_it"), () => leave("completed"));
    const blocks = stage.surface.blocks(content.blocks ?? []);
    part.inside.append(sheet(stage, head(stage, label, dismiss), blocks, row(stage, gotIt)));
    return stop;
  },
};
