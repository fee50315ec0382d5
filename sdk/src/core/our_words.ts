import { nearest } from "./say.ts";

/** The languages that our own words are in; the first stands in for the others. */
export const LANGUAGES = ["en", "de", "fr", "es", "nl", "ar"] as const;

type InEach = readonly [en: string, de: string, fr: string, es: string, nl: string, ar: string];

// prettier-ignore
const WORDS: { readonly [key: string]: InEach } = {
  back: ["Back", "Zurück", "Retour", "Atrás", "Terug", "رجوع"],
  close: ["Close", "Schließen", "Fermer", "Cerrar", "Sluiten", "إغلاق"],
  done: ["Done", "Fertig", "Terminé", "Hecho", "Klaar", "تم"],
  format: ["Format", "Format", "Format", "Formato", "Opmaak", "الصيغة"],
  got_it: ["Got it", "Verstanden", "Compris", "Entendido", "Begrepen", "فهمت"],
  help: ["Help", "Hilfe", "Aide", "Ayuda", "Hulp", "مساعدة"],
  next: ["Next", "Weiter", "Suivant", "Siguiente", "Volgende", "التالي"],
  not_again: ["Do not show again", "Nicht mehr zeigen", "Ne plus afficher", "No volver a mostrar", "Niet meer tonen", "لا تعرض هذا مجدداً"],
  press_f6: ["Press F6 to go there.", "Mit F6 dorthin.", "Appuyez sur F6 pour y aller.", "Pulse F6 para ir allí.", "Druk op F6 om erheen te gaan.", "اضغط F6 للانتقال إليه."],
  remind_me_later: ["Remind me later", "Später erinnern", "Me le rappeler plus tard", "Recordármelo más tarde", "Herinner me later", "ذكّرني لاحقاً"],
  right: ["Right", "Richtig", "Correct", "Correcto", "Goed", "صحيح"],
  step_of: ["Step {step} of {steps}", "Schritt {step} von {steps}", "Étape {step} sur {steps}", "Paso {step} de {steps}", "Stap {step} van {steps}", "الخطوة {step} من {steps}"],
  waits_for_element: ["This comes up as soon as its place is on the page.", "Es geht weiter, sobald die Stelle auf der Seite ist.", "La suite viendra dès que l’endroit sera sur la page.", "Continuará en cuanto el lugar esté en la página.", "Het gaat verder zodra de plek op de pagina staat.", "ستتابع حالما يظهر الموضع في الصفحة."],
  wrong: ["Wrong", "Falsch", "Incorrect", "Incorrecto", "Fout", "خطأ"],
};

/** The names of all our words, for whoever looks whether none is missing. */
export const OUR_WORDS: readonly string[] = Object.keys(WORDS);

/** One of our words in the reader's language, or in English. A name that is not known stands for itself. */
export function our(key: string, language = "en"): string {
  const index = LANGUAGES.indexOf((nearest(LANGUAGES, language) ?? "en") as (typeof LANGUAGES)[number]);
  return Object.prototype.hasOwnProperty.call(WORDS, key) ? WORDS[key]![index]! : key;
}

/** All the languages of one of our words. */
export function inEach(key: string): InEach | undefined {
  return WORDS[key];
}
