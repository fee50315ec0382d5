import type { Stop } from "../guides/guide.ts";
import { boxOf, seen } from "./find.ts";
import { pointTo, type Side, type Size, type Spot, spotBeside, whole } from "./geometry.ts";
import type { Guarding } from "./guarding.ts";
import { listen } from "./listen.ts";

/** What stands beside an element, and how. */
export interface Standing {
  readonly element: Element;
  readonly part: HTMLElement;
  readonly point: HTMLElement | null;
  readonly ring: HTMLElement | null;
  /** On its corner, instead of next to it. */
  readonly edge: boolean;
  readonly after: boolean;
  readonly rightToLeft: boolean;
}

const gap = 12;
/** The ring stands so far from its element, and the part so much farther from the ring. */
const rim = 4;
const ringed = 6;
const half = 12;
/** What moves an element without scrolling or resizing is seen after so long, in milliseconds. */
const glance = 100;

const set = (element: HTMLElement, given: { readonly [name: string]: string }): void => {
  for (const [name, value] of Object.entries(given)) element.style.setProperty(name, value);
};

const px = (length: number): string => `${Math.round(length)}px`;

const sizeOf = (part: HTMLElement): Size => ({ width: part.offsetWidth, height: part.offsetHeight });

/** Every part is fixed in the top layer, so the window alone bounds it. */
const windowSize = (): Size => {
  const { clientWidth: width, clientHeight } = document.documentElement;
  return { width, height: Math.min(clientHeight, window.innerHeight) || window.innerHeight };
};

const drawRing = (ring: HTMLElement, element: Element): void => {
  const box = boxOf(element);
  set(ring, {
    left: px(box.left - rim),
    top: px(box.top - rim),
    width: px(box.width + 2 * rim),
    height: px(box.height + 2 * rim),
  });
};

/** On which side of the part its point is, and how it is turned, by the side of the element that the part is at. */
const points: { readonly [At in Side]: readonly [Side, number] } = {
  bottom: ["top", 45],
  left: ["right", 135],
  top: ["bottom", 225],
  right: ["left", 315],
};

const pointAt = (point: HTMLElement, { left, top }: Partial<Spot>, at: Side): void => {
  const [side, turned] = points[at];
  set(point, { left: "", top: "", right: "", bottom: "", transform: `rotate(${turned}deg)` });
  if (left !== undefined) set(point, { left: px(left) });
  if (top !== undefined) set(point, { top: px(top) });
  set(point, { [side]: "-6px" });
};

/** On the corner of its element, over which it stands by half a mark. */
const cornerOf = ({ left, top, width }: Spot & Size, part: Size, rightToLeft: boolean): Spot => ({
  left: rightToLeft ? left - half : left + width - part.width + half,
  top: top - part.height + half,
});

const place = ({ element: target, part: placed, point, ring, edge, after, rightToLeft }: Standing): void => {
  const [element, part, room] = [boxOf(target), sizeOf(placed), windowSize()];
  const asked = { element, part, window: room, gap: ring ? gap + ringed : gap, after, rightToLeft };
  const beside = spotBeside(asked);
  const spot = edge ? whole(cornerOf(element, part, rightToLeft), part, room, 2) : beside;
  set(placed, { left: px(spot.left), top: px(spot.top) });
  if (point) pointAt(point, pointTo(asked, beside, point.offsetWidth), beside.side);
};

/** Calls when an element may have moved or changed its size: at most once a frame. */
const watchBox = ({ element, part }: Standing, guard: Guarding, moved: () => void): Stop => {
  let frame = 0;
  let last = "";
  const soon = (then: () => void): (() => void) => {
    const run = guard(() => {
      frame = 0;
      then();
    });
    return guard(() => void (frame ||= requestAnimationFrame(run)));
  };
  const looked = soon(() => {
    const box = JSON.stringify(boxOf(element)) + seen(element);
    if (box !== last) moved();
    last = box;
  });
  const timer = setInterval(looked, glance);
  const sizes = new ResizeObserver(soon(moved));
  sizes.observe(element);
  sizes.observe(part);
  const windows = [window, element.ownerDocument.defaultView ?? window];
  const stops = windows.map((one) => listen(one, ["scroll", "resize"], looked, { capture: true, passive: true }));
  return () => {
    cancelAnimationFrame(frame);
    clearInterval(timer);
    sizes.disconnect();
    for (const stop of stops) stop();
  };
};

/** Keeps a part beside its element, through scrolling, resizing and frames; hidden while the element cannot be seen. */
export const stand = (standing: Standing, guard: Guarding): { readonly settle: () => void; readonly stop: Stop } => {
  const { element, part, ring } = standing;
  let inView = false;
  let ended = false;
  const show = (shown: boolean): void => {
    for (const one of [part, ring]) if (one) set(one, { visibility: shown ? "visible" : "hidden", opacity: "" });
  };
  const settle = (): void => {
    if (ended) return;
    if (!inView || !seen(element)) return show(false);
    if (ring) drawRing(ring, element);
    place(standing);
    show(true);
  };
  const view = new IntersectionObserver(
    guard((entries) => {
      inView = entries[entries.length - 1]?.isIntersecting ?? false;
      settle();
    }),
  );
  set(part, { opacity: "0" }); // Not yet placed; but it may already have the focus.
  view.observe(element);
  const stopWatching = watchBox(standing, guard, settle);
  return {
    settle,
    stop: () => {
      ended = true;
      view.disconnect();
      stopWatching();
    },
  };
};
