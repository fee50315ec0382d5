import type { Guides } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { makeSurface } from "../page/make_surface.ts";
import { makeBell } from "./bell.ts";
import { mayLinkTo } from "./links.ts";
import { learnObjection } from "./objection.ts";
import type { Tracked } from "./options.ts";
import { loaded } from "./loaded.ts";
import { makeParty, type Party } from "./party.ts";
import { sceneOf } from "./scene.ts";
import { makeShowing, type Showing } from "./showing.ts";
import type { Behind } from "./stage.ts";
import { makeWatch } from "./watch.ts";
import type { Reader, Ways } from "./ways.ts";
import { withStage } from "./work.ts";

/** One reader and what they are shown, from when they are known until another comes or the page is left. */
export interface Session {
  readonly round: () => void;
  readonly read: (document: Guides) => Promise<void>;
  readonly track: (activity: string, more: Tracked) => void;
  readonly stageIs: (workflow: string, step: string) => void;
  readonly open: (guide: string) => void;
  readonly flush: () => void;
  readonly stop: Stop;
}

export async function openSession(ways: Ways, reader: Reader, document: Guides): Promise<Session> {
  const party = makeParty(ways, reader, document);
  // One after the other, as the first takes no time: where a page has broken `Promise.all`, what was begun beside it is
  // left to fail where nobody waits for it.
  await party.read(document);
  await learnObjection(party);
  await ways.worded;
  const bound = (address: string): boolean => mayLinkTo(party.document(), address);
  const { say, our, language, direction } = ways;
  const surface = makeSurface({ say, our, language, direction, mayLinkTo: bound }, ways.outside.guard.of);
  const changes = makeBell();
  const behind: Behind = {
    surface,
    changes,
    mayLinkTo: bound,
    open: (name) => open(name),
  };
  const watch = makeWatch(party);
  const showing = makeShowing(sceneOf(party, behind));
  let ended = false;
  const open = makeOpening(party, behind, showing, () => ended);
  return {
    round: () => {
      watch.settle();
      showing.round(party.document());
      changes.ring();
    },
    read: party.read,
    open,
    track: (activity, more) => {
      const said = { at: ways.outside.now(), ...more };
      const tracked = loaded(import("./capture.ts")).then((capture) => {
        watch.flush(); // What was seen before is taken in before.
        capture?.didAsTracked(party, activity, said);
      });
      ways.outside.guard.later(tracked);
    },
    stageIs: (workflow, step) => {
      party.become(withStage(party.work(), workflow, step));
      ways.look();
    },
    flush: () => {
      watch.flush();
      party.recording.flush();
    },
    stop: () => {
      ended = true;
      [watch, showing, surface, party.presence, party.recording].forEach(({ stop }) => stop());
    },
  };
}

/** Opens by name, once the code for it is there, unless all has ended meanwhile. */
function makeOpening(party: Party, behind: Behind, showing: Showing, ended: () => boolean): (name: string) => void {
  let opener: ((name: string) => void) | undefined;
  return (name) => {
    const opened = loaded(import("./opening.ts")).then((code) => {
      opener ??= code?.openerFor(party, behind, showing);
      if (!ended()) opener?.(name);
    });
    party.ways.outside.guard.later(opened);
  };
}
