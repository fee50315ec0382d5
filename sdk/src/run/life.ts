import { directionOf, said } from "../core/say.ts";
import type { Stop } from "../guides/guide.ts";
import { all, listen } from "../notice/eyes.ts";
import { watchMoves } from "../notice/moves.ts";
import { makeFollower } from "../page/follow.ts";
import { makeDelivery } from "../send/delivery.ts";
import { watchDocument } from "./document/watched.ts";
import { keptIn, type KeptSoon, keptSoon } from "./kept.ts";
import type { Options } from "./options.ts";
import type { Outside } from "./outside.ts";
import { loadWords } from "./words.ts";
import { makeReading } from "./reading.ts";
import type { Session } from "./session.ts";
import { after, gathered, whileSeen } from "./timers.ts";
import type { Ways } from "./ways.ts";

/** Everything of ours on a page, from its beginning until it is silenced. */
export interface Life {
  readonly identify: (person: string, attributes?: { readonly [name: string]: unknown }) => void;
  /** Says something to the session; before there is one, as soon as there is. */
  readonly say: (told: (session: Session) => void) => void;
  readonly state: (name: string, value: string) => void;
  readonly stop: Stop;
}

const LOOKS_EVERY = 15_000;

export function makeLife(outside: Outside, options: Options, ended: () => boolean): Life {
  const round = gathered(outside, () => reading.session()?.round());
  const states = new Map<string, string>();
  const local = soonIn(outside, () => outside.page.localStorage);
  const tab = soonIn(outside, () => outside.page.sessionStorage);
  const ways = waysOf(outside, options, { look: round.ask, states: () => Object.fromEntries(states), local, tab });
  const reading = makeReading(ways);
  const server = makeDelivery(outside, options.deliver, { key: options.key });
  const refused = (because: string): void => outside.guard.later(server.tell("refusals", { because }));
  const stops = [
    watchDocument(outside, options, ways.local, { told: reading.document, refused }),
    watchMoves(outside, round.ask),
    ways.follower.changed(outside.guard.of(round.ask)),
    whileSeen(outside, LOOKS_EVERY, () => (ended() ? stop() : round.ask())),
    watchLeaving(outside, () => [reading.session(), local, tab].forEach((one) => one?.flush())),
    round.stop,
    ways.follower.stop,
    reading.stop,
    local.flush,
    tab.flush,
  ];
  const stop = all(stops);
  if (options.person) reading.identify(options.person, options.attributes);
  return {
    identify: reading.identify,
    say: reading.say,
    state: (name, value) => {
      if (states.size < 100 || states.has(name)) states.set(name.slice(0, 200), value.slice(0, 200));
      round.ask();
    },
    stop,
  };
}

const WRITES_AFTER = 50;

function soonIn(outside: Outside, storage: () => Storage): KeptSoon {
  return keptSoon(keptIn(storage), (then) => after(outside, WRITES_AFTER, then));
}

/** What a page has for as long as it is open. */
function waysOf(outside: Outside, options: Options, of: Pick<Ways, "look" | "local" | "tab"> & { states: () => Ways["states"] }): Ways {
  const { page } = outside;
  const language = options.language || page.document.documentElement.lang || page.navigator.language || "en";
  return {
    outside,
    options,
    follower: makeFollower(outside.guard.of),
    local: of.local,
    tab: of.tab,
    get states() {
      return of.states();
    },
    language,
    direction: directionOf(language),
    say: (words) => said(words, language).text,
    ...loadWords(language),
    look: of.look,
  };
}

/** Tells when the page may be left for good: what waits to be sent goes then. */
function watchLeaving(outside: Outside, told: () => void): Stop {
  const { page } = outside;
  const hidden = listen(outside, page.document, "visibilitychange", () => {
    if (page.document.visibilityState === "hidden") told();
  });
  return all([hidden, listen(outside, page, "pagehide", told)]);
}
