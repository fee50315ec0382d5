import type { Guide, Guides } from "../../src/contract/guides.ts";
import type { ElementState, Happening, Memory, Situation } from "../../src/core/situation.ts";

/** A situation as the shared cases write it: `elements` are by locator, with all states that hold of them. */
export interface Given {
  readonly now: number;
  readonly minutes_from_utc?: number;
  readonly application?: string;
  readonly path?: string;
  readonly attributes?: { readonly [name: string]: string };
  readonly elements?: { readonly [locator: string]: readonly ElementState[] };
  readonly stages?: { readonly [workflow: string]: string };
  readonly states?: { readonly [name: string]: string };
  readonly happened?: readonly Happening[];
  readonly draws?: { readonly [guide: string]: number };
  readonly memory?: Partial<Memory>;
  readonly begun?: readonly string[];
  readonly open?: readonly string[];
}

export function situation(given: Given): Situation {
  const states = new Map(Object.entries(given.elements ?? {}));
  return {
    minutes_from_utc: 0,
    application: "purchasing",
    path: "/",
    attributes: {},
    stages: {},
    states: {},
    happened: [],
    draws: {},
    ...given,
    memory: { guides: {}, right_in_a_row: {}, ...given.memory },
    element: (at, asked) => {
      const all = states.get(at.join(" > ")) ?? ["absent"];
      return all.includes(asked) ? asked : all[0]!;
    },
  };
}

/** A document of which a case says only what matters to it. */
export function document(given: { readonly guides?: readonly object[] }): Guides {
  const plain = {
    schema: "desirepath/guides/1",
    workspace: "demo",
    sequence: 1,
    issued_at: "2026-11-01T00:00:00Z",
    expires_at: "2027-11-01T00:00:00Z",
  } as const;
  return { ...plain, ...given, guides: (given.guides ?? []).map(whole) };
}

/** A guide of which a case says only what matters to it: live, for everyone, with a tooltip. */
export function whole(guide: object): Guide {
  return {
    id: "g",
    version: 1,
    rollout: "r",
    workflow: "w",
    step: "s",
    content: { kind: "tooltip", at: ["#a"], title: { en: "A" } },
    target: { is: "all", of: [] },
    design: "holdout",
    held_out: 0,
    starts_at: "2026-11-01T00:00:00Z",
    ...guide,
  };
}
