import type { Checklist, ChecklistItem } from "../contract/guides.ts";
import { inCorner } from "../page/corner.ts";
import { checklistStyles } from "../page/styles/checklist.ts";
import type { GuideKind, Stage } from "./guide.ts";
import { button, leaving, row } from "./pieces.ts";
import { countDone, newlyDone, readTicked, writeTicked } from "./ticked.ts";
import * as checklistWords from "./words/checklist.ts";

interface Point {
  readonly item: ChecklistItem;
  readonly line: HTMLElement;
  readonly box: HTMLInputElement;
}

const point = (stage: Stage, item: ChecklistItem, turned: (done: boolean) => void): Point => {
  const { make } = stage.surface;
  const text = stage.say(item.text);
  const box = make("input", { attributes: { type: "checkbox" }, on: { change: () => turned(box.checked) } });
  const opens = item.opens;
  const show = opens ? button(stage, "plain", stage.say(checklistWords.showMe), () => stage.open(opens)) : null;
  show?.setAttribute("aria-label", `${stage.say(checklistWords.showMe)}: ${text}`);
  return { item, box, line: make("li", {}, make("label", {}, box, make("span", { text })), show) };
};

/** The head that folds the list, with how far it is. */
const header = (stage: Stage, title: string, list: HTMLElement) => {
  const { make } = stage.surface;
  const count = make("span", { class: "count", attributes: { "aria-hidden": "true" } });
  const spoken = make("span", { class: "said" });
  const bar = make("progress", { attributes: { "aria-hidden": "true" } });
  const fold = make("button", { class: "fold" }, make("span", { class: "title", text: title }), count, spoken);
  const turn = (folded: boolean): void => {
    list.hidden = folded;
    fold.setAttribute("aria-expanded", String(!folded));
    stage.keep("folded", folded ? "yes" : null);
  };
  fold.addEventListener("click", () => turn(!list.hidden));
  turn(stage.kept("folded") === "yes");
  const say = (done: number, all: number): void => {
    count.textContent = `${done} / ${all}`;
    spoken.textContent = stage.say(checklistWords.doneOf).replace("{done}", `${done}`).replace("{all}", `${all}`);
    Object.assign(bar, { max: all, value: done });
  };
  return { element: make("div", {}, fold, bar), say };
};

/** The state of the list, drawn anew with every tick. */
const watchTicks = (content: Checklist, stage: Stage, drawn: (ticked: ReadonlySet<string>) => void) => {
  let ticked = readTicked(stage.kept("ticked"));
  const set = (next: ReadonlySet<string>): void => {
    ticked = next;
    stage.keep("ticked", writeTicked(ticked));
    drawn(ticked);
  };
  const look = (): void => {
    const done = newlyDone(content, ticked, stage.holds);
    if (done.length === 0) return;
    set(new Set([...ticked, ...done]));
    const texts = content.items.filter(({ id }) => done.includes(id)).map(({ text }) => stage.say(text));
    stage.surface.announce(`${stage.say(checklistWords.ticked)} ${texts.join(", ")}`);
  };
  drawn(ticked);
  look();
  return {
    turn: (id: string, done: boolean): void =>
      set(new Set([...ticked].filter((one) => one !== id).concat(done ? id : []))),
    stop: stage.changed(look),
  };
};

/** A few things to have done, ticked by what happens or by hand. It can be folded, and is where it was after a reload. */
export const checklist: GuideKind<"checklist"> = {
  name: "checklist",
  show: (content, stage) => {
    const { make, put, wear } = stage.surface;
    wear(checklistStyles);
    const label = stage.say(content.title);
    const part = put({ ...inCorner(stage.surface), label, role: "region", left: () => leave("dismissed") });
    const { leave, stop } = leaving(stage, () => {
      ticks.stop();
      part.close();
    });
    const points = content.items.map((item) => point(stage, item, (done) => ticks.turn(item.id, done)));
    const allDone = button(stage, "main", stage.say(checklistWords.allDone), () => leave("completed"));
    const notAgain = button(stage, "plain", stage.our("not_again"), () => leave("not_again"));
    const later = button(stage, "plain", stage.our("remind_me_later"), () => leave("snoozed"));
    const list = make("div", {}, make("ul", { class: "points" }, ...points.map(({ line }) => line)));
    list.append(row(stage, allDone, later, notAgain));
    const { element, say } = header(stage, label, list);
    part.inside.append(element, list);
    const ticks = watchTicks(content, stage, (ticked) => {
      for (const { item, box } of points) box.checked = ticked.has(item.id);
      const done = countDone(content, ticked);
      say(done, content.items.length);
      allDone.hidden = done < content.items.length;
      later.hidden = notAgain.hidden = !allDone.hidden;
    });
    return stop;
  },
};

export { checklist as kind };
