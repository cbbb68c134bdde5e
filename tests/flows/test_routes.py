"""What begins a service's flow, and what stays a question."""

import pytest

from flows.collect.wish import Wish, wish_of
from flows.english.routes import route_of as english_route_of
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
        "mon rendez-vous est à quelle heure",
        "c'est quand mon rendez-vous déjà",
        "confirmer mon rendez-vous",
        "mon fils a un rendez-vous il est malade",
        "j'ai oublié l'heure de mon rendez-vous",
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
        "il y a un trou énorme sur la route une moto vient de tomber",
        "un arbre menace de tomber cette nuit sur la route",
        "une branche menace de tomber sur ma voiture",
        "il y a de la neige la branche va tomber",
        "si vous pouviez envoyer quelqu'un le mur va tomber",
        "le toit de mon voisin menace de tomber",
        "le panneau est en train de tomber",
        "ma fille a failli tomber dans le trou",
        "il y a des fils à nu qui sortent du mur de l'école",
        "le coffret électrique est ouvert les fils sont à nu",
        "un câble pend au-dessus de la route",
        "il n'y a plus de plaque sur la bouche d'égout",
        "une grille d'égout a été volée",
        "il y a de l'huile sur la route les voitures glissent",
        "une voiture bloque les pompiers",
        "le toit de la salle des fêtes s'est effondré",
        "un mur est tombé rue pasteur",
        "un balcon s'est décroché",
        "un taureau est sur la route",
        "un chien méchant est en liberté devant l'école",
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
        "peut-on couper une branche qui menace de tomber chez le voisin",
        "que faire si un arbre du voisin menace de tomber",
        "le mur mitoyen menace de tomber qui paie",
        "mon plafond menace de s'effondrer",
        "la nouvelle vient de tomber",
        "le prix du pont est tombé",
        "les horaires des bus sont tombés",
        "le projet de pont est tombé à l'eau",
        "une tuile est tombée de mon toit",
        "mon mur est tombé",
        "un mur est tombé sur mon grillage",
        "le rocher est tombé sur notre tombe",
        "mon chien s'est échappé",
        "le manège de chevaux sur la place",
        "le prix de la cantine va tomber",
        "mon fils vient de tomber malade",
        "je risque de tomber malade",
        "j'ai failli oublier mon rendez-vous",
        "la facture a explosé à cause d'une fuite",
        "il y a une fuite d'eau dans ma salle de bains",
        "j'ai des fils à nu dans mon appartement mon propriétaire ne fait rien",
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
        "mon rendez-vous chez le médecin c'est quand",
        "quand est-ce que je peux prendre rendez-vous pour un passeport",
        "quels papiers pour mon rendez-vous",
        "je peux pas venir en mairie comment faire ma carte",
        "rendez-vous annulé hier",
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


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("annulez mon rendez-vous s'il vous plaît", Wish.CANCEL),
        ("annulez mon rendez-vous de demain", Wish.CANCEL),
        ("changez mon rendez-vous", Wish.CHANGE),
        ("déplacez mon rendez-vous à jeudi", Wish.CHANGE),
        ("c'est encore moi je veux changer l'heure de mon rendez-vous", Wish.CHANGE),
        ("je dois annuler", Wish.CANCEL),
        ("j'ai un rendez-vous demain à dix heures vingt je voudrais venir plus tôt", Wish.CHANGE),
    ],
)
def test_a_visit_is_changed_or_cancelled_by_whoever_orders_it(words, wish):
    assert (route_of(words), wish_of(words)) == (Route.APPOINTMENT, wish)


@pytest.mark.parametrize(
    "words", ["changez mon adresse", "je dois annuler mon inscription à la cantine", "c'est annulé"]
)
def test_what_else_is_changed_or_cancelled_is_no_visit(words):
    assert route_of(words) is None


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("un chien dangereux se promène devant l'école", Route.REPORT),
        ("un nid de frelons dans la cour de l'école", Route.REPORT),
        ("il y a un nid de guêpes à la crèche", Route.REPORT),
        ("un chien errant près de l'école", Route.REPORT),
        ("un nid de frelons dans mon jardin", None),
        ("faut il déclarer un chien dangereux", None),
    ],
)
def test_a_beast_or_a_nest_where_children_are_is_reported(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    "words",
    [
        "je peux avoir un rappel",
        "je voudrais que le service des cimetières m'appelle",
        "faudrait que quelqu'un me téléphone",
        "rappelez moi la semaine prochaine quand vous voulez",
        "rappelez ma voisine elle entend mal",
    ],
)
def test_being_rung_back_is_asked_for_in_many_ways(words):
    assert route_of(words) is Route.CALLBACK


def test_a_booster_shot_is_no_callback():
    assert route_of("je veux un rappel de vaccin") is not Route.CALLBACK


def test_what_somebody_named_is_to_be_told_is_a_message():
    assert route_of("dites à monsieur kerdoncuff que je suis passé") is Route.MESSAGE


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("dites à la mairie que le lampadaire est cassé", Route.REPORT),
        ("vous pouvez dire à la mairie qu'il y a un trou dans la rue", Route.REPORT),
        ("dites à la mairie qu'un arbre va tomber sur l'école", Route.REPORT),
        ("dites-leur qu'il y a un trou dans la rue", Route.REPORT),
        ("dites à la mairie que je ne peux pas venir à mon rendez-vous", Route.APPOINTMENT),
        ("dites à la mairie qu'on me rappelle", Route.CALLBACK),
        ("dites à l'accueil que je serai en retard", Route.MESSAGE),
        ("dites-leur que mon fils sera absent demain", Route.MESSAGE),
        ("dites à madame martin que le lampadaire est cassé", Route.MESSAGE),
    ],
)
def test_what_the_line_sees_to_is_no_message_whoever_is_to_be_told(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("just tell them the lamp is broken", Route.REPORT),
        ("tell them there is a hole in the road", Route.REPORT),
        ("tell them i will be late", Route.MESSAGE),
        ("tell them to come", None),
    ],
)
def test_in_english_too_a_report_is_no_message(words, route):
    assert english_route_of(words) is route


def test_being_rung_back_or_a_message_is_asked_for_in_english_too():
    assert english_route_of("can somebody ring me") is Route.CALLBACK
    assert english_route_of("i'd like you to call me") is Route.CALLBACK
    assert english_route_of("tell mr smith that i came by") is Route.MESSAGE


@pytest.mark.parametrize("words", ["le service urbanisme", "je veux le service social", "service des eaux"])
def test_a_service_named_alone_is_somebody_of_it(words):
    assert route_of(words) is Route.PERSON


@pytest.mark.parametrize("words", ["le service militaire", "service civique", "les services publics"])
def test_what_is_no_service_of_a_town_hall_stays_a_question(words):
    assert route_of(words) is None


@pytest.mark.parametrize("words", ["c'est encore moi pour le lampadaire", "c'est toujours pas fait"])
def test_whoever_rings_again_for_what_is_not_mended_has_reported_it(words):
    assert route_of(words) is Route.STATUS


def test_what_is_to_be_added_to_a_message_is_a_message():
    assert route_of("je voudrais ajouter quelque chose à mon message") is Route.MESSAGE


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("il faut annuler mon rendez-vous chez le médecin", None),
        ("je voudrais reporter mon rendez-vous à l'hôpital", None),
        ("il faut annuler mon rendez-vous je suis à l'hôpital", Route.APPOINTMENT),
        ("j'ai annulé mon rendez-vous chez le dentiste je voudrais un rendez-vous", Route.APPOINTMENT),
        ("le nid de guêpes c'est payant", None),
        ("ils ont laissé des sacs pour le tri", None),
        ("la rue est inondée de monde", None),
        ("feu mon mari est bloqué à la banque", None),
        ("la rue est inondée", Route.REPORT),
        ("quelqu'un a déposé des sacs", Route.REPORT),
    ],
)
def test_what_is_elsewhere_or_asked_about_is_neither_our_visit_nor_our_street(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    ("words", "route"),
    [
        ("le lampadaire de la rue victor hugo ne marche plus", Route.REPORT),
        ("les toilettes publiques de la place de la république sont dégoûtantes", Route.REPORT),
        ("le trottoir de la rue pasteur est sale", Route.REPORT),
        ("ma poubelle rue pasteur est sale", None),
        ("comment signaler que le lampadaire de la rue pasteur ne marche plus", None),
        ("le site internet ne marche plus", None),
        ("les toilettes sont dégoûtantes", None),
        ("le lampadaire de la rue ne marche plus", None),
    ],
)
def test_what_is_wrong_in_a_street_that_is_named_is_reported(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    "text",
    [
        "j'ai laissé un message hier j'ai pas eu de réponse",
        "j'ai envoyé un mail et j'ai pas de nouvelles",
        "je voudrais modifier mon message",
    ],
)
def test_a_message_left_before_is_for_somebody_who_has_read_it(text):
    assert route_of(text) is Route.PERSON
    assert route_of("je voudrais laisser un message") is Route.MESSAGE
