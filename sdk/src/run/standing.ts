import type { Guide, Guides } from "../contract/guides.ts";
import type { Verdict } from "../core/verdict.ts";
import type { Stop } from "../guides/guide.ts";

/**
 * One guide that has begun here, or is about to. `asking`: the server or its code is waited for; `ready`: it opens when
 * it is asked for; `held`: its reader is held out; `done`: its reader has closed it.
 */
export interface Standing {
  readonly guide: Guide;
  readonly since: number;
  state: "asking" | "open" | "ready" | "held" | "done" | "denied";
  /** It has been counted. */
  begun: boolean;
  byHand: boolean;
  close: Stop;
}

const DENIED_FOR = 600_000;
const WAITING_TO_BE_ASKED: readonly string[] = ["self_help", "escalation"];

/** Whether a guide opens only when somebody asks for it. */
export function waitsToBeAsked({ content }: Guide): boolean {
  return WAITING_TO_BE_ASKED.includes(content.kind);
}

/** Gone from the document, or published anew; or denied so long ago that it may be asked for once more. */
export function isOutdated({ guide, state, since }: Standing, { guides = [] }: Guides, now: number): boolean {
  const fresh = guides.find(({ id }) => id === guide.id);
  return !fresh || fresh.version !== guide.version || (state === "denied" && now - since > DENIED_FOR);
}

/**
 * Whether a guide stays although its verdict has no arm. What somebody opened by hand stays until it is closed; a
 * walkthrough leads from page to page; what was ended by its reader may still say thanks.
 */
export function stays({ byHand, begun, state, guide }: Standing, { because }: Verdict): boolean {
  if (because === "switched_off" || because === "expired") return false;
  if (byHand || because === "over" || because === "snoozed") return true;
  const isUnderway = begun && (state === "open" || state === "asking");
  return because === "elsewhere" && isUnderway && guide.content.kind === "walkthrough";
}
