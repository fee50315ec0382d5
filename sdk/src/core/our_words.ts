import { nearest } from "./say.ts";

/** The languages that our own words are in; the first stands in for the others. */
export const LANGUAGES = ["en", "de", "fr", "es", "nl", "ar"] as const;

type InEach = readonly [en: string, de: string, fr: string, es: string, nl: string, ar: string];

// prettier-ignore
const WORDS: { readonly [key: string]: InEach } = {
  all_done: ["All done", "Alles erledigt", "Tout est fait", "Todo hecho", "Alles gedaan", "تم كل شيء"],
  answered_within: ["Answered within", "Antwort innerhalb von", "Réponse sous", "Respuesta en un plazo de", "Antwoord binnen", "الرد خلال"],
  back: ["Back", "Zurück", "Retour", "Atrás", "Terug", "رجوع"],
  blocked: ["I am blocked", "Ich komme nicht weiter", "Je suis bloqué", "Estoy bloqueado", "Ik kom niet verder", "لا أستطيع المتابعة"],
  choose_first: ["Please choose an answer first.", "Bitte zuerst eine Antwort wählen.", "Choisissez d’abord une réponse.", "Elija primero una respuesta.", "Kies eerst een antwoord.", "اختر إجابة أولاً."],
  close: ["Close", "Schließen", "Fermer", "Cerrar", "Sluiten", "إغلاق"],
  contact: ["Questions about this:", "Fragen dazu:", "Questions à ce sujet :", "Preguntas sobre esto:", "Vragen hierover:", "للاستفسار عن ذلك:"],
  did_this_help: ["Did this help?", "Hat das geholfen?", "Cela vous a-t-il aidé ?", "¿Le ha servido?", "Heeft dit geholpen?", "هل أفادك هذا؟"],
  do_not_record: ["Do not record my use", "Meine Nutzung nicht aufzeichnen", "Ne pas enregistrer mon utilisation", "No registrar mi uso", "Mijn gebruik niet vastleggen", "لا تسجّل استخدامي"],
  done: ["Done", "Fertig", "Terminé", "Hecho", "Klaar", "تم"],
  done_of: ["{done} of {all} done", "{done} von {all} erledigt", "{done} sur {all} terminés", "{done} de {all} hechos", "{done} van {all} gedaan", "تم {done} من {all}"],
  expected_until: ["Expected until", "Voraussichtlich bis", "Prévu jusqu’au", "Previsto hasta", "Verwacht tot", "متوقع حتى"],
  exposure_completed: ["done", "erledigt", "terminée", "hecha", "gedaan", "اكتمل"],
  exposure_dismissed: ["closed", "geschlossen", "fermée", "cerrada", "gesloten", "أُغلق"],
  exposure_held_out: ["not shown, by lot", "nicht gezeigt, durch das Los", "non affichée, par tirage au sort", "no mostrada, por sorteo", "niet getoond, door loting", "لم يُعرض، بالقرعة"],
  exposure_opened: ["opened", "geöffnet", "ouverte", "abierta", "geopend", "فُتح"],
  exposure_shown: ["shown", "gezeigt", "affichée", "mostrada", "getoond", "عُرض"],
  fits_here: ["Fits this place", "Passt zu dieser Stelle", "En rapport avec cet endroit", "Relacionado con este lugar", "Past bij deze plek", "يناسب هذا الموضع"],
  format: ["Format", "Format", "Format", "Formato", "Opmaak", "الصيغة"],
  found: ["{count} found", "{count} gefunden", "{count} résultat(s)", "{count} encontrados", "{count} gevonden", "عدد النتائج: {count}"],
  got_it: ["Got it", "Verstanden", "Compris", "Entendido", "Begrepen", "فهمت"],
  help: ["Help", "Hilfe", "Aide", "Ayuda", "Hulp", "مساعدة"],
  is_recorded: ["Your confirmation is recorded.", "Die Bestätigung ist festgehalten.", "Votre confirmation est enregistrée.", "Su confirmación queda registrada.", "Uw bevestiging is vastgelegd.", "تم تسجيل تأكيدك."],
  next: ["Next", "Weiter", "Suivant", "Siguiente", "Volgende", "التالي"],
  no: ["No", "Nein", "Non", "No", "Nee", "لا"],
  no_secrets: ["Please write no names and no passwords.", "Bitte keine Namen und keine Passwörter schreiben.", "N’écrivez ni noms ni mots de passe.", "No escriba nombres ni contraseñas.", "Schrijf geen namen en geen wachtwoorden.", "لا تكتب أسماء ولا كلمات مرور."],
  not_again: ["Do not show again", "Nicht mehr zeigen", "Ne plus afficher", "No volver a mostrar", "Niet meer tonen", "لا تعرض هذا مجدداً"],
  not_now: ["Not now", "Jetzt nicht", "Pas maintenant", "Ahora no", "Nu niet", "ليس الآن"],
  not_recorded: ["It could not be recorded. Please try again.", "Es konnte nicht festgehalten werden. Bitte noch einmal versuchen.", "L’enregistrement a échoué. Réessayez.", "No se ha podido registrar. Inténtelo de nuevo.", "Het kon niet worden vastgelegd. Probeer het opnieuw.", "تعذّر التسجيل. حاول مرة أخرى."],
  not_sent: ["It could not be sent. Please try again.", "Es konnte nicht gesendet werden. Bitte noch einmal versuchen.", "L’envoi a échoué. Réessayez.", "No se ha podido enviar. Inténtelo de nuevo.", "Het kon niet worden verzonden. Probeer het opnieuw.", "تعذّر الإرسال. حاول مرة أخرى."],
  nothing_found: ["Nothing found", "Nichts gefunden", "Aucun résultat", "Sin resultados", "Niets gevonden", "لا توجد نتائج"],
  nothing_recorded: ["Nothing is recorded of you here any more.", "Hier wird nichts mehr von Ihnen aufgezeichnet.", "Plus rien n’est enregistré à votre sujet ici.", "Aquí ya no se registra nada sobre usted.", "Er wordt hier niets meer van u vastgelegd.", "لم يعد يُسجَّل عنك أي شيء هنا."],
  nothing_sent: ["Nothing has been sent from here.", "Von hier wurde nichts gesendet.", "Rien n’a été envoyé d’ici.", "No se ha enviado nada desde aquí.", "Er is hier niets verzonden.", "لم يُرسَل شيء من هنا."],
  press_f6: ["Press F6 to go there.", "Mit F6 dorthin.", "Appuyez sur F6 pour y aller.", "Pulse F6 para ir allí.", "Druk op F6 om erheen te gaan.", "اضغط F6 للانتقال إليه."],
  recorded_for_audits: ["Who confirmed which wording, and when, is kept for audits.", "Wer wann welchen Wortlaut bestätigt hat, wird für Prüfungen aufbewahrt.", "Qui a confirmé quel texte, et quand, est conservé pour les audits.", "Quién confirmó qué texto, y cuándo, se conserva para auditorías.", "Wie welke tekst wanneer heeft bevestigd, wordt voor audits bewaard.", "يُحفظ مَن أكّد أي نص ومتى لأغراض التدقيق."],
  reference: ["Reference", "Vorgang", "Référence", "Referencia", "Referentie", "المرجع"],
  remind_me_later: ["Remind me later", "Später erinnern", "Me le rappeler plus tard", "Recordármelo más tarde", "Herinner me later", "ذكّرني لاحقاً"],
  right: ["Right", "Richtig", "Correct", "Correcto", "Goed", "صحيح"],
  search: ["Search", "Suche", "Rechercher", "Buscar", "Zoeken", "بحث"],
  searching: ["Searching …", "Suche läuft …", "Recherche en cours…", "Buscando…", "Bezig met zoeken…", "جارٍ البحث…"],
  send: ["Send", "Senden", "Envoyer", "Enviar", "Verzenden", "إرسال"],
  sent: ["Sent.", "Gesendet.", "Envoyé.", "Enviado.", "Verzonden.", "تم الإرسال."],
  sent_answers: ["Answer to a question", "Antwort auf eine Frage", "Réponse à une question", "Respuesta a una pregunta", "Antwoord op een vraag", "إجابة عن سؤال"],
  sent_events: ["Step of the work", "Arbeitsschritt", "Étape du travail", "Paso del trabajo", "Stap in het werk", "خطوة عمل"],
  sent_exposures: ["Guidance", "Hilfe", "Aide", "Ayuda", "Hulp", "إرشاد"],
  sent_from_here: ["Sent from here", "Von hier gesendet", "Envoyé d’ici", "Enviado desde aquí", "Van hier verzonden", "ما أُرسل من هنا"],
  sent_searches: ["Search in the help", "Suche in der Hilfe", "Recherche dans l’aide", "Búsqueda en la ayuda", "Zoeken in de hulp", "بحث في المساعدة"],
  sent_signs: ["Help opened at a step", "Hilfe an einem Schritt geöffnet", "Aide ouverte à une étape", "Ayuda abierta en un paso", "Hulp geopend bij een stap", "فُتحت المساعدة عند خطوة"],
  show_me: ["Show me", "Zeigen", "Montrer", "Mostrar", "Laat zien", "أرِني"],
  step_of: ["Step {step} of {steps}", "Schritt {step} von {steps}", "Étape {step} sur {steps}", "Paso {step} de {steps}", "Stap {step} van {steps}", "الخطوة {step} من {steps}"],
  thanks: ["Thank you.", "Danke.", "Merci.", "Gracias.", "Bedankt.", "شكراً لك."],
  thanks_for_no: ["Thank you. We will make this better.", "Danke. Das verbessern wir.", "Merci. Nous allons l’améliorer.", "Gracias. Lo mejoraremos.", "Bedankt. We gaan dit verbeteren.", "شكراً لك. سنحسّن هذا."],
  tick_first: ["Please tick the box first.", "Bitte zuerst das Kästchen ankreuzen.", "Cochez d’abord la case.", "Marque primero la casilla.", "Vink eerst het vakje aan.", "ضع علامة في المربع أولاً."],
  waits_for_element: ["This comes up as soon as its place is on the page.", "Es geht weiter, sobald die Stelle auf der Seite ist.", "La suite viendra dès que l’endroit sera sur la page.", "Continuará en cuanto el lugar esté en la página.", "Het gaat verder zodra de plek op de pagina staat.", "ستتابع حالما يظهر الموضع في الصفحة."],
  what_blocks_you: ["What blocks you?", "Was hält Sie auf?", "Qu’est-ce qui vous bloque ?", "¿Qué le impide continuar?", "Wat houdt u tegen?", "ما الذي يعيقك؟"],
  what_happened: ["What happened?", "Was ist geschehen?", "Que s’est-il passé ?", "¿Qué ha ocurrido?", "Wat is er gebeurd?", "ماذا حدث؟"],
  what_is_recorded: ["What is recorded here", "Was hier aufgezeichnet wird", "Ce qui est enregistré ici", "Qué se registra aquí", "Wat hier wordt vastgelegd", "ما الذي يُسجَّل هنا"],
  what_objecting_does: ["If you object, nothing of your work here is sent any more, and no guidance comes up by itself.", "Wenn Sie widersprechen, wird von Ihrer Arbeit hier nichts mehr gesendet, und keine Hilfe erscheint von selbst.", "Si vous vous y opposez, plus rien de votre travail ici n’est envoyé et aucune aide n’apparaît d’elle-même.", "Si se opone, ya no se envía nada de su trabajo aquí y ninguna ayuda aparece por sí sola.", "Als u bezwaar maakt, wordt hier niets meer van uw werk verzonden en verschijnt er geen hulp vanzelf.", "إذا اعترضت، فلن يُرسَل شيء من عملك هنا ولن يظهر أي إرشاد تلقائياً."],
  wrong: ["Wrong", "Falsch", "Incorrect", "Incorrecto", "Fout", "خطأ"],
  yes: ["Yes", "Ja", "Oui", "Sí", "Ja", "نعم"],
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
