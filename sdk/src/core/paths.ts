/** Whether a path is one that the pattern describes; in time that grows with their lengths alone. */
export function fits(pattern: string, path: string): boolean {
  return caseIn(pattern, path) !== null;
}

/**
 * What stands in a path where the pattern says `{case}`: `R-7` for `/requests/{case}/quote` and `/requests/R-7/quote`.
 * Empty where the pattern asks for none, null where the path is another. `*` is one part, `**` at the end any number.
 */
export function caseIn(pattern: string, path: string): string | null {
  const asked = parts(pattern);
  const given = parts(path);
  const open = asked[asked.length - 1] === "**";
  const fixed = open ? asked.length - 1 : asked.length;
  if (open ? given.length < fixed : given.length !== fixed) return null;
  let found = "";
  for (let at = 0; at < fixed; at++) {
    const part = asked[at]!;
    if (part === "{case}") found = given[at]!;
    else if (part !== "*" && part !== given[at]) return null;
  }
  return found;
}

/** The parts of a path, without what follows `?` or `#`. Slashes that are doubled, or at the end, part nothing. */
function parts(path: string): readonly string[] {
  return path
    .split(/[?#]/, 1)[0]!
    .split("/")
    .filter((part) => part)
    .map(unescaped);
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A per cent sign that escapes nothing stands for itself.
  }
}
