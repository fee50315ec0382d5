import type { Envelope } from "../../contract/signed.ts";

/** Whether the trusted key signed the document. A browser that cannot tell says no. */
export async function isSigned(envelope: Envelope, trust: string, subtle: SubtleCrypto): Promise<boolean> {
  try {
    const raw = bytesOf(trust);
    const name = hex(new Uint8Array(await subtle.digest("SHA-256", raw))).slice(0, 16);
    if (name !== envelope.key) return false;
    const key = await subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    const said = new TextEncoder().encode(`desirepath/signed/1\n${envelope.document}`);
    return await subtle.verify("Ed25519", key, bytesOf(envelope.signature), said);
  } catch {
    return false; // Not base64, not a key, or Ed25519 is not known here.
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
