import type { AxeResults } from "../../tests/browser/node_modules/axe-core/axe.js";
import "../../tests/browser/node_modules/axe-core/axe.js";

/** The script puts itself there, as it is no module. */
interface WithAxe {
  readonly axe: { readonly run: (page: Document) => Promise<AxeResults> };
}

/** What axe-core objects to on the page with our parts in it: rule and element, one a line; empty where all is well. */
export const objections = async (): Promise<readonly string[]> => {
  document.documentElement.lang ||= "en";
  document.title ||= "Purchase request";
  const { violations } = await (window as unknown as WithAxe).axe.run(document);
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.html}`));
};
