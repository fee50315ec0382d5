import type { Guides } from "../contract/guides.ts";
import { drawOf } from "../core/draw.ts";
import { type Delivery, makeDelivery } from "../send/delivery.ts";
import { readKept } from "./kept.ts";
import { makePresence, type Presence } from "./presence.ts";
import { makeRecording, type Recording } from "./recording.ts";
import { type Remembers, remembers } from "./remembered.ts";
import type { Reader, Ways } from "./ways.ts";
import { isWork, NO_WORK, type Work } from "./work.ts";

/** Everything that belongs to one reader of the page: what is known of them here, and whom it is told. */
export interface Party {
  readonly ways: Ways;
  readonly reader: Reader;
  readonly delivery: Delivery;
  /** The same server, asked without saying who asks. */
  readonly unnamed: Delivery;
  readonly remembers: Remembers;
  readonly recording: Recording;
  readonly presence: Presence;
  readonly document: () => Guides;
  /** By guide, where the person stands in its draw. */
  readonly draws: () => { readonly [guide: string]: number };
  readonly work: () => Work;
  readonly become: (work: Work) => void;
  readonly read: (document: Guides) => Promise<void>;
}

export function makeParty(ways: Ways, reader: Reader, first: Guides): Party {
  const { outside, options, tab, local } = ways;
  const known = remembers(local, reader.name);
  let document = first;
  let draws: Readonly<Record<string, number>> = {};
  let work = readKept(tab, `work:${reader.name}`, isWork) ?? NO_WORK;
  return {
    ways,
    reader,
    remembers: known,
    delivery: makeDelivery(outside, options.deliver, { key: options.key, person: reader.person }),
    unnamed: makeDelivery(outside, options.deliver, { key: options.key }),
    presence: makePresence(ways.follower, ways.look),
    recording: makeRecording(outside, {
      address: `${options.collect ?? options.deliver}/v1/events?writeKey=${encodeURIComponent(options.key)}`,
      person: reader.person,
      key: `unsent:${reader.name}`,
      kept: local,
      objects: () => known.memory().objects ?? false,
    }),
    document: () => document,
    draws: () => draws,
    work: () => work,
    become: (now) => {
      work = now;
      tab.set(`work:${reader.name}`, () => JSON.stringify(now));
    },
    read: async (next) => {
      draws = await drawsOf(next, reader.person, outside.page.crypto.subtle);
      document = next;
    },
  };
}

async function drawsOf({ guides = [] }: Guides, person: string, subtle: SubtleCrypto): Promise<Record<string, number>> {
  const drawn: [string, number][] = [];
  for (const { id } of guides) drawn.push([id, await drawOf(id, person, subtle)]);
  return Object.fromEntries(drawn);
}
