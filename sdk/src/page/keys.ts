import type { Stop } from "../guides/guide.ts";
import type { Guarding } from "./guarding.ts";
import { enter, focused, stops, wayBack, within } from "./focus.ts";
import { listen } from "./listen.ts";
import type { Placed } from "./surface.ts";

/** A part that is open, as keys and clicks see it. */
export interface OpenPart {
  readonly placed: Placed;
  readonly element: HTMLElement;
}

/** The part that Escape is meant for: the one in which the focus is, else the tooltip that was opened last. */
const meant = (parts: readonly OpenPart[]): OpenPart | undefined => {
  const at = focused();
  const last = [...parts].reverse();
  return (
    last.find((part) => part.placed.modal) ??
    last.find((part) => within(part.element, at)) ??
    last.find((part) => part.placed.role === "tooltip" && part.placed.left)
  );
};

/** Out of the last part: to the element that it stands beside, else to where the focus came from. */
const leave = (part: OpenPart | undefined, back: (() => void) | null): void => {
  const beside = part?.placed.beside as HTMLElement | undefined;
  if (beside?.isConnected) (stops(beside)[0] ?? beside).focus();
  if (!beside || !within(beside, focused())) back?.();
};

const used = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** A click outside closes tooltips, and is not kept from the page. */
const clickOutside = (event: Event, parts: readonly OpenPart[]): void => {
  const path = event.composedPath();
  if (parts.some(({ element }) => path.includes(element))) return;
  for (const { placed } of parts) {
    const outside = !placed.beside || !path.includes(placed.beside);
    if (placed.role === "tooltip" && outside) placed.left?.("outside");
  }
};

/**
 * Escape, Tab in modal parts, and F6, which goes from the page through our parts and back to the page.
 *
 * Only a key that was used here is kept from the page. A frame has keys and clicks of its own: they are watched in `view`.
 */
export const watchKeys = (guard: Guarding, parts: () => readonly OpenPart[], view: Window = window): Stop => {
  let back: (() => void) | null = null;
  const walk = (event: KeyboardEvent): void => {
    const open = parts().filter((part) => stops(part.element).length > 0);
    if (open.length === 0 || open.some((part) => part.placed.modal)) return;
    used(event);
    const here = open.findIndex((part) => within(part.element, focused()));
    if (here < 0) back = wayBack();
    const next = open[here + 1];
    if (next) enter(next.element);
    else leave(open[here], back);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const part = meant(parts());
    if (event.key === "F6" && !event.shiftKey) walk(event);
    else if (event.key === "Tab") part?.placed.modal?.turn(event, part.element);
    else if (event.key === "Escape" && (part?.placed.left || part?.placed.modal)) {
      used(event);
      part.placed.left?.("escape");
    }
  };
  const stopKeys = listen(
    view,
    ["keydown"],
    guard((event) => pressed(event as KeyboardEvent)),
    { capture: true },
  );
  const clicked = guard((event: Event) => clickOutside(event, parts()));
  const stopClicks = listen(view, ["pointerdown"], clicked, { capture: true });
  return () => (stopKeys(), stopClicks());
};
