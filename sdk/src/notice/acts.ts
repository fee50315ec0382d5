import type { Label } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { caseOf } from "./case_of.ts";
import { all, type Eyes, listen } from "./eyes.ts";

/** Tells of clicks, sendings and changes that labels name: one listener for each type, and one in each root. */
export function watchActs(eyes: Eyes, labels: readonly Label[]): Stop {
  const stops: Stop[] = [];
  for (const type of ["click", "submit", "change"] as const) {
    const ours = labels.filter((label) => label.on === type);
    const [deep, flat] = [ours.filter((one) => depth(one) > 1), ours.filter((one) => depth(one) < 2)];
    if (flat.length > 0) stops.push(watchRoot(eyes, eyes.outside.page.document, flat));
    stops.push(...deep.map((label) => watchDeep(eyes, label)));
  }
  return all(stops);
}

function depth(label: Label): number {
  return label.at?.length ?? 0;
}

function watchRoot(eyes: Eyes, root: EventTarget, labels: readonly Label[]): Stop {
  const type = labels[0]?.on ?? "click";
  let last: string | null = null;
  let here: readonly Label[] = [];
  return listen(eyes.outside, root, type, (event) => {
    const path = eyes.path();
    // A click must cost next to nothing: which labels are of this page is found out once.
    if (path !== last) here = labels.filter((label) => eyes.fitsPage(label.page, path));
    last = path;
    for (const label of here) if (fits(label, event.target)) eyes.saw(label, caseOf(eyes, label));
  });
}

/** Watches inside a shadow root or a frame as often as what holds it comes. */
function watchDeep(eyes: Eyes, label: Label): Stop {
  let leave: Stop | null = null;
  const unfollow = eyes.follow((label.at ?? []).slice(0, -1), (holder) => {
    leave?.();
    const root = holder && rootIn(holder);
    leave = root ? watchRoot(eyes, root, [label]) : null;
  });
  return all([unfollow, () => leave?.()]);
}

function rootIn(holder: Element): EventTarget | null {
  try {
    return holder.shadowRoot ?? ("contentDocument" in holder ? (holder.contentDocument as Document | null) : null);
  } catch {
    return null; // A frame of another origin.
  }
}

/** Whether an event happened to the element of a label, or inside it. Without an element: to the page, whichever. */
function fits(label: Label, target: EventTarget | null): boolean {
  const selector = label.at?.at(-1);
  if (!selector) return true;
  try {
    return target !== null && "closest" in target && (target as Element).closest(selector) !== null;
  } catch {
    return false; // It is no selector.
  }
}
