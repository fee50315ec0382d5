import type { Guides } from "../contract/guides.ts";
import { own } from "./own.ts";
import { timeOf } from "./times.ts";

/** What is wrong with a document, and where in it. All but `unknown_structure` is hostile, or as good as that. */
export interface Inadmissible {
  readonly what: "unknown_structure" | "too_deep" | "too_large" | "markup" | "link" | "selector" | "time" | "twice";
  readonly at: string;
}
type What = Inadmissible["what"];
/** Structures by name, as texts that `fieldsIn` reads; where there are several, told apart by a field, as `kind=tooltip`. */
export interface Shapes {
  readonly [name: string]: string;
}
interface Around {
  readonly hosts: readonly unknown[];
  readonly depth: number;
  readonly shapes: ReadonlyMap<string, Fields>;
}
type Check = (value: unknown, around: Around) => Inadmissible | null;
type Fields = ReadonlyMap<string, { readonly may: string; readonly check: Check }>;

const DEEPEST = 10;
const wrong = (what: What): Inadmissible => ({ what, at: "" });
const STRANGE = wrong("unknown_structure");
/** Markup, addresses that are run, handlers, and the brackets of templates: nothing of it belongs into a text. */
const MARKUP = /<[a-z/!?]|(java|vb)script:|data:[a-z]+\/|\bon[a-z]{3,30}=|\{\{|\$\{|&#/i;
/** Control characters, half characters, and what turns the order of reading. */
const UNSEEN = /[\p{Cc}\p{Cs}\u202d\u202e]/u;
/** An attribute selector that could ask what was entered. */
const READS = /\[[^\]=]*(value|\\)|[{}<]/i;
const LINK = /^https:\/\/((?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}(?::\d{1,5})?)(?:\/[!-[\]-~]*)?$/;

const isLong = (text: string, most: number) => text.length > most && [...text].length > most;

function text(most: number, as?: RegExp): Check {
  return (value) => {
    if (typeof value !== "string" || isLong(value, most) || (as && !as.test(value))) return STRANGE;
    return MARKUP.test(value) || UNSEEN.test(value) ? wrong("markup") : null;
  };
}

const name = text(200);
const whole =
  (least: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= 1e6 ? null : STRANGE;
const one =
  (...of: readonly string[]): Check =>
  (value) =>
    of.includes(value as string) ? null : STRANGE;
const when: Check = (value) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
    ? timeOf(value) > 0
      ? null
      : wrong("time")
    : STRANGE;
const selector: Check = (value) =>
  typeof value !== "string" || !value || isLong(value, 400)
    ? STRANGE
    : READS.test(value) || UNSEEN.test(value)
      ? wrong("selector")
      : null;
const link: Check = (value, { hosts }) => {
  if (typeof value !== "string" || isLong(value, 2_000)) return STRANGE;
  const host = LINK.exec(value)?.[1];
  return host && hosts.includes(host) ? null : wrong("link");
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const inside = (found: Inadmissible | null, at: string): Inadmissible | null =>
  found && { ...found, at: at + (found.at && "." + found.at) };

/** Among many things the first that is wrong. */
function first<Item>(
  items: readonly Item[],
  check: (item: Item, at: number) => Inadmissible | null,
): Inadmissible | null {
  for (let at = 0; at < items.length; at++) {
    const found = check(items[at]!, at);
    if (found) return found;
  }
  return null;
}

/** A list; `by` is what no two of its items may have in common. */
function list(of: Check, by = "", most = 200): Check {
  return (value, around) => {
    if (!Array.isArray(value)) return STRANGE;
    if (value.length > most) return wrong("too_large");
    const found = first(value, (item, at) => inside(of(item, around), `${at}`));
    const ids = new Set(value.map((item) => (by ? (item as Record<string, unknown>)?.[by] : item)));
    return found ?? (by && ids.size < value.length ? wrong("twice") : null);
  };
}

/** A value by name, of any names that are admissible. */
function named(of: Check, names: Check): Check {
  return (value, around) =>
    isRecord(value)
      ? Object.keys(value).length > 50
        ? wrong("too_large")
        : first(Object.keys(value), (key) => names(key, around) ?? inside(of(value[key], around), key))
      : STRANGE;
}

/** What a field may hold: `=one|other`, or a check or structure by its name, with `*` a list of that. */
function checkOf(what: string): Check {
  const [of = "", by, byInLong] = what.split("*");
  if (of[0] === "=") return one(...of.slice(1).split("|"));
  const check = CHECKS[of] ?? shaped(of);
  return by === undefined ? check : list(check, byInLong ?? by, byInLong === undefined ? 200 : 2_000);
}

/**
 * The fields of a structure: `name:what`, or `name` alone where `what` is the same; no other field is known. `?` may be
 * left out, `??` may be null too; `*id` is a list in which no two have one id, and `**id` a long one.
 */
function fieldsIn(text: string): Fields {
  const fields = text.split(" ").map((field) => /^(\w+)(\?*):?(.*)/.exec(field) ?? []);
  return new Map(fields.map(([, name = "", may = "", what]) => [name, { may, check: checkOf(what || name) }]));
}

function shaped(name: string): Check {
  return (value, around) => {
    const fields = around.shapes.get(name);
    if (!fields || !isRecord(value) || Object.keys(value).some((field) => !fields.has(field))) return STRANGE;
    return first([...fields], ([field, { may, check }]) => {
      const given = own(value, field);
      return (given === undefined && may) || (given === null && may[1]) ? null : inside(check(given, around), field);
    });
  };
}

/** One of several structures, told apart by a field. */
function kinds(by: string): Check {
  return (value, around) => {
    const kind = isRecord(value) && value[by];
    return typeof kind === "string" ? shaped(`${by}=${kind}`)(value, around) : STRANGE;
  };
}

const language = text(35, /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i);
const long = text(2_000);
const line: Check = (value, around) =>
  long(typeof value === "string" ? value.replace(/[\n\t]/g, " ") : value, around);
const words = named(line, language);
const names = list(name);
const parts = list(selector);
const anyRule = kinds("is");

const CHECKS: { readonly [what: string]: Check } = {
  id: text(64, /^[A-Za-z0-9][\w-]*$/),
  name,
  names,
  path: text(400, /^\//),
  yes: (value) => (typeof value === "boolean" ? null : STRANGE),
  count: whole(0),
  priority: whole(-1e6),
  share: (value) => (typeof value === "number" && value >= 0 && value <= 1 ? null : STRANGE),
  time: text(24, /^([01]\d|2[0-3]):[0-5]\d$/),
  when,
  link,
  words,
  title: words,
  text: words,
  at: (value, around) => (Array.isArray(value) && value.length && value.length <= 6 ? parts(value, around) : STRANGE),
  pairs: named(name, name),
  /** A pattern makes nothing slow; whether it is one at all is asked before publishing, and where it is used. */
  pattern: (value) => (typeof value !== "string" || isLong(value, 200) ? STRANGE : null),
  rule: (value, around) =>
    around.depth < DEEPEST ? anyRule(value, { ...around, depth: around.depth + 1 }) : wrong("too_deep"),
  block: kinds("block"),
  content: kinds("kind"),
};

/** The structures that every page needs; `MORE_SHAPES` are loaded once a document has something else. */
const SHAPES: Shapes = {
  document:
    "schema=desirepath/guides/1 workspace:name sequence:count issued_at:when expires_at:when silent?:yes " +
    "guides?:guide**id labels?:label** articles?:article**article words?:new_word** quiet?:quiet* limits? " +
    "link_hosts?:names applications?:names records?:words contact?:words",
  guide:
    "id version:count rollout:name workflow:name step:name content target:rule design=holdout|waves|everyone " +
    "held_out:share starts_at:when ends_at??:when priority? often?? fades_after??:count",
  often: "times:count days:count",
  quiet: "begins:time ends:time",
  limits: "guides_a_day?:count surveys_days_apart?:count snooze_hours?:count",
  "is=all": "of:rule*",
  "is=any": "of:rule*",
  "is=not": "of:rule",
  "is=attribute": "name values:names",
  "is=cohort": "pairs",
  "is=application": "names",
  "is=page": "paths:path*",
  "is=element": "at state?=there|absent|disabled|empty|checked",
  "is=stage": "workflow:name steps:names",
  "is=state": "name values:names",
  "is=sequence": "activities:names within_minutes:count",
  "block=paragraph": "text",
  "block=heading": "text",
  "block=list": "items:words* ordered?:yes",
  "block=example": "text right?:yes",
  "block=note": "text",
  "block=link": "text to:link",
  "kind=walkthrough": "title steps:step*id",
  step: "id:name title blocks?:block* at?? goes_on_when??:rule branches?:branch*",
  branch: "when:rule to:name",
  "kind=tooltip": "at title blocks?:block*",
  "kind=announcement": "title blocks?:block* form?=banner|dialog",
};

function parsed(shapes: Shapes): Around["shapes"] {
  const told = Object.entries(shapes).map(
    ([name, fields]) => [name, fieldsIn(name.includes("=") ? `${name} ${fields}` : fields)] as const,
  );
  return new Map(told);
}

/** The first thing that keeps a document from being shown; null where it may be. Pages refuse the whole of it. */
export function admissible(value: unknown, more: Shapes = {}): Inadmissible | null {
  const shapes = parsed({ ...SHAPES, ...more });
  const given = isRecord(value) && value["link_hosts"] !== undefined ? value["link_hosts"] : [];
  const found = names(given, { hosts: [], depth: 0, shapes });
  return found?.what === "unknown_structure"
    ? inside(found, "link_hosts")
    : shaped("document")(value, { hosts: given as unknown[], depth: 0, shapes });
}

/** Whether a value is a document that may be shown. */
export function isAdmissible(value: unknown, more: Shapes = {}): value is Guides {
  return admissible(value, more) === null;
}
