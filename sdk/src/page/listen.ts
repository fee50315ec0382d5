import type { Stop } from "../guides/guide.ts";

/** Listens to some events of a target; in the capture phase where that is asked for. */
export const listen = (
  target: EventTarget,
  names: readonly string[],
  heard: (event: Event) => void,
  how: AddEventListenerOptions = {},
): Stop => {
  for (const name of names) target.addEventListener(name, heard, how);
  return () => {
    for (const name of names) target.removeEventListener(name, heard, how);
  };
};
