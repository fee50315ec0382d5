import type { Words } from "../../contract/guides.ts";

export const notNow: Words = {
  en: "Not now",
  de: "Nicht jetzt",
  fr: "Pas maintenant",
  es: "Ahora no",
  nl: "Niet nu",
  ar: "ليس الآن",
};
