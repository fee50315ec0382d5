"""French. The software's own words stay English, as they often do."""

from __future__ import annotations

from desirepath.simulate.wording.phrases import Phrases

FRENCH = {
    "workflow_friction": Phrases(
        subjects=(
            "{thing} toujours refusé",
            "Impossible de dépasser '{step}'",
            "'{step}' n'enregistre rien",
            "La saisie de {thing} s'efface",
        ),
        sentences=(
            "Le cadre de {thing} devient rouge sans dire ce qui ne va pas.",
            "À '{step}', le bouton suivant reste gris alors que tout est rempli.",
            "Après l'erreur à '{step}', toutes mes saisies ont disparu.",
            "La liste de {thing} est interminable et on ne peut pas la trier.",
            "Il faut dix clics pour '{step}', avant il en fallait un.",
            "J'ai tapé {thing} quatre fois et l'écran affiche la même erreur.",
            "La page '{step}' est tellement confuse qu'on ne voit pas le champ obligatoire.",
            "Revenir en arrière depuis '{step}' efface tout.",
        ),
        queries=("{thing} invalide", "erreur {step}", "{step} ne s'enregistre pas", "{step} bloqué"),
    ),
    "policy_ambiguity": Phrases(
        subjects=(
            "Quelle règle s'applique à {thing} ?",
            "'{step}' est-il obligatoire chez nous ?",
            "À partir de quel montant '{step}' ?",
            "Directives contradictoires sur {thing}",
        ),
        sentences=(
            "Le manuel et la note de service disent le contraire au sujet de {thing}.",
            "Personne ne sait à partir de quand '{step}' est imposé.",
            "Mon dossier est revenu pour non-respect d'une directive, mais laquelle ?",
            "Les cas urgents sont-ils dispensés de '{step}', et où est-ce écrit ?",
            "Il n'est pas défini qui a le droit de décider de {thing}.",
            "L'audit et le juridique interprètent autrement la règle sur '{step}'.",
            "Le plafond de {thing} vaut-il par dossier ou par an ?",
            "Nous avons omis '{step}' parce que notre règlement ne l'exige pas.",
        ),
        queries=("règle {thing}", "{step} obligatoire", "plafond {step}", "qui décide {thing}"),
    ),
    "access_gap": Phrases(
        subjects=(
            "Pas d'autorisation pour '{step}'",
            "Merci de m'ouvrir '{step}'",
            "Accès refusé à {thing}",
            "Rôle manquant pour '{step}'",
        ),
        sentences=(
            "Quand j'ouvre '{step}', on me répond que mon compte n'est pas autorisé.",
            "Je n'ai que la lecture sur {thing}.",
            "Depuis la bascule, mon profil n'a plus le droit pour '{step}'.",
            "La demande de rôle attend depuis deux semaines.",
            "Le menu '{step}' n'apparaît pas chez moi, alors que ma collègue le voit.",
            "Merci d'attribuer l'habilitation '{step}' à mon compte.",
            "{thing} est verrouillé pour tout notre groupe.",
            "En tant que remplaçant, je n'ai pas accès à '{step}'.",
        ),
        queries=("autorisation {step}", "accès refusé {thing}", "demander rôle {step}", "droits {step}"),
    ),
    "capability_gap": Phrases(
        subjects=(
            "Comment faire '{step}' ?",
            "Nouveau ici : que mettre dans {thing} ?",
            "Cherche un guide pour '{step}'",
            "Formation '{step}' manquée",
        ),
        sentences=(
            "C'est mon premier dossier ici, je ne sais pas comment faire '{step}'.",
            "J'étais en congé pendant la formation, personne ne m'a montré '{step}'.",
            "Que faut-il mettre exactement dans {thing} ?",
            "J'ai commencé il y a trois semaines et je n'ai jamais fait '{step}'.",
            "Existe-t-il une vidéo qui explique '{step}' depuis le début ?",
            "Je confonds toujours {thing} avec la case au-dessus.",
            "Dans l'ancienne méthode je connaissais tout, ici je ne trouve pas {thing}.",
            "Un exemple rempli de '{step}' m'aiderait à apprendre.",
        ),
        queries=("comment faire {step}", "guide {step}", "c'est quoi {thing}", "formation {step}"),
    ),
    "support_dependency": Phrases(
        subjects=(
            "Refaire '{step}' avec moi, svp",
            "Encore moi pour {thing}",
            "J'attends votre appel pour '{step}'",
            "Merci de prendre '{step}' comme d'habitude",
        ),
        sentences=(
            "La dernière fois, quelqu'un de chez vous a fait '{step}' avec moi, pouvez-vous recommencer ?",
            "Pour '{step}' j'appelle toujours l'assistance, aujourd'hui personne ne répond.",
            "Merci de saisir {thing} à ma place comme lundi.",
            "J'attends qu'on me rappelle, en attendant tout reste en suspens.",
            "C'est déjà mon quatrième ticket pour {thing}.",
            "Pouvez-vous prendre la main sur mon poste et terminer '{step}' ?",
            "Sans votre aide je n'ose pas envoyer '{step}'.",
            "Dès que le support m'a accompagné, '{step}' est passé.",
        ),
        queries=("appeler support {step}", "numéro assistance", "rappel {step}", "qui aide pour {step}"),
    ),
}
