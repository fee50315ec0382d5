import type { Outside } from "../run/outside.ts";

/** What came back. `text` is null where it is too large, or is none. */
export interface Answer {
  readonly status: number;
  readonly isJson: boolean;
  readonly text: string | null;
}

/** How long an answer may take, and how large it may be. */
export interface Limits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Asks an address, naming nobody, and reads so much of the answer and no more. Null where there is none. */
export async function request(outside: Outside, address: string, how: RequestInit, most: Limits): Promise<Answer | null> {
  const { page } = outside;
  let timer: number | undefined;
  try {
    const giveUp = new page.AbortController();
    timer = page.setTimeout(() => giveUp.abort(), most.milliseconds);
    const answer = await outside.fetch(address, {
      ...how,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: giveUp.signal,
    });
    const text = await boundedText(answer, most.bytes);
    if (text === null) giveUp.abort();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
    return { status: answer.status, isJson, text };
  } catch {
    return null; // Offline, too slow, or refused by the browser: all the same to who asks.
  } finally {
    page.clearTimeout(timer);
  }
}

async function boundedText({ body }: Response, most: number): Promise<string | null> {
  const reader = body?.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) return null;
      text += decoder.decode(value, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null; // Cut off, or no text.
  }
}
