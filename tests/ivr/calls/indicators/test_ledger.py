"""The ledger: measured once ended, for good after a day, added up, rebuilt, and outliving erasure."""

from datetime import date

import pytest

from flows.events import AnswersFound, CallStarted, Heard
from ivr.calls.erasure import erase_old
from ivr.calls.indicators import ledger as module
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.rates import Share, containment, responses, satisfaction
from ivr.calls.indicators.spans import Span
from ivr.database import Connections
from ivr.settings import Retention
from tests.ivr.calls.indicators.made import BEGAN, DAY, HOUR, JEAN, MARIE, keep_call
from tests.ivr.calls.town import TOWN, opened

MONDAY = date(2026, 11, 23)
WEEK = Span(MONDAY, date(2026, 11, 29))


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def ledger(connections):
    return Ledger(TOWN, connections)


def days(ledger):
    return [
        tuple(row) for row in ledger._connections.get().execute("select day, service from indicator_days")
    ]


def test_a_call_counts_once_it_has_ended(connections, ledger):
    keep_call(connections.get(), id="CA1", ended_at=None)
    assert ledger.measure(BEGAN + HOUR) == 0
    connections.get().execute("update calls set ended_at = ?", [BEGAN + 90])
    assert ledger.measure(BEGAN + HOUR) == 1
    assert ledger.measure(BEGAN + HOUR) == 0
    assert ledger.read(WEEK)[MONDAY].calls == 1


def test_calling_again_within_a_day_undoes_containment_at_once(connections, ledger):
    db = connections.get()
    keep_call(db, id="CA1")
    ledger.measure(BEGAN + HOUR)
    assert containment(ledger.read(WEEK)[MONDAY]).rate == 1.0
    keep_call(db, id="CA2", started_at=BEGAN + HOUR, ended_at=BEGAN + HOUR + 60)
    ledger.measure(BEGAN + 2 * HOUR)
    assert containment(ledger.read(WEEK)[MONDAY]).rate == 0.5


@pytest.mark.parametrize(
    ("later", "caller", "counts"),
    [(DAY + 89, MARIE, True), (DAY + 91, MARIE, False), (HOUR, JEAN, False), (-HOUR, MARIE, False)],
)
def test_only_the_same_number_within_24_hours_of_the_end_counts(connections, ledger, later, caller, counts):
    db = connections.get()
    keep_call(db, id="CA1")
    keep_call(db, id="CA2", caller=caller, started_at=BEGAN + later, ended_at=BEGAN + later + 30)
    ledger.keep(BEGAN + 3 * DAY)
    (again,) = db.execute("select called_again from call_facts where call_id = 'CA1'").fetchone()
    assert bool(again) is counts


def test_hidden_numbers_are_never_taken_for_one_caller(connections, ledger):
    for number in range(3):
        keep_call(
            connections.get(),
            id=f"CA{number}",
            caller="",
            started_at=BEGAN + number * HOUR,
            ended_at=BEGAN + number * HOUR + 60,
        )
    ledger.keep(BEGAN + 3 * DAY)
    monday = ledger.read(WEEK)[MONDAY]
    assert (monday.contained, monday.hidden) == (3, 3)


def test_a_day_is_added_up_only_once_nobody_can_call_again(connections, ledger):
    keep_call(connections.get(), id="CA1")
    ledger.keep(BEGAN + HOUR)
    assert days(ledger) == []
    ledger.keep(BEGAN + DAY + HOUR)
    assert days(ledger) == []  # calls of Monday evening may still be followed by others
    ledger.keep(BEGAN + 2 * DAY)
    assert days(ledger) == [("2026-11-23", "*")]
    assert ledger.read(WEEK)[MONDAY].calls == 1


def test_a_call_that_still_runs_keeps_its_day_open(connections, ledger):
    keep_call(connections.get(), id="CA1")
    keep_call(connections.get(), id="CA2", ended_at=None)
    ledger.keep(BEGAN + 3 * DAY)
    assert days(ledger) == []
    connections.get().execute("update calls set ended_at = ? where id = 'CA2'", [BEGAN + 3 * DAY])
    ledger.keep(BEGAN + 5 * DAY)
    assert ledger.read(WEEK)[MONDAY].calls == 2


def test_figures_outlive_the_numbers_and_the_words(connections, ledger):
    db = connections.get()
    keep_call(
        db, CallStarted(), Heard(text="ma carte", confidence=0.8), AnswersFound(decision="none"), id="CA1"
    )
    keep_call(db, id="CA2", started_at=BEGAN + HOUR, ended_at=BEGAN + HOUR + 60)
    now = BEGAN + DAY + HOUR + 60
    ledger.keep(now)
    erased = erase_old(db, Retention(words_days=1, numbers_days=1), now + 1)
    assert (erased.numbers, erased.logs) == (2, 3)
    before = ledger.read(WEEK)
    assert (before[MONDAY].contained, before[MONDAY].heard) == (1, 1)
    ledger.rebuild(BEGAN + 4 * DAY)
    assert ledger.read(WEEK) == before


def test_rebuilding_twice_changes_nothing(connections, ledger):
    for number in range(450):
        keep_call(
            connections.get(),
            id=f"CA{number}",
            caller=f"+336{number % 40:08}",
            started_at=BEGAN + number * 500,
            ended_at=BEGAN + number * 500 + 60,
        )
    ledger.keep(BEGAN + 9 * DAY)
    first = ledger.read(WEEK)
    assert sum(one.calls for one in first.values()) == 450
    assert ledger.rebuild(BEGAN + 9 * DAY) == 450
    assert ledger.read(WEEK) == first


def test_a_closed_day_and_the_same_day_read_live_are_equal(connections, ledger):
    for number in range(30):
        began = BEGAN + number * 60
        keep_call(connections.get(), id=f"CA{number}", started_at=began, ended_at=began + 200)
    ledger.keep(BEGAN + DAY)
    live = ledger.read(WEEK)
    ledger.keep(BEGAN + 4 * DAY)
    assert days(ledger)
    assert ledger.read(WEEK) == live


@pytest.fixture
def meanwhile(connections, monkeypatch):
    """Have something done, once, by another process while the ledger computes: when it calls that name."""
    other = Connections(connections.path, wait_seconds=0.0)

    def arrange(name, do):
        real, once = getattr(module, name), iter([do])

        def computes(*values, **named):
            for act in once:
                act(other)
            return real(*values, **named)

        monkeypatch.setattr(module, name, computes)

    return arrange


def touch(other):
    with other.writing() as db:
        db.execute("update calls set seen_at = seen_at + 1")


@pytest.mark.parametrize("name", ["measure", "figures_of"])
def test_callers_write_while_it_computes(connections, ledger, meanwhile, name):
    keep_call(connections.get(), CallStarted(), Heard(text="ma carte"), id="CA1")
    meanwhile(name, touch)
    ledger.keep(BEGAN + 3 * DAY)
    assert days(ledger) == [("2026-11-23", "*")]
    ((seen_at,),) = connections.get().execute("select seen_at from calls").fetchall()
    assert seen_at == BEGAN + 91


def test_what_another_process_measured_meanwhile_is_left_as_it_is(connections, ledger, meanwhile):
    keep_call(connections.get(), id="CA1")
    meanwhile("measure", lambda other: Ledger(TOWN, other).measure(BEGAN + 3 * DAY))
    assert ledger.measure(BEGAN + HOUR) == 0
    assert connections.get().execute("select measured from calls").fetchone() == (2,)


def test_a_caller_who_called_again_meanwhile_is_not_forgotten(connections, ledger, meanwhile):
    keep_call(connections.get(), id="CA1")
    ledger.measure(BEGAN + HOUR)

    def call_again(other):
        keep_call(other.get(), id="CA2", started_at=BEGAN + 2 * HOUR, ended_at=BEGAN + 2 * HOUR + 60)
        Ledger(TOWN, other).measure(BEGAN + 3 * HOUR)

    meanwhile("measure", call_again)
    ledger.measure(BEGAN + DAY + HOUR)
    rows = connections.get().execute("select call_id, called_again from call_facts order by 1").fetchall()
    assert rows == [("CA1", 1), ("CA2", 0)]


def test_a_day_whose_call_was_measured_anew_while_it_was_added_up_is_closed_another_time(
    connections, ledger, meanwhile
):
    keep_call(connections.get(), id="CA1")
    while ledger.measure(BEGAN + 3 * DAY):
        pass

    def score(other):
        with other.writing() as db:
            db.execute("update call_facts set score = 5")

    meanwhile("figures_of", score)
    assert ledger.close_days(BEGAN + 3 * DAY) == 0
    assert days(ledger) == []
    assert ledger.close_days(BEGAN + 3 * DAY) == 1
    assert satisfaction(ledger.read(WEEK)[MONDAY]).count == 1


def test_one_may_ask_for_some_services_only(connections, ledger):
    db = connections.get()
    for number, service in enumerate(("voirie", "etat-civil", "voirie"), start=1):
        keep_call(db, id=f"CA{number}", outcome="message", topic="")
        message = {"deed": number, "call_id": f"CA{number}", "service": service, "text": "", "left_at": 0.0}
        db.table("messages").insert(message)
    keep_call(db, id="CA4", outcome="abandoned", topic="")
    for now in (BEGAN + HOUR, BEGAN + 3 * DAY):
        ledger.keep(now)
        assert ledger.read(WEEK)[MONDAY].calls == 4
        assert ledger.read(WEEK, ["voirie"])[MONDAY].calls == 2
        assert ledger.read(WEEK, ["voirie", "etat-civil"])[MONDAY].calls == 3
        assert ledger.read(WEEK, ["accueil"]) == {}
        assert ledger.read(WEEK, []) == {}


def test_the_response_rate_is_of_those_who_were_asked(connections, ledger):
    db = connections.get()
    for number in range(1, 4):
        keep_call(db, id=f"CA{number}")
    for number in (1, 2):
        db["call_remarks"].insert({"call_id": f"CA{number}", "kind": "survey_asked", "made_at": BEGAN})
    db["call_remarks"].insert({"call_id": "CA3", "kind": "insult", "made_at": BEGAN})
    db["ratings"].insert({"deed": 1, "call_id": "CA1", "score": 4, "given_at": BEGAN + 90})
    ledger.keep(BEGAN + HOUR)
    monday = ledger.read(WEEK)[MONDAY]
    assert (responses(monday), satisfaction(monday)) == (Share(1, 2), Share(1, 1))


def test_an_appointment_is_for_the_service_of_its_desk(connections, ledger):
    keep_call(connections.get(), id="CA1", topic="rendez-vous")
    connections.get().table("appointments").insert(
        {
            "reference": "100001", "call_id": "CA1", "kind": "pacs", "desk": "unions", "counter": 1,
            "start": "2026-11-26T14:00", "end": "2026-11-26T14:30", "name": "", "phone": "", "booked_at": 0.0,
        }
    )  # fmt: skip
    ledger.keep(BEGAN + HOUR)
    assert ledger.read(WEEK, ["etat-civil"])[MONDAY].calls == 1
