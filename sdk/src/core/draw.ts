/** Where a person stands in a guide's draw: 0 up to, but not, 1. The same person always stands at the same place. */
export async function drawOf(guide: string, person: string, subtle: SubtleCrypto): Promise<number> {
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(`${guide}\n${person}`));
  const bytes = new DataView(digest);
  // 13 hex digits are 52 bits: the first 32, and the 20 after them.
  return (bytes.getUint32(0) * 2 ** 20 + (bytes.getUint32(4) >>> 12)) / 2 ** 52;
}
