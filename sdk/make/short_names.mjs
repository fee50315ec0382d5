/**
 * Properties that are ours alone: no document, request, stored text or browser has one of these names, so that files
 * may have shorter ones for them. Each keeps its place here, for files of one build must agree.
 */
const OURS = [
  "stop", "guard", "part", "element", "say", "class", "later", "surface", "outside", "memory", "our", "beside",
  "make", "ways", "been", "inside", "look", "modal", "placed", "side", "tell", "last", "options", "root", "ask",
  "flush", "local", "ring", "address", "settle", "begun", "direction", "draws", "heard", "reader", "recording", "tab",
  "work", "become", "changed", "put", "remembers", "byHand", "follow", "session", "states", "wear", "acts", "come",
  "delivery", "depth", "early", "end", "follower", "into", "kept", "leave", "mayLinkTo", "milliseconds",
  "rightToLeft", "show", "told", "where", "attend", "back", "bare", "bytes", "edge", "excess", "go", "holds", "keep",
  "point", "presence", "refused", "situation", "spot", "strikes", "again", "also", "announce", "changes", "describe",
  "forget", "highest", "hosts", "off", "ready", "room", "seat", "shapes", "shows", "stand", "taken", "window",
  "worded", "acknowledge", "became", "began", "claim", "dice", "escalate", "gap", "heed", "isJson", "isThere",
  "newId", "pin", "stageIs", "turn", "underway", "attention", "draw", "inLine", "newWords",
  "reopen", "unnamed", "fitsPage", "foundNothing",
  "typesOn",
];

const LETTERS = "etnriaoscludfpmhgvbkjqw";

/** One letter for the first, as variables have them, which packs best; then capitals, and `_e` to `__w` for the rest. */
function shortOf(at) {
  if (at < LETTERS.length) return LETTERS[at];
  const next = at - LETTERS.length;
  if (next < 26) return String.fromCharCode(65 + next);
  return "_".repeat(Math.floor((next - 26) / LETTERS.length) + 1) + LETTERS[(next - 26) % LETTERS.length];
}

/** How esbuild is told of them. */
export const SHORT_NAMES = {
  mangleProps: new RegExp(`^(?:${OURS.join("|")})$`),
  mangleCache: Object.fromEntries(OURS.map((name, at) => [name, shortOf(at)])),
};

/** Those of some names that would be shortened. */
export const shortenedIn = (names) => names.filter((name) => OURS.includes(name));
