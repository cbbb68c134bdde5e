"""Taking care of what callers left: who did what, once, and never on top of somebody else."""

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback
from flows.reporting import OpenReport
from ivr.calls.following_up import FollowingUp, Kind, Overtaken, history
from ivr.calls.inbox import Wanted, count, one, search
from tests.ivr.calls.town import claimed, effects_on, opened

PHONE = "+33639980101"
ANNE, BRUNO = "anne@valmont.example", "bruno@valmont.example"


@pytest.fixture
def connections(tmp_path):
    found = opened(tmp_path)
    effects = effects_on(found, send_text=lambda to, text: None, now=100.0)
    effects(
        claimed(
            1, "CA1", TakeMessage(service="voirie", subject="le bruit", text="50 % de bruit", phone=PHONE)
        )
    )
    effects(
        claimed(
            2, "CA2", AskCallback(service="urbanisme", subject="un permis", phone=PHONE, start="", end="")
        )
    )
    effects(
        claimed(
            3,
            "CA3",
            OpenReport(
                reference="471290", kind="eclairage", service="voirie", street="rue Pasteur", number="12"
            ),
        )
    )
    return found


@pytest.fixture
def care(connections):
    return FollowingUp(connections)


ITEMS = [(Kind.MESSAGE, 1), (Kind.CALLBACK, 2), (Kind.REPORT, "471290")]


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_everything_done_is_kept_with_who_did_it(connections, care, kind, item):
    assert care.assign(kind, item, BRUNO, who=ANNE, at=1.0)
    assert care.note(kind, item, "rappeler après 16 h", who=BRUNO, at=2.0)
    assert care.close(kind, item, "réglé", who=BRUNO, at=3.0)
    assert care.reopen(kind, item, "pas tout à fait", who=ANNE, at=4.0)
    assert [(done.what, done.who, done.text) for done in history(connections.get(), kind, item)] == [
        ("assigned", ANNE, BRUNO),
        ("noted", BRUNO, "rappeler après 16 h"),
        ("closed", BRUNO, "réglé"),
        ("reopened", ANNE, "pas tout à fait"),
    ]
    found = one(connections.get(), kind, item)
    assert (found.assigned_to, found.done_at, found.outcome, found.revision) == (BRUNO, None, "", 4)


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_the_second_to_close_is_told_that_it_is_done(connections, care, kind, item):
    assert care.close(kind, item, "réglé", who=ANNE, at=3.0)
    assert not care.close(kind, item, "aussi", who=BRUNO, at=4.0)
    assert not care.note(kind, 999, "?", who=BRUNO, at=4.0)
    assert one(connections.get(), kind, item).outcome == "réglé"
    assert len(history(connections.get(), kind, item)) == 1


def test_a_decision_taken_on_an_old_page_is_refused(connections, care):
    care.assign(Kind.MESSAGE, 1, BRUNO, who=BRUNO, at=1.0, revision=0)
    with pytest.raises(Overtaken):
        care.assign(Kind.MESSAGE, 1, ANNE, who=ANNE, at=2.0, revision=0)
    assert one(connections.get(), Kind.MESSAGE, 1).assigned_to == BRUNO


def found(connections, now=1000.0, **wanted):
    db, asked = connections.get(), Wanted(**wanted)
    items = search(db, asked, now)
    assert len(items) == count(db, asked, now)
    return [item.kind for item in items]


def test_the_inbox_is_searched_by_kind_service_state_person_and_words(connections, care):
    assert found(connections) == ["message", "callback", "report"]
    assert found(connections, services=["voirie"]) == ["message", "report"]
    assert found(connections, kinds=[Kind.CALLBACK]) == ["callback"]
    assert found(connections, text="permis") == ["callback"]
    assert found(connections, text="pasteur") == ["report"]
    assert found(connections, text="50 %") == ["message"]
    assert found(connections, text="5% d") == []
    care.assign(Kind.CALLBACK, 2, ANNE, who=ANNE, at=1.0)
    assert found(connections, assigned_to=ANNE) == ["callback"]
    assert found(connections, assigned_to="") == ["message", "report"]
    care.close(Kind.MESSAGE, 1, "rappelé", who=ANNE, at=2.0)
    assert found(connections, state="done") == ["message"]
    assert found(connections) == ["callback", "report"]
    assert found(connections, state="all") == ["message", "callback", "report"]


def test_what_is_late_is_found_and_comes_first(connections):
    connections.get().execute("update callbacks set due_at = 50")
    connections.get().conn.commit()
    assert found(connections, state="late") == ["callback"]
    assert found(connections)[0] == "callback"
    assert one(connections.get(), Kind.CALLBACK, 2).late(51.0)
