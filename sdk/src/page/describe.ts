import type { Stop } from "../guides/guide.ts";

/** The name of an element that holds words of a description beside what it describes. */
export const wordsName = "desirepath-words";

const named = (element: Element): readonly string[] =>
  (element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);

const name = (element: Element, ids: readonly string[]): void => {
  if (ids.length > 0) element.setAttribute("aria-describedby", ids.join(" "));
  else element.removeAttribute("aria-describedby");
};

/**
 * Has words read as the description of an element of the page.
 *
 * A description cannot point into our shadow root: ids end at its border, and `ariaDescribedByElements` leaves out what
 * is in a root that the element is not in. So the words stand, hidden, in the element's own tree, where a description
 * may name what is hidden, and leave it again together with their name.
 */
export const describe = (element: Element, text: string): Stop => {
  const tree = element.getRootNode() as Document | ShadowRoot;
  const words = element.ownerDocument.createElement(wordsName);
  const id = `desirepath-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  words.id = id;
  words.hidden = true;
  words.textContent = text;
  ("body" in tree ? tree.body : tree).append(words);
  name(element, [...named(element), id]);
  return () => {
    words.remove();
    if (named(element).includes(id))
      name(
        element,
        named(element).filter((one) => one !== id),
      );
  };
};
