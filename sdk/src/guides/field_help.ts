import type { Block, FieldHelp, Words } from "../contract/guides.ts";
import { fieldHelpStyles } from "../page/styles/field_help.ts";
import type { Part } from "../page/surface.ts";
import type { GuideKind, Stage, Stop } from "./guide.ts";

const examples = (content: FieldHelp): readonly Block[] => {
  const as =
    (right: boolean) =>
    (text: Words): Block => ({ block: "example", text, right });
  return [...(content.right ?? []).map(as(true)), ...(content.wrong ?? []).map(as(false))];
};

/** The same as one text, for those who hear the page. */
const spoken = (content: FieldHelp, stage: Stage): string => {
  const listed = (name: string, words: readonly Words[] | undefined): string =>
    words?.length ? `${stage.our(name)}: ${words.map(stage.say).join(", ")}` : "";
  const format = content.format ? `${stage.our("format")}: ${stage.say(content.format)}` : "";
  const mend = content.mend ? stage.say(content.mend) : "";
  const parts = [
    stage.say(content.purpose),
    format,
    listed("right", content.right),
    listed("wrong", content.wrong),
    mend,
  ];
  return parts
    .filter(Boolean)
    .map((part) => part.replace(/[.\s]+$/, ""))
    .join(". ");
};

const draw = (content: FieldHelp, stage: Stage): HTMLElement => {
  const { make, blocks } = stage.surface;
  const format = (text: Words): HTMLElement =>
    make("p", { class: "format" }, make("b", { text: stage.our("format") }), make("span", { text: stage.say(text) }));
  return make(
    "div",
    { class: "stack" },
    make("p", { text: stage.say(content.purpose) }),
    content.format ? format(content.format) : null,
    blocks(examples(content)),
    content.mend ? make("p", { class: "note", text: stage.say(content.mend) }) : null,
  );
};

const standAt = (field: Element, content: FieldHelp, stage: Stage): Stop => {
  const { surface } = stage;
  surface.wear(fieldHelpStyles);
  const undescribe = surface.describe(field, spoken(content, stage));
  let part: Part | null = null;
  let told = false;
  const close = (): void => {
    part?.close();
    part = null;
  };
  const left = (how: "escape" | "outside"): void => {
    close();
    if (how === "escape") stage.tell("dismissed");
  };
  const open = (): void => {
    part = surface.put({ label: stage.our("help"), role: "tooltip", beside: field, side: "after", left });
    part.inside.append(draw(content, stage));
    if (!told) stage.tell("opened");
    told = true;
  };
  const attention = surface.attend(field, ["focus"], (attended) => (attended ? open() : close()));
  return () => {
    attention.stop();
    close();
    undescribe();
  };
};

/**
 * What a field is for, its format, and entries as they should be and should not, while the field has the focus.
 *
 * It is said once to those who hear the page: as the description of the field, before the focus comes. Escape closes
 * it until the focus comes anew.
 */
export const fieldHelp: GuideKind<"field_help"> = {
  name: "field_help",
  show: (content, stage) => {
    let leave: Stop = () => undefined;
    const stop = stage.follow(content.at, (field) => {
      leave();
      leave = field ? standAt(field, content, stage) : () => undefined;
    });
    return () => {
      stop();
      leave();
      leave = () => undefined;
    };
  },
};

export { fieldHelp as kind };
