import type { OurWord } from "../guides/guide.ts";
import { wordsIn } from "./words_in.ts";

/** Our own words, which come in a file of their own; until they are there, and where they cannot be had, their names. */
export function loadWords(language: string): { our: (key: OurWord) => string; worded: Promise<void> } {
  let our = (key: OurWord): string => key.replaceAll("_", " ");
  const worded = wordsIn(language).then(
    (words) => void (our = words),
    () => undefined, // The names are English enough to be understood.
  );
  return { our: (key) => our(key), worded };
}
