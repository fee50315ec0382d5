import type { Outside } from "../run/outside.ts";
import { after } from "../run/timers.ts";
import { type Answered, mayWorkLater, post } from "./post.ts";
import { waitAfter } from "./waiting.ts";

/** What a page tells the server that keeps guides, and asks it. */
export interface Delivery {
  /** One question, once. `null` where there is no answer that can be used. */
  readonly ask: (what: string, body: object) => Promise<Answered["body"]>;
  /** Something that should arrive: where it does not it is said again, four times at most. Whether it arrived at once. */
  readonly tell: (what: string, body: object) => Promise<boolean>;
}

const TRIES = 4;

/** Every body carries the write key, and the person where there is one. */
export function makeDelivery(outside: Outside, base: string, by: { key: string; person?: string }): Delivery {
  const send = (what: string, body: object): Promise<Answered> => post(outside, `${base}/v1/${what}`, { ...by, ...body });
  const tell = async (what: string, body: object, tried: number): Promise<boolean> => {
    const { status } = await send(what, body);
    if (mayWorkLater(status) && tried < TRIES) {
      after(outside, waitAfter(tried, outside.dice()), () => outside.guard.later(tell(what, body, tried + 1)));
    }
    return status >= 200 && status < 300;
  };
  return {
    ask: async (what, body) => {
      const { status, body: answer } = await send(what, body);
      return status === 200 ? answer : null;
    },
    tell: (what, body) => tell(what, body, 1),
  };
}
