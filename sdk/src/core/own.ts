/** What an object holds under a name itself. A name such as `constructor` finds nothing that nobody put there. */
export function own<Value>(
  held: { readonly [name: string]: Value } | null | undefined,
  name: string,
): Value | undefined {
  return held && Object.hasOwn(held, name) ? held[name] : undefined;
}
