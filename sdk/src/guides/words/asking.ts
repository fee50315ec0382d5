import type { Words } from "../../contract/guides.ts";

/** What surveys and escalations say in every language. */
export const send: Words = { en: "Send", de: "Senden", fr: "Envoyer", es: "Enviar", nl: "Versturen", ar: "إرسال" };

export const noSecrets: Words = {
  en: "Please no names of people, no passwords and no customer data.",
  de: "Bitte keine Namen von Personen, keine Passwörter und keine Kundendaten.",
  fr: "Pas de noms de personnes, de mots de passe ni de données de clients, s’il vous plaît.",
  es: "Por favor, sin nombres de personas, contraseñas ni datos de clientes.",
  nl: "Geen namen van personen, wachtwoorden of klantgegevens, alstublieft.",
  ar: "يرجى عدم كتابة أسماء أشخاص أو كلمات مرور أو بيانات عملاء.",
};

export const chooseFirst: Words = {
  en: "Please choose an answer first.",
  de: "Bitte wählen Sie zuerst eine Antwort.",
  fr: "Veuillez d’abord choisir une réponse.",
  es: "Elija primero una respuesta.",
  nl: "Kies eerst een antwoord.",
  ar: "يرجى اختيار إجابة أولاً.",
};

export const thanks: Words = {
  en: "Thank you.",
  de: "Danke.",
  fr: "Merci.",
  es: "Gracias.",
  nl: "Dank u wel.",
  ar: "شكرًا.",
};
