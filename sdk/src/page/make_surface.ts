import type { Stop } from "../guides/guide.ts";
import { attendWith } from "./attend.ts";
import { drawBlocks, type Reading } from "./blocks.ts";
import { describe } from "./describe.ts";
import { enter, focused, wayBack, within } from "./focus.ts";
import { type Guarding, unguarded } from "./guarding.ts";
import { type Host, makeHost } from "./host.ts";
import { type OpenPart, watchKeys } from "./keys.ts";
import { listen } from "./listen.ts";
import { make, makerWith } from "./make.ts";
import { stand } from "./place.ts";
import { baseStyles } from "./styles/base.ts";
import { partStyles } from "./styles/parts.ts";
import type { Part, Placed, Surface } from "./surface.ts";

/** What a surface needs to know of the reader. */
export interface Reader extends Reading {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
}

/** A surface, and how it is taken off the page with all that is on it. */
export interface EndingSurface extends Surface {
  readonly stop: Stop;
}

const classOf = (placed: Placed): string =>
  ["part", placed.bare ? "bare" : "card", placed.beside ? "beside" : (placed.where ?? "middle")]
    .concat(placed.role === "tooltip" ? ["tip"] : [], placed.modal ? ["modal"] : [])
    .join(" ");

/** A tooltip is inside a region of its own: what is in none is passed by when one goes from region to region. */
const frame = (placed: Placed): HTMLElement => {
  const tooltip = placed.role === "tooltip";
  const role = tooltip ? "region" : (placed.role ?? (placed.modal ? "dialog" : "region"));
  const attributes: Record<string, string> = { role, "aria-label": placed.label, tabindex: "-1" };
  if (placed.modal) attributes["aria-modal"] = "true";
  const inside = make("div", { class: "inside", attributes: tooltip ? { role: "tooltip" } : {} });
  return make(placed.modal ? "dialog" : "div", { class: classOf(placed), attributes }, inside);
};

const standBeside = (placed: Placed, element: HTMLElement, host: Host, guard: Guarding) => {
  if (!placed.beside) return null;
  const point = placed.bare ? null : make("div", { class: "point" });
  const ring = placed.ring ? make("div", { class: "ring" }) : null;
  if (point) element.append(point);
  if (ring) host.root.append(ring);
  const how = { edge: placed.edge ?? false, after: placed.side === "after", rightToLeft: host.root.dir === "rtl" };
  const standing = stand({ element: placed.beside, part: element, point, ring, ...how }, guard);
  return { settle: standing.settle, stop: () => (standing.stop(), ring?.remove()) };
};

interface Opened {
  readonly part: Part;
  readonly element: HTMLElement;
  /** Gives the focus back to where it was before it came here. */
  readonly back: () => void;
}

/** The way back from a part, also when the focus came into it later, by key or by pointer. */
const rememberWay = (element: HTMLElement, parts: readonly Opened[], guard: Guarding): (() => void) => {
  const from = (place: Element | null) => wayBack(place, parts.find((one) => within(one.element, place))?.back);
  let back = from(focused());
  const came = guard(({ relatedTarget: place }: Event & { relatedTarget?: EventTarget | null }) => {
    if (place && !within(element, place as Element)) back = from(place as Element);
  });
  listen(element, ["focusin"], came);
  return () => back();
};

/** Opens a part in the host: its frame, its place, and the way that the focus takes. */
const open = (placed: Placed, host: Host, guard: Guarding, parts: readonly Opened[], closed: () => void): Opened => {
  const element = frame(placed);
  const inside = element.firstElementChild as HTMLElement;
  const back = rememberWay(element, parts, guard);
  (placed.room?.(host.root) ?? host.root).append(element);
  const standing = standBeside(placed, element, host, guard);
  placed.modal?.open(element, placed.left, guard);
  let ended = false;
  if (placed.modal || placed.focus) queueMicrotask(guard(() => ended || enter(element)));
  const close = (): void => {
    if (ended) return;
    ended = true;
    const had = placed.modal || within(element, focused());
    standing?.stop();
    element.remove();
    closed();
    if (had) back();
  };
  return { part: { inside, close, settle: () => standing?.settle() }, element, back };
};

const makeVoice = (host: () => Host, later: Surface["later"]): ((text: string) => void) => {
  const region = make("div", { class: "said", attributes: { role: "status", "aria-live": "polite" } });
  return (text) => {
    const { root } = host();
    const modal = [...root.querySelectorAll("dialog")].pop();
    (modal ?? root).append(region);
    region.textContent = "";
    later(100, () => (region.textContent = text));
  };
};

const laterWith =
  (guard: Guarding): Surface["later"] =>
  (milliseconds, then) => {
    const timer = setTimeout(guard(then), milliseconds);
    return () => clearTimeout(timer);
  };

/** The surface of a page, for one reader. Nothing is on the page before the first part is put or word is said. */
export const makeSurface = (reader: Reader, guard: Guarding = unguarded): EndingSurface => {
  let seated: Host | null = null;
  let parts: readonly (OpenPart & Opened)[] = [];
  let stopKeys: Stop | null = null;
  const host = (): Host => {
    seated ??= makeHost(reader.language, reader.direction, guard, () => {
      for (const { placed, element } of parts) placed.modal?.reopen(element);
    });
    stopKeys ??= watchKeys(guard, () => parts);
    for (const sheet of [baseStyles, partStyles]) seated.wear(sheet);
    seated.seat();
    return seated;
  };
  const put = (placed: Placed): Part => {
    const view = placed.beside?.ownerDocument.defaultView ?? window;
    const stopThere = view === window ? null : watchKeys(guard, () => parts, view);
    const opened = open(placed, host(), guard, parts, () => {
      stopThere?.();
      parts = parts.filter((one) => one.element !== opened.element);
    });
    parts = [...parts, { placed, ...opened }];
    return opened.part;
  };
  const stop = (): void => {
    for (const { part } of parts) part.close();
    stopKeys?.();
    seated?.stop();
    stopKeys = seated = null;
  };
  const later = laterWith(guard);
  const blocks: Surface["blocks"] = (given) => drawBlocks(given, reader);
  const announce = makeVoice(host, later);
  const wear: Surface["wear"] = (sheet) => host().wear(sheet);
  return { put, blocks, announce, wear, describe, later, stop, make: makerWith(guard), attend: attendWith(guard) };
};
