/** What keeps faults of ours away from the page: the first one is told once, and from then on nothing of ours runs. */
export interface Guard {
  /** The same function, but it never throws, and does nothing once something broke. */
  readonly of: <Given extends readonly unknown[]>(told: (...given: Given) => void) => (...given: Given) => void;
  /** Looks after a promise that nobody waits for. */
  readonly later: (promised: Promise<unknown>) => void;
}

export function makeGuard(broke: () => void): Guard {
  let broken = false;
  const fail = (): void => {
    if (broken) return;
    broken = true;
    try {
      broke();
    } catch {
      // Telling of the fault failed too; there is nobody left to tell.
    }
  };
  return {
    of: (told) => (...given) => {
      if (broken) return;
      try {
        told(...given);
      } catch {
        fail();
      }
    },
    later: (promised) => {
      promised.then(undefined, fail);
    },
  };
}
