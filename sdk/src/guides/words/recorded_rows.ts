import type { Words } from "../../contract/guides.ts";

/** What a row is called, by its table. */
export const tables: { readonly [name: string]: Words } = {
  answers: {
    en: "Answer to a question",
    de: "Antwort auf eine Frage",
    fr: "Réponse à une question",
    es: "Respuesta a una pregunta",
    nl: "Antwoord op een vraag",
    ar: "إجابة عن سؤال",
  },
  events: {
    en: "Step of the work",
    de: "Arbeitsschritt",
    fr: "Étape du travail",
    es: "Paso del trabajo",
    nl: "Stap in het werk",
    ar: "خطوة عمل",
  },
  exposures: {
    en: "Guidance",
    de: "Hilfe",
    fr: "Aide",
    es: "Ayuda",
    nl: "Hulp",
    ar: "إرشاد",
  },
  searches: {
    en: "Search in the help",
    de: "Suche in der Hilfe",
    fr: "Recherche dans l’aide",
    es: "Búsqueda en la ayuda",
    nl: "Zoeken in de hulp",
    ar: "بحث في المساعدة",
  },
  signs: {
    en: "Help opened at a step",
    de: "Hilfe an einem Schritt geöffnet",
    fr: "Aide ouverte à une étape",
    es: "Ayuda abierta en un paso",
    nl: "Hulp geopend bij een stap",
    ar: "فُتحت المساعدة عند خطوة",
  },
};

/** What became of a guide, by the action of its exposure, or the arm. */
export const fates: { readonly [name: string]: Words } = {
  completed: {
    en: "done",
    de: "erledigt",
    fr: "terminée",
    es: "hecha",
    nl: "gedaan",
    ar: "اكتمل",
  },
  dismissed: {
    en: "closed",
    de: "geschlossen",
    fr: "fermée",
    es: "cerrada",
    nl: "gesloten",
    ar: "أُغلق",
  },
  held_out: {
    en: "not shown, by lot",
    de: "nicht gezeigt, durch das Los",
    fr: "non affichée, par tirage au sort",
    es: "no mostrada, por sorteo",
    nl: "niet getoond, door loting",
    ar: "لم يُعرض، بالقرعة",
  },
  opened: {
    en: "opened",
    de: "geöffnet",
    fr: "ouverte",
    es: "abierta",
    nl: "geopend",
    ar: "فُتح",
  },
  shown: {
    en: "shown",
    de: "gezeigt",
    fr: "affichée",
    es: "mostrada",
    nl: "getoond",
    ar: "عُرض",
  },
};
