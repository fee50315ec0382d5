import type { Guard } from "./guard.ts";

/** What the SDK takes from the world. It is taken once, as the page starts, and nothing of it is ever replaced. */
export interface Outside {
  readonly page: Window & typeof globalThis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 up to, but not, 1. */
  readonly dice: () => number;
  readonly newId: () => string;
  readonly fetch: (address: string, how: RequestInit) => Promise<Response>;
  readonly guard: Guard;
}

export function outsideOf(page: Window & typeof globalThis, guard: Guard): Outside {
  const fetched = page.fetch;
  return {
    page,
    now: () => page.Date.now(),
    dice: () => page.Math.random(),
    newId: () => page.crypto.randomUUID(),
    fetch: (address, how) => fetched.call(page, address, how),
    guard,
  };
}
