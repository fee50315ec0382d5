import type { Stop } from "../guides/guide.ts";
import type { Outside } from "./outside.ts";

/** Calls after so many milliseconds, once. */
export function after({ page, guard }: Outside, milliseconds: number, told: () => void): Stop {
  const timer = page.setTimeout(guard.of(told), milliseconds);
  return () => page.clearTimeout(timer);
}

/** Calls every so many milliseconds while the page is looked at. */
export function whileSeen({ page, guard }: Outside, milliseconds: number, told: () => void): Stop {
  const look = guard.of(() => {
    if (page.document.visibilityState === "visible") told();
  });
  const timer = page.setInterval(look, milliseconds);
  return () => page.clearInterval(timer);
}

/** Gathers calls that come together into one, made when the page has time for it, after a fifth of a second at most. */
export function gathered(outside: Outside, told: () => void): { readonly ask: () => void; readonly stop: Stop } {
  const { page, guard } = outside;
  let waits: Stop | null = null;
  const run = guard.of(() => {
    waits = null;
    told();
  });
  const whenIdle = (): Stop => {
    if (!page.requestIdleCallback) return after(outside, 30, run);
    const asked = page.requestIdleCallback(run, { timeout: 200 });
    return () => page.cancelIdleCallback(asked);
  };
  return {
    ask: () => {
      waits ??= whenIdle();
    },
    stop: () => {
      waits?.();
      waits = null;
    },
  };
}
