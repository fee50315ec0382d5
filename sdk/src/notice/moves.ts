import type { Stop } from "../guides/guide.ts";
import type { Outside } from "../run/outside.ts";
import { all, listen } from "./eyes.ts";

const LOOKS_AGAIN_AFTER = 500;

/** Calls whenever the address has changed, by a link, by going back, or by the application's own script.
 *
 * No function of the page's history is wrapped. Where the browser has no navigation events the address is looked at twice
 * a second.
 */
export function watchMoves(outside: Outside, told: () => void): Stop {
  const { page } = outside;
  let last = page.location.href;
  const look = (): void => {
    if (page.location.href === last) return;
    last = page.location.href;
    told();
  };
  const navigation: unknown = "navigation" in page ? page.navigation : null;
  if (navigation instanceof page.EventTarget) return listen(outside, navigation, "currententrychange", look);
  const timer = page.setInterval(outside.guard.of(look), LOOKS_AGAIN_AFTER);
  const heard = ["popstate", "hashchange"].map((type) => listen(outside, page, type, look));
  return all([() => page.clearInterval(timer), ...heard]);
}
