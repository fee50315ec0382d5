import { makeGuard } from "../../src/run/guard.ts";
import { type Outside, outsideOf } from "../../src/run/outside.ts";

/** The real page, with a guard that lets a test see what broke. */
export function outsideHere(more: Partial<Outside> = {}): Outside {
  const guard = makeGuard(() => {
    throw new Error("something of ours broke");
  });
  return { ...outsideOf(window, guard), ...more };
}
