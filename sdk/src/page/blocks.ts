import type { Block, Words } from "../contract/guides.ts";
import { make } from "./make.ts";

/** What blocks need to know of the reader: how words are said, and where links may lead. */
export interface Reading {
  readonly say: (words: Words) => string;
  readonly our: (key: string) => string;
  readonly mayLinkTo: (address: string) => boolean;
}

const example = (text: string, right: boolean, reading: Reading): HTMLElement =>
  make(
    "p",
    { class: right ? "example right" : "example wrong" },
    make("span", { class: "verdict", text: reading.our(right ? "right" : "wrong") }),
    make("bdi", { class: "entry", text }),
  );

const link = (text: string, to: string, reading: Reading): HTMLElement =>
  reading.mayLinkTo(to)
    ? make("p", {}, make("a", { text, attributes: { href: to, target: "_blank", rel: "noopener noreferrer" } }))
    : make("p", { text });

const drawn = (block: Block, reading: Reading): HTMLElement => {
  switch (block.block) {
    case "heading":
      return make("h3", { text: reading.say(block.text) });
    case "list":
      return make(
        block.ordered ? "ol" : "ul",
        {},
        ...block.items.map((item) => make("li", { text: reading.say(item) })),
      );
    case "example":
      return example(reading.say(block.text), block.right !== false, reading);
    case "note":
      return make("p", { class: "note", text: reading.say(block.text) });
    case "link":
      return link(reading.say(block.text), block.to, reading);
    default:
      return make("p", { text: reading.say(block.text) });
  }
};

/** The typed blocks of a content as elements. A link that may not be followed is left as its words. */
export const drawBlocks = (blocks: readonly Block[], reading: Reading): DocumentFragment => {
  const drawing = document.createDocumentFragment();
  drawing.append(...blocks.map((block) => drawn(block, reading)));
  return drawing;
};
