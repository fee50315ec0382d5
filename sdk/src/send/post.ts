import type { Outside } from "../run/outside.ts";
import { request } from "./request.ts";

/** What became of a request. `status` 0: there was no answer. `body`: its JSON, if it was an object. */
export interface Answered {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown } | null;
}

const LIMITS = { milliseconds: 8_000, bytes: 200_000 };

/** Sends JSON as plain text, which no browser asks leave for first, and reads a small JSON object. It never throws. */
export async function post(outside: Outside, address: string, body: object): Promise<Answered> {
  const headers = { "content-type": "text/plain" };
  const how = { method: "POST", body: JSON.stringify(body), headers, keepalive: true };
  const answer = await request(outside, address, how, LIMITS);
  return { status: answer?.status ?? 0, body: objectIn(answer?.text) };
}

/** Whether it is worth trying again later. */
export function mayWorkLater(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function objectIn(text: string | null | undefined): Answered["body"] {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && !Array.isArray(value) ? (value as Answered["body"]) : null;
  } catch {
    return null; // A page in HTML, say, of a proxy in between.
  }
}
