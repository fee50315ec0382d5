import type { FoundArticle, Stage } from "./guide.ts";
import { button, row } from "./pieces.ts";
import * as askingWords from "./words/asking.ts";
import * as panelWords from "./words/self_help.ts";

/** The titles, each to be opened. */
export const drawList = (
  stage: Stage,
  articles: readonly FoundArticle[],
  open: (article: FoundArticle) => void,
): HTMLElement => {
  const { make } = stage.surface;
  const entry = (one: FoundArticle): HTMLElement =>
    make(
      "li",
      {},
      button(stage, "article", one.title, () => open(one)),
    );
  return make("ul", { class: "articles" }, ...articles.map(entry));
};

/** What an article may lead to: back to where it was found, an answer whether it helped, the way out of being blocked. */
export interface ArticleTold {
  readonly back: () => void;
  readonly helped: (resolved: boolean) => void;
  readonly blocked: (() => void) | null;
}

/** Asks once; then thanks, and after a no offers what else there is. */
const didItHelp = (stage: Stage, { helped, blocked }: ArticleTold): HTMLElement => {
  const { make, announce } = stage.surface;
  const answer = (resolved: boolean): void => {
    helped(resolved);
    const says = make("p", {
      text: stage.say(resolved ? askingWords.thanks : panelWords.thanksForNo),
      attributes: { tabindex: "-1" },
    });
    asked.replaceChildren(
      says,
      ...(!resolved && blocked ? [button(stage, "main", stage.say(panelWords.blocked), blocked)] : []),
    );
    says.focus();
    announce(says.textContent ?? "");
  };
  const asked = make(
    "div",
    { class: "helped stack", attributes: { role: "group", "aria-label": stage.say(panelWords.didThisHelp) } },
    make("p", { text: stage.say(panelWords.didThisHelp), attributes: { "aria-hidden": "true" } }),
    row(
      stage,
      button(stage, "", stage.say(panelWords.yes), () => answer(true)),
      button(stage, "", stage.say(panelWords.no), () => answer(false)),
    ),
  );
  return asked;
};

export const drawArticle = (stage: Stage, article: FoundArticle, told: ArticleTold): readonly HTMLElement[] => {
  const { make, blocks } = stage.surface;
  return [
    button(stage, "plain back", stage.our("back"), told.back),
    make(
      "article",
      { class: "stack" },
      make("h3", { text: article.title, attributes: { tabindex: "-1" } }),
      blocks(article.blocks),
    ),
    didItHelp(stage, told),
  ];
};
