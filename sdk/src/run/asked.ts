import { articlesFor } from "./articles.ts";
import type { Stage } from "../guides/guide.ts";
import type { Party } from "./party.ts";
import type { Place } from "./stage.ts";

/** What only those guides use that come in files of their own. */
export type Asked = Pick<Stage, "articles" | "escalate" | "acknowledge" | "newWords" | "draw" | "listen">;

/** What the server is asked or told by hand. Nobody waits for ever, and no answer is an answer too. */
export function asked(party: Party, place: Place): Asked {
  const { delivery, ways } = party;
  const { workflow, step, id: guide, version } = place;
  return {
    newWords: party.document().words ?? [],
    draw: party.draws()[place.id] ?? 0,
    listen: (target, event, told) => hear(party, target, event, told),
    articles: (query) => articlesFor(party, place, query),
    escalate: async (to, text) => {
      // The server wants a word; who chose a route has said enough.
      const said = text.slice(0, 2_000) || "–";
      const answer = await delivery.ask("escalations", { guide, workflow, step, to, text: said });
      return typeof answer?.["reference"] === "string" ? answer["reference"].slice(0, 40) : null;
    },
    acknowledge: async (wording) => {
      const answer = await delivery.ask("acknowledgements", { guide, version, wording });
      ways.look();
      return answer?.["recorded"] === true;
    },
  };
}

/** Listens to the page before it does; unlike a watcher of ours a guide may hold an event up. */
function hear({ ways: { outside } }: Party, target: EventTarget, type: string, told: (event: Event) => void): () => void {
  const guarded = outside.guard.of(told);
  target.addEventListener(type, guarded, true);
  return () => target.removeEventListener(type, guarded, true);
}
