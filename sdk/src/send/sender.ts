import type { Stop } from "../guides/guide.ts";
import type { SentRow } from "../privacy/rows.ts";
import type { Outside } from "../run/outside.ts";
import { after } from "../run/timers.ts";
import { sendRows } from "./bound.ts";
import { mayWorkLater } from "./post.ts";
import { nextBatch, waitAfter, type Waiting, without, withRow } from "./waiting.ts";

export interface Sender {
  readonly add: (row: SentRow) => void;
  /** Sends now what waits, as when the page is left. */
  readonly flush: () => void;
  /** Forgets what waits, also what is kept for the next page. */
  readonly forget: Stop;
  /** Sends nothing any more; what waits is kept for the next page. */
  readonly stop: Stop;
}

/** Where rows go, of whom they are, and who is told once they have arrived. */
export interface Sending {
  readonly address: string;
  readonly person: string;
  readonly sent: (rows: Waiting) => void;
  /** What waits, to be kept over a reload: it names nobody. */
  readonly keep: (waiting: Waiting) => void;
  readonly kept: Waiting;
}

const SOON = 1_000;

/** Sends rows in batches, one request at a time; what does not get through waits longer and longer. */
export function makeSender(outside: Outside, sending: Sending): Sender {
  let waiting: Waiting = sending.kept;
  let flying: Waiting = [];
  let failures = 0;
  let stopped = false;
  let timer: Stop | null = null;
  const hold = (now: Waiting): void => {
    waiting = now;
    sending.keep(now);
  };
  const plan = (): void => {
    if (stopped || waiting.length === 0 || flying.length > 0) return;
    timer ??= after(outside, failures ? waitAfter(failures, outside.dice()) : SOON, () => go());
  };
  const settle = (batch: Waiting, status: number): void => {
    flying = without(flying, batch);
    if (stopped) return;
    const later = mayWorkLater(status);
    failures = later ? failures + 1 : 0;
    if (!later) hold(without(waiting, batch));
    if (status >= 200 && status < 300) sending.sent(batch);
    plan();
  };
  const go = (): void => {
    timer?.();
    timer = null;
    const batch = nextBatch(without(waiting, flying));
    if (stopped || batch.length === 0) return;
    flying = [...flying, ...batch];
    outside.guard.later(sendRows(outside, sending, batch).then(({ status }) => settle(batch, status)));
  };
  plan();
  return {
    add: (row) => {
      hold(withRow(waiting, row));
      plan();
    },
    flush: go,
    forget: () => hold([]),
    stop: () => {
      stopped = true;
      timer?.();
    },
  };
}
