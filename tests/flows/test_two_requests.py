"""Two requests in one breath: the first is seen to, then the second is come back to."""

import pytest

from flows.actions import Remark
from flows.reporting import OpenReport, Street
from flows.two_requests import two_requests
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall, sure
from tests.flows.services import TownHall


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        (
            "je voudrais un passeport et aussi signaler un lampadaire",
            "je voudrais un passeport",
            "signaler un lampadaire",
        ),
        (
            "je voudrais un rendez-vous pour un passeport est signaler un lampadaire en panne",
            "je voudrais un rendez vous pour un passeport",
            "signaler un lampadaire en panne",
        ),
        (
            "je voudrais un rendez-vous pour un passeport est signalé un lampadaire en panne",
            "je voudrais un rendez vous pour un passeport",
            "signaler un lampadaire en panne",
        ),
        (
            "j'ai deux questions la carte d'identité et ensuite les encombrants",
            "la carte d'identité",
            "les encombrants",
        ),
        (
            "je voudrais vos horaires et je voudrais aussi un acte de naissance",
            "je voudrais vos horaires",
            "je voudrais aussi un acte de naissance",
        ),
        (
            "d'abord refaire ma carte d'identité puis signaler un trou dans la chaussée",
            "refaire ma carte d'identité",
            "signaler un trou dans la chaussée",
        ),
        (
            "je voudrais les horaires de la déchetterie et un rendez-vous pour un passeport",
            "je voudrais les horaires de la déchetterie",
            "un rendez vous pour un passeport",
        ),
        (
            "signaler un lampadaire cassé au 5 rue victor hugo et un nid de poule devant l'école",
            "signaler un lampadaire cassé au 5 rue victor hugo",
            "signaler un nid de poule devant l'école",
        ),
        (
            "je signale un nid de poule rue pasteur et un lampadaire rue victor hugo",
            "je signale un nid de poule rue pasteur",
            "signaler un lampadaire rue victor hugo",
        ),
        (
            "il y a un nid de poule rue pasteur et un lampadaire éteint rue victor hugo",
            "il y a un nid de poule rue pasteur",
            "signaler un lampadaire éteint rue victor hugo",
        ),
        (
            "je voudrais un rendez-vous pour une carte d'identité demain et savoir combien ça coûte",
            "je voudrais un rendez vous pour une carte d'identité demain",
            "savoir combien ça coûte pour une carte d'identité",
        ),
        (
            "un rendez-vous pour un passeport et comment ça se passe",
            "un rendez vous pour un passeport",
            "comment ça se passe pour un passeport",
        ),
    ],
)
def test_two_requests_are_told_apart(words, first, second):
    assert (first, second) in two_requests(words)


@pytest.mark.parametrize(
    "words",
    [
        "il y a un lampadaire cassé et un fil qui pend rue pasteur",
        "il y a un arbre tombé et une voiture dessous",
        "il y a des gravats rue pasteur et des déchets rue victor hugo",
        "un rendez-vous pour un passeport et une carte d'identité",
    ],
)
def test_one_problem_or_one_visit_told_in_two_parts_stays_one(words):
    assert two_requests(words) == []


@pytest.mark.parametrize("words", ["", "un passeport", "et aussi", "oui et non", "la carte d'identité"])
def test_one_request_stays_one(words):
    assert two_requests(words) == []


def asking_two() -> PlayedCall:
    call = PlayedCall(
        knows={"je voudrais mes encombrants": sure(BINS), "les horaires d'ouverture": sure(HOURS)}
    )
    call.says("je voudrais mes encombrants et aussi les horaires d'ouverture")
    return call


def test_the_first_is_answered_then_the_second_is_come_back_to():
    call = asking_two()
    assert call.asked == "main.also_answer"
    assert call.dialogue.waiting_for.values == {"offer": HOURS.title}
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]
    assert Remark(kind="two_requests") in call.done


def test_the_second_may_be_declined_or_replaced():
    call = asking_two()
    assert call.says("non") == ["main.anything_else"]
    call = asking_two()
    call.knows["ma carte"] = sure(CARD)
    assert call.says("non plutôt ma carte") == ["answer.which_2"]


def test_the_second_may_be_something_to_do():
    call = PlayedCall(knows={"je voudrais mes encombrants": sure(BINS)})
    call.says("je voudrais mes encombrants et aussi signaler un lampadaire en panne")
    assert call.asked == "main.also_report"
    assert call.says("oui")[0] == "report.understood"


def test_the_first_may_be_something_to_do():
    town = TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]})
    call = PlayedCall(services=town, knows={"les horaires d'ouverture": sure(HOURS)})
    call.says("je veux signaler un tag rue pasteur et aussi les horaires d'ouverture")
    for _ in range(8):
        if call.asked == "main.also_answer":
            break
        call.says("oui" if call.asked == "address.read_back" else "non")
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_words_that_are_not_two_clear_requests_are_taken_as_they_are():
    words = "je voudrais un acte pour mon fils et aussi pour ma fille"
    call = PlayedCall(knows={words: sure(BINS)})
    assert call.says(words) == ["answer.spoken", "main.anything_else"]


def test_two_reports_are_both_made():
    call = PlayedCall(services=TownHall())
    call.says("signaler un lampadaire cassé rue pasteur et un nid de poule devant l'école")
    for _ in range(12):
        if call.asked == "main.also_report":
            break
        call.says("oui" if call.asked == "address.read_back" else "non")
    assert call.asked == "main.also_report"


def test_two_things_of_one_heap_are_one_report():
    call = PlayedCall(services=TownHall())
    call.says("je voudrais signaler un dépôt sauvage de matelas et un frigo rue pasteur")
    assert Remark(kind="two_requests") not in call.done


def asking_three() -> PlayedCall:
    call = PlayedCall(
        knows={"je voudrais mes encombrants": sure(BINS), "les horaires de la piscine": sure(HOURS)},
        services=TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]}),
    )
    call.says("je voudrais mes encombrants et signaler un lampadaire et les horaires de la piscine")
    return call


def test_the_third_of_three_requests_is_taken_up_after_the_second():
    call = asking_three()
    assert call.asked == "main.also_report"
    call.says("oui")
    assert call.asked == "report.danger"
    for _ in range(12):
        if call.asked == "main.also_answer":
            break
        call.says({"address.read_back": "oui", "report.where": "rue pasteur"}.get(call.asked, "non"))
    assert call.asked == "main.also_answer"
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]
    (report,) = call.deeds(OpenReport)
    assert "piscine" not in report.description


def test_the_third_is_not_lost_when_the_second_is_wanted_no_more():
    call = PlayedCall(
        knows={
            "je voudrais mes encombrants": sure(BINS),
            "les horaires de la piscine": sure(HOURS),
            "ma carte d'identité": sure(CARD),
        }
    )
    call.says("je voudrais mes encombrants et aussi ma carte d'identité et aussi les horaires de la piscine")
    assert call.asked == "main.also_answer"
    call.says("non")
    assert call.dialogue.waiting_for.values == {"offer": HOURS.title}
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_requests_said_one_after_the_other_without_a_word_between_are_parted():
    words = "je voudrais un rendez-vous pour un passeport signaler un lampadaire"
    assert ("je voudrais un rendez vous pour un passeport", "signaler un lampadaire") in two_requests(words)
    assert two_requests("je voudrais signaler un lampadaire") == []
    assert two_requests("les horaires de la piscine et de la médiathèque") == []


def test_three_requests_of_which_the_first_two_are_said_without_a_word_between():
    whole = "les horaires de la mairie prendre un rendez vous pour un passeport"
    assert ("les horaires de la mairie", "prendre un rendez vous pour un passeport") in two_requests(whole)


def test_what_is_wanted_before_goes_first():
    said = "un rendez-vous pour un passeport mais avant dites-moi les horaires"
    assert two_requests(said)[0] == ("dites moi les horaires", "un rendez vous pour un passeport")


def test_an_appointment_named_after_something_else_is_a_request_of_its_own():
    said = "trois choses les horaires un rendez-vous pour un passeport"
    assert ("les horaires", "un rendez vous pour un passeport") in two_requests(said)
    assert two_requests("je voudrais un rendez-vous pour un passeport") == []
    assert two_requests("je voudrais prendre un rendez-vous pour un passeport") == []


def test_what_is_asked_of_the_thing_a_visit_is_for_is_come_back_to_once_it_is_booked():
    call = PlayedCall(knows={"savoir combien ça coûte pour une carte d'identité": sure(CARD)})
    call.says("je voudrais un rendez-vous pour une carte d'identité et savoir combien ça coûte")
    assert call.asked == "appointment.offer_3"
    for words in ("le premier", "oui", "jean petit", "oui", "oui", "non"):
        call.says(words)
    assert call.asked == "main.also_answer"
