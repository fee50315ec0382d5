import type { Words } from "../../contract/guides.ts";

/** What acknowledgements say in every language. */
export const forAudits: Words = {
  en: "When you confirm, your id, this wording and the time are recorded, to be shown in audits.",
  de: "Wenn Sie bestätigen, werden Ihre Kennung, dieser Wortlaut und der Zeitpunkt für Prüfungen festgehalten.",
  fr: "Si vous confirmez, votre identifiant, ce texte et l’heure sont enregistrés pour les audits.",
  es: "Si confirma, se registran su identificador, este texto y la hora para las auditorías.",
  nl: "Als u bevestigt, worden uw kenmerk, deze tekst en het tijdstip vastgelegd voor audits.",
  ar: "عند التأكيد يُسجَّل معرّفك وهذا النص والوقت لأغراض التدقيق.",
};

export const tickFirst: Words = {
  en: "Please tick the box first.",
  de: "Bitte setzen Sie zuerst das Häkchen.",
  fr: "Veuillez d’abord cocher la case.",
  es: "Marque primero la casilla.",
  nl: "Vink eerst het vakje aan.",
  ar: "يرجى تحديد المربع أولاً.",
};

export const notRecorded: Words = {
  en: "This could not be recorded, so it does not count yet. Please try again.",
  de: "Das konnte nicht festgehalten werden und zählt deshalb noch nicht. Bitte versuchen Sie es noch einmal.",
  fr: "L’enregistrement a échoué : cela ne compte pas encore. Veuillez réessayer.",
  es: "No se ha podido registrar, así que todavía no cuenta. Inténtelo de nuevo.",
  nl: "Vastleggen is niet gelukt, dus het telt nog niet. Probeer het opnieuw.",
  ar: "تعذر التسجيل، لذا لا يُحتسب بعد. يرجى المحاولة مرة أخرى.",
};

export const isRecorded: Words = {
  en: "Your confirmation is recorded.",
  de: "Ihre Bestätigung ist festgehalten.",
  fr: "Votre confirmation est enregistrée.",
  es: "Su confirmación ha quedado registrada.",
  nl: "Uw bevestiging is vastgelegd.",
  ar: "تم تسجيل تأكيدك.",
};
