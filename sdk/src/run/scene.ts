import type { Content, Guide } from "../contract/guides.ts";
import type { Outcome, Stage, Stop } from "../guides/guide.ts";
import type { Asked } from "./asked.ts";
import { CATALOGUE } from "./catalogue.ts";
import { became, began, claim, underway } from "./effects.ts";
import { situationOf } from "./facts.ts";
import { loaded } from "./loaded.ts";
import type { Party } from "./party.ts";
import type { Scene } from "./showing.ts";
import { type Behind, stageFor } from "./stage.ts";

/** What the loop of guides works with for one reader. */
export function sceneOf(party: Party, behind: Behind): Scene {
  return {
    outside: party.ways.outside,
    situation: (begun) => situationOf(party, begun),
    ready: (guide) => isReady(party, guide),
    claim: (guide) => claim(party, guide),
    began: (guide, arm) => began(party, guide, arm),
    became: (guide, outcome) => became(party, guide, outcome),
    put: (guide, tell) => put(party, behind, guide, tell),
    underway: underway(party),
  };
}

/** Its element is on the page; and a button that opens another guide is not for those who are held out of that one. */
function isReady(party: Party, { content }: Guide): boolean {
  const at = "at" in content ? content.at : null;
  if (at && !party.presence.isThere(at)) return false;
  return content.kind !== "launcher" || !isHeldOut(party, content.opens);
}

export function isHeldOut(party: Party, name: string): boolean {
  const guide = guideNamed(party, name);
  return guide !== undefined && guide.held_out > 0 && (party.draws()[guide.id] ?? 0) < guide.held_out;
}

/** A guide by its id, or the only one of a kind by its kind. */
export function guideNamed(party: Party, name: string): Guide | undefined {
  const { guides = [] } = party.document();
  return guides.find(({ id }) => id === name) ?? guides.find(({ content }) => content.kind === name);
}

async function put(party: Party, behind: Behind, guide: Guide, tell: (outcome: Outcome) => void): Promise<(() => Stop) | null> {
  const { content } = guide;
  const kindOf = CATALOGUE[content.kind] as (content: Content) => Coming | Promise<Coming>;
  const coming = kindOf(content);
  // The kinds that come with the core use nothing of what is loaded for the others. (A page may put another `Promise`
  // in the place of its own, so it is no help to ask for its instances.)
  const asking = "then" in coming ? import("./asked.ts") : { asked: () => ({}) as Asked };
  const all = await loaded(Promise.all([coming, asking]));
  if (!all) return null;
  const [{ kind }, { asked }] = all;
  return () => kind.show(content, { ...stageFor(party, behind, guide, tell), ...asked(party, guide) });
}

/** A kind of guide, given contents of its own kind alone: the catalogue has each under its name. */
interface Coming {
  readonly kind: { readonly show: (content: Content, stage: Stage) => Stop };
}
