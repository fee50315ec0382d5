"""Matters that have nothing to do with the workflow, in all languages."""

from __future__ import annotations

from desirepath.simulate.wording.phrases import Phrases

TOPICS = ("network", "mail", "printing", "sign_in", "hardware", "other_change")
CATEGORIES = ("Network", "E-mail", "Printing", "Sign-in", "Hardware", "Other applications")
"""What support files each topic under."""


def _about(subjects: tuple[str, ...], sentences: tuple[str, ...]) -> Phrases:
    return Phrases(subjects=subjects, sentences=sentences, queries=subjects[:1])


_ENGLISH = {
    "network": _about(
        ("VPN drops every few minutes", "No internet on the third floor", "Wi-Fi gone in the meeting rooms"),
        (
            "The VPN disconnects as soon as I join a call.",
            "No web page opens, the network cable is plugged in.",
            "Wireless shows full bars but nothing loads.",
            "The whole corridor has been offline since nine.",
            "Network drives are not reachable from home.",
        ),
    ),
    "mail": _about(
        ("Outlook does not start", "Mails stay in the outbox", "Mailbox is full"),
        (
            "My mailbox reports that it is full and I cannot send.",
            "Mails to customers have been in the outbox since yesterday.",
            "The calendar shows all meetings an hour early.",
            "Outlook closes itself right after the start.",
            "Newsletters are back although the spam filter was on.",
        ),
    ),
    "printing": _about(
        ("Printer on the second floor jams", "No toner", "Print jobs vanish"),
        (
            "The printer by the kitchen swallows every second sheet.",
            "Toner is empty and the spare cartridges are gone.",
            "My print jobs disappear from the queue.",
            "The badge reader at the printer does not light up.",
            "Scans arrive as blank pages.",
        ),
    ),
    "sign_in": _about(
        ("Password expired", "Second factor does not arrive", "Windows account locked after holidays"),
        (
            "The code for the second factor never reaches my phone.",
            "After the holidays my Windows password had expired.",
            "I changed my phone and the authenticator is empty.",
            "The login screen of the laptop does not take my fingerprint.",
            "My computer account was locked after three typos.",
        ),
    ),
    "hardware": _about(
        ("Headset is silent", "Laptop gets very hot", "Second monitor stays black"),
        (
            "The docking station does not charge the laptop.",
            "My second monitor stays black since the update.",
            "The headset crackles in every call.",
            "Two keys of my keyboard are stuck.",
            "The laptop battery lasts half an hour at most.",
        ),
    ),
    "other_change": _about(
        ("New telephone: where is my voicemail?", "Files moved, shortcut broken", "Time sheet looks different"),
        (
            "Since the telephones were swapped I have no ring tone.",
            "The shortcut to our shared folder leads nowhere after the move.",
            "In the new time sheet I cannot see last month.",
            "The intranet start page no longer shows the canteen menu.",
            "The travel booking site has lost my frequent flyer number.",
        ),
    ),
}
_GERMAN = {
    "network": _about(("VPN bricht ab",), ("Das VPN trennt sich bei jedem Anruf.", "Im dritten Stock geht kein WLAN.")),
    "mail": _about(("Postfach voll",), ("Outlook startet nicht mehr.", "Meine Mails bleiben im Postausgang hängen.")),
    "printing": _about(("Drucker klemmt",), ("Der Toner ist leer.", "Mein Druckauftrag verschwindet aus der Liste.")),
    "sign_in": _about(("Passwort abgelaufen",), ("Der zweite Faktor kommt nicht an.", "Windows-Konto gesperrt.")),
    "hardware": _about(("Headset stumm",), ("Der zweite Bildschirm bleibt schwarz.", "Die Tastatur klemmt.")),
    "other_change": _about(
        ("Neues Telefon",), ("Seit dem Tausch klingelt mein Telefon nicht.", "Laufwerk verschoben.")
    ),
}
_FRENCH = {
    "network": _about(("VPN coupé",), ("Le VPN se coupe à chaque appel.", "Plus de wifi au troisième étage.")),
    "mail": _about(("Boîte pleine",), ("Outlook ne démarre plus.", "Mes courriels restent dans la boîte d'envoi.")),
    "printing": _about(("Imprimante bloquée",), ("Plus de toner.", "Mes impressions disparaissent de la file.")),
    "sign_in": _about(
        ("Mot de passe expiré",), ("Le code sur mon téléphone n'arrive pas.", "Session Windows bloquée.")
    ),
    "hardware": _about(("Casque muet",), ("Le second écran reste noir.", "Deux touches du clavier sont coincées.")),
    "other_change": _about(("Nouveau téléphone",), ("Mon poste ne sonne plus depuis l'échange.", "Dossier déplacé.")),
}
_SPANISH = {
    "network": _about(("VPN caída",), ("La VPN se corta en cada llamada.", "No hay wifi en la tercera planta.")),
    "mail": _about(("Buzón lleno",), ("Outlook no arranca.", "Los correos se quedan en la bandeja de salida.")),
    "printing": _about(("Impresora atascada",), ("Falta tóner.", "Mis impresiones desaparecen de la cola.")),
    "sign_in": _about(
        ("Contraseña caducada",), ("El código no llega al móvil.", "La sesión de Windows está bloqueada.")
    ),
    "hardware": _about(("Auriculares mudos",), ("El segundo monitor sigue negro.", "Dos teclas están atascadas.")),
    "other_change": _about(
        ("Teléfono nuevo",), ("Mi teléfono no suena desde el cambio.", "Carpeta compartida movida.")
    ),
}
_DUTCH = {
    "network": _about(("VPN valt weg",), ("De VPN valt weg bij elk gesprek.", "Geen wifi op de derde verdieping.")),
    "mail": _about(("Postvak vol",), ("Outlook start niet meer.", "Mijn mails blijven in de postvak-uit staan.")),
    "printing": _about(("Printer loopt vast",), ("De toner is op.", "Mijn afdrukken verdwijnen uit de wachtrij.")),
    "sign_in": _about(
        ("Wachtwoord verlopen",), ("De code komt niet op mijn telefoon aan.", "Windows-account geblokkeerd.")
    ),
    "hardware": _about(("Headset stil",), ("Het tweede scherm blijft zwart.", "Twee toetsen zitten vast.")),
    "other_change": _about(("Nieuwe telefoon",), ("Mijn toestel gaat niet meer over.", "Gedeelde map verplaatst.")),
}
UNRELATED = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "nl": _DUTCH}
