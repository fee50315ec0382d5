import type { Guides } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { readerOf } from "./reader.ts";
import { openSession, type Session } from "./session.ts";
import type { Reader, Ways } from "./ways.ts";

/** Who reads which document: there is a session as long as both are known. */
export interface Reading {
  readonly identify: (person: string, attributes?: { readonly [name: string]: unknown }) => void;
  readonly document: (document: Guides | null) => void;
  readonly session: () => Session | null;
  readonly say: (told: (session: Session) => void) => void;
  readonly stop: Stop;
}

const MOST_EARLY = 100;

export function makeReading(ways: Ways): Reading {
  const { guard, page } = ways.outside;
  const early: ((session: Session) => void)[] = [];
  let reader: Reader | null = null;
  let document: Guides | null = null;
  let session: Session | null = null;
  let turn = 0;
  const end = (): void => {
    turn += 1;
    session?.flush();
    session?.stop();
    session = null;
  };
  const begin = async (): Promise<void> => {
    end();
    const mine = turn;
    if (!reader || !document) return;
    const fresh = await openSession(ways, reader, document);
    // Meanwhile another reader may have come, or another document.
    if (mine !== turn || !document) return fresh.stop();
    await fresh.read(document);
    session = fresh;
    early.splice(0).forEach((told) => told(fresh));
    ways.look();
  };
  const known = async (person: string, attributes?: { readonly [name: string]: unknown }): Promise<void> => {
    end();
    const mine = turn;
    const next = await readerOf(person, attributes, ways.options, page.crypto.subtle);
    if (mine !== turn) return;
    reader = next;
    await begin();
  };
  return {
    identify: (person, attributes) => guard.later(known(person, attributes)),
    document: (next) => {
      document = next;
      if (session && next) guard.later(session.read(next).then(ways.look));
      else if (!session || !next) guard.later(begin());
    },
    session: () => session,
    say: (told) => {
      if (session) told(session);
      else if (early.length < MOST_EARLY) early.push(told);
    },
    stop: end,
  };
}
