"""Whatever happens in a call, whoever reads it on a screen reads French."""

import re
from typing import get_args, get_type_hints

import pytest

from flows import registry
from flows.actions import Deed, NoteOutcome
from flows.codec import encode
from flows.events import TransferEnded, TransferOutcome
from flows.routing import AgentFreed, QueueEnded, QueueMoved
from ivr.calls import transcript
from ivr.calls.house_deeds import NotifyService
from ivr.calls.replayed import LOOKED_UP as EVENTS_LOOKED_UP
from ivr.calls.transcript import Turn
from ivr.console.messages import has_message
from ivr.console.review_words import terms
from ivr.console.words import word
from tests.ivr.calls.past import hold, said

LOOKED_UP = {kind.__name__ for kind in EVENTS_LOOKED_UP}
DEEDS = [name for name, kind in registry.ACTIONS.items() if issubclass(kind, Deed)]
OUTCOMES = get_args(get_type_hints(NoteOutcome)["outcome"])


def test_every_answer_of_the_house_has_its_words():
    assert set(registry.EVENTS) >= LOOKED_UP
    assert set(terms("lookup")) >= LOOKED_UP


@pytest.mark.parametrize("name", sorted(set(registry.EVENTS) - LOOKED_UP))
def test_every_event_of_the_line_has_its_words(name):
    kind = transcript._KINDS.get(registry.EVENTS[name])
    assert kind is not None
    assert has_message(f"kind.{kind}")
    assert kind in terms("kind")


@pytest.mark.parametrize("name", [*DEEDS, NotifyService.__name__])
def test_every_deed_has_its_words(name):
    assert name in terms("deed")


@pytest.mark.parametrize("outcome", get_args(TransferOutcome))
def test_every_end_of_a_transfer_has_its_words(outcome):
    assert has_message(f"transfer.{outcome}")
    assert outcome in terms("transfer")


@pytest.mark.parametrize("outcome", [*OUTCOMES, "abandoned", "none"])
def test_every_end_of_a_call_has_its_words_in_pages_and_exports(outcome):
    assert outcome in terms("outcome")


def test_both_pages_of_a_call_that_waited_for_an_agent_name_no_class(console):
    """A call as its log holds it: every kind of event that a page may meet, one after the other."""
    log = hold(console.office.calls, "CAall", [said("je préfère parler à une vraie personne")])
    db = console.office.calls.get()
    (last,) = db.execute("select max(seq) from call_events where call_id = 'CAall'").fetchone()
    events = [QueueMoved(position=2), AgentFreed(), QueueEnded(reason="away"), TransferEnded(outcome="taken")]
    for seq, event in enumerate(events, last + 1):
        kind, data = encode(event)
        row = {"call_id": "CAall", "seq": seq, "key": f"k{seq}", "type": kind, "data": data}
        db["call_events"].insert({**row, "actions": "", "written_at": 0.0})
    assert log.rows("CAall")
    for key, path in (("viewer", "/console/relecture/appel/CAall"), ("agent", "/console/appels/CAall")):
        page = console.signed_in(key).get(path).text
        for name in (*registry.EVENTS, *registry.ACTIONS, "[transfer"):
            assert not re.search(rf">[^<]*\b{re.escape(name)}\b", page), (path, name)
        assert "Un agent se libère" in page
        assert "aucun téléphone n’a sonné" in page


def test_an_unknown_key_is_shown_as_it_is_rather_than_lost(console):
    with console.app.app_context():
        assert word("transfer", "beamed") == "beamed"
    assert Turn(1, QueueMoved(position=1)).kind == "moved"
