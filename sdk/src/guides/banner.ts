import type { Part } from "../page/surface.ts";
import type { Stage } from "./guide.ts";

/** A header of the page is stepped over if it is no higher than this share of the window. */
const share = 0.34;

/** How far down the page's own header reaches, in pixels; 0 where it has none at the top, or a very high one. */
const underHeader = (stage: Stage): number => {
  const box = stage.find(["header,[role=banner]"])?.getBoundingClientRect();
  if (!box || box.top > 8 || box.width < innerWidth / 2 || box.height > innerHeight * share) return 0;
  return Math.max(0, box.bottom);
};

/** A part at the top of the page, below its header, that is read out when it comes and takes no focus. */
export const putBanner = (stage: Stage, label: string, left: () => void): Part => {
  const below = underHeader(stage);
  const part = stage.surface.put({ where: "top", role: "status", label, left });
  part.inside.parentElement?.style.setProperty("inset-block-start", `${Math.round(below) + 12}px`);
  return part;
};
