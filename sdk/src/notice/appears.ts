import type { Label } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { caseOf } from "./case_of.ts";
import { all, type Eyes } from "./eyes.ts";

/** Tells of elements that come, such as the message of a failed check: once for each time that one comes. */
export function watchAppears(eyes: Eyes, labels: readonly Label[]): Stop {
  return all(labels.map((label) => watchOne(eyes, label)));
}

function watchOne(eyes: Eyes, label: Label): Stop {
  if (!label.at) return () => undefined;
  let there = false;
  return eyes.follow(label.at, (element) => {
    const came = element !== null && !there;
    there = element !== null;
    if (came && eyes.fitsPage(label.page, eyes.path())) eyes.saw(label, caseOf(eyes, label));
  });
}
