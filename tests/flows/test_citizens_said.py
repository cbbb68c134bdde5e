"""What citizens of all sorts say to the line, and what it must not be taken for."""

import pytest

from flows.actions import Ask
from flows.commands import Command
from flows.events import AnswersFound
from flows.french.commands import command
from flows.wrapping_up import nothing_more
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall
from tests.flows.services import CARD as CARD_KIND
from tests.flows.services import PASSPORT, TownHall


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("vous pouvez répéter plus fort s'il vous plaît j'entends pas bien", Command.LOUDER),
        ("pouvez-vous répéter s'il vous plaît je n'ai pas bien entendu la fin", Command.REPEAT),
        ("j'ai pas compris", Command.REPEAT),
        ("j'ai pas compris la question", Command.REPEAT),
        ("j'ai pas compris mon numéro", Command.REPEAT),
        ("j'ai pas entendu la lettre", Command.REPEAT),
        ("vous pouvez répéter je n'entends pas bien je suis sourde", Command.DEAF),
        ("j'ai pas compris ma taxe foncière", None),
        ("j'ai pas compris le courrier", None),
        ("j'ai pas compris pourquoi je paie", None),
    ],
)
def test_what_is_not_understood_is_the_line_or_a_paper(words, wanted):
    assert command(words) is wanted


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("c'est bon j'ai trouvé merci", True),
        ("finalement j'ai eu ma réponse merci", True),
        ("j'ai trouvé un portefeuille", False),
        ("j'ai trouvé", False),
        ("c'est bon j'ai trouvé un chien", False),
    ],
)
def test_whoever_found_the_answer_found_no_lost_property(words, ends):
    assert nothing_more(words) is ends


def asked_about_bins() -> PlayedCall:
    knows = {
        "le papier pour ça": AnswersFound(decision="confirm", choices=(BINS,)),
        "les horaires": AnswersFound(decision="answer", choices=(HOURS,)),
        "les gros encombrants": AnswersFound(decision="answer", choices=(BINS,)),
        "une carte": AnswersFound(decision="confirm", choices=(CARD,)),
    }
    call = PlayedCall(knows=knows)
    call.says("le papier pour ça")
    assert call.asked == "answer.confirm"
    return call


def spoken_after(words: str) -> str:
    call = asked_about_bins()
    call.says(words)
    return " ".join(str(one.values.get("text", "")) for one in call.last if hasattr(one, "values"))


def test_a_yes_that_names_another_subject_is_answered_with_that_one():
    assert HOURS.spoken in spoken_after("oui les horaires")


@pytest.mark.parametrize("words", ["oui", "oui les gros encombrants", "oui une carte", "oui tranquille"])
def test_a_yes_that_surely_names_no_other_subject_is_a_yes(words):
    assert BINS.spoken in spoken_after(words)


def test_a_kind_of_visit_put_right_in_two_words_is_the_one_meant():
    call = PlayedCall(services=TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD_KIND]}))
    call.says("prendre rendez-vous")
    assert call.asked == "appointment.what"
    call.says("passeport enfin non carte d'identité")
    assert isinstance(call.dialogue.waiting_for, Ask)
    assert call.asked.startswith("appointment.offer")
    assert call.dialogue.waiting_for.values["what"] == "une carte d'identité"


@pytest.mark.parametrize(
    "words", ["mon rendez-vous", "bonjour j'appelle pour mon rendez-vous", "c'est pour mon rdv de demain"]
)
def test_a_visit_that_is_merely_named_is_looked_for(words):
    call = PlayedCall()
    call.says(words)
    assert call.asked.startswith("appointment.reference")


def test_somebody_elses_visit_is_not_looked_for():
    call = PlayedCall()
    call.says("mon rendez-vous chez le médecin")
    assert not call.asked.startswith("appointment.")
