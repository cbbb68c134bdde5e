"""What other bodies see to: a caller of the town hall is told which, rather than not understood."""

import pytest

from flows.actions import HangUp
from flows.other_bodies import (
    lodges_complaint,
    other_body,
    other_body_wanted,
    surely_elsewhere,
    without_desk,
)
from tests.flows.calls import BINS, CARD, PlayedCall, sure


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("c'est pour ma carte grise", "vehicles"),
        ("j'ai perdu mon permis de conduire", "vehicles"),
        ("je suis bien à la préfecture", "prefecture"),
        ("renouveler mon titre de séjour", "prefecture"),
        ("il me faut un extrait de casier judiciaire", "criminal_record"),
        ("ma carte vitale ne marche plus", "health_insurance"),
        ("je suis bien à la caf", "family_allowance"),
        ("ma déclaration d'impôts", "taxes"),
        ("pôle emploi s'il vous plaît", "jobs"),
        ("ma retraite n'est pas arrivée", "pension"),
        ("je n'ai pas reçu mon colis", "post"),
        ("je voudrais porter plainte", "complaint"),
        ("quelle est la pharmacie de garde", "pharmacy"),
        ("l'huissier vient me mettre dehors", "justice"),
        ("comment on fait pour devenir française", "prefecture"),
        ("je me suis fait licencier je veux m'inscrire au chômage", "jobs"),
        ("à partir de quand je touche ma retraite", "pension"),
        ("j'ai pas encore déclaré mes revenus", "taxes"),
        ("dimanche quelle pharmacie est ouverte", "pharmacy"),
        ("il me reste combien de points sur mon permis", "vehicles"),
        ("il faut que je fasse refaire mon permis", "vehicles"),
        ("mon locataire ne me verse plus rien", "justice"),
        ("qu'est-ce qu'on paie sur un héritage", "notary"),
        ("un artisan m'a escroqué", "consumer"),
        ("changer de fournisseur d'électricité", "energy"),
        ("j'ai plus d'internet à la maison", "internet"),
        ("les horaires du train pour valence", "trains"),
        ("on m'a volé ma carte bancaire", "bank"),
        ("je voudrais passer le permis de chasser", "hunting"),
        ("il faut une carte pour la pêche à la truite", "fishing"),
        ("une bourse étudiante pour ma fille", "student"),
        ("vous connaissez un bon médecin", "doctor"),
        ("y a un médecin ouvert aujourd'hui", "doctor"),
        ("y a un dentiste ouvert j'ai une rage de dents", "dentist"),
        ("je cherche un dentiste", "dentist"),
        ("un dentiste s'il vous plaît", "dentist"),
        ("j'ai très mal aux dents", "dentist"),
    ],
)
def test_it_is_known_who_sees_to_it(words: str, body: str):
    assert other_body(words) == f"elsewhere.{body}"


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais me plaindre du bruit",
        "le poste de police",
        "un repas pour les retraités",
        "les impôts locaux",
        "je prends ma retraite",
        "un banc cassé devant le tribunal",
        "la borne de la place du tribunal est cassée",
        "le facteur ne trouve pas ma maison",
        "mon numéro d'allocataire caf pour la cantine",
        "un certificat pour la sécurité sociale",
        "m'inscrire à la cantine pendant mon chômage",
        "mon permis de construire est perdu",
        "le permis de détention de mon chien",
        "déclarer ma naissance",
        "",
    ],
)
def test_other_words_name_nobody(words: str):
    assert other_body(words) == ""


def test_an_english_caller_is_told_in_english():
    assert other_body("i lost my driving licence", "en") == "elsewhere.vehicles"
    assert other_body("c'est pour ma carte grise", "en") == ""


def test_whoever_wants_another_body_is_told_which_and_asked_what_else():
    call = PlayedCall(knows={"une carte d'identité": sure(CARD)})
    assert call.says("je suis bien à la caf") == ["elsewhere.family_allowance", "main.otherwise"]
    assert call.says("c'est pour ma carte grise alors") == ["elsewhere.vehicles", "main.otherwise"]
    assert call.says("une carte d'identité") == ["answer.which_2"]


def test_whoever_wanted_only_that_is_taken_leave_of():
    call = PlayedCall()
    call.says("c'est pour ma carte vitale")
    assert call.says("non merci") == ["goodbye"]
    assert call.deeds(HangUp)


def test_what_is_said_of_the_article_just_told_is_about_it():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert "elsewhere.taxes" not in call.says("il faut l'avis d'imposition")


def test_a_court_for_sport_is_none_of_justice():
    assert other_body("the basketball court is damaged", "en") == ""


def test_what_the_town_hall_answers_comes_first():
    call = PlayedCall(knows={"la carte grise d'une voiture en fourrière": sure(CARD)})
    assert call.says("la carte grise d'une voiture en fourrière") == ["answer.which_2"]


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais porter plainte à la police municipale",
        "je veux déposer plainte auprès de la police municipale",
        "est-ce que je peux porter plainte chez vous",
        "où je peux déposer une plainte",
        "je viens pour un dépôt de plainte",
        "est-ce que la police municipale prend les plaintes",
        "je peux faire une main courante à la mairie",
    ],
)
def test_no_complaint_is_lodged_here(words: str):
    assert lodges_complaint(words)
    call = PlayedCall(knows={words: sure(CARD), without_desk(words): sure(CARD)})
    assert call.says(words) == ["elsewhere.complaint", "main.otherwise"]


def test_after_an_answer_it_is_told_as_well():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert call.says("je veux porter plainte à la police municipale")[0] == "elsewhere.complaint"


def test_what_a_complaint_is_about_is_looked_for_without_where():
    call = PlayedCall(knows={"porter plainte contre le bruit": sure(BINS)})
    assert call.says("porter plainte contre le bruit à la police municipale")[0] == "answer.spoken"
    assert not lodges_complaint("porter plainte contre le bruit à la police municipale")


@pytest.mark.parametrize(
    "words",
    [
        "la police municipale",
        "parler à la police municipale",
        "je voudrais me plaindre à la mairie",
        "une plainte",
    ],
)
def test_what_lodges_no_complaint_is_left_as_it_is(words: str):
    assert not lodges_complaint(words)
    assert without_desk(words) == words


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("passez-moi la caf", "family_allowance"),
        ("bonjour je voudrais parler à la préfecture", "prefecture"),
        ("vous pouvez me passer quelqu'un des impôts s'il vous plaît", "taxes"),
        ("mettez-moi en relation avec la sécurité sociale", "health_insurance"),
        ("je cherche à joindre pôle emploi", "jobs"),
        ("passez-moi la gendarmerie", "police"),
        ("je voudrais parler à un médecin", "doctor"),
        ("passez-moi le tribunal pour mon divorce", "justice"),
        ("passez-moi edf", "energy"),
    ],
)
def test_whoever_asks_for_another_body_is_told_where_it_is(words: str, body: str):
    assert other_body_wanted(words) == f"elsewhere.{body}"
    call = PlayedCall()
    assert call.says(words) == [f"elsewhere.{body}", "main.otherwise"]


@pytest.mark.parametrize(
    "words",
    [
        "passez-moi quelqu'un",
        "passez-moi l'urbanisme",
        "passez-moi la police municipale",
        "je veux parler au maire",
        "je voudrais parler à quelqu'un pour mon avis d'imposition",
        "passez-moi la cantine la caf n'a pas payé",
        "passez-moi le service des impôts locaux",
        "la caf me demande un papier",
    ],
)
def test_others_are_asked_for_as_ever(words: str):
    assert other_body_wanted(words) == ""


def test_an_english_caller_who_wants_another_body_is_told_in_english():
    assert other_body_wanted("could you put me through to the tax office please", "en") == "elsewhere.taxes"


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("un rendez-vous pour renouveler ma carte de séjour", "prefecture"),
        ("je voudrais un rendez-vous pour le permis de conduire", "vehicles"),
    ],
)
def test_no_visit_is_booked_for_what_another_body_sees_to(words: str, body: str):
    call = PlayedCall()
    assert call.says(words) == [f"elsewhere.{body}", "main.otherwise"]


def test_what_is_told_of_a_visit_asked_for_is_told_to_be_another_bodys():
    call = PlayedCall()
    assert call.says("je voudrais un rendez-vous") == ["appointment.what"]
    assert call.says("une carte grise") == ["elsewhere.vehicles", "main.otherwise"]


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("j'ai plus le rsa ils me l'ont coupé", "family_allowance"),
        ("on m'a suspendu mes apl", "family_allowance"),
        ("mon rsa a été supprimé ce mois-ci", "family_allowance"),
        ("la factrice met jamais mon courrier dans la bonne boîte", "post"),
        ("le facteur passe plus depuis lundi", "post"),
        ("je reçois plus de courrier", "post"),
        ("mon ex m'amène plus les petits", "justice"),
        ("mon ex ne me rend jamais les enfants à l'heure", "justice"),
        ("mon ex refuse de me laisser voir ma fille", "justice"),
        ("j'ai une rage de dents", "dentist"),
        ("quel est le dentiste de garde", "dentist"),
        ("non c'est la caf", "family_allowance"),
        ("mais non je parle des impôts", "taxes"),
        ("non c'est pour la préfecture", "prefecture"),
    ],
)
def test_what_is_nobody_elses_business_comes_before_any_article(words: str, body: str):
    assert surely_elsewhere(words) == f"elsewhere.{body}"
    call = PlayedCall(knows={words: sure(CARD)})
    assert call.says(words) == [f"elsewhere.{body}", "main.otherwise"]


@pytest.mark.parametrize(
    "words",
    [
        "j'ai plus le rsa j'ai rien à manger",
        "demander le rsa",
        "on m'a coupé l'eau",
        "le facteur ne trouve pas ma maison il faut un numéro de rue pour le courrier",
        "mon chien a mordu le facteur qui apportait une lettre",
        "mon ex refuse de signer pour le passeport de ma fille",
        "mon ex veut pas que je l'inscrive à la cantine",
        "c'est la caf qui me demande un acte de naissance",
        "non c'est la piscine",
        "non c'est pour ma fille",
        "je reçois plus le bulletin municipal",
        "",
    ],
)
def test_what_may_be_the_town_halls_is_looked_up(words: str):
    assert surely_elsewhere(words) == ""


def test_another_body_is_told_in_the_place_of_the_service_that_was_offered():
    call = PlayedCall(knows={"une aide": sure(BINS)})
    call.says("une aide")
    assert call.says("non c'est la caf") == ["elsewhere.family_allowance", "main.otherwise"]


def test_a_toothache_is_told_of_in_english():
    assert surely_elsewhere("i have a terrible toothache", "en") == "elsewhere.dentist"
