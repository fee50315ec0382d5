import type { Label } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { caseOf } from "./case_of.ts";
import type { Eyes } from "./eyes.ts";
import { watchMoves } from "./moves.ts";

/** Tells of pages that are reached, once for each time that the path comes to be what it is. */
export function watchPages(eyes: Eyes, labels: readonly Label[]): Stop {
  let last: string | null = null;
  const look = (): void => {
    const path = eyes.path();
    if (path === last) return;
    last = path;
    labels.filter((label) => eyes.fitsPage(label.page, path)).forEach((label) => eyes.saw(label, caseOf(eyes, label)));
  };
  look();
  return watchMoves(eyes.outside, look);
}
