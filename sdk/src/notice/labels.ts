import type { Label } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { watchActs } from "./acts.ts";
import { watchAppears } from "./appears.ts";
import { all, type Eyes } from "./eyes.ts";
import { watchPages } from "./pages.ts";

/** Watches for everything that the labels of a document name. */
export function watchLabels(eyes: Eyes, labels: readonly Label[]): Stop {
  const on = (...kinds: readonly string[]): readonly Label[] => labels.filter((label) => kinds.includes(label.on));
  return all([
    watchActs(eyes, on("click", "submit", "change")),
    watchAppears(eyes, on("appears")),
    watchPages(eyes, on("page")),
  ]);
}
