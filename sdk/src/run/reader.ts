import { hex } from "./document/signature.ts";
import type { Options } from "./options.ts";
import type { Reader } from "./ways.ts";

type Said = { readonly [name: string]: unknown } | undefined;

/** A reader as the application names them; null where it names nobody. */
export async function readerOf(person: string, said: Said, options: Options, subtle: SubtleCrypto): Promise<Reader | null> {
  if (!person || person.length > 200) return null;
  const text = new TextEncoder().encode(`${options.workspace}\n${person}`);
  const name = hex(new Uint8Array(await subtle.digest("SHA-256", text))).slice(0, 16);
  return { person, name, attributes: attributesIn(said) };
}

/** Short texts by name; anything else counts as not said. */
function attributesIn(said: Said): Readonly<Record<string, string>> {
  const all = Object.entries(said ?? {}).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return Object.fromEntries(all.slice(0, 50).map(([name, value]) => [name, String(value).slice(0, 200)]));
}
