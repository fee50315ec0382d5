import type { FoundArticle, Row, Stage, Stop } from "./guide.ts";

/** A search that found nothing counts once nobody has typed on for so long, in milliseconds. */
const typedOut = 2500;

/** What becomes of searches: one row for each article that was read, one for each search that found nothing. */
export interface Searched {
  /** An article is being read; the query is empty where it was chosen from the list. */
  readonly reads: (article: FoundArticle, query: string) => void;
  /** Whether the article being read helped. */
  readonly helped: (resolved: boolean) => void;
  readonly foundNothing: (query: string) => void;
  /** The query is being changed: what it found before does not count. */
  readonly typesOn: () => void;
  /** Records what is still open: an article that nobody said anything of, a search that found nothing. */
  readonly settle: () => void;
}

type SearchRow = Extract<Row, { readonly table: "searches" }>;

/** An article from the list has no query: its title says what was looked for, as the table wants one. */
const rowOf = ({ article, title }: FoundArticle, query: string): SearchRow => ({
  table: "searches",
  query: query || title,
  article,
});

export const recordSearches = (stage: Stage): Searched => {
  const vain = new Set<string>();
  let open: SearchRow | null = null;
  let stopWaiting: Stop = () => undefined;
  const settle = (): void => {
    stopWaiting();
    if (open) stage.record(open);
    if (open && !open.article) vain.add(open.query);
    open = null;
  };
  return {
    settle,
    reads: (article, query) => {
      settle();
      open = rowOf(article, query);
    },
    helped: (resolved) => {
      if (open) open = { ...open, resolved };
      settle();
    },
    foundNothing: (query) => {
      if (vain.has(query)) return;
      open = { table: "searches", query, resolved: false };
      stopWaiting();
      stopWaiting = stage.surface.later(typedOut, settle);
    },
    typesOn: () => {
      stopWaiting();
      open = null;
    },
  };
};
