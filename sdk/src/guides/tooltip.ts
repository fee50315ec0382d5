import type { Tooltip } from "../contract/guides.ts";
import { besideStyles } from "../page/styles/beside.ts";
import type { Part } from "../page/surface.ts";
import type { GuideKind, Stage, Stop } from "./guide.ts";

/** The words of a tooltip, which come and go. Pinned by the mark, they stay although nobody attends to them. */
interface Tip {
  readonly attend: (attended: boolean) => void;
  readonly pin: () => void;
  readonly close: Stop;
}

const draw = (content: Tooltip, { say, surface: { make, blocks } }: Stage): HTMLElement =>
  make("div", { class: "stack" }, make("h2", { text: say(content.title) }), blocks(content.blocks ?? []));

const makeTip = (element: Element, content: Tooltip, stage: Stage, changed: (part: Part | null) => void): Tip => {
  const { surface } = stage;
  let part: Part | null = null;
  let pinned = false;
  /** Closed by the mark: it opens again once nobody has attended to it in between. */
  let refused = false;
  let told = false;
  const close = (): void => {
    pinned = false;
    part?.close();
    part = null;
    changed(null);
  };
  const left = (how: "escape" | "outside"): void => {
    close();
    if (how === "escape") stage.tell("dismissed");
  };
  const open = (): void => {
    if (part) return;
    part = surface.put({ label: stage.say(content.title), role: "tooltip", beside: element, left });
    part.inside.append(draw(content, stage));
    changed(part);
    if (!told) stage.tell("opened");
    told = true;
  };
  return {
    close,
    attend: (attended) => {
      if (attended && !refused) open();
      if (!attended && !pinned) close();
      refused &&= attended;
    },
    pin: () => {
      refused = pinned;
      if (refused) return close();
      open();
      pinned = true;
    },
  };
};

/** A button on the corner of the element, for those who do not point and where the element takes no focus. */
const putMark = (element: Element, label: string, stage: Stage, pressed: () => void) => {
  const { surface } = stage;
  surface.wear(besideStyles);
  const part = surface.put({ label: stage.our("help"), beside: element, bare: true, edge: true });
  const sign = surface.make("span", { text: "?", attributes: { "aria-hidden": "true" } });
  const given = { "aria-label": label, "aria-expanded": "false" };
  const button = surface.make("button", { class: "mark", attributes: given, on: { click: pressed } }, sign);
  part.inside.append(button);
  return { part, button };
};

const standAt = (element: Element, content: Tooltip, stage: Stage): Stop => {
  const { surface } = stage;
  const label = stage.say(content.title);
  const texts = [...surface.blocks(content.blocks ?? []).children].map((block) => block.textContent);
  const undescribe = surface.describe(element, [`${label}.`, ...texts].join(" "));
  let unwatch: Stop = () => undefined;
  const tip = makeTip(element, content, stage, (part) => {
    mark.button.setAttribute("aria-expanded", String(part !== null));
    unwatch();
    unwatch = part ? attention.also(part.inside) : () => undefined;
  });
  const attention = surface.attend(element, ["pointing", "focus"], tip.attend);
  const mark = putMark(element, label, stage, tip.pin);
  const unmark = attention.also(mark.part.inside);
  return () => {
    tip.close();
    unwatch();
    unmark();
    attention.stop();
    mark.part.close();
    undescribe();
  };
};

/**
 * A few words beside an element, opened by pointing at it, by its mark, or by keyboard.
 *
 * They stay while somebody points at them or has the focus in the element, and go by Escape (WCAG 1.4.13). Who hears
 * the page gets them as the description of the element.
 */
export const tooltip: GuideKind<"tooltip"> = {
  name: "tooltip",
  show: (content, stage) => {
    let leave: Stop = () => undefined;
    const stop = stage.follow(content.at, (element) => {
      leave();
      leave = element ? standAt(element, content, stage) : () => undefined;
    });
    return () => {
      stop();
      leave();
      leave = () => undefined;
    };
  },
};
