import type {
  Acknowledgement,
  Announcement,
  Checklist,
  Escalation,
  KnownIssue,
  Launcher,
  RuleReinforcement,
  SelfHelp,
  Survey,
} from "../../src/contract/guides.ts";
import type { FoundArticle } from "../../src/guides/guide.ts";

export const goLive: Announcement = {
  kind: "announcement",
  title: { en: "New approval path from Monday" },
  blocks: [
    { block: "paragraph", text: { en: "Requests over 5,000 go to Finance first. Nothing changes below that." } },
  ],
};

export const outage: KnownIssue = {
  kind: "known_issue",
  title: { en: "Quotes cannot be attached at the moment" },
  blocks: [{ block: "paragraph", text: { en: "Save the request as a draft; quotes can be added tomorrow." } }],
  until: "2026-11-27T16:00:00Z",
};

export const policy: Acknowledgement = {
  kind: "acknowledgement",
  title: { en: "Two quotes above 10,000" },
  blocks: [{ block: "paragraph", text: { en: "From December on, every request above 10,000 needs two quotes." } }],
  statement: { en: "I have read the purchasing rule of December 2026." },
  button: { en: "Confirm" },
};

export const helpButton: Launcher = { kind: "launcher", label: { en: "Help with this page" }, opens: "self_help" };

export const firstWeek: Checklist = {
  kind: "checklist",
  title: { en: "Your first week" },
  items: [
    { id: "profile", text: { en: "Look up your cost centre" }, opens: "walk-cost-centre" },
    {
      id: "request",
      text: { en: "Send one request for approval" },
      done_when: { is: "state", name: "sent", values: ["yes"] },
    },
    { id: "rule", text: { en: "Read the approval rule" } },
  ],
};

export const beforeSending: RuleReinforcement = {
  kind: "rule_reinforcement",
  at: ["#send"],
  title: { en: "Two things before you send this" },
  rules: [
    {
      field: ["#cost-centre"],
      must: "matches",
      pattern: "CC-[0-9]{4}",
      says: { en: "The cost centre is CC- and four digits, as on your badge." },
    },
    { field: ["#amount"], must: "filled", says: { en: "Finance needs the amount without tax." } },
  ],
};

export const whatStopped: Survey = {
  kind: "survey",
  question: { en: "What stopped you here?" },
  choices: [
    { reason: "training", text: { en: "I did not know how" } },
    { reason: "access", text: { en: "I was not allowed to" } },
    { reason: "policy", text: { en: "The rule is not clear" } },
    { reason: "other", text: { en: "Something else" } },
  ],
  asks_for_words: { en: "In your own words (not required)" },
  thanks: { en: "Thank you. The owner of this step reads every answer." },
};

export const panel: SelfHelp = { kind: "self_help", title: { en: "Help with purchase requests" } };

export const blockedBy: Escalation = {
  kind: "escalation",
  title: { en: "I am blocked" },
  routes: [
    { to: "access", text: { en: "I miss a permission" } },
    { to: "policy", text: { en: "The rule does not fit my case" } },
    { to: "application", text: { en: "Something does not work" } },
  ],
  answered_within_hours: 4,
};

const article = (name: string, title: string, text: string): FoundArticle => ({
  article: name,
  title,
  blocks: [{ block: "paragraph", text: { en: text } }],
});

export const articles: readonly FoundArticle[] = [
  article("cost-centre", "Which cost centre to enter", "The cost centre stands on your badge, below your department."),
  article("two-quotes", "When two quotes are needed", "Above 10,000 attach two quotes of different suppliers."),
  article("approval-path", "Who approves a purchase request", "Finance first, then your own department."),
  article("return", "A request was returned", "Look at the comment, mend the field and send it again."),
];
