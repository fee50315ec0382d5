import type { Words } from "../contract/guides.ts";
import type { OurWord } from "../guides/guide.ts";
import type { Follower } from "../page/follow.ts";
import type { Kept } from "./kept.ts";
import type { Options } from "./options.ts";
import type { Outside } from "./outside.ts";

/** What a page has for as long as it is open, whoever reads it. */
export interface Ways {
  readonly outside: Outside;
  readonly options: Options;
  readonly follower: Follower;
  /** Kept in this browser, and in this tab. */
  readonly local: Kept;
  readonly tab: Kept;
  /** States that the application told of itself, by name. */
  readonly states: { readonly [name: string]: string };
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly say: (words: Words) => string;
  readonly our: (key: OurWord) => string;
  /** Our own words are there. */
  readonly worded: Promise<void>;
  /** Asks for a look at all guides, soon. */
  readonly look: () => void;
}

/** Who reads the page. `name` stands for the person in this browser; the raw id is kept nowhere. */
export interface Reader {
  readonly person: string;
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
}
