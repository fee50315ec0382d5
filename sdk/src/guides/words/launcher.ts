import type { Words } from "../../contract/guides.ts";

export const help: Words = { en: "Help", de: "Hilfe", fr: "Aide", es: "Ayuda", nl: "Hulp", ar: "مساعدة" };
