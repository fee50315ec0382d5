/**
 * Properties that are ours alone: no document, request, stored text or browser has one of these names, so that files
 * may have shorter ones for them. Each keeps its place here, for files of one build must agree.
 */
const OURS = [
  "surface", "outside", "say", "tell", "our", "guard", "follow", "placed", "settle", "memory", "ways", "look", "been",
  "become", "told", "draws", "attend", "holds", "announce", "mayLinkTo", "recording", "fitsPage", "follower", "forget",
  "taken", "heard", "strikes", "rightToLeft", "edge", "newId", "remembers", "tab", "session", "presence", "byHand",
  "dice", "delivery", "foundNothing", "typesOn", "newWords", "highest", "refused", "reader", "isThere", "worded",
  "situation", "changes", "stageIs", "inside", "keep", "kept", "modal", "beside", "bare", "ring", "where", "acts",
  "begun", "also", "acknowledge", "escalate", "underway", "unnamed", "began", "became", "claim",
];

/** `A` to `Z`, `_a` to `_z`, and `__a` after that: none of them is a name in a browser or a document. */
const shortOf = (at) => (at < 26 ? String.fromCharCode(65 + at) : `${"_".repeat(Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))}`);

/** How esbuild is told of them. */
export const SHORT_NAMES = {
  mangleProps: new RegExp(`^(?:${OURS.join("|")})$`),
  mangleCache: Object.fromEntries(OURS.map((name, at) => [name, shortOf(at)])),
};

/** Those of some names that would be shortened. */
export const shortenedIn = (names) => names.filter((name) => OURS.includes(name));
