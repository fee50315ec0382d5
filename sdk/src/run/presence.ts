import type { Locator } from "../contract/guides.ts";
import type { ElementState } from "../core/situation.ts";
import type { Stop } from "../guides/guide.ts";
import type { Follower } from "../page/follow.ts";

/** Which of the elements that rules and guides ask about are on the page. Each is looked up once and then followed. */
export interface Presence {
  readonly isThere: (at: Locator) => boolean;
  readonly state: (at: Locator, asked: ElementState) => ElementState;
  readonly stop: Stop;
}

export function makePresence(follower: Follower, changed: () => void): Presence {
  const known = new Map<string, { found: Element | null; readonly leave: Stop }>();
  const look = (at: Locator): Element | null => {
    const name = JSON.stringify(at);
    const one = known.get(name);
    if (one) return one.found;
    const fresh = { found: follower.find(at), leave: () => leave() };
    const leave = follower.follow(at, (element) => {
      fresh.found = element;
      changed();
    });
    known.set(name, fresh);
    return fresh.found;
  };
  return {
    isThere: (at) => look(at) !== null,
    state: (at, asked) => stateOf(look(at), asked),
    stop: () => {
      known.forEach(({ leave }) => leave());
      known.clear();
    },
  };
}

/** What is asked of an element if it holds, else only that it is there. What an entry is goes no further than here. */
function stateOf(element: Element | null, asked: ElementState): ElementState {
  if (!element) return "absent";
  const holds = { disabled: isDisabled, empty: isEmpty, checked: isChecked }[asked as "empty"];
  return holds?.(element) ? asked : "there";
}

function isDisabled(element: Element): boolean {
  return element.matches(":disabled") || element.getAttribute("aria-disabled") === "true";
}

function isEmpty(element: Element): boolean {
  return "value" in element ? element.value === "" : !element.textContent?.trim();
}

function isChecked(element: Element): boolean {
  return element.matches(":checked") || element.getAttribute("aria-checked") === "true";
}
