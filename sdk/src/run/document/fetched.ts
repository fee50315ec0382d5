import type { Envelope } from "../../contract/signed.ts";
import { request } from "../../send/request.ts";
import type { Outside } from "../outside.ts";

/** What asking for the document brought: its text, word that there is none, or nothing that can be used. */
export type Fetched = { readonly text: string } | "nothing_published" | "out_of_reach";

const LIMITS = { milliseconds: 10_000, bytes: 2_000_000 };

/** Asks for the envelope. The browser's own cache asks whether it changed, so that most times no content travels. */
export async function fetchEnvelope(outside: Outside, address: string): Promise<Fetched> {
  const answer = await request(outside, address, { cache: "no-cache" }, LIMITS);
  const { status, isJson, text } = answer ?? {};
  if (status === 404 && text?.includes("nothing_published")) return "nothing_published";
  return status === 200 && isJson && text ? { text } : "out_of_reach";
}

/** The envelope that a text holds; null where it is none. */
export function envelopeIn(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { schema, key, signature, document } = value as Record<string, unknown>;
    const whole = [key, signature, document].every((one) => typeof one === "string");
    return schema === "desirepath/signed/1" && whole && Object.keys(value).length === 4 ? (value as Envelope) : null;
  } catch {
    return null;
  }
}
