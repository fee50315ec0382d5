import { afterObjection } from "../core/memory.ts";
import { loaded } from "./loaded.ts";
import type { Party } from "./party.ts";

/** What was said here and has not reached the server yet. */
export const unsaid = (party: Party): string => `objection:${party.reader.name}`;

/** As the page begins: what was said here last is said again if it did not arrive; else the server knows best. */
export async function learnObjection(party: Party): Promise<void> {
  const { remembers, delivery, ways } = party;
  const waiting = ways.local.get(unsaid(party));
  if (waiting !== null) return (await loaded(import("./objecting.ts")))?.object(party, waiting === "true");
  const objects = (await delivery.ask("arrivals", {}))?.["objects"];
  if (typeof objects !== "boolean" || objects === (remembers.memory().objects ?? false)) return;
  remembers.become((memory) => afterObjection(memory, objects, ways.outside.now()));
}
