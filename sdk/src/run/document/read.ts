import type { Guides } from "../../contract/guides.ts";
import { admissible } from "../../core/admissible.ts";
import { loaded } from "../loaded.ts";

type Read = Guides | "unknown_structure" | "hostile" | null;

/** The document that a signed text holds, or why it is refused whole; null where that cannot be told at present. */
export async function documentIn(text: string): Promise<Read> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "unknown_structure";
  }
  let found = admissible(value);
  if (found?.what === "unknown_structure") {
    // It may be of a structure that is seldom used.
    const more = await loaded(import("../../core/more_shapes.ts"));
    if (!more) return null;
    found = admissible(value, more.MORE_SHAPES);
  }
  if (!found) return value as Guides;
  return found.what === "unknown_structure" ? found.what : "hostile";
}
