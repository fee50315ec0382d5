/** A text to keep, or nothing; or what makes it, where making it takes its time. */
export type ToKeep = string | null | (() => string | null);

/** A drawer of small texts that may be blocked, full, or emptied by anybody: nothing relies on it. */
export interface Kept {
  readonly get: (key: string) => string | null;
  readonly set: (key: string, value: ToKeep) => void;
}

const LONGEST = 2_000_000;

/** The page's storage under names of ours; where it is blocked, what is set is known until the page is left. */
export function keptIn(storage: () => Storage): Kept {
  const here = new Map<string, string>();
  return {
    get: (key) => {
      try {
        return storage().getItem(`desirepath:${key}`) ?? here.get(key) ?? null;
      } catch {
        return here.get(key) ?? null; // Storage is blocked.
      }
    },
    set: (key, told) => {
      const value = made(told);
      if (value === null || value.length > LONGEST) here.delete(key);
      else here.set(key, value);
      try {
        if (value === null) storage().removeItem(`desirepath:${key}`);
        else if (value.length <= LONGEST) storage().setItem(`desirepath:${key}`, value);
      } catch {
        // Storage is blocked or full: the page knows it as long as it is open.
      }
    },
  };
}

function made(told: ToKeep): string | null {
  return typeof told === "function" ? told() : told;
}

/** A drawer that is written into a moment later: making a text and writing it take their time, and nobody who clicks waits for it. */
export interface KeptSoon extends Kept {
  /** Writes now what waits. */
  readonly flush: () => void;
}

export function keptSoon(kept: Kept, later: (then: () => void) => void): KeptSoon {
  const waiting = new Map<string, ToKeep>();
  const flush = (): void => {
    waiting.forEach((value, key) => kept.set(key, value));
    waiting.clear();
  };
  return {
    flush,
    get: (key) => (waiting.has(key) ? made(waiting.get(key) ?? null) : kept.get(key)),
    set: (key, value) => {
      if (waiting.size === 0) later(flush);
      waiting.set(key, value);
    },
  };
}

/** What was kept as JSON, if it can still be read. */
export function readKept<Value>(kept: Kept, key: string, fits: (value: unknown) => value is Value): Value | null {
  try {
    const value: unknown = JSON.parse(kept.get(key) ?? "null");
    return fits(value) ? value : null;
  } catch {
    return null; // Somebody else wrote there.
  }
}
