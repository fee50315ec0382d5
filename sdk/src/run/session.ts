import type { Guides } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { makeSurface } from "../page/make_surface.ts";
import { makeBell } from "./bell.ts";
import { mayLinkTo } from "./links.ts";
import { learnObjection } from "./objection.ts";
import type { Tracked } from "./options.ts";
import { loaded } from "./loaded.ts";
import { makeParty, type Party } from "./party.ts";
import { guideNamed, isHeldOut, sceneOf } from "./scene.ts";
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
  await Promise.all([party.read(document), learnObjection(party), ways.worded]);
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
  const recorded = makeRecorded(party, behind);
  const open = (name: string): void => (name === "recorded" ? recorded() : openByName(party, showing, name));
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
      ways.outside.guard.later(loaded(import("./capture.ts")).then((capture) => capture?.didAsTracked(party, activity, said)));
    },
    stageIs: (workflow, step) => {
      party.become(withStage(party.work(), workflow, step));
      ways.look();
    },
    flush: party.recording.flush,
    stop: () => [watch, showing, surface, party.presence, party.recording].forEach(({ stop }) => stop()),
  };
}

/** Opens what is recorded here; one that is open already gives way to the new one. */
function makeRecorded(party: Party, behind: Behind): () => void {
  let close: Stop = () => undefined;
  return () => {
    close();
    const shown = loaded(import("./recorded.ts")).then((code) => void (close = code?.showRecorded(party, behind) ?? close));
    party.ways.outside.guard.later(shown);
  };
}

/** Opens what somebody asked for. Who is held out of a guide does not get it by another way either. */
function openByName(party: Party, showing: Showing, name: string): void {
  if (party.document().silent) return;
  const guide = guideNamed(party, name);
  if (!guide || isHeldOut(party, name)) return;
  const isHelp = guide.content.kind === "self_help" || guide.content.kind === "escalation";
  const { workflow, step } = guide;
  if (isHelp) party.recording.add("signs", { workflow, step, sign: "help_opened" });
  showing.open(guide);
}
