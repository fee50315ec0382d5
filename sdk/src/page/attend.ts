import type { Stop } from "../guides/guide.ts";
import type { Guarding } from "./guarding.ts";
import { listen } from "./listen.ts";
import type { Attention, By } from "./surface.ts";

/** Pointing counts after so long, and attention ends so long after it left, which leaves time to reach a part. */
const rests = 250;
const leaves = 200;

/** How a hold on an element comes and goes: by what, and after how long. */
interface Holds {
  readonly come: (name: string, wait: number) => void;
  readonly go: (name: string) => void;
}

const watch = (target: Element, name: string, by: readonly By[], guard: Guarding, { come, go }: Holds): Stop => {
  const on = (event: string, heard: () => void): Stop =>
    listen(
      target,
      [event],
      guard((given) => (given as PointerEvent).pointerType === "touch" || heard()),
    );
  const ends = by.flatMap((one) =>
    one === "pointing"
      ? [on("pointerenter", () => come(name + one, rests)), on("pointerleave", () => go(name + one))]
      : [on("focusin", () => come(name + one, 0)), on("focusout", () => go(name + one))],
  );
  return () => {
    for (const end of ends) end();
    for (const one of by) go(name + one);
  };
};

/** Tells when somebody points at an element (not by touch) or has the focus in it, and when neither is so any more. */
export const attendWith =
  (guard: Guarding) =>
  (element: Element, by: readonly By[], told: (attended: boolean) => void): Attention => {
    const held = new Set<string>();
    let said = false;
    let timer = 0;
    const judge = guard((): void => {
      const now = held.size > 0;
      if (now !== said) told((said = now));
    });
    const soon = (wait: number): void => {
      clearTimeout(timer);
      timer = window.setTimeout(judge, wait);
    };
    const holds: Holds = {
      come: (name, wait) => (held.add(name), soon(wait)),
      go: (name) => held.delete(name) && soon(leaves),
    };
    const stopElement = watch(element, "element", by, guard, holds);
    // It may have come under the pointer, or with the focus already in it.
    if (by.includes("focus") && element.matches(":focus, :focus-within")) holds.come("elementfocus", 0);
    else if (by.includes("pointing") && element.matches(":hover")) holds.come("elementpointing", rests);
    let parts = 0;
    return {
      also: (part) => watch(part, `part${(parts += 1)}`, ["pointing", "focus"], guard, holds),
      stop: () => {
        stopElement();
        clearTimeout(timer);
      },
    };
  };
