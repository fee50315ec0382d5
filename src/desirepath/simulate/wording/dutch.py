"""Dutch. The software's own words stay English, as they often do."""

from __future__ import annotations

from desirepath.simulate.wording.phrases import Phrases

DUTCH = {
    "workflow_friction": Phrases(
        subjects=(
            "{thing} wordt steeds geweigerd",
            "Kom niet voorbij '{step}'",
            "'{step}' slaat niets op",
            "Invoer bij {thing} verdwijnt",
        ),
        sentences=(
            "{thing} kleurt rood zonder te zeggen wat er mis is.",
            "Bij '{step}' blijft de knop grijs terwijl alles is ingevuld.",
            "Na de fout bij '{step}' is alles wat ik had ingevuld weg.",
            "De lijst achter {thing} is eindeloos en niet te sorteren.",
            "Voor '{step}' zijn tien klikken nodig, vroeger was het er één.",
            "Ik heb {thing} vier keer ingetikt en krijg telkens dezelfde fout.",
            "Het scherm van '{step}' is zo rommelig dat je het verplichte veld niet ziet.",
            "Eén stap terug vanuit '{step}' wist alles.",
        ),
        queries=("{thing} ongeldig", "fout {step}", "{step} slaat niet op", "vastgelopen bij {step}"),
    ),
    "policy_ambiguity": Phrases(
        subjects=(
            "Welke regel geldt voor {thing}?",
            "Is '{step}' bij ons verplicht?",
            "Vanaf welk bedrag geldt '{step}'?",
            "Tegenstrijdige richtlijn over {thing}",
        ),
        sentences=(
            "In het handboek staat over {thing} iets anders dan in de circulaire.",
            "Niemand weet vanaf wanneer '{step}' is voorgeschreven.",
            "Het kwam terug wegens strijd met een richtlijn, maar welke?",
            "Zijn spoedgevallen vrijgesteld van '{step}', en waar staat dat?",
            "Het is niet vastgelegd wie over {thing} mag beslissen.",
            "De accountant en juridische zaken leggen de regel over '{step}' anders uit.",
            "Geldt de grens voor {thing} per geval of per jaar?",
            "We hebben '{step}' overgeslagen omdat ons reglement het niet eist.",
        ),
        queries=("richtlijn {thing}", "{step} verplicht", "grensbedrag {step}", "wie beslist {thing}"),
    ),
    "access_gap": Phrases(
        subjects=(
            "Geen bevoegdheid voor '{step}'",
            "Graag '{step}' voor mij openzetten",
            "Toegang tot {thing} geweigerd",
            "Rol voor '{step}' ontbreekt",
        ),
        sentences=(
            "Als ik '{step}' open, staat er dat mijn gebruiker niet bevoegd is.",
            "Op {thing} heb ik alleen leesrechten.",
            "Sinds de overgang zit het recht voor '{step}' niet meer in mijn profiel.",
            "De aanvraag voor de rol ligt er al twee weken.",
            "Het menu '{step}' zie ik niet, mijn collega wel.",
            "Ken mijn account het recht voor '{step}' toe, alstublieft.",
            "{thing} is voor onze hele groep vergrendeld.",
            "Als vervanger kom ik '{step}' niet in.",
        ),
        queries=("rechten {step}", "toegang geweigerd {thing}", "rol aanvragen {step}", "{step} ontgrendelen"),
    ),
    "capability_gap": Phrases(
        subjects=(
            "Hoe doe ik '{step}'?",
            "Nieuw hier: wat komt er in {thing}?",
            "Uitleg gezocht over '{step}'",
            "Training '{step}' gemist",
        ),
        sentences=(
            "Dit is mijn eerste dossier hier, ik weet niet hoe '{step}' werkt.",
            "Tijdens de training was ik vrij, niemand heeft mij '{step}' laten zien.",
            "Wat moet ik precies invullen bij {thing}?",
            "Ik ben drie weken geleden begonnen en heb '{step}' nog nooit gedaan.",
            "Is er een filmpje dat '{step}' vanaf het begin uitlegt?",
            "Ik haal {thing} steeds door elkaar met het vak erboven.",
            "In de oude manier kende ik elke handeling, hier vind ik {thing} niet.",
            "Een ingevuld voorbeeld van '{step}' zou mij als beginner helpen.",
        ),
        queries=("hoe werkt {step}", "handleiding {step}", "wat is {thing}", "training {step}"),
    ),
    "support_dependency": Phrases(
        subjects=(
            "Graag '{step}' nog een keer samen doen",
            "Ik weer, over {thing}",
            "Wacht op terugbellen over '{step}'",
            "Neem '{step}' weer over zoals altijd",
        ),
        sentences=(
            "Vorige keer heeft iemand van jullie '{step}' samen met mij gedaan, kan dat weer?",
            "Voor '{step}' bel ik altijd de helpdesk, vandaag neemt niemand op.",
            "Vul {thing} weer voor mij in, net als maandag.",
            "Ik wacht tot iemand terugbelt, zolang ligt alles stil.",
            "Dit is al mijn vierde melding over {thing}.",
            "Kunnen jullie op mijn scherm meekijken en '{step}' afmaken?",
            "Zonder jullie hulp durf ik '{step}' niet te versturen.",
            "Zodra de helpdesk had meegekeken, lukte '{step}' meteen.",
        ),
        queries=("helpdesk bellen {step}", "telefoonnummer helpdesk", "terugbellen {step}", "wie helpt met {step}"),
    ),
}
