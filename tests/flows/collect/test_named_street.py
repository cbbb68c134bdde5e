"""A street that only the other hypotheses name, told with the problem before any question."""

from __future__ import annotations

from flows.events import Heard
from flows.reporting import FindStreet, Street
from tests.flows.calls import PlayedCall
from tests.flows.services import TownHall

HEARD = "il y a un gros nid-de-poule devant chez moi c'est pasteur"
NAMED = "il y a un gros nid-de-poule devant chez moi rue pasteur"


def reported(*texts: str) -> PlayedCall:
    """A report begun at the open question; nobody is in danger."""
    call = PlayedCall(services=TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]}))
    call.feed(Heard(text=texts[0], alternatives=texts[1:]))
    assert call.asked == "report.danger"
    call.says("non")
    return call


def test_it_is_read_back_when_it_is_the_towns() -> None:
    assert reported(HEARD, HEARD, NAMED).asked == "address.read_back"


def test_the_place_is_asked_when_no_hypothesis_names_one_of_the_towns() -> None:
    call = reported(HEARD, "il y a un gros nid-de-poule devant chez moi rue hectare")
    assert call.asked == "report.where"


def test_what_was_heard_is_kept_when_it_names_a_street_itself() -> None:
    call = reported(NAMED, "il y a un gros nid-de-poule devant chez moi rue du pasteur")
    assert call.asked == "address.read_back"
    assert next(street.text for street in call.deeds(FindStreet)) == "rue pasteur"
