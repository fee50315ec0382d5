import type { Label } from "../contract/guides.ts";
import { caseInElement, caseInPath } from "../privacy/case_ids.ts";
import type { Eyes } from "./eyes.ts";

/** The case that the page is about, as a label says where its id stands. */
export function caseOf(eyes: Pick<Eyes, "find" | "path">, label: Label): string | null {
  if (label.case_in_address) return caseInPath(label.case_in_address, eyes.path());
  return label.case_in ? caseInElement(eyes.find(label.case_in)) : null;
}
