import type { Words } from "../contract/guides.ts";
import { own } from "./own.ts";

/** A text in the language that it could be had in, which may be another than the reader's. */
export interface Said {
  readonly text: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
}

const RIGHT_TO_LEFT = /^(ar|arc|azb|ckb|dv|fa|he|iw|ji|ks|mzn|nqo|pnb|prs|ps|sd|syr|ug|ur|yi)$/;
const RIGHT_TO_LEFT_SCRIPT = /^(adlm|arab|hebr|mand|nkoo|rohg|samr|syrc|thaa)$/;

/**
 * The text for a reader: in their language, in it without its last parts (`de-AT` → `de`), in another variety of it, or
 * the first that there is. A text that is empty in a language counts as not there.
 */
export function said(words: Words, language: string): Said {
  const there = Object.keys(words).filter((name) => words[name]);
  const name = nearest(there, language) ?? there[0] ?? "";
  return { text: own(words, name) ?? "", language: name, direction: directionOf(name) };
}

/** The nearest to a language among some; undefined where none is of the same language. */
export function nearest(there: readonly string[], language: string): string | undefined {
  const wanted = language.toLowerCase().split("-");
  for (let length = wanted.length; length > 0; length--) {
    const found = there.find((name) => name.toLowerCase() === wanted.slice(0, length).join("-"));
    if (found) return found;
  }
  return there.find((name) => name.toLowerCase().split("-")[0] === wanted[0]);
}

/** Which way a language is written; by its script where it names one (`az-Arab`). */
export function directionOf(language: string): "ltr" | "rtl" {
  const [first = "", ...rest] = language.toLowerCase().split("-");
  const script = rest.find((part) => /^[a-z]{4}$/.test(part));
  return (script ? RIGHT_TO_LEFT_SCRIPT.test(script) : RIGHT_TO_LEFT.test(first)) ? "rtl" : "ltr";
}
