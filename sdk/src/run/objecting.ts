// How somebody objects, or takes it back: loaded where that is done, or was done and has not reached the server yet.
import { afterObjection } from "../core/memory.ts";
import { unsaid } from "./objection.ts";
import type { Party } from "./party.ts";

/** The person objects, or takes it back: at once here, and by the server for all their devices. */
export async function object(party: Party, objects: boolean): Promise<void> {
  const { remembers, recording, delivery, ways } = party;
  remembers.become((memory) => afterObjection(memory, objects, ways.outside.now()));
  if (objects) recording.forget();
  ways.local.set(unsaid(party), String(objects));
  ways.look();
  if (await delivery.tell("objections", { objects })) ways.local.set(unsaid(party), null);
}
