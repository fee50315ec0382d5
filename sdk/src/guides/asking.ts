import type { Stage } from "./guide.ts";
import * as askingWords from "./words/asking.ts";

/** Answers of which one is chosen. `chosen` is its place among them, -1 where none is. */
export interface Choices {
  readonly group: HTMLFieldSetElement;
  readonly chosen: () => number;
  readonly focus: () => void;
}

export const choices = (stage: Stage, question: string, answers: readonly string[]): Choices => {
  const { make } = stage.surface;
  const boxes = answers.map((_, at) =>
    make("input", { attributes: { type: "radio", name: "answer", value: `${at}` } }),
  );
  const labels = boxes.map((box, at) =>
    make("label", { class: "tick" }, box, make("span", { text: answers[at] ?? "" })),
  );
  return {
    group: make("fieldset", {}, make("legend", { text: question }), ...labels),
    chosen: () => boxes.findIndex((box) => box.checked),
    focus: () => boxes[0]?.focus(),
  };
};

/** A field for somebody's own words, with the note that neither names nor secrets belong into it. */
export interface OwnWords {
  readonly label: HTMLElement;
  readonly note: HTMLElement;
  readonly text: () => string;
  readonly focus: () => void;
}

export const ownWords = (stage: Stage, kind: string, question: string): OwnWords => {
  const { make } = stage.surface;
  const id = `${kind}-note`;
  const field = make("textarea", {
    attributes: { maxlength: "2000", rows: "3", "aria-describedby": id, autocomplete: "off" },
  });
  return {
    label: make("label", { class: "ask", text: question }, field),
    note: make("p", { class: "mut small", text: stage.say(askingWords.noSecrets), attributes: { id } }),
    text: () => field.value.trim(),
    focus: () => field.focus(),
  };
};

/** A form that is sent in the page alone, by its button or by Enter. */
export const form = (stage: Stage, sent: () => void, ...children: readonly (Node | null)[]): HTMLFormElement =>
  stage.surface.make(
    "form",
    {
      class: "stack",
      attributes: { novalidate: "" },
      on: {
        submit: (event) => {
          event.preventDefault();
          sent();
        },
      },
    },
    ...children,
  );

export const sendButton = (stage: Stage): HTMLButtonElement =>
  stage.surface.make("button", { class: "main", text: stage.say(askingWords.send), attributes: { type: "submit" } });

/** Where it is said what is missing or went wrong, aloud too. */
export const alertLine = (stage: Stage): HTMLElement =>
  stage.surface.make("p", { class: "wrong", attributes: { role: "alert" } });
