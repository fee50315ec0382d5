/** Code that comes in a file of its own; null where it cannot be had, as when the server is down or has a later one. */
export function loaded<Code>(coming: Promise<Code>): Promise<Code | null> {
  return coming.catch(() => null);
}
