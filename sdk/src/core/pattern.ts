/** Tells whether a whole text is as a pattern wants it. */
export type Matcher = (text: string) => boolean;

/** Signs by their code points, from and to; `not`: all others. */
interface Signs {
  readonly not: boolean;
  readonly spans: readonly number[];
}
type Part =
  | { readonly signs: Signs }
  | { readonly all: readonly Part[] }
  | { readonly one: readonly Part[] }
  | { readonly again: Part; readonly least: number; readonly most: number };
/** A place in the automaton: with signs it takes one and goes on, without it goes on at once. */
interface State {
  readonly signs: Signs | null;
  readonly to: number[];
}

const MOST_STATES = 1_000;
const DEEPEST = 20;
const DIGITS = [48, 57];
const LETTERS = [48, 57, 65, 90, 95, 95, 97, 122];
const SPACES = [9, 13, 32, 32, 160, 160];
const LINE_FEED = [10, 10];
const UNMEANT = "*+?{}[])|^$";

/**
 * The matcher of a pattern: characters, `.`, classes, `\d \w \s` and their opposites, groups, `|`, `* + ?` and `{2,5}`,
 * over the whole text. Null for whatever else: back-references, look-around, lazy counting. It goes through a text once
 * with all places of an automaton at the same time, so no pattern and no entry makes it slow.
 */
export function matcherOf(pattern: string): Matcher | null {
  try {
    const states: State[] = [{ signs: null, to: [] }];
    const start = built(parsed(pattern), 0, states);
    return (text) => isTaken(states, start, text);
  } catch {
    return null; // Not a pattern of this kind, or far too large a one.
  }
}

/** A pattern that is read from left to right. */
interface Reader {
  readonly signs: readonly string[];
  at: number;
}

function parsed(pattern: string): Part {
  const plain = pattern.replace(/^\^/, "").replace(/(^|[^\\])((?:\\\\)*)\$$/, "$1$2");
  const reader: Reader = { signs: [...plain], at: 0 };
  const whole = alternatives(reader, 0);
  return reader.at < reader.signs.length ? refuse() : whole;
}

function refuse(): never {
  throw new SyntaxError("not a pattern");
}

function next(reader: Reader, sign: string): boolean {
  const isNext = reader.signs[reader.at] === sign;
  if (isNext) reader.at++;
  return isNext;
}

function taken(reader: Reader): string {
  return reader.signs[reader.at++] ?? refuse();
}

function alternatives(reader: Reader, depth: number): Part {
  if (depth > DEEPEST) refuse();
  const one = [sequence(reader, depth)];
  while (next(reader, "|")) one.push(sequence(reader, depth));
  return { one };
}

function sequence(reader: Reader, depth: number): Part {
  const all: Part[] = [];
  while (!["|", ")", undefined].includes(reader.signs[reader.at])) all.push(counted(reader, single(reader, depth)));
  return { all };
}

function single(reader: Reader, depth: number): Part {
  if (!next(reader, "(")) return { signs: next(reader, "[") ? oneOf(reader) : sign(reader) };
  if (next(reader, "?") && !next(reader, ":")) refuse();
  const inner = alternatives(reader, depth + 1);
  return next(reader, ")") ? inner : refuse();
}

function counted(reader: Reader, again: Part): Part {
  if (next(reader, "*")) return { again, least: 0, most: Infinity };
  if (next(reader, "+")) return { again, least: 1, most: Infinity };
  if (next(reader, "?")) return { again, least: 0, most: 1 };
  if (!next(reader, "{")) return again;
  const end = reader.signs.indexOf("}", reader.at);
  const text = reader.signs.slice(reader.at, Math.max(reader.at, end)).join("");
  const [, from = "", comma, to] = /^(\d{1,4})(,?)(\d{0,4})$/.exec(text) ?? refuse();
  reader.at = end + 1;
  const least = Number(from);
  const most = to ? Number(to) : comma ? Infinity : least;
  return most < least ? refuse() : { again, least, most };
}

function sign(reader: Reader): Signs {
  const found = taken(reader);
  if (found === ".") return { not: true, spans: LINE_FEED };
  if (found === "\\") return escaped(reader);
  return UNMEANT.includes(found) ? refuse() : only(found);
}

function escaped(reader: Reader): Signs {
  const found = taken(reader);
  if (found === "t") return only("\t");
  if (found === "n") return only("\n");
  const spans = { d: DIGITS, w: LETTERS, s: SPACES }[found.toLowerCase()];
  if (spans) return { not: found < "a", spans };
  return /[0-9a-z]/i.test(found) ? refuse() : only(found);
}

/** The signs between `[` and `]`. */
function oneOf(reader: Reader): Signs {
  const not = next(reader, "^");
  const spans: number[] = [];
  while (!next(reader, "]")) {
    const from = member(reader);
    if (reader.signs[reader.at] === "-" && reader.signs[reader.at + 1] !== "]") {
      reader.at++;
      spans.push(...span(from, member(reader)));
    } else spans.push(...from.spans);
    if (from.not) refuse();
  }
  return spans.length ? { not, spans } : refuse();
}

function member(reader: Reader): Signs {
  const found = taken(reader);
  return found === "\\" ? escaped(reader) : found === "[" ? refuse() : only(found);
}

/** All signs from one to another. */
function span(from: Signs, to: Signs): readonly number[] {
  const [low, high, first, last, ...more] = [...from.spans, ...to.spans];
  return low === high && first === last && !more.length && !to.not && low! <= first! ? [low!, first!] : refuse();
}

function only(sign: string): Signs {
  const code = sign.codePointAt(0)!;
  return { not: false, spans: [code, code] };
}

/** Builds a part in front of the place that follows it, and gives the place where it begins. */
function built(part: Part, next: number, states: State[]): number {
  const add = (signs: Signs | null, to: number[]): number => {
    if (states.length >= MOST_STATES) throw new RangeError("too many places");
    return states.push({ signs, to }) - 1;
  };
  if ("signs" in part) return add(part.signs, [next]);
  if ("all" in part) return part.all.reduceRight((after, one) => built(one, after, states), add(null, [next]));
  if ("one" in part)
    return add(
      null,
      part.one.map((one) => built(one, next, states)),
    );
  let at = add(null, [next]);
  if (part.most === Infinity) states[at]!.to.push(built(part.again, at, states));
  else for (let more = part.least; more < part.most; more++) at = add(null, [next, built(part.again, at, states)]);
  for (let count = 0; count < part.least; count++) at = built(part.again, at, states);
  return at;
}

function isTaken(states: readonly State[], start: number, text: string): boolean {
  let here = reached(states, [start]);
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    const after: number[] = [];
    for (const at of here) if (takes(states[at]!.signs, code)) after.push(...states[at]!.to);
    if (!after.length) return false;
    here = reached(states, after);
  }
  return here.has(0);
}

/** All places that can be reached from some without taking a sign. */
function reached(states: readonly State[], from: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...from];
  while (open.length) {
    const at = open.pop()!;
    if (found.has(at)) continue;
    found.add(at);
    if (!states[at]!.signs) open.push(...states[at]!.to);
  }
  return found;
}

function takes(signs: Signs | null, code: number): boolean {
  if (!signs) return false;
  let isIn = false;
  for (let at = 0; at < signs.spans.length; at += 2) isIn ||= code >= signs.spans[at]! && code <= signs.spans[at + 1]!;
  return isIn !== signs.not;
}
