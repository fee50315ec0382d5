import type { Stop } from "../guides/guide.ts";

/** Tells all who want to know. */
export interface Bell {
  readonly ring: () => void;
  readonly heard: (told: () => void) => Stop;
}

export function makeBell(): Bell {
  const ears = new Set<() => void>();
  return {
    ring: () => [...ears].forEach((told) => told()),
    heard: (told) => {
      const own = (): void => told();
      ears.add(own);
      return () => void ears.delete(own);
    },
  };
}
