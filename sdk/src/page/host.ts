import type { Stop } from "../guides/guide.ts";
import { above, focused, within } from "./focus.ts";
import type { Guarding } from "./guarding.ts";
import { listen } from "./listen.ts";
import { make } from "./make.ts";

/** The name of the one element of ours on the page. */
export const hostName = "desirepath-guides";

/** The element that holds everything of ours, and the root inside it. */
export interface Host {
  readonly element: HTMLElement;
  readonly root: HTMLElement;
  readonly wear: (sheet: string) => void;
  /** To the front, and out of or into the page's modal dialog, without losing the focus. */
  readonly seat: (front?: boolean) => void;
  readonly stop: Stop;
}

export const isModal = (element: Element): boolean => {
  try {
    return element.localName === "dialog" && element.matches(":modal");
  } catch {
    return false; // A browser that does not know the word has no way to ask.
  }
};

/** The page's own modal dialog, if one is open: all outside it is inert. */
const modalOfPage = (host: Element): Element | null => {
  for (let at = focused(); at; at = above(at))
    if (at.ownerDocument === document && isModal(at) && !within(host, at)) return at;
  return [...document.querySelectorAll("dialog[open]")].filter(isModal).pop() ?? null;
};

/** Events inside our parts are ours: menus of the page stay open, its shortcuts and its forms do not hear them. */
const ours = [
  ...["pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "click", "focusin", "focusout"],
  ...["keydown", "keyup", "keypress", "beforeinput", "input", "change", "paste", "copy", "cut", "submit"],
];

const toFront = (element: HTMLElement): void => {
  if (!("showPopover" in element)) return;
  if (element.matches(":popover-open")) element.hidePopover();
  element.showPopover();
};

/** So often in five seconds it comes to the front, in case something of the page wants to be there as well. */
const most = 8;

/** Keeps the host where it can be seen and used, whatever the page opens or takes away. */
const watchPage = (element: HTMLElement, guard: Guarding, seat: Host["seat"]): Stop => {
  const lost = new MutationObserver(guard(() => element.isConnected || seat()));
  lost.observe(document, { childList: true, subtree: true });
  let raised: readonly number[] = [];
  const opened = guard((event: Event) => {
    if ((event.target as Element).localName === hostName) return;
    raised = raised.filter((at) => at > event.timeStamp - 5000);
    const front = event.type === "toggle" && raised.length < most;
    if (front) raised = [...raised, event.timeStamp];
    seat(front);
  });
  const stop = listen(document, ["toggle", "close", "focusin"], opened, { capture: true });
  return () => (lost.disconnect(), stop());
};

/** Sheets made by script, which no policy of the page forbids. */
const wearing = (shadow: ShadowRoot): ((sheet: string) => void) => {
  const worn = new Set<string>();
  return (text) => {
    if (worn.has(text)) return;
    worn.add(text);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  };
};

/** Puts the host on the page, in the top layer where there is one. `moved`: what is modal in it has to be made so anew. */
export const makeHost = (language: string, direction: string, guard: Guarding, moved: () => void): Host => {
  const element = document.createElement(hostName);
  const shadow = element.attachShadow({ mode: "open" });
  const root = make("div", { class: "root", attributes: { lang: language, dir: direction } });
  shadow.append(root);
  if ("showPopover" in element) element.setAttribute("popover", "manual");
  listen(element, ours, (event) => event.stopPropagation());
  const seat = (front = false): void => {
    const place = modalOfPage(element) ?? document.body;
    const stays = element.parentNode === place;
    if (stays && !front) return;
    const had = focused();
    if (!stays) place.append(element);
    toFront(element);
    moved();
    if (had && within(element, had) && focused() !== had) (had as HTMLElement).focus({ preventScroll: true });
  };
  seat();
  const stop = watchPage(element, guard, seat);
  return { element, root, seat, wear: wearing(shadow), stop: () => (stop(), element.remove()) };
};
