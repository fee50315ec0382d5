import type { FoundArticle, Stage, Stop } from "./guide.ts";
import { arrived } from "./pieces.ts";
import { joined, type Shelf, shelve } from "./self_help_search.ts";

/** The page is searched so long after the last letter, the server after a longer rest. In milliseconds. */
const rest = { here: 120, there: 450 };

/** What a search knows so far. `settled` once the server has answered, or could not. */
export interface Finding {
  readonly query: string;
  readonly articles: readonly FoundArticle[];
  readonly settled: boolean;
}

/** Searches as somebody types: first what fits this place, then in the page, then by the server. */
export interface Finder {
  readonly type: (query: string) => void;
  readonly stop: Stop;
}

export const makeFinder = (stage: Stage, told: (finding: Finding) => void): Finder => {
  const { later } = stage.surface;
  let stops: readonly Stop[] = [];
  let turn = 0;
  let fitting: readonly FoundArticle[] = [];
  let shelf: Shelf | null = null;
  const stop = (): void => {
    turn += 1;
    for (const one of stops) one();
    stops = [];
  };
  const ask = (query: string, heard: (found: readonly FoundArticle[] | null) => void): void => {
    const mine = turn;
    arrived(stage, stage.articles(query), (found) => void (mine === turn && heard(found)));
  };
  const search = (query: string): readonly FoundArticle[] => {
    shelf ??= shelve(fitting, stage.newWords, stage.say);
    return shelf.search(query);
  };
  const type = (query: string): void => {
    stop();
    if (!query) return showFitting();
    const inPage = (): void => told({ query, articles: search(query), settled: false });
    const byServer = (): void =>
      ask(query, (found) => told({ query, articles: joined(search(query), found ?? []), settled: true }));
    stops = [later(rest.here, inPage), later(rest.there, byServer)];
  };
  const showFitting = (): void =>
    ask("", (found) => {
      fitting = found ?? [];
      shelf = null;
      told({ query: "", articles: fitting, settled: true });
    });
  return { type, stop };
};
