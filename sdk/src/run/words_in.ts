import type { OurWord } from "../guides/guide.ts";

/** Our own words in the reader's language, or in English. The build puts each language into a file of its own. */
export async function wordsIn(language: string): Promise<(key: OurWord) => string> {
  const { our } = await import("../core/our_words.ts");
  return (key) => our(key, language);
}
