"""A paper that is waited for: how one hears that it is ready, and somebody who sees the file."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import Heard
from flows.ready_yet import awaited_paper
from tests.flows.calls import CARD, PlayedCall, sure

PASSPORT = replace(
    CARD,
    slug="passeport",
    title="un passeport",
    details="Le timbre coûte 86 € avant quinze ans. Le passeport se retire en personne.",
)


@pytest.mark.parametrize(
    "words",
    [
        "mon passeport est prêt",
        "je voudrais savoir si mon passeport est arrivé",
        "le passeport de ma fille est arrivé",
        "je viens chercher mon passeport",
        "j'ai toujours pas reçu mon passeport",
        "ça en est où mon passeport",
        "il est prêt mon passeport",
        "j'ai fait un passeport le mois dernier il est arrivé",
    ],
)
def test_how_it_is_fetched_is_told_and_nobody_is_asked_for_whom(words):
    call = PlayedCall(knows={"passeport": sure(PASSPORT), words: sure(PASSPORT)})
    heard = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert [one.prompt for one in heard] == ["answer.details", "answer.file_unseen", "main.anything_else"]
    assert heard[0].values == {"text": "Le passeport se retire en personne."}
    heard = [one for one in call.feed(Heard(text="je peux venir le chercher quand")) if isinstance(one, Say)]
    assert heard[0].values == {"text": "Le passeport se retire en personne."}


def test_a_person_asked_for_then_is_one_of_the_service_in_charge():
    call = PlayedCall(knows={"passeport": sure(PASSPORT)})
    call.says("mon passeport est arrivé")
    call.says("un agent")
    assert call.transfer.service == "etat-civil"


@pytest.mark.parametrize(
    "words",
    [
        "mon passeport est périmé",
        "je veux faire mon passeport",
        "j'ai perdu ma carte d'identité",
        "j'ai pas reçu ma carte d'électeur",
        "quels papiers pour retirer mon passeport",
        "je voudrais récupérer la carte grise",
        "j'ai pas reçu ma carte de bus",
    ],
)
def test_what_asks_for_something_else_waits_for_no_paper(words):
    assert awaited_paper(words) == ""
