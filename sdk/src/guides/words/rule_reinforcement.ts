import type { Words } from "../../contract/guides.ts";

/** What rules before sending say in every language. */
export const sendAnyway: Words = {
  en: "Send anyway",
  de: "Trotzdem senden",
  fr: "Envoyer quand même",
  es: "Enviar de todos modos",
  nl: "Toch versturen",
  ar: "إرسال على أي حال",
};

export const allRightNow: Words = {
  en: "Everything is as it should be now.",
  de: "Jetzt ist alles, wie es sein soll.",
  fr: "Tout est en ordre maintenant.",
  es: "Ahora todo está como debe.",
  nl: "Nu is alles zoals het hoort.",
  ar: "كل شيء صحيح الآن.",
};
