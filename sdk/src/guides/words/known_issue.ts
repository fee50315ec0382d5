import type { Words } from "../../contract/guides.ts";

export const expectedUntil: Words = {
  en: "Expected until",
  de: "Voraussichtlich bis",
  fr: "Prévu jusqu’au",
  es: "Previsto hasta",
  nl: "Naar verwachting tot",
  ar: "متوقع حتى",
};
