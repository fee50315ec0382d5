import { afterEach, beforeEach, expect, test } from "vitest";
import { cdp, userEvent } from "vitest/browser";
import type { Block } from "../../src/contract/guides.ts";
import { inCorner } from "../../src/page/corner.ts";
import { makeSurface } from "../../src/page/make_surface.ts";
import { asModal } from "../../src/page/modal.ts";
import { keptIn } from "../faults.ts";
import { type Form, putForm } from "../form.ts";
import { inOurs, makeStage, type TestStage } from "../stage.ts";

let stage: TestStage;
let form: Form;

beforeEach(() => {
  form = putForm();
  stage = makeStage();
});
afterEach(() => {
  stage.stop();
  document.body.replaceChildren();
});

test("nothing is on the page before the first part, and nothing after the end", async () => {
  const before = document.documentElement.outerHTML;
  stage.surface.put({ label: "News", where: "top", ...asModal(stage.surface) });
  stage.surface.put({ label: "Help", beside: form.amount, ring: true });
  stage.surface.announce("New");
  expect(document.querySelectorAll("desirepath-guides").length).toBe(1);
  stage.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(document.documentElement.outerHTML).toBe(before);
});

test("words of a block are never markup, whatever is in them", () => {
  const hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const text = { en: hostile };
  const blocks: readonly Block[] = [
    { block: "paragraph", text },
    { block: "heading", text },
    { block: "list", items: [text], ordered: true },
    { block: "example", text, right: false },
    { block: "note", text },
    { block: "link", text, to: "https://intranet.example/" },
  ];
  const drawn = stage.surface.blocks(blocks);
  expect(drawn.querySelector("img, script")).toBeNull();
  expect([...drawn.children].map((child) => child.localName)).toEqual(["p", "h3", "ol", "p", "p", "p"]);
  for (const child of drawn.children) expect(child.textContent).toContain(hostile);
});

test("a link that may not be followed is left as its words", () => {
  const link = (to: string): Block => ({ block: "link", text: { en: "More" }, to });
  const drawn = stage.surface.blocks([
    link("javascript:alert(1)"),
    link("https://elsewhere.example/"),
    link("https://intranet.example/a"),
  ]);
  expect([...drawn.querySelectorAll("a")].map((one) => one.href)).toEqual(["https://intranet.example/a"]);
});

test("attributes that hold code or style are left out", () => {
  const attributes = { onclick: "alert(1)", STYLE: "position:fixed", srcdoc: "<p>", title: "Help" };
  expect(stage.surface.make("div", { attributes }).getAttributeNames()).toEqual(["title"]);
});

test("a word is said to those who hear the page, and the focus stays where it is", async () => {
  form.amount.focus();
  stage.surface.announce("Two steps left");
  await expect.poll(() => inOurs("[role=status]")?.textContent).toBe("Two steps left");
  expect(document.activeElement).toBe(form.amount);
});

test("F6 goes through all parts that can be used, and back to the field; without one the page gets the key", async () => {
  const { make, put } = stage.surface;
  const heard: string[] = [];
  document.addEventListener("keydown", (event) => heard.push(event.key), { once: true });
  form.amount.focus();
  put({ label: "Status", where: "top" }).inside.append(make("p", { text: "Nothing to press" }));
  await userEvent.keyboard("{F6}");
  expect(heard).toEqual(["F6"]);
  for (const text of ["First", "Second"]) put({ label: text, ...inCorner(stage.surface) }).inside.append(make("button", { text }));
  await userEvent.keyboard("{F6}");
  expect(inOurs(":focus")?.textContent).toBe("First");
  await userEvent.keyboard("{F6}");
  expect(inOurs(":focus")?.textContent).toBe("Second");
  await userEvent.keyboard("{F6}");
  expect(document.activeElement).toBe(form.amount);
});

test("our parts come after the last thing of the page in the order of Tab", async () => {
  stage.surface.put({ label: "News", where: "top" }).inside.append(stage.surface.make("button", { text: "Read" }));
  form.send.focus();
  await userEvent.keyboard("{Tab}");
  expect(inOurs(":focus")?.textContent).toBe("Read");
});

test("Escape that is not meant for a part of ours is left to the page", async () => {
  let left = 0;
  let heard = 0;
  stage.surface.put({ label: "News", where: "top", left: () => (left += 1) });
  const hear = (): void => void (heard += 1);
  document.addEventListener("keydown", hear);
  form.amount.focus();
  await userEvent.keyboard("{Escape}");
  document.removeEventListener("keydown", hear);
  expect([left, heard]).toEqual([0, 1]);
});

test("on paper there is nothing of ours", async () => {
  stage.surface.put({ label: "News", where: "top" });
  const host = document.querySelector("desirepath-guides") as Element;
  expect(getComputedStyle(host).display).toBe("block");
  const browser = cdp() as unknown as { readonly send: (method: string, given: object) => Promise<unknown> };
  await browser.send("Emulation.setEmulatedMedia", { media: "print" });
  await expect.poll(() => getComputedStyle(host).display).toBe("none");
  await browser.send("Emulation.setEmulatedMedia", { media: "" });
});

test("styles of the page do not reach our parts", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "*{display:none !important;color:red !important} desirepath-guides{pointer-events:auto;inset:40px}",
  );
  document.adoptedStyleSheets = [sheet];
  const part = stage.surface.put({ label: "News", where: "top" });
  part.inside.append(stage.surface.make("p", { text: "Seen" }));
  const host = document.querySelector("desirepath-guides") as Element;
  expect(getComputedStyle(host).pointerEvents).toBe("none");
  expect(getComputedStyle(part.inside).color).not.toBe("rgb(255, 0, 0)");
  document.adoptedStyleSheets = [];
  expect(part.inside.getBoundingClientRect().height).toBeGreaterThan(20);
});

test("a fault in something of ours reaches the guard and not the page", async () => {
  const faults: string[] = [];
  const guarded = makeSurface(
    { say: () => "", our: () => "", mayLinkTo: () => false, language: "en", direction: "ltr" },
    keptIn(faults),
  );
  const broken = (): never => {
    throw new Error("broken");
  };
  const button = guarded.make("button", { text: "Go", on: { click: broken } });
  guarded.put({ label: "News", ...asModal(guarded), left: broken }).inside.append(button);
  button.click();
  await userEvent.keyboard("{Escape}");
  guarded.later(1, broken);
  await expect.poll(() => faults.length).toBe(3);
  guarded.stop();
});
