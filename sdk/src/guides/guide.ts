import type { Block, Content, Locator, NewWord, Rule, Words } from "../contract/guides.ts";

/** Ends whatever was begun. Calling it twice does no harm. */
export type Stop = () => void;

/** What became of a guide that was shown. `opened`: looked at; `gone`: what it stood at has left the page. */
export type Outcome = "opened" | "completed" | "dismissed" | "snoozed" | "not_again" | "gone";

/** A row of one of the tables `answers`, `searches` and `signs`; place, person and time are added where it is sent. */
export type Row =
  | { readonly table: "answers"; readonly reason: string; readonly text?: string }
  | { readonly table: "searches"; readonly query: string; readonly article?: string; readonly resolved?: boolean }
  | { readonly table: "signs"; readonly sign: "help_opened" | "left_at_step" };

/** An article that was found: where it stands in the document, and how it is read. */
export interface FoundArticle {
  readonly article: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** One thing that a person is told is recorded of them here. */
export interface RecordedLine {
  readonly at: number;
  readonly says: string;
}

/** Everything that a guide may use. A guide has neither network nor clock nor host page of its own. */
export interface Stage {
  /** Our own words ("Close", "Next") and those of contents, in the reader's language or the nearest there is. */
  readonly say: (words: Words) => string;
  readonly our: (key: OurWord) => string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The parts of guides on the page: see page/surface.ts. */
  readonly surface: import("../page/surface.ts").Surface;
  readonly find: (at: Locator) => Element | null;
  /** Calls back with the element each time it comes, and with null each time it leaves the page or is hidden. */
  readonly follow: (at: Locator, told: (element: Element | null) => void) => Stop;
  /** Where the person stands in this guide's draw: 0 up to, but not, 1. */
  readonly draw: number;
  readonly holds: (rule: Rule) => boolean;
  /** Calls back whenever something may have changed that rules ask about. */
  readonly changed: (told: () => void) => Stop;
  readonly tell: (outcome: Outcome) => void;
  readonly record: (row: Row) => void;
  /** Opens another guide by its id, or the panel by `self_help`, whatever its rule says. */
  readonly open: (guide: string) => void;
  /** Small things that outlast a reload of the page in this tab, such as where a walkthrough is. */
  readonly keep: (key: string, value: string | null) => void;
  readonly kept: (key: string) => string | null;
  /** The articles that fit here first; then, with a query, what is found in the page and by the server. */
  readonly articles: (query: string) => Promise<readonly FoundArticle[]>;
  /** The document's old and new words, which widen the search in the page. */
  readonly newWords: readonly NewWord[];
  /** The reference that it is kept under; null where it did not arrive. */
  readonly escalate: (to: string, text: string) => Promise<string | null>;
  readonly acknowledge: (wording: string) => Promise<boolean>;
  readonly mayLinkTo: (address: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Listens to the host page, in the capture phase; what it calls can break nothing in the page. */
  readonly listen: (target: EventTarget, event: string, told: (event: Event) => void) => Stop;
}

/** What is needed beside to tell somebody what is recorded of them here, and to let them object. */
export interface RecordedStage extends Stage {
  readonly recorded: () => readonly RecordedLine[];
  readonly records: string;
  readonly contact: string;
  readonly objects: () => boolean;
  readonly object: (objects: boolean) => void;
}

/** One kind of guide. `show` puts it on the page until it is closed, by itself or by what it gives back. */
export interface GuideKind<Kind extends Content["kind"]> {
  readonly name: Kind;
  readonly show: (content: Extract<Content, { readonly kind: Kind }>, stage: Stage) => Stop;
}

/** Our own words by name; sdk/src/core/our_words.ts has them in every language. */
export type OurWord = string;
