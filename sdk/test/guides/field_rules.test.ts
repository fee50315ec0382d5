import { expect, test } from "vitest";
import type { FieldRule } from "../../src/contract/guides.ts";
import { keeps } from "../../src/guides/field_rules.ts";
import { make } from "../../src/page/make.ts";

const filled: FieldRule = { field: ["*"], must: "filled", says: {} };
const checked: FieldRule = { field: ["*"], must: "checked", says: {} };
const matches = (pattern: string): FieldRule => ({ field: ["*"], must: "matches", pattern, says: {} });

const input = (value: string, type = "text"): HTMLInputElement => {
  const made = make("input", { attributes: { type } });
  made.value = value;
  return made;
};

test("a field is filled by anything but spaces", () => {
  expect(keeps(filled, input("a"))).toBe(true);
  expect(keeps(filled, input("  "))).toBe(false);
  expect(keeps(filled, make("textarea", { text: "two lines" }))).toBe(true);
});

test("a list is filled by a choice that is not empty", () => {
  const empty = make("option", { text: "Choose", attributes: { value: "" } });
  const list = make("select", {}, empty, make("option", { text: "Finance" }));
  expect(keeps(filled, list)).toBe(false);
  list.selectedIndex = 1;
  expect(keeps(filled, list)).toBe(true);
});

test("of radio buttons with one name it is enough that one is chosen", () => {
  const radio = (): HTMLInputElement => make("input", { attributes: { type: "radio", name: "kind" } });
  const [first, second] = [radio(), radio()];
  make("form", {}, first, second);
  expect(keeps(filled, first)).toBe(false);
  second.checked = true;
  expect(keeps(filled, first)).toBe(true);
});

test("a box is ticked as HTML says it, or as ARIA does", () => {
  const box = make("input", { attributes: { type: "checkbox" } });
  expect(keeps(checked, box)).toBe(false);
  box.checked = true;
  expect(keeps(checked, box)).toBe(true);
  expect(keeps(checked, make("div", { attributes: { role: "switch", "aria-checked": "true" } }))).toBe(true);
});

test("a pattern is for the whole entry, and an empty one fits", () => {
  expect(keeps(matches("CC-[0-9]{4}"), input("CC-4711"))).toBe(true);
  expect(keeps(matches("CC-[0-9]{4}"), input("CC-47111"))).toBe(false);
  expect(keeps(matches("CC-[0-9]{4}"), input(""))).toBe(true);
});

test("a pattern that cannot be read is no reason to object", () => {
  expect(keeps(matches("(a)\\1"), input("b"))).toBe(true);
});

test("no pattern makes an entry of 5,000 letters slow", () => {
  const began = performance.now();
  expect(keeps(matches("(a+)+b"), input("a".repeat(5000)))).toBe(false);
  expect(performance.now() - began).toBeLessThan(50);
});

test("text that can be edited in the page is an entry too", () => {
  const written = make("div", { attributes: { contenteditable: "true" }, text: "CC-1" });
  document.body.append(written);
  expect(keeps(filled, written)).toBe(true);
  expect(keeps(matches("CC-[0-9]{4}"), written)).toBe(false);
  written.remove();
});
