import { expect, test } from "vitest";
import { accepted, type Held } from "../../src/run/document/accepted.ts";
import { hex } from "../../src/run/document/signature.ts";

const { subtle } = crypto;
const pairOf = async (): Promise<CryptoKeyPair> => (await subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const rawOf = async ({ publicKey }: CryptoKeyPair): Promise<ArrayBuffer> => subtle.exportKey("raw", publicKey);

const pair = await pairOf();
const raw = await rawOf(pair);
const name = hex(new Uint8Array(await subtle.digest("SHA-256", raw))).slice(0, 16);
const NOW = Date.UTC(2026, 10, 27);
const held: Held = { trust: base64(raw), workspace: "w", highest: 3, now: NOW, subtle };
const document = {
  schema: "desirepath/guides/1",
  workspace: "w",
  sequence: 3,
  issued_at: "2026-11-01T00:00:00Z",
  expires_at: "2026-12-01T00:00:00Z",
};

/** The envelope of a document, signed here; `text` is what it says it signed. */
async function envelope(content: object, more: object = {}): Promise<string> {
  const text = JSON.stringify(content);
  const said = new TextEncoder().encode(`desirepath/signed/1\n${text}`);
  const signature = base64(await subtle.sign("Ed25519", pair.privateKey, said));
  return JSON.stringify({ schema: "desirepath/signed/1", key: name, signature, document: text, ...more });
}

test("a document that is signed, of the workspace, in time and not older than the last is taken", async () => {
  expect(await accepted(await envelope(document), held)).toEqual(document);
});

test.each([
  ["a text that is no JSON", "<html>", "unknown_structure"],
  ["an envelope with a field more", envelope(document, { note: "" }), "unknown_structure"],
  ["an envelope without its key", envelope(document, { key: undefined }), "unknown_structure"],
  ["a document that is another than was signed", envelope(document, { document: JSON.stringify({ ...document, silent: false }) }), "bad_signature"],
  ["a signature that is no base64", envelope(document, { signature: "§" }), "bad_signature"],
  ["the name of another key", envelope(document, { key: "0123456789abcdef" }), "bad_signature"],
  ["another workspace", envelope({ ...document, workspace: "v" }), "other_workspace"],
  ["a lower sequence", envelope({ ...document, sequence: 2 }), "downgraded"],
  ["an end that is past", envelope({ ...document, expires_at: "2026-11-27T00:00:00Z" }), "expired"],
  ["a field that is not known", envelope({ ...document, script: "x" }), "unknown_structure"],
  ["markup in a text", envelope({ ...document, records: { en: "<script>alert(1)</script>" } }), "hostile"],
])("%s is refused", async (_, text, because) => {
  expect(await accepted(await text, held)).toBe(because);
});

test("another key than the trusted one is refused, and so is a trust that is no key", async () => {
  const other = base64(await rawOf(await pairOf()));
  expect(await accepted(await envelope(document), { ...held, trust: other })).toBe("bad_signature");
  expect(await accepted(await envelope(document), { ...held, trust: "no key" })).toBe("bad_signature");
});
