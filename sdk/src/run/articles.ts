import type { Article, Block } from "../contract/guides.ts";
import { fits } from "../core/paths.ts";
import type { FoundArticle } from "../guides/guide.ts";
import type { Party } from "./party.ts";

/** Where help is asked for: what stands there comes first. */
interface Place {
  readonly path: string;
  readonly role: string | undefined;
  readonly workflow: string;
  readonly step: string;
}

/** The articles of the document, those that fit the place first; with a query those that the server finds. */
export async function articlesFor(
  party: Party,
  place: { readonly workflow: string; readonly step: string },
  query: string,
): Promise<readonly FoundArticle[]> {
  const { ways, reader, unnamed } = party;
  const { articles = [] } = party.document();
  const { workflow, step } = place;
  const here = { workflow, step, path: ways.outside.page.location.pathname, role: reader.attributes["role"] };
  if (!query) return inOrder(articles, here).map((article) => found(party, article));
  const said = { ...here, path: patternOf(articles, here.path), language: ways.language };
  const answer = await unnamed.ask("answers", { query: query.slice(0, 200), ...said });
  const known = new Map(articles.map((article) => [article.article, article]));
  const ids = Array.isArray(answer?.["answers"]) ? (answer["answers"] as readonly unknown[]) : [];
  // Only the signed document's own words are shown; the server says which articles, and in what order.
  return ids.flatMap((one) => {
    const id = typeof one === "object" && one !== null && "article" in one ? String(one.article) : "";
    const article = known.get(id);
    return article ? [found(party, article)] : [];
  });
}

function found({ ways }: Party, { article, title, blocks }: Article): FoundArticle & { readonly blocks: readonly Block[] } {
  return { article, title: ways.say(title), blocks };
}

/** The page as the most particular pattern of the articles has it: what else stands in its address goes nowhere. */
function patternOf(articles: readonly Article[], path: string): string | undefined {
  const patterns = articles.flatMap(({ pages = [] }) => pages).filter((pattern) => fits(pattern, path));
  return patterns.sort((one, other) => other.length - one.length)[0];
}

/** As the server orders them: 8 for the step, 4 for the workflow, 2 for the page, 1 for the role. */
function inOrder(articles: readonly Article[], place: Place): readonly Article[] {
  const fit = ({ workflow, step, pages = [], roles = [] }: Article): number =>
    (workflow === place.workflow ? 4 + (step === place.step ? 8 : 0) : 0) +
    (pages.some((pattern) => fits(pattern, place.path)) ? 2 : 0) +
    (place.role !== undefined && roles.includes(place.role) ? 1 : 0);
  return [...articles].sort((one, other) => fit(other) - fit(one));
}
