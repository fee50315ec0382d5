const reachable =
  "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled])," +
  "summary,[tabindex]:not([tabindex='-1'])";

/** The element that has the focus, through every shadow root and frame that may be looked into. */
export const focused = (): Element | null => {
  let at: Element | null = document.activeElement;
  for (;;) {
    const within: Element | null | undefined =
      at?.shadowRoot?.activeElement ?? (at as HTMLIFrameElement | null)?.contentDocument?.activeElement;
    if (!within) return at;
    at = within;
  }
};

/** The frame on our page that an element is in; frames around our page are not ours to look into. */
export const frameOf = (element: Element): Element | null =>
  element.ownerDocument === document ? null : (element.ownerDocument.defaultView?.frameElement ?? null);

/** The element above this one, out of shadow roots and frames. */
export const above = (element: Element): Element | null => {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  // What is in a frame is of the frame's own kinds: `instanceof` would say no.
  return "host" in root ? (root.host as Element) : frameOf(element);
};

export const within = (outer: Element, element: Element | null): boolean => {
  for (let at = element; at; at = above(at)) if (at === outer) return true;
  return false;
};

const boxed = (element: Element): boolean => element.getClientRects().length > 0;

/** What Tab reaches inside an element, in its order; of radio buttons all. */
export const stops = (inside: ParentNode): readonly HTMLElement[] =>
  [...inside.querySelectorAll<HTMLElement>(reachable)].filter(boxed);

/** Puts the focus on what is marked `data-first`, else on the first that can have it, else on the part itself. */
export const enter = (part: HTMLElement): void => {
  const first = part.querySelector<HTMLElement>("[data-first],[autofocus]") ?? stops(part)[0] ?? part;
  first.focus({ preventScroll: true });
};

/**
 * Gives the focus back to where it came from, now or as is said; to something near it where that has left the page.
 * Where it came from a part of ours that has closed too, `before` is the way back from there.
 */
export const wayBack = (from: Element | null = focused(), before?: (() => void) | null): (() => void) => {
  const trail: Element[] = [];
  for (let at = from; at; at = above(at)) trail.push(at);
  return () => {
    if (before && !from?.isConnected) return before();
    for (const place of trail) {
      if (!place.isConnected || place === document.documentElement) continue;
      const near = place === trail[0] ? place : (stops(place)[0] ?? null);
      (near as HTMLElement | null)?.focus({ preventScroll: true });
      if (near && focused() === near) return;
    }
  };
};
