"""What is put right in the same breath wins over what it puts right."""

import pytest

from flows.actions import Ask
from flows.events import AnswersFound
from flows.self_correction import self_corrected
from tests.flows.calls import BINS, CARD, PlayedCall
from tests.flows.services import CARD as CARD_KIND
from tests.flows.services import PASSPORT, TownHall


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("un acte de naissance, euh non pardon, un acte de mariage", "un acte de mariage"),
        (
            "je voudrais un acte de naissance je me trompe un acte de mariage",
            "je voudrais un acte de mariage",
        ),
        ("un acte de naissance non de mariage", "un acte de mariage"),
        ("un acte de naissance non pas de naissance de mariage", "un acte de mariage"),
        (
            "un rendez-vous pour un passeport, non, pour une carte d'identité",
            "un rendez vous pour une carte d'identité",
        ),
        (
            "un rendez-vous pour un passeport non une carte d'identité",
            "un rendez vous pour une carte d'identité",
        ),
        ("je voudrais un passeport enfin une carte d'identité", "je voudrais une carte d'identité"),
        ("les horaires de la piscine non de la médiathèque", "les horaires de la médiathèque"),
        ("les horaires de la piscine pardon la médiathèque", "les horaires de la médiathèque"),
        ("je veux refaire ma carte d'identité non mon passeport", "je veux refaire mon passeport"),
        ("inscrire mon fils à l'école, pardon, à la cantine", "inscrire mon fils à la cantine"),
        ("signaler un lampadaire non un nid de poule rue pasteur", "signaler un nid de poule rue pasteur"),
        ("inscrire mon fils à l'école enfin ma fille", "inscrire ma fille à l'école"),
        ("inscrire mon fils à la cantine non ma fille", "inscrire ma fille à la cantine"),
        ("un lampadaire au 12 rue pasteur non un nid de poule", "un nid de poule au 12 rue pasteur"),
        ("une carte grise ou plutôt un permis de conduire", "un permis de conduire"),
        ("un passeport non une carte d'identité non un passeport", "un passeport"),
    ],
)
def test_what_is_said_last_takes_the_place_of_what_it_corrects(words, meant):
    assert self_corrected(words) == meant


@pytest.mark.parametrize(
    "words",
    [
        *("", "non", "non un passeport", "un rendez-vous oui ou non", "un rendez-vous lundi non mardi"),
        *("on m'a dit non le dossier est incomplet", "je voudrais enfin un passeport"),
        *("la mairie n'est pas ouverte non le samedi", "annuler mon rendez-vous non le déplacer"),
        "j'ai demandé un passeport et la dame m'a dit que non la mairie était fermée",
        *("je veux la carte et non le passeport", "j'ai perdu mon passeport et enfin ma carte d'identité"),
        *("mon fils a enfin l'âge de voter", "ma demande a eu un non de la mairie"),
        *(
            "je voudrais un passeport désolée de vous déranger",
            "un acte de naissance excusez-moi du dérangement",
        ),
        *("c'est pour un passeport pardon pour le bruit", "un lampadaire au 12 rue de la gare non au 14"),
        *("on m'a collé un autocollant erreur de tri", "mon acte porte une erreur de la mairie"),
        "la carte d'identité si je me trompe pas pour les mineurs",
        "le dossier de mon fils est refusé non la mairie ne m'a pas dit pourquoi",
    ],
)
def test_a_no_that_corrects_nothing_leaves_the_words_as_they_are(words):
    assert self_corrected(words) == ""


def test_the_subject_that_is_meant_is_the_one_answered():
    knows = {
        "les encombrants euh non la carte d'identité": AnswersFound(decision="answer", choices=(BINS,)),
        "la carte d'identité": AnswersFound(decision="answer", choices=(CARD,)),
    }
    call = PlayedCall(knows=knows)
    call.says("les encombrants euh non la carte d'identité")
    assert call.queries[-1].text == "la carte d'identité"
    assert call.asked == "answer.which_2", "an adult, or a child?"


def test_a_correction_that_the_town_hall_knows_nothing_of_leaves_the_first_subject():
    words = "les encombrants non la lune"
    call = PlayedCall(knows={words: AnswersFound(decision="answer", choices=(BINS,))})
    call.says(words)
    assert call.queries[-1].text == words
    assert call.asked == "main.anything_else"


@pytest.mark.parametrize("words", ["prendre rendez-vous pour un passeport, non, pour une carte d'identité"])
def test_a_visit_is_booked_for_what_is_meant(words):
    kinds = {"passeport": [PASSPORT], "carte d'identité": [CARD_KIND]}
    call = PlayedCall(services=TownHall(kinds=kinds))
    call.says(words)
    assert isinstance(call.dialogue.waiting_for, Ask)
    assert call.asked.startswith("appointment.offer")
    assert call.dialogue.waiting_for.values["what"] == "une carte d'identité"
