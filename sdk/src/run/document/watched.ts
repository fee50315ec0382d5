import type { Guides } from "../../contract/guides.ts";
import type { Stop } from "../../guides/guide.ts";
import { all, listen } from "../../notice/eyes.ts";
import type { Kept } from "../kept.ts";
import type { Options } from "../options.ts";
import type { Outside } from "../outside.ts";
import { whileSeen } from "../timers.ts";
import { accepted, type Refusal } from "./accepted.ts";
import { fetchEnvelope } from "./fetched.ts";

/** Who hears of documents: of each that is new, of there being none any more, and of each that was refused. */
export interface Hearing {
  readonly told: (document: Guides | null) => void;
  readonly refused: (because: Refusal) => void;
}

const ASKS_EVERY = 60_000;

/** Asks for the document now and every minute that the page is looked at, so that switching off reaches it by then. */
export function watchDocument(outside: Outside, options: Options, kept: Kept, hearing: Hearing): Stop {
  const { page, guard } = outside;
  const address = `${options.deliver}/v1/guides?key=${encodeURIComponent(options.key)}&application=${encodeURIComponent(options.application)}`;
  const names = { document: `document:${options.workspace}`, sequence: `sequence:${options.workspace}` };
  let last: string | null = null;
  let asked = 0;
  let stopped = false;
  const take = async (text: string): Promise<void> => {
    if (text === last) return;
    last = text;
    const { trust, workspace } = options;
    const highest = Number(kept.get(names.sequence)) || 0;
    const found = await accepted(text, { trust, workspace, highest, now: outside.now(), subtle: page.crypto.subtle });
    if (stopped) return;
    if (found === null) last = null; // It is looked at anew the next time.
    else if (typeof found === "string") hearing.refused(found);
    else keep(found, text);
  };
  const keep = (found: Guides, text: string): void => {
    kept.set(names.sequence, String(found.sequence));
    kept.set(names.document, text);
    hearing.told(found);
  };
  const ask = async (): Promise<void> => {
    asked = outside.now();
    const fetched = await fetchEnvelope(outside, address);
    if (stopped) return;
    if (fetched === "nothing_published") {
      last = null;
      kept.set(names.document, null);
      return hearing.told(null);
    }
    // Where there is no answer the last good document serves, until it expires.
    const text = fetched === "out_of_reach" ? (last ?? kept.get(names.document)) : fetched.text;
    if (text !== null) await take(text);
  };
  const again = (): void => {
    if (page.document.visibilityState === "visible" && outside.now() - asked >= ASKS_EVERY) guard.later(ask());
  };
  guard.later(ask());
  const stops = [whileSeen(outside, ASKS_EVERY / 4, again), listen(outside, page.document, "visibilitychange", again)];
  return all([...stops, () => void (stopped = true)]);
}
