import { type Guarding, unguarded } from "./guarding.ts";
import type { Given, Surface } from "./surface.ts";

const holdsCode = /^(on|style|srcdoc)/i;

/** Makes elements of text and attributes alone: nothing that is given to it is ever read as markup. */
export const makerWith =
  (guard: Guarding): Surface["make"] =>
  (tag, given: Given = {}, ...children) => {
    const made = document.createElement(tag);
    if (given.class) made.className = given.class;
    if (given.text !== undefined) made.textContent = given.text;
    if (tag === "button") made.setAttribute("type", "button");
    for (const [name, value] of Object.entries(given.attributes ?? {})) {
      if (!holdsCode.test(name)) made.setAttribute(name, value);
    }
    for (const [event, heard] of Object.entries(given.on ?? {})) made.addEventListener(event, guard(heard));
    made.append(...children.filter((child): child is Node => child !== null));
    return made;
  };

/** For what listens to nothing. */
export const make = makerWith(unguarded);
