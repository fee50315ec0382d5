import { caseIn } from "../core/paths.ts";

const LOOKS_LIKE_AN_ID = /^[A-Za-z0-9._/-]{1,100}$/;

/** A text as the id of a case, if it looks like one: no spaces, no at sign, not longer than a line. */
export function asCaseId(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return LOOKS_LIKE_AN_ID.test(trimmed) ? trimmed : null;
}

/** The id that stands in a path where the pattern has `{case}`, as in `/requests/{case}/quote`. */
export function caseInPath(pattern: string, path: string): string | null {
  return asCaseId(caseIn(pattern, path));
}

/** The id that is an element's text. What people can write into is never read. */
export function caseInElement(element: Element | null): string | null {
  if (!element || element.matches("input, textarea, select, option") || element.closest("[contenteditable]")) return null;
  return element.querySelector("input, textarea, select") ? null : asCaseId(element.textContent);
}
