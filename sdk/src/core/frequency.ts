import type { Guide, Guides, Quiet } from "../contract/guides.ts";
import { own } from "./own.ts";
import { MINUTE } from "./rules.ts";
import type { Memory, Remembered } from "./situation.ts";
import type { Silence } from "./verdict.ts";

export const DAY = 1_440 * MINUTE;
/** So many showings of one guide are remembered; a cap that allows more allows so many. */
export const KEPT = 100;
const DISTURBING = ["announcement", "survey", "walkthrough", "acknowledgement", "known_issue"];

/** The time by the clock at the reader's, of which nothing else may be known. */
export interface Clock {
  readonly now: number;
  readonly minutes_from_utc: number;
}

/** Whether a guide opens by itself and disturbs; the others wait to be asked, or stand beside what they are about. */
export function disturbs(guide: Guide): boolean {
  return DISTURBING.includes(guide.content.kind);
}

/** Why what is remembered of a person keeps a guide silent; null where it does not. The same for both arms. */
export function silenceOf(guide: Guide, guides: Guides, memory: Memory, clock: Clock): Silence | null {
  const one = own(memory.guides, guide.id);
  if (memory.objects) return "objected";
  return endedBy(one, clock) ?? cappedBy(guide, guides, memory, clock);
}

/** What ends even a showing that has begun. */
export function endedBy(one: Remembered | undefined, { now }: Clock): Silence | null {
  if (one?.over) return "over";
  return (one?.snoozed_until ?? 0) > now ? "snoozed" : null;
}

function cappedBy(guide: Guide, guides: Guides, memory: Memory, clock: Clock): Silence | null {
  const { often, fades_after: fades } = guide;
  const right = own(memory.right_in_a_row, `${guide.workflow}/${guide.step}`) ?? 0;
  if (fades != null && right >= fades) return "faded";
  const since = clock.now - (often?.days ?? 0) * DAY;
  const seen = own(memory.guides, guide.id)?.shown.filter((at) => at > since).length ?? 0;
  if (often && seen >= Math.min(often.times, KEPT)) return "often_enough";
  if (disturbs(guide) && disturbedToday(memory, clock) >= (guides.limits?.guides_a_day ?? 3)) return "enough_today";
  const apart = (guides.limits?.surveys_days_apart ?? 30) * DAY;
  const isSoon = memory.surveyed_at !== undefined && clock.now - memory.surveyed_at < apart;
  return guide.content.kind === "survey" && isSoon ? "asked_lately" : null;
}

/** How many guides have disturbed the person in this day of theirs, whether they are still published or not. */
function disturbedToday(memory: Memory, { now, minutes_from_utc: minutes }: Clock): number {
  const dayOf = (at: number) => Math.floor((at + minutes * MINUTE) / DAY);
  let count = 0;
  for (const one of Object.values(memory.guides)) {
    if (one.disturbs) count += one.shown.filter((at) => dayOf(at) >= dayOf(now)).length;
  }
  return count;
}

/** Whether nobody is to be disturbed at this time of the reader's day. From 22:00 to 06:00 goes over midnight. */
export function isQuiet(quiet: readonly Quiet[], { now, minutes_from_utc: minutes }: Clock): boolean {
  const local = Math.floor(now / MINUTE) + minutes;
  const minute = ((local % 1_440) + 1_440) % 1_440;
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return quiet.some(({ begins, ends }) => {
    const [from, to] = [minuteOf(begins), minuteOf(ends)];
    return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  });
}
