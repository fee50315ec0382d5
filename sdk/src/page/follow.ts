import type { Locator } from "../contract/guides.ts";
import type { Stop } from "../guides/guide.ts";
import { find } from "./find.ts";
import { type Guarding, unguarded } from "./guarding.ts";
import { listen } from "./listen.ts";

/** A slice of looking takes about so long, then the page has its turn. In milliseconds. */
const slice = 8;
/** A locator that took longer than this twice is looked for no more. In milliseconds. */
const slow = 25;
/** What no observer tells (a style sheet that comes late) is seen after so long. In milliseconds. */
const anyway = 1000;

interface Followed {
  readonly at: Locator;
  readonly told: (element: Element | null) => void;
  last: Element | null;
  strikes: number;
}

/** Finds elements and tells of their coming and going, with one set of observers for all. */
export interface Follower {
  readonly find: (at: Locator) => Element | null;
  readonly follow: (at: Locator, told: (element: Element | null) => void) => Stop;
  /** Tells, after the next frame, that the page or an entry in it has changed. */
  readonly changed: (told: () => void) => Stop;
  readonly stop: Stop;
}

/** Right after the page has been drawn, when asking where something is makes nobody lay the page out anew. */
const whenDrawn = (guard: Guarding, then: () => void): Stop => {
  let timer = 0;
  // The page may have broken its timers between the two.
  const frame = requestAnimationFrame(guard(() => void (timer = window.setTimeout(guard(then)))));
  return () => (cancelAnimationFrame(frame), clearTimeout(timer));
};

const entries = ["input", "change", "toggle", "popstate", "hashchange"];
const attributes: readonly string[] = ["class", "style", "hidden", "id", "open", "disabled", "aria-hidden", "aria-expanded", "name"];

const makeEyes = (wake: () => void) => {
  /** By root, how many attributes are watched in it. */
  const roots = new WeakMap<Node, number>();
  const names = new Set(attributes);
  const mutations = new MutationObserver(wake);
  const sizes = new ResizeObserver(wake);
  return {
    into: (root: Document | ShadowRoot): void => {
      if (roots.get(root) === names.size) return;
      roots.set(root, names.size);
      mutations.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: [...names] });
    },
    /** What selectors ask of attributes: a list may give the row of one request to another one. */
    heed: (at: Locator): void => {
      for (const [, name = ""] of at.join().matchAll(/\[\s*([-\w]+)/g)) names.add(name);
    },
    on: (element: Element | null): void => {
      if (element) sizes.observe(element);
    },
    off: (element: Element | null): void => {
      if (element) sizes.unobserve(element);
    },
    close: (): void => {
      mutations.disconnect();
      sizes.disconnect();
    },
  };
};

/** Looks once for what is followed, and counts against it if it is slow or no selector. */
const lookFor = (one: Followed, into: (root: Document | ShadowRoot) => void): Element | null => {
  const began = performance.now();
  try {
    return find(one.at, document, into);
  } catch {
    one.strikes = 2; // No selector: it will never be one.
    return null;
  } finally {
    if (performance.now() - began > slow) one.strikes += 1;
  }
};

/** Rounds after the page was drawn: everyone hears of news, then what is queued is checked, a slice at a time. */
const makeRounds = (guard: Guarding, hear: () => void, check: (one: Followed) => void) => {
  let queue: readonly Followed[] = [];
  let asleep: Stop | null = null;
  let news: Iterable<Followed> | null = null;
  const run = (): void => {
    asleep = null;
    const until = performance.now() + slice;
    if (news) {
      queue = [...news];
      news = null;
      hear();
    }
    while (queue.length > 0 && performance.now() < until) {
      const [one, ...rest] = queue as readonly [Followed, ...Followed[]];
      queue = rest;
      check(one);
    }
    if (queue.length > 0 || news) rest();
  };
  const rest = (): void => {
    asleep ??= whenDrawn(guard, run);
  };
  return {
    again: (all: Iterable<Followed>): void => {
      news = all;
      rest();
    },
    add: (one: Followed): void => {
      queue = [...queue, one];
      rest();
    },
    end: (): void => asleep?.(),
  };
};

const findQuietly = (at: Locator): Element | null => {
  try {
    return find(at);
  } catch {
    return null; // No selector leads nowhere.
  }
};

const into = <One>(all: Set<One>, one: One, left: () => void = () => undefined): Stop => {
  all.add(one);
  return () => {
    if (all.delete(one)) left();
  };
};

/** One pair of eyes on the page for everything that is followed on it. */
export const makeFollower = (guard: Guarding = unguarded): Follower => {
  const followed = new Set<Followed>();
  const heard = new Set<() => void>();
  const wake = guard((): void => rounds.again(followed));
  const eyes = makeEyes(wake);
  const check = (one: Followed): void => {
    if (one.strikes > 1 || !followed.has(one)) return;
    const found = lookFor(one, eyes.into);
    if (found === one.last) return;
    eyes.off(one.last);
    eyes.on(found);
    one.last = found;
    one.told(found);
  };
  const rounds = makeRounds(guard, () => heard.forEach((told) => told()), check);
  // Entries, ticks and pop-overs change no attribute; that they happened is told, not what they are.
  const stopHearing = listen(window, entries, wake, { capture: true, passive: true });
  const timer = setInterval(() => document.hidden || followed.size === 0 || wake(), anyway);
  eyes.into(document);
  return {
    find: findQuietly,
    follow: (at, told) => {
      const one: Followed = { at, told, last: null, strikes: 0 };
      eyes.heed(at);
      rounds.add(one);
      return into(followed, one, () => eyes.off(one.last));
    },
    changed: (told) => into(heard, () => told()),
    stop: () => {
      clearInterval(timer);
      rounds.end();
      stopHearing();
      eyes.close();
      followed.clear();
      heard.clear();
    },
  };
};
