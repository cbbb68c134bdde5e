"""What begins a service's flow, and what stays a question."""

import pytest

from flows.routes import Route, route_of

ASKED = {
    Route.APPOINTMENT: [
        "je voudrais prendre rendez-vous pour un passeport",
        "bonjour j'aimerais avoir un rendez-vous",
        "il me faut un rendez-vous pour un mariage",
        "j'ai besoin d'un rendez-vous",
        "prendre un rdv",
        "rendez-vous",
        "oui un rendez-vous s'il vous plaît",
        "rendez-vous passeport s'il vous plaît",
        "rendez-vous carte d'identité",
        "un rendez-vous passeport",
        "c'est pour une carte d'identité, un rendez-vous",
        "pour un passeport un rendez-vous s'il vous plaît",
        "je voudrais changer mon rendez-vous",
        "annuler mon rendez-vous",
        "mon rendez-vous de demain je peux pas venir",
        "j'ai rendez-vous demain et je ne pourrai pas être là",
        "j'ai un empêchement pour mon rendez-vous",
        "il demande un rendez-vous pour une carte d'identité",
        "elle souhaiterait un rendez-vous pour un passeport",
        "la personne veut un rendez-vous pour un pacs",
        "je ne pourrai pas venir à mon rendez-vous",
    ],
    Route.REPORT: [
        "je veux signaler un lampadaire en panne",
        "signaler un nid-de-poule",
        "c'est pour signaler un dépôt sauvage",
        "oui je veux le signaler",
        "il y a un gros nid-de-poule devant chez moi rue pasteur",
        "il y a une fuite d'eau sur le trottoir",
        "y a un trou sur la route rue de la République",
        "une voiture ventouse abandonnée depuis trois mois",
        "bonjour dans ma rue une canalisation a pété",
        "mes voisins font un boucan toutes les nuits",
        "le feu rouge de la place est en panne",
        "une plaque d'égout a disparu un enfant pourrait tomber dedans",
        "un arbre menace de tomber sur l'école",
        "une tuile menace de tomber de l'école",
        "le mur du cimetière menace de s'effondrer",
        "un poteau électrique penche et va tomber",
        "une fuite d'eau énorme inonde la rue",
    ],
    Route.CALLBACK: [
        "je voudrais qu'on me rappelle",
        "rappelez-moi demain matin",
        "est-ce que vous pouvez me rappeler",
        "je préfère être rappelé",
    ],
    Route.MESSAGE: [
        "je voudrais laisser un message",
        "laisser un message",
        "prendre un message",
        "je souhaite laisser un message à la mairie",
        "puis-je laisser un message au service urbanisme",
        "est-ce que vous pouvez prendre un message",
        "un message pour le service voirie",
    ],
    Route.PERSON: [
        "je veux parler au service urbanisme",
        "je voudrais parler à la comptabilité",
        "parler à la cantine",
        "passez-moi l'urbanisme",
        "monsieur Martin de l'urbanisme",
        "est-ce que je peux parler à madame Dupont",
    ],
    None: [
        "ma poubelle est cassée",
        "les éboueurs font un boucan à cinq heures du matin",
        "j'ai recueilli un animal abandonné",
        "j'ai laissé un message hier",
        "je voudrais parler au maire",
        "passer le permis de chasser",
        "je voudrais vous parler d'un problème de voisinage",
        "j'ai essayé de parler à mon voisin",
        "est-ce qu'il faut un rendez-vous pour la carte d'identité",
        "faut-il prendre rendez-vous pour un passeport",
        "on peut venir sans rendez-vous",
        "comment prendre rendez-vous",
        "comment signaler un nid de poule",
        "où signaler un dépôt sauvage",
        "j'ai déjà pris rendez-vous",
        "rendez-vous chez le médecin",
        "rendez-vous annulé hier",
        "mon rendez-vous est à quelle heure",
        "je n'ai pas besoin de rendez-vous",
        "le lampadaire de ma rue ne marche plus",
        "il y a un marché le samedi",
        "il y a un vieux matelas à enlever",
        "je ne me rappelle plus du jour des poubelles",
        "rappelez-moi les horaires",
        "je voudrais refaire ma carte d'identité",
        "",
    ],
}


@pytest.mark.parametrize(
    ("route", "text"), [(route, text) for route, texts in ASKED.items() for text in texts]
)
def test_clear_words_begin_a_flow_and_questions_stay_questions(route, text):
    assert route_of(text) is route
