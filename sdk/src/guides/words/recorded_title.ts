import type { Words } from "../../contract/guides.ts";

export const whatIsRecorded: Words = {
  en: "What is recorded here",
  de: "Was hier aufgezeichnet wird",
  fr: "Ce qui est enregistré ici",
  es: "Qué se registra aquí",
  nl: "Wat hier wordt vastgelegd",
  ar: "ما الذي يُسجَّل هنا",
};
