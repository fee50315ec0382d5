import type { Guide, Guides } from "../contract/guides.ts";
import type { Situation } from "./situation.ts";

/** Why a guide is not shown now. */
export type Silence =
  | "switched_off"
  | "expired"
  | "not_live"
  | "objected"
  | "elsewhere"
  | "over"
  | "snoozed"
  | "faded"
  | "often_enough"
  | "enough_today"
  | "asked_lately"
  | "quiet_time"
  | "room_taken";

/**
 * What is to happen with a guide. `arm` is null where the person is not among those it is for, or nothing would be shown
 * to anyone in their place; else it is that of their draw, and one exposure with it is due when it begins, that is, when
 * the verdict before had none. Who is held out sees nothing, and is remembered as if they did.
 */
export interface Verdict {
  readonly guide: string;
  readonly arm: "shown" | "held_out" | null;
  readonly shows: boolean;
  readonly because: Silence | "held_out" | null;
}

/** The verdict on every guide of a document, in the document's order. */
export type Judge = (guides: Guides, situation: Situation) => readonly Verdict[];
/** The place that a guide takes on the page: one of each at a time. `beside` is one for each element. */
export type Room = (
  guide: Guide,
) =>
  | "modal"
  | "banner"
  | "corner"
  | "side"
  | "walk"
  | "help"
  | "blocked"
  | "button"
  | `beside ${string}`
  | `before ${string}`;
