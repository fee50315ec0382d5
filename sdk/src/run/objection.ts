import { afterObjection } from "../core/memory.ts";
import type { Party } from "./party.ts";

/** What was said here and has not reached the server yet. */
const unsaid = (party: Party): string => `objection:${party.reader.name}`;

/** The person objects, or takes it back: at once here, and by the server for all their devices. */
export async function object(party: Party, objects: boolean): Promise<void> {
  const { remembers, recording, delivery, ways } = party;
  remembers.become((memory) => afterObjection(memory, objects, ways.outside.now()));
  if (objects) recording.forget();
  ways.local.set(unsaid(party), String(objects));
  ways.look();
  if (await delivery.tell("objections", { objects })) ways.local.set(unsaid(party), null);
}

/** As the page begins: what was said here last is said again if it did not arrive; else the server knows best. */
export async function learnObjection(party: Party): Promise<void> {
  const { remembers, delivery, ways } = party;
  const waiting = ways.local.get(unsaid(party));
  if (waiting !== null) return object(party, waiting === "true");
  const objects = (await delivery.ask("arrivals", {}))?.["objects"];
  if (typeof objects !== "boolean" || objects === (remembers.memory().objects ?? false)) return;
  remembers.become((memory) => afterObjection(memory, objects, ways.outside.now()));
}
