import { makeDelivery } from "../send/delivery.ts";
import { makeGuard } from "./guard.ts";
import { type Life, makeLife } from "./life.ts";
import type { Desirepath, Options } from "./options.ts";
import { type Outside, outsideOf } from "./outside.ts";

/** Begins on this page, and gives what the application may say to it. Nothing of it ever throws. */
export function start(options: Options): Desirepath {
  let life: Life | null = null;
  let outside: Outside | null = null;
  const silence = (): void => {
    const ending = life;
    life = null;
    ending?.stop();
  };
  const guard = makeGuard(() => {
    if (outside) guard.later(makeDelivery(outside, options.deliver, { key: options.key }).tell("refusals", { because: "fault" }));
    silence();
  });
  const within = guard.of;
  within(() => {
    if (!window.isSecureContext || isSwitchedOff()) return;
    outside = outsideOf(window, guard);
    life = makeLife(outside, options, isSwitchedOff);
  })();
  return {
    identify: within((person, attributes) => life?.identify(String(person), attributes)),
    track: within((activity, more = {}) => life?.say((session) => session.track(activity, more))),
    state: within((name, value) => life?.state(String(name), String(value))),
    stage: within((workflow, step) => life?.say((session) => session.stageIs(String(workflow), String(step)))),
    open: within((guide) => life?.say((session) => session.open(String(guide)))),
    silence: within(silence),
  };
}

/** Whether somebody switched us off in this browser, by setting `desirepath:off` in its storage. */
function isSwitchedOff(): boolean {
  try {
    return window.localStorage.getItem("desirepath:off") !== null;
  } catch {
    return false; // Storage is blocked: nothing was switched off there.
  }
}
