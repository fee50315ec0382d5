import type { Locator } from "../contract/guides.ts";

/** What can be told of an element without reading what somebody entered. */
export type ElementState = "there" | "absent" | "disabled" | "empty" | "checked";

/** Something that the person did in this application, as a label or the application itself told it. */
export interface Happening {
  readonly activity: string;
  readonly workflow: string;
  readonly step?: string | undefined;
  readonly case_id?: string | undefined;
  readonly outcome?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is remembered of one guide for one person. Times are milliseconds since 1970. */
export interface Remembered {
  /** When it opened by itself, the latest last. */
  readonly shown: readonly number[];
  readonly snoozed_until?: number | undefined;
  /** "Not again", or done with it. */
  readonly over?: boolean | undefined;
  /** It is of a kind that opens by itself and disturbs: it counts for the day's limit. */
  readonly disturbs?: boolean | undefined;
}

/** What is remembered of a person, on this device or by the server; the same shape in both. */
export interface Memory {
  readonly guides: { readonly [guide: string]: Remembered };
  /** When a survey, whichever, was last shown. */
  readonly surveyed_at?: number | undefined;
  /** By `workflow/step`: how many cases in a row passed it without trouble. */
  readonly right_in_a_row: { readonly [place: string]: number };
  /** By `workflow/step`: when the last of those cases passed. The later word counts where two memories meet. */
  readonly passed_at?: { readonly [place: string]: number } | undefined;
  readonly objects?: boolean | undefined;
  /** When the person last said whether they object. */
  readonly said_at?: number | undefined;
}

/** All that a verdict depends on. Core asks nobody else: no clock, no page, no chance. */
export interface Situation {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What is to be added to UTC for the reader's clock, in minutes. */
  readonly minutes_from_utc: number;
  readonly application: string;
  /** What the application says of the person: role, region, and others. */
  readonly attributes: { readonly [name: string]: string };
  readonly path: string;
  /** `asked` is the state that a rule asks for: it is the answer where it is among those that hold. */
  readonly element: (at: Locator, asked: ElementState) => ElementState;
  /** By workflow, the step that the case on the page is before. */
  readonly stages: { readonly [workflow: string]: string };
  readonly states: { readonly [name: string]: string };
  /** The latest last. */
  readonly happened: readonly Happening[];
  /** By guide, where the person stands in its draw: 0 up to, but not, 1. */
  readonly draws: { readonly [guide: string]: number };
  readonly memory: Memory;
  /**
   * The guides whose showing has begun and not ended, by both arms: until their verdict has no arm any more, even where
   * somebody has closed them meanwhile. They are not counted anew.
   */
  readonly begun?: readonly string[] | undefined;
  /** The guides that stand on the page now, however they were opened: they keep their rooms. */
  readonly open?: readonly string[] | undefined;
}
