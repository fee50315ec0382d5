import { make } from "./make.ts";
import { cornerStyles } from "./styles/corner.ts";
import { sideStyles } from "./styles/side.ts";
import type { Placed, Surface } from "./surface.ts";

/** What stands in the corner stands one above the other. */
const corners = (root: HTMLElement): Element => {
  const there = root.querySelector(".corners");
  if (there) return there;
  const made = make("div", { class: "corners" });
  root.prepend(made); // What stands beside an element, or over the page, is in front of it.
  return made;
};

/** For a part in the corner of the page. */
export const inCorner = ({ wear }: Surface): Pick<Placed, "where" | "room"> => {
  wear(cornerStyles);
  return { where: "corner", room: corners };
};

/** For a part along the side of the page. */
export const atSide = ({ wear }: Surface): Pick<Placed, "where"> => {
  wear(sideStyles);
  return { where: "side" };
};
