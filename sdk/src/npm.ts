import { start as startIn } from "./run/start.ts";
import type { Desirepath, Options } from "./run/options.ts";

export type { Desirepath, Options, Tracked } from "./run/options.ts";

/**
 * Begins on this page: for applications that are built, where the script tag is not wanted.
 *
 * Where it may not run (no secure context, switched off in this browser) the answer is there and does nothing.
 */
export function start(options: Options): Desirepath {
  return startIn({ ...options, deliver: options.deliver.replace(/\/+$/, "") });
}
