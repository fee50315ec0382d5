import type { Words } from "../../contract/guides.ts";

/** What checklists say in every language. */
export const showMe: Words = {
  en: "Show me",
  de: "Zeigen",
  fr: "Montrer",
  es: "Mostrar",
  nl: "Toon",
  ar: "أرِني",
};

export const allDone: Words = {
  en: "All done",
  de: "Alles erledigt",
  fr: "Tout est fait",
  es: "Todo hecho",
  nl: "Alles gedaan",
  ar: "تم كل شيء",
};

/** With `{done}` and `{all}`, two numbers. */
export const doneOf: Words = {
  en: "{done} of {all} done",
  de: "{done} von {all} erledigt",
  fr: "{done} sur {all} faits",
  es: "{done} de {all} hechos",
  nl: "{done} van {all} gedaan",
  ar: "تم {done} من {all}",
};

export const ticked: Words = { en: "Done:", de: "Erledigt:", fr: "Fait :", es: "Hecho:", nl: "Gedaan:", ar: "تم:" };
