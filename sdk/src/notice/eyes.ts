import type { Label, Locator } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { listen as listenTo } from "../page/listen.ts";
import type { Outside } from "../run/outside.ts";

/** What watchers see with, and whom they tell. */
export interface Eyes {
  readonly outside: Outside;
  readonly find: (at: Locator) => Element | null;
  readonly follow: (at: Locator, told: (element: Element | null) => void) => Stop;
  /** The path of the page; nothing of what follows `?` or `#`. */
  readonly path: () => string;
  readonly fitsPage: (pattern: string, path: string) => boolean;
  /** Something that a label names happened, to this case if the page tells which. */
  readonly saw: (label: Label, caseId: string | null) => void;
}

/** Hears one type of events before the page does, and never holds one up. */
export function listen({ guard }: Outside, target: EventTarget, type: string, told: (event: Event) => void): Stop {
  return listenTo(target, [type], guard.of(told), { capture: true, passive: true });
}

export function all(stops: readonly Stop[]): Stop {
  return () => stops.forEach((stop) => stop());
}
