/** Makes of a function one that never throws into the page. The runtime's stops all of ours at the first fault. */
export type Guarding = <Given extends readonly unknown[]>(told: (...given: Given) => void) => (...given: Given) => void;

/** Lets faults through, as tests want it. */
export const unguarded: Guarding = (told) => told;
