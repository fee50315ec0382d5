import type { Words } from "../../contract/guides.ts";

/** What is said of recording in every language. */
export const doNotRecord: Words = {
  en: "Do not record what I do here",
  de: "Nicht aufzeichnen, was ich hier tue",
  fr: "Ne pas enregistrer ce que je fais ici",
  es: "No registrar lo que hago aquí",
  nl: "Niet vastleggen wat ik hier doe",
  ar: "لا تسجّل ما أفعله هنا",
};

export const ifYouObject: Words = {
  en: "If you switch this on, nothing more of what you do is recorded and no hint opens by itself, on all your devices. Help that you open yourself stays. Nobody has to be asked.",
  de: "Wenn Sie das einschalten, wird auf allen Ihren Geräten nichts mehr aufgezeichnet, und kein Hinweis öffnet sich von selbst. Hilfe, die Sie selbst öffnen, bleibt. Sie müssen niemanden fragen.",
  fr: "Si vous l’activez, plus rien n’est enregistré et aucune aide ne s’ouvre d’elle-même, sur tous vos appareils. L’aide que vous ouvrez vous-même reste. Aucune autorisation n’est nécessaire.",
  es: "Si lo activa, no se registra nada más y ninguna ayuda se abre por sí sola, en todos sus dispositivos. La ayuda que usted abra sigue ahí. No hay que pedir permiso.",
  nl: "Als u dit aanzet, wordt op al uw apparaten niets meer vastgelegd en opent geen hulp vanzelf. Hulp die u zelf opent, blijft. U hoeft niemand te vragen.",
  ar: "إذا شغّلت هذا الخيار فلن يُسجَّل أي شيء مما تفعله ولن تُفتح أي مساعدة من تلقاء نفسها على جميع أجهزتك. تبقى المساعدة التي تفتحها بنفسك. ولا حاجة إلى إذن أحد.",
};

export const objected: Words = {
  en: "Nothing of what you do here is recorded, and no hint opens by itself. You can switch this off again at any time.",
  de: "Nichts von dem, was Sie hier tun, wird aufgezeichnet, und kein Hinweis öffnet sich von selbst. Sie können das jederzeit wieder ausschalten.",
  fr: "Rien de ce que vous faites ici n’est enregistré et aucune aide ne s’ouvre d’elle-même. Vous pouvez le désactiver à tout moment.",
  es: "No se registra nada de lo que hace aquí y ninguna ayuda se abre por sí sola. Puede desactivarlo en cualquier momento.",
  nl: "Niets van wat u hier doet wordt vastgelegd en geen hulp opent vanzelf. U kunt dit altijd weer uitzetten.",
  ar: "لا يُسجَّل شيء مما تفعله هنا ولا تُفتح أي مساعدة من تلقاء نفسها. يمكنك إيقاف هذا الخيار في أي وقت.",
};

export const sentFromHere: Words = {
  en: "Sent from this page",
  de: "Von dieser Seite gesendet",
  fr: "Envoyé depuis cette page",
  es: "Enviado desde esta página",
  nl: "Verstuurd vanaf deze pagina",
  ar: "أُرسل من هذه الصفحة",
};

export const nothingSent: Words = {
  en: "Nothing so far.",
  de: "Bisher nichts.",
  fr: "Rien pour l’instant.",
  es: "Nada por ahora.",
  nl: "Nog niets.",
  ar: "لا شيء حتى الآن.",
};

export const contact: Words = {
  en: "Questions:",
  de: "Fragen:",
  fr: "Questions :",
  es: "Preguntas:",
  nl: "Vragen:",
  ar: "للأسئلة:",
};
