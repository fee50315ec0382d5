import type { Content } from "../contract/guides.ts";
import { announcement } from "../guides/announcement.ts";
import type { GuideKind } from "../guides/guide.ts";
import { tooltip } from "../guides/tooltip.ts";
import { walkthrough } from "../guides/walkthrough.ts";

/** A kind of guide as its own file gives it. */
interface File<Kind extends Content["kind"]> {
  readonly kind: GuideKind<Kind>;
}
type Of<Kind extends Content["kind"]> = Extract<Content, { readonly kind: Kind }>;
type Kinds = { readonly [Kind in Content["kind"]]: (content: Of<Kind>) => File<Kind> | Promise<File<Kind>> };

/** Where the code of each kind of guide is: those seen most come with the core, the others once they are needed. */
export const CATALOGUE: Kinds = {
  tooltip: () => ({ kind: tooltip }),
  walkthrough: () => ({ kind: walkthrough }),
  announcement: ({ form }) => (form === "dialog" ? import("../guides/dialog.ts") : { kind: announcement }),
  field_help: () => import("../guides/field_help.ts"),
  rule_reinforcement: () => import("../guides/rule_reinforcement.ts"),
  known_issue: () => import("../guides/known_issue.ts"),
  acknowledgement: () => import("../guides/acknowledgement.ts"),
  launcher: () => import("../guides/launcher.ts"),
  checklist: () => import("../guides/checklist.ts"),
  survey: () => import("../guides/survey.ts"),
  self_help: () => import("../guides/self_help.ts"),
  escalation: () => import("../guides/escalation.ts"),
};
