import MiniSearch from "minisearch";
import type { Block, NewWord, Words } from "../contract/guides.ts";
import type { FoundArticle } from "./guide.ts";

/** Words that nearly every sentence has, English and German: an article is not found by them alone. */
const stop = new Set(
  (
    "a an and are as at be by can do does for from have how i if in is it me my not of on or that the this to was what " +
    "when where which who why will with you auf aus bei das dem den der die ein eine einen er es für hat ich im ist kann " +
    "man mein mit nicht oder sie sind um und von was wenn wer wie wird wo zu zum zur"
  ).split(" "),
);

const plain = (word: string): string => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(plain)
    .filter(Boolean);

const textOf = (block: Block, say: (words: Words) => string): string =>
  block.block === "list" ? block.items.map(say).join(" ") : say(block.text);

/** The words of a query, and beside them the application's words for those that people call it by. */
export const widened = (query: string, newWords: readonly NewWord[]): string => {
  const asked = new Set(wordsOf(query));
  const meant = newWords.filter(({ old }) => {
    const words = wordsOf(old);
    return words.length > 0 && words.every((word) => asked.has(word));
  });
  return [query, ...meant.map((word) => word.new)].join(" ");
};

/** Articles made ready for searching in the page. */
export interface Shelf {
  /** The articles that fit, best first; words may be begun or misspelt. */
  readonly search: (query: string) => readonly FoundArticle[];
}

export const shelve = (
  articles: readonly FoundArticle[],
  newWords: readonly NewWord[],
  say: (words: Words) => string,
): Shelf => {
  const index = new MiniSearch<{ id: number; title: string; body: string }>({
    fields: ["title", "body"],
    processTerm: (term) => (stop.has(plain(term)) ? null : plain(term)),
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 3 ? 0.2 : false), boost: { title: 3 } },
  });
  index.addAll(
    articles.map(({ title, blocks }, id) => ({ id, title, body: blocks.map((block) => textOf(block, say)).join(" ") })),
  );
  return {
    search: (query) =>
      index
        .search(widened(query, newWords))
        .map(({ id }) => articles[id as number])
        .filter((one): one is FoundArticle => one !== undefined),
  };
};

/** What was found in the page, then what only the server found. */
export const joined = (here: readonly FoundArticle[], there: readonly FoundArticle[]): readonly FoundArticle[] => {
  const known = new Set(here.map(({ article }) => article));
  return [...here, ...there.filter(({ article }) => !known.has(article))];
};
