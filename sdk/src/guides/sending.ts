import type { Stage, Stop } from "./guide.ts";

/** Something is about to be sent. `hold` keeps it from the page; `again` sends it as it was meant. */
export interface Sending {
  readonly hold: () => void;
  readonly again: () => void;
}

const formOf = (element: Element): HTMLFormElement | null =>
  (element as Partial<HTMLButtonElement>).form ?? element.closest("form");

/** Another button of the same form, such as one that keeps a draft, is not what is watched. */
const isAbout = (event: Event, element: Element): boolean => {
  const isForm = element.localName === "form";
  if (event.type === "click") return !isForm && event.composedPath().includes(element);
  if (isForm) return event.target === element;
  const { submitter } = event as SubmitEvent;
  return event.target === formOf(element) && (!submitter || element.contains(submitter));
};

/** By the form where there is one to be sent, so that its own checks run; else by pressing the element. */
const sendAgain = (event: Event, element: Element): void => {
  if (event.type === "click") return (element as HTMLElement).click();
  (event.target as HTMLFormElement).requestSubmit((event as SubmitEvent).submitter);
};

/**
 * Watches the sendings of one element: a form, its button, or a button that a single-page application listens to. Enter
 * in a field presses the form's button, so it is seen as a click of it; a form that is sent by script is seen itself.
 */
export const watchSending = (stage: Stage, element: Element, told: (sending: Sending) => void): Stop => {
  const heard = (event: Event): void => {
    if (!isAbout(event, element)) return;
    const hold = (): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    told({ hold, again: () => sendAgain(event, element) });
  };
  const view = element.ownerDocument.defaultView ?? window;
  const root = element.getRootNode();
  const stops = [stage.listen(view, "click", heard), stage.listen(view, "submit", heard)];
  // Sending does not leave a shadow root: there it is heard at the root.
  if ("host" in root) stops.push(stage.listen(root, "submit", heard));
  return () => {
    for (const stop of stops) stop();
  };
};
