"""German. The software's own words stay English, as they often do."""

from __future__ import annotations

from desirepath.simulate.wording.phrases import Phrases

GERMAN = {
    "workflow_friction": Phrases(
        subjects=(
            "{thing} wird immer abgelehnt",
            "Komme über '{step}' nicht hinaus",
            "'{step}' speichert nicht",
            "Eingabe bei {thing} verschwindet",
        ),
        sentences=(
            "Bei {thing} wird alles rot, ohne dass dasteht, was falsch ist.",
            "Der Knopf bei '{step}' bleibt grau, obwohl alles ausgefüllt ist.",
            "Nach der Fehlermeldung bei '{step}' sind alle Eingaben weg.",
            "Die Liste hinter {thing} ist endlos und lässt sich nicht sortieren.",
            "Für '{step}' brauche ich zehn Klicks, früher war es einer.",
            "Ich habe {thing} viermal eingetippt, jedes Mal kam derselbe Fehler.",
            "Die Maske bei '{step}' ist so unübersichtlich, dass man das Pflichtfeld nicht findet.",
            "Beim Zurückblättern aus '{step}' wird alles gelöscht.",
        ),
        queries=("{thing} ungültig", "{step} Fehler", "{step} speichern geht nicht", "{thing} wird nicht angenommen"),
    ),
    "policy_ambiguity": Phrases(
        subjects=(
            "Welche Regel gilt für {thing}?",
            "Ist '{step}' bei uns Pflicht?",
            "Ab welchem Betrag gilt '{step}'?",
            "Widersprüchliche Richtlinie zu {thing}",
        ),
        sentences=(
            "Im Handbuch steht zu {thing} etwas anderes als im Rundschreiben.",
            "Niemand kann mir sagen, ab wann '{step}' vorgeschrieben ist.",
            "Der Vorgang kam zurück, weil er gegen eine Richtlinie verstößt, aber gegen welche?",
            "Sind eilige Fälle von '{step}' ausgenommen, und wo steht das?",
            "Es ist nicht geregelt, wer über {thing} entscheiden darf.",
            "Revision und Rechtsabteilung legen die Vorschrift zu '{step}' verschieden aus.",
            "Gilt die Grenze bei {thing} je Fall oder je Jahr?",
            "Wir haben '{step}' weggelassen, weil unsere Betriebsvereinbarung es nicht verlangt.",
        ),
        queries=("Richtlinie {thing}", "{step} Pflicht", "Wertgrenze {step}", "wer entscheidet {thing}"),
    ),
    "access_gap": Phrases(
        subjects=(
            "Keine Berechtigung für '{step}'",
            "Bitte '{step}' für mich freischalten",
            "Zugriff auf {thing} verweigert",
            "Rolle für '{step}' fehlt",
        ),
        sentences=(
            "Beim Öffnen von '{step}' heißt es, mein Benutzer sei nicht berechtigt.",
            "Auf {thing} habe ich nur Leserechte.",
            "Seit der Umstellung fehlt in meinem Profil das Recht für '{step}'.",
            "Der Antrag auf die Rolle liegt seit zwei Wochen.",
            "Der Menüpunkt '{step}' ist bei mir nicht sichtbar, bei der Kollegin schon.",
            "Bitte teilen Sie mir die Berechtigung für '{step}' zu.",
            "{thing} ist für unsere ganze Gruppe gesperrt.",
            "Als Vertretung bin ich bei '{step}' nicht zugelassen.",
        ),
        queries=("Berechtigung {step}", "Zugriff verweigert {thing}", "Rolle beantragen {step}", "{step} freischalten"),
    ),
    "capability_gap": Phrases(
        subjects=(
            "Wie mache ich '{step}'?",
            "Neu hier: was gehört in {thing}?",
            "Anleitung für '{step}' gesucht",
            "Schulung zu '{step}' verpasst",
        ),
        sentences=(
            "Das ist mein erster Vorgang hier, ich weiß nicht, wie '{step}' geht.",
            "Bei der Schulung war ich im Urlaub, '{step}' hat mir niemand gezeigt.",
            "Was muss ich bei {thing} genau eintragen?",
            "Ich habe erst vor drei Wochen angefangen und '{step}' noch nie gemacht.",
            "Gibt es ein Video, das '{step}' von Anfang an erklärt?",
            "Ich verwechsle {thing} ständig mit dem Feld darüber.",
            "Im alten Verfahren kannte ich jeden Handgriff, hier finde ich {thing} nicht.",
            "Ein ausgefülltes Beispiel für '{step}' würde mir als Anfänger helfen.",
        ),
        queries=("wie geht {step}", "Anleitung {step}", "was ist {thing}", "Schulung {step}"),
    ),
    "support_dependency": Phrases(
        subjects=(
            "Bitte '{step}' noch einmal mit mir machen",
            "Schon wieder ich wegen {thing}",
            "Warte auf Rückruf zu '{step}'",
            "Bitte '{step}' wie immer übernehmen",
        ),
        sentences=(
            "Letztes Mal hat jemand von Ihnen '{step}' mit mir durchgeklickt, bitte noch einmal.",
            "Für '{step}' rufe ich immer die Hotline an, heute geht niemand ran.",
            "Tragen Sie {thing} bitte wieder für mich ein.",
            "Ich warte auf Ihren Rückruf, solange bleibt alles liegen.",
            "Das ist schon mein viertes Ticket zu {thing}.",
            "Können Sie sich aufschalten und '{step}' fertig machen?",
            "Ohne Ihre Hilfe traue ich mich nicht, '{step}' abzuschicken.",
            "Kaum hatte der Support mit mir gesprochen, ging '{step}' durch.",
        ),
        queries=("Hotline {step}", "Support anrufen", "Rückruf {step}", "wer hilft bei {step}"),
    ),
}
