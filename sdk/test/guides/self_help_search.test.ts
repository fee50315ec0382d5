import { expect, test } from "vitest";
import { joined, shelve, widened } from "../../src/guides/self_help_search.ts";
import { articles } from "./contents.ts";

const say = (words: { readonly [language: string]: string }): string => words["en"] ?? "";
const newWords = [
  { old: "voucher", new: "purchase request" },
  { old: "cost unit", new: "cost centre" },
];
const shelf = shelve(articles, newWords, say);
const found = (query: string): readonly string[] => shelf.search(query).map(({ article }) => article);

test("a word of the title counts before one of the text", () => {
  expect(found("quotes")[0]).toBe("two-quotes");
  expect(found("finance")).toEqual(["approval-path"]);
});

test("words are found as they are begun, and misspelt", () => {
  expect(found("badg")).toEqual(["cost-centre"]);
  expect(found("aproves")[0]).toBe("approval-path");
});

test("the words that people use lead to those of the application", () => {
  expect(found("voucher")[0]).toBe("approval-path");
  expect(found("where is my cost unit")[0]).toBe("cost-centre");
  expect(widened("the cost of it", newWords)).toBe("the cost of it");
});

test("nothing is found by words that every sentence has", () => {
  expect(found("how do I do that")).toEqual([]);
  expect(found("wie geht das")).toEqual([]);
  expect(found("zebra")).toEqual([]);
  expect(found("")).toEqual([]);
});

test("accents and the case of letters make no difference", () => {
  const one = { article: "a", title: "Éviter un refus", blocks: [] };
  expect(shelve([one], [], say).search("EVITER")).toEqual([one]);
});

test("texts of lists are searched too", () => {
  const list = { block: "list", items: [{ en: "Open the drawer" }, { en: "Take the stamp" }] } as const;
  const one = { article: "a", title: "Paper", blocks: [list] };
  expect(shelve([one], [], say).search("stamp")).toEqual([one]);
});

test("what the server found comes after what was found in the page, none twice", () => {
  const [first, second, third] = articles;
  if (!first || !second || !third) throw new Error("there are four articles");
  expect(joined([second, first], [third, second])).toEqual([second, first, third]);
});

test("a thousand articles are searched in less than 50 milliseconds", () => {
  const many = Array.from({ length: 1000 }, (_, number) => ({
    article: `a${number}`,
    title: `Article ${number} on quotes`,
    blocks: [{ block: "paragraph", text: { en: `Words of number ${number} on suppliers and centres.` } } as const],
  }));
  const large = shelve(many, [], say);
  const began = performance.now();
  expect(large.search("quotes supplier").length).toBe(1000);
  expect(performance.now() - began).toBeLessThan(50);
});
