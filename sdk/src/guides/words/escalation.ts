import type { Words } from "../../contract/guides.ts";

/** What escalations say in every language. */
export const whatBlocksYou: Words = {
  en: "What are you blocked by?",
  de: "Was hält Sie auf?",
  fr: "Qu’est-ce qui vous bloque ?",
  es: "¿Qué le bloquea?",
  nl: "Waardoor kunt u niet verder?",
  ar: "ما الذي يعيقك؟",
};

export const whatHappened: Words = {
  en: "What happened?",
  de: "Was ist passiert?",
  fr: "Que s’est-il passé ?",
  es: "¿Qué ha pasado?",
  nl: "Wat is er gebeurd?",
  ar: "ماذا حدث؟",
};

export const answeredWithin: Words = {
  en: "Usually answered within",
  de: "Antwort in der Regel innerhalb von",
  fr: "Réponse en général sous",
  es: "Respuesta normalmente en",
  nl: "Meestal beantwoord binnen",
  ar: "يُرد عادةً خلال",
};

export const sent: Words = {
  en: "Sent.",
  de: "Gesendet.",
  fr: "Envoyé.",
  es: "Enviado.",
  nl: "Verstuurd.",
  ar: "تم الإرسال.",
};

export const reference: Words = {
  en: "Your reference:",
  de: "Ihr Aktenzeichen:",
  fr: "Votre référence :",
  es: "Su referencia:",
  nl: "Uw kenmerk:",
  ar: "رقم المرجع:",
};

export const notSent: Words = {
  en: "This could not be sent. What you wrote is still here; please try again.",
  de: "Das konnte nicht gesendet werden. Ihr Text ist noch da; bitte versuchen Sie es noch einmal.",
  fr: "L’envoi a échoué. Votre texte est toujours là ; veuillez réessayer.",
  es: "No se ha podido enviar. Su texto sigue aquí; inténtelo de nuevo.",
  nl: "Versturen is niet gelukt. Uw tekst staat er nog; probeer het opnieuw.",
  ar: "تعذر الإرسال. ما كتبته ما زال هنا؛ يرجى المحاولة مرة أخرى.",
};
