import type { Outcome, Stage, Stop } from "./guide.ts";

/** A button of ours; `look` is `main` for the one that is meant, `plain` for one that is not pressed often. */
export const button = (stage: Stage, look: string, text: string, pressed: () => void): HTMLButtonElement =>
  stage.surface.make("button", { class: look, text, on: { click: pressed } });

/** The title of a part, and the cross that closes it. */
export const head = (stage: Stage, title: string, closed: () => void): HTMLElement => {
  const { make } = stage.surface;
  const cross = make("button", {
    class: "close",
    text: "×",
    attributes: { "aria-label": stage.our("close") },
    on: { click: closed },
  });
  return make("div", { class: "head" }, make("h2", { text: title }), cross);
};

/** Lets the focus of a part begin at its title, so that what stands there is heard before what can be pressed. */
export const beginning = (top: HTMLElement): HTMLElement => {
  const title = top.firstElementChild as HTMLElement;
  title.setAttribute("tabindex", "-1");
  title.setAttribute("autofocus", "");
  title.style.setProperty("outline", "none"); // Nothing can be done with it, so no ring says so.
  return top;
};

/** Title, contents and buttons, one below the other. */
export const sheet = (stage: Stage, ...children: readonly (Node | null)[]): HTMLElement =>
  stage.surface.make("div", { class: "stack" }, ...children);

export const row = (stage: Stage, ...children: readonly (Node | null)[]): HTMLElement =>
  stage.surface.make("div", { class: "row actions" }, ...children);

/** The one way out of a guide: it closes once, and tells what became of it once; `stop` closes without a word. */
export interface Leaving {
  readonly leave: (outcome: Outcome) => void;
  readonly stop: Stop;
}

export const leaving = (stage: Stage, close: Stop): Leaving => {
  let over = false;
  const stop = (): void => {
    if (over) return;
    over = true;
    close();
  };
  return {
    stop,
    leave: (outcome) => {
      if (over) return;
      stop();
      stage.tell(outcome);
    },
  };
};

/** Waits for an answer without leaving anybody to catch: one that fails is told as null, within our own guard. */
export const arrived = <Answer>(
  stage: Stage,
  promised: Promise<Answer>,
  told: (answer: Answer | null) => void,
): void => {
  const tell = (answer: Answer | null): void => void stage.surface.later(0, () => told(answer));
  promised.then(tell, () => tell(null));
};
