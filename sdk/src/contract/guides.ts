// Written from ../../../schemas by `npm run contract`; not to be changed by hand.

export type Content =
  | Walkthrough
  | Tooltip
  | FieldHelp
  | RuleReinforcement
  | Announcement
  | KnownIssue
  | Acknowledgement
  | Launcher
  | Checklist
  | Survey
  | SelfHelp
  | Escalation;
export type Block = Paragraph | Heading | Listed | Example | Note | Link;
/**
 * @minItems 1
 * @maxItems 6
 */
export type Locator = readonly string[];
export type Rule =
  | Everything
  | Anything
  | Otherwise
  | Attribute
  | InCohort
  | InApplication
  | OnPage
  | ElementIs
  | AtStage
  | StateIs
  | Happened;

/**
 * Everything that pages of a workspace are told.
 *
 * `sequence` only grows: a page that has seen a higher one refuses a lower. After `expires_at` nothing of it is shown.
 * `silent` switches all pages off. `records` is what the workspace says is recorded, shown to whoever asks;
 * `link_hosts` are the hosts that links may lead to; `applications` are those that the document is for, none: any.
 */
export interface Guides {
  readonly schema: "desirepath/guides/1";
  readonly workspace: string;
  readonly sequence: number;
  readonly issued_at: string;
  readonly expires_at: string;
  readonly silent?: boolean;
  readonly guides?: readonly Guide[];
  readonly labels?: readonly Label[];
  readonly articles?: readonly Article[];
  readonly words?: readonly NewWord[];
  readonly quiet?: readonly Quiet[];
  readonly limits?: Limits;
  readonly link_hosts?: readonly string[];
  readonly applications?: readonly string[];
  readonly records?: Words;
  readonly contact?: Words;
}
/**
 * One guide that is live. `id` is the intervention's; where and for whom it is, from when until when.
 *
 * `held_out` is the share of people who are not shown it, by a draw over the guide's and the person's id; 0 where
 * everyone gets it. Of guides that take the same room, the higher `priority` comes first, then the lower id.
 * `fades_after`: it is silent for a person after so many cases of theirs in a row that passed the step without trouble,
 * and comes back with the next trouble; None: it never fades.
 */
export interface Guide {
  readonly id: string;
  readonly version: number;
  readonly rollout: string;
  readonly workflow: string;
  readonly step: string;
  readonly content: Content;
  readonly target: Rule;
  readonly design: "everyone" | "holdout" | "waves";
  readonly held_out: number;
  readonly starts_at: string;
  readonly ends_at?: string | null;
  readonly priority?: number;
  readonly often?: Often | null;
  readonly fades_after?: number | null;
}
/**
 * Step by step, over pages and reloads.
 */
export interface Walkthrough {
  readonly kind: "walkthrough";
  readonly title: Words;
  readonly steps: readonly WalkStep[];
}
/**
 * One step of a walkthrough.
 *
 * It stands at an element, or in the middle of the page without one. It goes on by its button, or by itself once
 * `goes_on_when` holds; then to the first of `branches` whose rule holds, else to the step after it. An element that is
 * not there yet is waited for. `id` is unique in its walkthrough.
 */
export interface WalkStep {
  readonly id: string;
  readonly title: Words;
  readonly blocks?: readonly Block[];
  readonly at?: Locator | null;
  readonly goes_on_when?: Rule | null;
  readonly branches?: readonly Branch[];
}
/**
 * Plain text.
 */
export interface Paragraph {
  readonly block: "paragraph";
  readonly text: Words;
}
/**
 * The heading of what follows it.
 */
export interface Heading {
  readonly block: "heading";
  readonly text: Words;
}
/**
 * Points, or steps to be taken in their order.
 */
export interface Listed {
  readonly block: "list";
  readonly items: readonly Words[];
  readonly ordered?: boolean;
}
/**
 * An entry as it should be, or as it should not.
 */
export interface Example {
  readonly block: "example";
  readonly text: Words;
  readonly right?: boolean;
}
/**
 * Something to heed.
 */
export interface Note {
  readonly block: "note";
  readonly text: Words;
}
/**
 * A link to a page, of a host that the document allows.
 */
export interface Link {
  readonly block: "link";
  readonly text: Words;
  readonly to: string;
}
/**
 * Each of these holds; of none, it does.
 */
export interface Everything {
  readonly is: "all";
  readonly of: readonly Rule[];
}
/**
 * One of these holds; of none, it does not.
 */
export interface Anything {
  readonly is: "any";
  readonly of: readonly Rule[];
}
/**
 * This does not hold.
 */
export interface Otherwise {
  readonly is: "not";
  readonly of: Rule;
}
/**
 * What the application says of the person: role, region, or another. One that is not said fits no value.
 */
export interface Attribute {
  readonly is: "attribute";
  readonly name: string;
  readonly values: readonly string[];
}
/**
 * All pairs hold of the person, as in `region=EMEA;role=buyer`. No pair: everyone.
 */
export interface InCohort {
  readonly is: "cohort";
  readonly pairs: {
    readonly [k: string]: string;
  };
}
/**
 * The application that the page belongs to.
 */
export interface InApplication {
  readonly is: "application";
  readonly names: readonly string[];
}
/**
 * The path of the page, without what follows `?` or `#`; in frames and single pages that of the address line.
 */
export interface OnPage {
  readonly is: "page";
  readonly paths: readonly string[];
}
/**
 * An element is on the page (`there`, and seen), or `absent`; or is there and `disabled`, `empty`, `checked`.
 */
export interface ElementIs {
  readonly is: "element";
  readonly at: Locator;
  readonly state?: "absent" | "checked" | "disabled" | "empty" | "there";
}
/**
 * The case on the page is before one of these steps: the application says so, or its own events do.
 */
export interface AtStage {
  readonly is: "stage";
  readonly workflow: string;
  readonly steps: readonly string[];
}
/**
 * A state that the application tells of itself by name.
 */
export interface StateIs {
  readonly is: "state";
  readonly name: string;
  readonly values: readonly string[];
}
/**
 * These activities happened one after the other, others between them, the last within so many minutes.
 */
export interface Happened {
  readonly is: "sequence";
  readonly activities: readonly string[];
  readonly within_minutes: number;
}
/**
 * Where a walkthrough goes if a rule holds; `to` is the id of a step, or `end`.
 */
export interface Branch {
  readonly when: Rule;
  readonly to: string;
}
/**
 * A few words beside an element, opened by pointing at it, by its mark, or by keyboard.
 */
export interface Tooltip {
  readonly kind: "tooltip";
  readonly at: Locator;
  readonly title: Words;
  readonly blocks?: readonly Block[];
}
/**
 * What a field is for, its format, and examples, while the field has the focus.
 */
export interface FieldHelp {
  readonly kind: "field_help";
  readonly at: Locator;
  readonly purpose: Words;
  readonly format?: Words | null;
  readonly right?: readonly Words[];
  readonly wrong?: readonly Words[];
  readonly mend?: Words | null;
}
/**
 * Before something is sent: what is not as the rule wants it, in the process owner's words.
 *
 * With `stops` the first sending is held up; a second one always goes through, as the application decides.
 */
export interface RuleReinforcement {
  readonly kind: "rule_reinforcement";
  readonly at: Locator;
  readonly title: Words;
  readonly rules: readonly FieldRule[];
  readonly blocks?: readonly Block[];
  readonly stops?: boolean;
}
/**
 * One rule that entries must keep before they are sent. The value is looked at in the page and goes nowhere.
 *
 * `must`: the field is `filled`, its text `matches` the pattern, or the box is `checked`. A pattern is a regular
 * expression over the whole text without back-references and look-around.
 */
export interface FieldRule {
  readonly field: Locator;
  readonly must: "checked" | "filled" | "matches";
  readonly says: Words;
  readonly pattern?: string | null;
  readonly only_when?: Rule | null;
}
/**
 * A go-live, a release, a new policy: a banner that does not disturb, or a dialog.
 */
export interface Announcement {
  readonly kind: "announcement";
  readonly title: Words;
  readonly blocks?: readonly Block[];
  readonly form?: "banner" | "dialog";
}
/**
 * What does not work at the moment, what to do meanwhile, and until when.
 */
export interface KnownIssue {
  readonly kind: "known_issue";
  readonly title: Words;
  readonly blocks?: readonly Block[];
  readonly at?: Locator | null;
  readonly until?: string | null;
}
/**
 * A statement that a person confirms; who confirmed which wording is kept in a record for audits.
 */
export interface Acknowledgement {
  readonly kind: "acknowledgement";
  readonly title: Words;
  readonly blocks: readonly Block[];
  readonly statement: Words;
  readonly button: Words;
}
/**
 * A button that opens another guide; beside an element, or in the corner of the page.
 */
export interface Launcher {
  readonly kind: "launcher";
  readonly label: Words;
  readonly opens: string;
  readonly at?: Locator | null;
}
/**
 * A few things to have done, ticked as they happen.
 */
export interface Checklist {
  readonly kind: "checklist";
  readonly title: Words;
  readonly items: readonly ChecklistItem[];
}
/**
 * One point. It is done once its rule holds, or once somebody ticks it; `opens` is a guide that helps with it.
 */
export interface ChecklistItem {
  readonly id: string;
  readonly text: Words;
  readonly done_when?: Rule | null;
  readonly opens?: string | null;
}
/**
 * One question at the point of friction.
 */
export interface Survey {
  readonly kind: "survey";
  readonly question: Words;
  readonly choices: readonly SurveyChoice[];
  readonly asks_for_words?: Words | null;
  readonly thanks?: Words | null;
}
/**
 * One answer that can be chosen, and the reason that it counts for.
 */
export interface SurveyChoice {
  readonly reason: "access" | "other" | "policy" | "support" | "training" | "usability";
  readonly text: Words;
}
/**
 * The panel of articles: what fits this place first, search, and whether it helped.
 */
export interface SelfHelp {
  readonly kind: "self_help";
  readonly title: Words;
  readonly escalates?: boolean;
}
/**
 * A word of somebody who is blocked to the owner of the access, the policy or the application.
 */
export interface Escalation {
  readonly kind: "escalation";
  readonly title: Words;
  readonly routes: readonly Route[];
  readonly blocks?: readonly Block[];
  readonly thanks?: Words | null;
  readonly answered_within_hours?: number | null;
}
/**
 * Where somebody who is blocked turns to.
 */
export interface Route {
  readonly to: "access" | "application" | "policy";
  readonly text: Words;
}
/**
 * How often at most one person sees it: `times` in `days` days. Without it: as often as its rule holds.
 */
export interface Often {
  readonly times: number;
  readonly days: number;
}
/**
 * Something that happens in a page and is a step of the work.
 *
 * `on` is what happens to the element; `page` when the page itself is reached. `case` says where the case's id stands:
 * a part of the address (`/requests/{case}/quote`), or an element whose text it is. No other text of the page is read.
 */
export interface Label {
  readonly rollout: string;
  readonly workflow: string;
  readonly activity: string;
  readonly page: string;
  readonly on: "appears" | "change" | "click" | "page" | "submit";
  readonly at?: Locator | null;
  readonly case_in_address?: string | null;
  readonly case_in?: Locator | null;
  readonly step?: string | null;
  readonly outcome?: ("corrected" | "denied" | "duplicate" | "failed" | "ok" | "returned") | null;
}
/**
 * One help article, tied to where it helps.
 */
export interface Article {
  readonly article: string;
  readonly title: Words;
  readonly blocks: readonly Block[];
  readonly workflow?: string | null;
  readonly step?: string | null;
  readonly roles?: readonly string[];
  readonly pages?: readonly string[];
}
/**
 * What people call something, and what the application calls it.
 */
export interface NewWord {
  readonly old: string;
  readonly new: string;
}
/**
 * Nobody is disturbed between these times of the reader's day.
 */
export interface Quiet {
  readonly begins: string;
  readonly ends: string;
}
/**
 * How much one person is disturbed at most: guides that open by themselves, and questions that are asked.
 */
export interface Limits {
  readonly guides_a_day?: number;
  readonly surveys_days_apart?: number;
  readonly snooze_hours?: number;
}
export interface Words {
  readonly [k: string]: string;
}
