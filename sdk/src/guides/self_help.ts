import { atSide } from "../page/corner.ts";
import { selfHelpStyles } from "../page/styles/self_help.ts";
import { tickStyles } from "../page/styles/ticks.ts";
import type { FoundArticle, GuideKind, Stage } from "./guide.ts";
import { button, head, leaving, sheet } from "./pieces.ts";
import { recordSearches } from "./searched.ts";
import { type Finding, makeFinder } from "./self_help_finding.ts";
import { drawArticle, drawList } from "./self_help_views.ts";
import { whatIsRecorded } from "./words/recorded_title.ts";
import * as panelWords from "./words/self_help.ts";

/** So many articles are offered before anything is searched for. */
const offered = 6;

const searchField = (stage: Stage, typed: (query: string) => void, entered: () => void) => {
  const { make } = stage.surface;
  const field = make("input", {
    attributes: { type: "search", autocomplete: "off", autofocus: "", maxlength: "200" },
    on: { input: () => typed(field.value.trim()) },
  });
  const submit = (event: Event): void => (event.preventDefault(), entered());
  return make(
    "form",
    { attributes: { role: "search" }, on: { submit } },
    make("label", { class: "find", text: stage.say(panelWords.search) }, field),
  );
};

/** What the search found, in words: aloud, and above the list. */
const findingWords = (stage: Stage, { query, articles, settled }: Finding): string => {
  if (!query) return articles.length > 0 ? stage.say(panelWords.fitsHere) : "";
  if (articles.length > 0) return stage.say(panelWords.found).replace("{count}", `${articles.length}`);
  return stage.say(settled ? panelWords.nothingFound : panelWords.searching);
};

interface Told {
  readonly open: (article: FoundArticle, query: string) => void;
  readonly blocked: (() => void) | null;
  readonly nothing: (query: string) => void;
}

const makeResults = (stage: Stage, told: Told) => {
  const { make, announce } = stage.surface;
  const element = make("div", { class: "stack results" });
  const draw = (finding: Finding): void => {
    const { query, articles, settled } = finding;
    const words = findingWords(stage, finding);
    const shown = query ? articles : articles.slice(0, offered);
    const vain = query !== "" && settled && articles.length === 0;
    element.replaceChildren(
      make(query ? "p" : "h3", { class: query ? "mut small" : "", text: words }),
      ...(shown.length > 0 ? [drawList(stage, shown, (one) => told.open(one, query))] : []),
      ...(vain && told.blocked ? [button(stage, "main", stage.say(panelWords.blocked), told.blocked)] : []),
    );
    if (query && (settled || articles.length > 0)) announce(words);
    if (vain) told.nothing(query);
  };
  return { element, draw };
};

/** The panel itself: one body, in which the list or an article is seen. */
const putPanel = (stage: Stage, label: string, closed: () => void) => {
  const { make, put } = stage.surface;
  const part = put({ ...atSide(stage.surface), label, role: "complementary", focus: true, left: closed });
  const body = make("div", { class: "body stack" });
  const foot = make("div", { class: "row foot" });
  part.inside.append(sheet(stage, head(stage, label, closed)), body, foot);
  part.inside.classList.add("panel");
  const show = (...children: readonly Node[]): void => {
    body.replaceChildren(...children);
    body.scrollTop = 0;
  };
  return { part, body, foot, show };
};

/** The panel of articles: what fits this place first, search, whether it helped, and the ways to other help. */
export const selfHelp: GuideKind<"self_help"> = {
  name: "self_help",
  show: (content, stage) => {
    stage.surface.wear(tickStyles);
    stage.surface.wear(selfHelpStyles);
    const searched = recordSearches(stage);
    const close = (): void => leave("dismissed");
    const { part, body, foot, show } = putPanel(stage, stage.say(content.title), close);
    const { leave, stop } = leaving(stage, () => {
      finder.stop();
      searched.settle();
      part.close();
    });
    const insteadOpen = (other: string) => (): void => {
      close();
      stage.open(other);
    };
    const blocked = content.escalates === false ? null : insteadOpen("escalation");
    const read = (article: FoundArticle, query: string): void => {
      searched.reads(article, query);
      show(...drawArticle(stage, article, { back, blocked, helped: searched.helped }));
      body.querySelector<HTMLElement>("h3")?.focus();
    };
    const results = makeResults(stage, { open: read, blocked, nothing: searched.foundNothing });
    const finder = makeFinder(stage, results.draw);
    const type = (query: string): void => {
      searched.typesOn();
      finder.type(query);
    };
    const list = [searchField(stage, type, searched.settle), results.element];
    const back = (): void => {
      searched.settle();
      show(...list);
      body.querySelector("input")?.focus();
    };
    if (blocked) foot.append(button(stage, "", stage.say(panelWords.blocked), blocked));
    foot.append(button(stage, "plain", stage.say(whatIsRecorded), insteadOpen("recorded")));
    show(...list);
    finder.type("");
    stage.tell("opened");
    return stop;
  },
};

export { selfHelp as kind };
