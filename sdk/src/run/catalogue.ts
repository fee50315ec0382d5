import type { Content } from "../contract/guides.ts";
import { announcement } from "../guides/announcement.ts";
import type { GuideKind } from "../guides/guide.ts";
import { tooltip } from "../guides/tooltip.ts";
import { walkthrough } from "../guides/walkthrough.ts";

type Kinds = { readonly [Kind in Content["kind"]]: () => GuideKind<Kind> | Promise<GuideKind<Kind>> };

/** Where the code of each kind of guide is: those seen most come with the core, the others once they are needed. */
export const CATALOGUE: Kinds = {
  tooltip: () => tooltip,
  walkthrough: () => walkthrough,
  announcement: () => announcement,
  field_help: async () => (await import("../guides/field_help.ts")).fieldHelp,
  rule_reinforcement: async () => (await import("../guides/rule_reinforcement.ts")).ruleReinforcement,
  known_issue: async () => (await import("../guides/known_issue.ts")).knownIssue,
  acknowledgement: async () => (await import("../guides/acknowledgement.ts")).acknowledgement,
  launcher: async () => (await import("../guides/launcher.ts")).launcher,
  checklist: async () => (await import("../guides/checklist.ts")).checklist,
  survey: async () => (await import("../guides/survey.ts")).survey,
  self_help: async () => (await import("../guides/self_help.ts")).selfHelp,
  escalation: async () => (await import("../guides/escalation.ts")).escalation,
};
