// Written from ../../../schemas by `npm run contract`; not to be changed by hand.

/**
 * A document as it is sent: `document` is its JSON as text, exactly the text that was signed.
 *
 *     `signature` is that of Ed25519 (RFC 8032) over the UTF-8 of `desirepath/signed/1`, a line feed, and the document;
 *     `key` names the public key by the first 16 hex digits of its SHA-256. Both are base64.
 */
export interface Envelope {
  readonly schema: "desirepath/signed/1";
  readonly key: string;
  readonly signature: string;
  readonly document: string;
}
