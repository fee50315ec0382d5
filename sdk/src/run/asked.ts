import { articlesFor } from "./articles.ts";
import type { Stage } from "../guides/guide.ts";
import type { Party } from "./party.ts";
import type { Place } from "./stage.ts";

type Asked = Pick<Stage, "articles" | "escalate" | "acknowledge">;

/** What the server is asked or told by hand. Nobody waits for ever, and no answer is an answer too. */
export function asked(party: Party, place: Place): Asked {
  const { delivery, ways } = party;
  const { workflow, step, id: guide, version } = place;
  return {
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
