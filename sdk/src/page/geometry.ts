/** A length from the left and from the top, in pixels of the window. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is to stand where. `after`: after the element in the direction of reading, if there is room, not below it. */
export interface Asked {
  readonly element: Spot & Size;
  readonly part: Size;
  readonly window: Size;
  readonly gap: number;
  readonly after: boolean;
  readonly rightToLeft: boolean;
}

export type Side = "left" | "right" | "top" | "bottom";
const sides: readonly Side[] = ["left", "right", "top", "bottom"];
/** What stands in the window keeps so far from its rim. */
const margin = 8;

const between = (least: number, length: number, most: number): number => Math.max(least, Math.min(length, most));

/** The spot nearest to one at which a part is whole in the window; its beginning, where there is no room for it. */
export const whole = ({ left, top }: Spot, part: Size, window: Size, from = margin): Spot => ({
  left: between(from, left, window.width - part.width - from),
  top: between(from, top, window.height - part.height - from),
});

/** The spot at one side of the element: in line with where the element begins, or in the middle of it. */
const spotAt = (side: Side, inLine: boolean, { element, part, gap, rightToLeft }: Asked): Spot => {
  const right = element.left + element.width;
  const bottom = element.top + element.height;
  const along = { left: rightToLeft ? right - part.width : element.left, top: inLine ? element.top : (element.top + bottom - part.height) / 2 };
  if (side === "left") return { ...along, left: element.left - part.width - gap };
  if (side === "right") return { ...along, left: right + gap };
  return { ...along, top: side === "top" ? element.top - part.height - gap : bottom + gap };
};

/** How much of a part is outside the window. What would push it over its element weighs most. */
const excess = ({ left, top }: Spot, side: Side, { part, window }: Asked): number => {
  const over = [-left, left + part.width - window.width, -top, top + part.height - window.height];
  return over.reduce((sum, one, at) => sum + Math.max(0, one + margin) * (sides[at] === side ? 100 : 1), 0);
};

/** The first side at which a part has room beside its element, or the one at which the least of it is outside. */
export const spotBeside = (asked: Asked): Spot & { readonly side: Side } => {
  const below = (["bottom", "top", "right", "left"] as const).map((side) => ({ side, ...spotAt(side, false, asked) }));
  const side = asked.rightToLeft ? "left" : "right";
  const all = asked.after ? [{ side, ...spotAt(side, true, asked) } as const, ...below] : below;
  const [best] = all
    .map((spot) => ({ spot, excess: excess(spot, spot.side, asked) }))
    .sort((one, other) => one.excess - other.excess);
  const { spot } = best as NonNullable<typeof best>;
  return { side: spot.side, ...whole(spot, asked.part, asked.window) };
};

/** Where the point of a part is, so that it shows to the middle of the element: along the side that it is at. */
export const pointTo = ({ element, part }: Asked, spot: Spot & { readonly side: Side }, point: number): Partial<Spot> => {
  const at = (begins: number, length: number, from: number, room: number): number =>
    between(12, begins + (length - point) / 2 - from, room - point - 12);
  return spot.side === "left" || spot.side === "right"
    ? { top: at(element.top, element.height, spot.top, part.height) }
    : { left: at(element.left, element.width, spot.left, part.width) };
};
