import { expect } from "vitest";
import { our } from "../../src/core/our_words.ts";
import { hostName } from "../../src/page/host.ts";
import { makeStage, type TestGiven, type TestStage } from "../stage.ts";

/** A stage in English, for somebody whose draw is 0. */
export const stageFor = (given: TestGiven = {}): TestStage =>
  makeStage({ our: (key) => our(key, "en"), draw: 0, ...given });

const root = (): ShadowRoot | null => document.querySelector(hostName)?.shadowRoot ?? null;

const nameOf = (element: Element): string =>
  (element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? "").trim();

const seen = (element: Element): boolean => (element as HTMLElement).getClientRects().length > 0;

/** What can be pressed, ticked or filled and has this name, among our parts; null where it is not there to be seen. */
export const control = <Found extends HTMLElement = HTMLElement>(name: string): Found | null =>
  [...(root()?.querySelectorAll<Found>("button,input,textarea") ?? [])].find(
    (one) => nameOf(one) === name && seen(one),
  ) ?? null;

/** The same, waited for. */
export const reach = async <Found extends HTMLElement = HTMLElement>(name: string): Promise<Found> => {
  await expect.poll(() => control(name), { message: `"${name}" is there` }).not.toBeNull();
  return control<Found>(name) as Found;
};

export const press = async (name: string): Promise<void> => (await reach(name)).click();

export const fill = (field: HTMLInputElement | HTMLTextAreaElement, text: string): void => {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/** All the words of our parts. */
export const words = (): string =>
  [...(root()?.querySelectorAll(".part") ?? [])].map((part) => part.textContent).join(" ");

/** What was said aloud last. */
export const voice = (): string => root()?.querySelector(".said[role=status]")?.textContent ?? "";

/** The name of what has the focus in our parts. */
export const focusName = (): string => {
  const at = root()?.activeElement;
  return at ? nameOf(at) : "";
};

export const rest = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
