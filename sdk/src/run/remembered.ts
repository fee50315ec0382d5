import { NOTHING } from "../core/memory.ts";
import type { Memory } from "../core/situation.ts";
import { type Kept, readKept } from "./kept.ts";

/** What this browser remembers of a person. It is read anew each time: other tabs remember too. */
export interface Remembers {
  readonly memory: () => Memory;
  readonly become: (after: (before: Memory) => Memory) => void;
}

export function remembers(kept: Kept, person: string): Remembers {
  const key = `memory:${person}`;
  const memory = (): Memory => readKept(kept, key, isMemory) ?? NOTHING;
  return { memory, become: (after) => kept.set(key, JSON.stringify(after(memory()))) };
}

function isMemory(value: unknown): value is Memory {
  if (!isRecord(value)) return false;
  const { guides, right_in_a_row } = value;
  return isRecord(guides) && isRecord(right_in_a_row) && Object.values(guides).every(isRemembered);
}

function isRemembered(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value["shown"]) && value["shown"].every((at) => typeof at === "number");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
