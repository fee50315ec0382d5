import type { Guides } from "../../contract/guides.ts";
import { timeOf } from "../../core/times.ts";
import { envelopeIn } from "./fetched.ts";
import { documentIn } from "./read.ts";
import { isSigned } from "./signature.ts";

/** Why a page refuses what it was sent. */
export type Refusal = "bad_signature" | "expired" | "downgraded" | "other_workspace" | "unknown_structure" | "hostile";

/** What a document is held against. `highest` is the highest sequence that this browser has seen. */
export interface Held {
  readonly trust: string;
  readonly workspace: string;
  readonly now: number;
  readonly highest: number;
  readonly subtle: SubtleCrypto;
}

/** A document of tomorrow is taken, for clocks that are behind; one of the day after is not in force yet. */
const CLOCKS_DIFFER = 86_400_000;

/**
 * The document of an envelope, if everything about it is as it must be; else the first thing that is not. Null where it
 * cannot be told at present.
 */
export async function accepted(text: string, held: Held): Promise<Guides | Refusal | null> {
  const envelope = envelopeIn(text);
  if (!envelope) return "unknown_structure";
  if (!(await isSigned(envelope, held.trust, held.subtle))) return "bad_signature";
  const document = await documentIn(envelope.document);
  if (!document || typeof document === "string") return document;
  if (document.workspace !== held.workspace) return "other_workspace";
  if (document.sequence < held.highest) return "downgraded";
  const isItsTime = timeOf(document.issued_at) < held.now + CLOCKS_DIFFER && held.now < timeOf(document.expires_at);
  return isItsTime ? document : "expired";
}
