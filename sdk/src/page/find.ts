import type { Locator } from "../contract/guides.ts";
import { frameOf } from "./focus.ts";
import { hostName } from "./host.ts";

/** Of everything that one selector fits, so many are looked at. */
const looks = 50;

/** An element has a box, and neither it nor a frame around it is hidden. */
export const seen = (element: Element): boolean => {
  if (!element.isConnected) return false;
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return false;
  const shown = element.checkVisibility
    ? element.checkVisibility({ visibilityProperty: true })
    : getComputedStyle(element).visibility === "visible";
  const frame = frameOf(element);
  return shown && (!frame || seen(frame));
};

/** Where an element is on the page, in pixels of the window of our page; the frames around it are counted in. */
export const boxOf = (element: Element): { left: number; top: number; width: number; height: number } => {
  let { left, top } = element.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const box = frame.getBoundingClientRect();
    left += box.left + frame.clientLeft;
    top += box.top + frame.clientTop;
  }
  return { left, top, width, height };
};

/** What an element opens into: its open shadow root, or the document of a frame of the same origin. */
export const opening = (element: Element): ShadowRoot | Document | null =>
  element.shadowRoot ?? (element.localName === "iframe" ? (element as HTMLIFrameElement).contentDocument : null);

/**
 * The first element that a locator leads to and that can be seen. Each selector but the last leads through an open
 * shadow root or a frame of the same origin; `through` is told of each that was looked into.
 *
 * Throws `SyntaxError` for what is no selector.
 */
export const find = (
  at: Locator,
  from: Document | ShadowRoot = document,
  through: (root: Document | ShadowRoot) => void = () => undefined,
): Element | null => {
  through(from);
  const [selector, ...rest] = at;
  if (selector === undefined) return null;
  const lead = (candidate: Element): Element | null => {
    if (candidate.localName === hostName) return null;
    if (rest.length === 0) return seen(candidate) ? candidate : null;
    const inner = opening(candidate);
    return inner && find(rest as unknown as Locator, inner, through);
  };
  const first = from.querySelector(selector);
  const found = first && lead(first);
  // Only where the first that fits leads nowhere is it worth going through the whole page.
  if (!first || found) return found;
  for (const candidate of [...from.querySelectorAll(selector)].slice(1, looks)) {
    const other = lead(candidate);
    if (other) return other;
  }
  return null;
};
