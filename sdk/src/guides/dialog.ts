import { asModal } from "../page/modal.ts";
import type { GuideKind } from "./guide.ts";
import { beginning, button, head, leaving, row, sheet } from "./pieces.ts";

/** A go-live, a release, a new policy, in a modal dialog. */
export const dialog: GuideKind<"announcement"> = {
  name: "announcement",
  show: (content, stage) => {
    const { put, blocks } = stage.surface;
    const label = stage.say(content.title);
    const dismiss = (): void => leave("dismissed");
    const part = put({ where: "middle", role: "dialog", ...asModal(stage.surface), label, left: dismiss });
    const { leave, stop } = leaving(stage, part.close);
    const gotIt = button(stage, "main", stage.our("got_it"), () => leave("completed"));
    const later = button(stage, "plain", stage.our("remind_me_later"), () => leave("snoozed"));
    const top = beginning(head(stage, label, dismiss));
    part.inside.append(sheet(stage, top, blocks(content.blocks ?? []), row(stage, gotIt, later)));
    return stop;
  },
};

export { dialog as kind };
