import type { Words } from "../../contract/guides.ts";

/** What the panel of articles says in every language. */
export const search: Words = { en: "Search", de: "Suchen", fr: "Rechercher", es: "Buscar", nl: "Zoeken", ar: "بحث" };

export const fitsHere: Words = {
  en: "What may help here",
  de: "Was hier helfen kann",
  fr: "Ce qui peut aider ici",
  es: "Lo que puede ayudar aquí",
  nl: "Wat hier kan helpen",
  ar: "ما قد يساعد هنا",
};

/** With `{count}`, a number. */
export const found: Words = {
  en: "Found: {count}",
  de: "Gefunden: {count}",
  fr: "Trouvés : {count}",
  es: "Encontrados: {count}",
  nl: "Gevonden: {count}",
  ar: "النتائج: {count}",
};

export const searching: Words = {
  en: "Searching …",
  de: "Wird gesucht …",
  fr: "Recherche …",
  es: "Buscando …",
  nl: "Zoeken …",
  ar: "جارٍ البحث …",
};

export const nothingFound: Words = {
  en: "Nothing was found.",
  de: "Nichts gefunden.",
  fr: "Rien n’a été trouvé.",
  es: "No se ha encontrado nada.",
  nl: "Er is niets gevonden.",
  ar: "لم يُعثر على شيء.",
};

export const didThisHelp: Words = {
  en: "Did this help?",
  de: "Hat das geholfen?",
  fr: "Cela vous a-t-il aidé ?",
  es: "¿Le ha ayudado?",
  nl: "Heeft dit geholpen?",
  ar: "هل ساعدك هذا؟",
};

export const yes: Words = { en: "Yes", de: "Ja", fr: "Oui", es: "Sí", nl: "Ja", ar: "نعم" };
export const no: Words = { en: "No", de: "Nein", fr: "Non", es: "No", nl: "Nee", ar: "لا" };

export const thanksForNo: Words = {
  en: "Thank you for saying so. It helps to mend this article.",
  de: "Danke für den Hinweis. Er hilft, diesen Artikel zu verbessern.",
  fr: "Merci de l’avoir dit. Cela aide à corriger cet article.",
  es: "Gracias por decirlo. Ayuda a mejorar este artículo.",
  nl: "Dank voor uw melding. Zo kan dit artikel beter worden.",
  ar: "شكرًا لإخبارنا. هذا يساعد على تحسين المقال.",
};

export const blocked: Words = {
  en: "I am blocked",
  de: "Ich komme nicht weiter",
  fr: "Je suis bloqué",
  es: "No puedo seguir",
  nl: "Ik kan niet verder",
  ar: "لا أستطيع المتابعة",
};
