import type { Guarding } from "../src/page/guarding.ts";

/** A guard that keeps what was thrown in something of ours, as texts. */
export const keptIn =
  (faults: string[]): Guarding =>
  (told) =>
  (...given) => {
    try {
      told(...given);
    } catch (fault) {
      faults.push(String(fault));
    }
  };
