import { expect, test } from "vitest";
import { inEach, LANGUAGES, our, OUR_WORDS } from "../../src/core/our_words.ts";

const blanks = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();

test.each(OUR_WORDS.map((key) => [key]))("%s is there in every language, with the same places to fill in", (key) => {
  const all = inEach(key)!;
  expect(all).toHaveLength(LANGUAGES.length);
  for (const text of all) {
    expect(text.trim()).not.toBe("");
    expect(blanks(text)).toBe(blanks(all[0]));
  }
});

test("our words stand in the order of the alphabet", () => {
  expect(OUR_WORDS).toEqual([...OUR_WORDS].sort());
});

test("a reader gets their language, its nearest, or English", () => {
  expect(our("close", "de")).toBe("Schließen");
  expect(our("close", "de-AT")).toBe("Schließen");
  expect(our("close", "fi")).toBe("Close");
  expect(our("close")).toBe("Close");
});

test("a word that we do not have stands for itself", () => {
  expect(our("constructor", "de")).toBe("constructor");
});
