import { putBanner } from "./banner.ts";
import type { GuideKind } from "./guide.ts";
import { beginning, button, head, leaving, row, sheet } from "./pieces.ts";

/** A go-live, a release, a new policy: a banner that takes no focus, or a modal dialog. */
export const announcement: GuideKind<"announcement"> = {
  name: "announcement",
  show: (content, stage) => {
    const label = stage.say(content.title);
    const dismiss = (): void => leave("dismissed");
    const isDialog = content.form === "dialog";
    const part = isDialog
      ? stage.surface.put({ where: "middle", role: "dialog", modal: true, label, left: dismiss })
      : putBanner(stage, label, dismiss);
    const { leave, stop } = leaving(stage, part.close);
    const gotIt = button(stage, "main", stage.our("got_it"), () => leave("completed"));
    const later = isDialog ? button(stage, "plain", stage.our("remind_me_later"), () => leave("snoozed")) : null;
    const blocks = stage.surface.blocks(content.blocks ?? []);
    const top = head(stage, label, dismiss);
    part.inside.append(sheet(stage, isDialog ? beginning(top) : top, blocks, row(stage, gotIt, later)));
    return stop;
  },
};
