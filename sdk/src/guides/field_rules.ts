import type { FieldRule } from "../contract/guides.ts";
import { matcherOf } from "../core/pattern.ts";

/** Longer entries are not looked at: no rule of this kind is meant for them. */
const longest = 5000;

/** What stands in a field, looked at here and nowhere else; null where the element holds no entry. */
const entryIn = (field: Element): string | null => {
  const { value } = field as Partial<HTMLInputElement>;
  if (typeof value === "string") return value;
  return (field as HTMLElement).isContentEditable ? (field.textContent ?? "") : null;
};

const isTicked = (field: Element): boolean =>
  (field as Partial<HTMLInputElement>).checked === true || field.getAttribute("aria-checked") === "true";

/** One of the radio buttons of a group is chosen, or the box is ticked. */
const isChosen = (field: HTMLInputElement): boolean => {
  if (field.type !== "radio" || !field.name) return field.checked;
  const root = field.form ?? (field.getRootNode() as ParentNode);
  const others = root.querySelectorAll<HTMLInputElement>("input[type=radio]:checked");
  return [...others].some((one) => one.name === field.name);
};

const isFilled = (field: Element): boolean => {
  const { type, files } = field as Partial<HTMLInputElement>;
  if (type === "radio" || type === "checkbox") return isChosen(field as HTMLInputElement);
  return files ? files.length > 0 : (entryIn(field) ?? "").trim() !== "";
};

/** What is secret is asked no more than whether it is there. */
const isSecret = (field: Element): boolean =>
  (field as Partial<HTMLInputElement>).type === "password" ||
  /password|one-time|cc-/.test(field.getAttribute("autocomplete") ?? "");

/** An empty entry fits every pattern, as in HTML: whether it may be empty is what `filled` asks. */
const fits = (entry: string | null, pattern: string | null | undefined): boolean => {
  if (!entry || !pattern || entry.length > longest) return true;
  const matcher = matcherOf(pattern);
  return matcher === null || matcher(entry);
};

/** Whether a field is as a rule wants it. A pattern that cannot be read, and what is no field, is no reason to object. */
export const keeps = ({ must, pattern }: FieldRule, field: Element): boolean => {
  if (must === "checked") return isTicked(field);
  return must === "filled" ? isFilled(field) : isSecret(field) || fits(entryIn(field), pattern);
};
