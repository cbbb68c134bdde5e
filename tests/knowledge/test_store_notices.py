"""Alerts and closures: they begin, they end by themselves, they can be taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowledge.articles import speaking_seconds
from knowledge.located import InputError
from knowledge.notices import ALERT_LENGTH, WELCOME_SECONDS, Alert, said_in_welcome
from knowledge.shelf import LiveShelf
from knowledge.store import KnowledgeStore
from knowledge.town import Closure, Span
from tests.knowledge.valmont import MONDAY, TOWN

HOUR = timedelta(hours=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


def made(text: str = "La rue est barrée.", **fields) -> Alert:
    return Alert(**{"text": text, "starts": MONDAY, "ends": MONDAY + HOUR, **fields})


def in_paris(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=PARIS)


def test_an_alert_expires_by_itself(store):
    number = store.notices.add_alert(made(service="voirie"), who="Camille")
    (kept,) = store.notices.alerts(MONDAY)
    assert (kept.id, kept.text, kept.service) == (number, "La rue est barrée.", "voirie")
    assert [kept.active(MONDAY + hours * HOUR) for hours in (-1, 0, 0.9, 1)] == [False, True, True, False]
    assert store.notices.alerts(MONDAY + HOUR) == []


def test_an_alert_to_come_is_listed_and_not_yet_active(store):
    store.notices.add_alert(made(starts=MONDAY + 2 * HOUR, ends=MONDAY + 3 * HOUR), who="Camille")
    (kept,) = store.notices.alerts(MONDAY)
    assert not kept.active(MONDAY)


def test_an_alert_can_be_ended_early_once(store):
    number = store.notices.add_alert(made(), who="Camille")
    version = store.version()
    assert store.notices.end_alert(number, at=MONDAY + HOUR / 2)
    assert store.version() > version
    assert store.notices.alerts(MONDAY + HOUR / 2) == []
    assert not store.notices.end_alert(number, at=MONDAY + HOUR / 2)
    assert not store.notices.end_alert(99, at=MONDAY)


def test_an_alert_ended_before_it_begins_is_never_heard(store):
    number = store.notices.add_alert(made(starts=MONDAY + HOUR, ends=MONDAY + 2 * HOUR), who="Camille")
    assert store.notices.end_alert(number, at=MONDAY)
    assert store.notices.alerts(MONDAY) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": " "}, "entre 1 et"),
        ({"text": " "}, "est vide"),
        ({"text": "a" * (ALERT_LENGTH + 1)}, str(ALERT_LENGTH)),
        ({"text": "Appelez le {phone}."}, "accolade"),
        ({"text": "Bip\x07."}, r"U\+0007"),
        ({"ends": MONDAY}, "avant de commencer"),
    ],
)
def test_an_alert_that_cannot_be_said_is_refused(fields, told):
    with pytest.raises(InputError, match=told):
        made(**fields)


@pytest.mark.parametrize(
    ("starts", "ends", "field", "told"),
    [
        # The clocks jump from two to three: half past two is shown by none of them.
        ("2027-03-28T02:30", "2027-03-28T03:30", "starts", "2 h 30"),
        ("2027-03-28T01:30", "2027-03-28T02:00", "ends", "2 h"),
        ("2027-03-28T03:30", "2027-03-28T02:59", "ends", "2 h 59"),
    ],
)
def test_an_hour_that_the_clocks_skip_is_refused(starts, ends, field, told):
    with pytest.raises(InputError, match="heure d'été") as refused:
        made(starts=in_paris(starts), ends=in_paris(ends))
    (problem,) = refused.value.problems
    assert (problem.field, f"jamais {told} ce jour-là" in problem.text) == (field, True)


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        ("2027-03-28T01:30", "2027-03-28T03:30", 60),
        ("2026-10-25T01:30", "2026-10-25T03:30", 180),
        ("2026-10-25T02:10", "2026-10-25T02:30", 20),
    ],
)
def test_an_alert_over_a_change_of_clocks_lasts_what_it_lasts(store, starts, ends, minutes):
    store.notices.add_alert(made(starts=in_paris(starts), ends=in_paris(ends)), who="Camille")
    (kept,) = store.notices.alerts(MONDAY - timedelta(days=365))
    assert kept.ends - kept.starts == timedelta(minutes=minutes)
    assert not kept.active(kept.ends.astimezone(PARIS))


def test_an_alert_at_the_end_of_the_calendar_is_no_crash():
    assert made(ends=datetime.max.replace(tzinfo=ZoneInfo("America/Guadeloupe"))).active(MONDAY)


@pytest.mark.parametrize(
    "row",
    [
        {"starts": "2099-03-28T01:30:00+00:00", "ends": "2099-03-28T01:30:00+00:00"},
        {"ends": "un jour"},
        {"starts": "2099-01-01", "ends": "2099-01-02"},
        {"text": ""},
        {"text": "Appelez le {phone}."},
    ],
)
def test_an_alert_that_cannot_be_read_stops_nothing_and_can_be_ended(store, row, caplog):
    store.notices.add_alert(made("Ici."), who="Camille")
    bad = store.notices.add_alert(made(ends=MONDAY + 9 * HOUR), who="Camille")
    with store.connections.writing() as database:
        database.table("alerts").update(bad, row)
    assert [alert.text for alert in store.notices.alerts(MONDAY)] == ["Ici."]
    ((number, told),) = [(one.id, one.told) for one in store.notices.readable_alerts(MONDAY)[1]]
    assert (number, bool(told)) == (bad, True)
    shelf = LiveShelf(store, TOWN, MONDAY, lambda shelf: None)
    assert [alert.text for alert in shelf.last.alerts] == ["Ici."]
    assert f"Alert {bad} is left out" in caplog.text
    assert store.notices.end_alert(bad, at=MONDAY)
    assert store.notices.readable_alerts(MONDAY + 2 * HOUR) == ([], [])


def test_an_alert_needs_to_know_its_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        made(ends=MONDAY.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("alert", "about", "heard"),
    [
        ({"service": "voirie"}, {"slug": "nid-de-poule", "service": "voirie"}, True),
        ({"service": "voirie"}, {"slug": "passeport", "service": "etat-civil"}, False),
        ({"service": "piscine"}, {"slug": "piscine", "service": "sport", "places": ("piscine",)}, True),
        ({"topic": "passeport"}, {"slug": "passeport", "service": "etat-civil"}, True),
        ({"topic": "passeport", "service": "voirie"}, {"slug": "nid", "service": "voirie"}, False),
        ({}, {"slug": "passeport", "service": "etat-civil"}, False),
        ({}, {"slug": "horaires", "service": "accueil", "places": ("mairie", "")}, True),
    ],
)
def test_an_alert_is_heard_where_it_matters(alert, about, heard):
    assert made(**alert).concerns(**about) is heard


def test_days_in_the_wrong_order_are_told_as_people_write_them():
    with pytest.raises(InputError, match=r"\(31/12/2026\) précède le début \(01/01/2027\)"):
        Closure(first=date(2027, 1, 1), last=date(2026, 12, 31))


def test_a_closure_is_kept_with_its_hours_until_it_is_over(store):
    closure = Closure(
        service="mairie",
        first=date(2026, 12, 24),
        last=date(2026, 12, 31),
        reason="travaux",
        hours=(Span.parse("09:00-12:00"),),
    )
    number = store.notices.add_closure(closure, who="Camille")
    assert store.notices.closures(date(2026, 12, 31)) == [(number, closure)]
    assert store.notices.closures(date(2027, 1, 1)) == []
    assert store.notices.remove_closure(number)
    assert not store.notices.remove_closure(number)
    assert store.notices.closures() == []


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"last": "un jour"}, "un jour"),
        ({"first": "2099-02-31", "last": "2099-03-01"}, "ne peut pas être relue"),
        ({"first": "2099-12-31", "last": "2099-01-01"}, "précède le début (31/12/2099)"),
        ({"hours": "de 9 h à midi"}, "ne peut pas être relue"),
        ({"hours": "[[540, 720], [600, 660]]"}, "se chevauchent"),
        ({"hours": "[[720, 540]]"}, "n'est pas une plage horaire"),
        ({"hours": "[[null, 540]]"}, "ne peut pas être relue"),
        ({"reason": b"\xff"}, "ne peut pas être relue"),
    ],
)
def test_a_closure_that_cannot_be_read_stops_nothing_and_can_be_taken_back(store, row, wrong, caplog):
    kept = Closure(service="mairie", first=date(2099, 12, 24), last=date(2099, 12, 31), reason="travaux")
    bad = store.notices.add_closure(kept, who="Camille")
    number = store.notices.add_closure(kept, who="Camille")
    with store.connections.writing() as database:
        database.table("closures").update(bad, row)
    assert store.notices.closures() == [(number, kept)]
    (left_out,) = store.notices.readable_closures(MONDAY.date())[1]
    assert left_out.id == bad
    assert wrong in left_out.told
    assert f"hours reopen {bad}" in left_out.told
    assert LiveShelf(store, TOWN, MONDAY, lambda shelf: None).last.calendar.closures[-1:] == (kept,)
    assert f"Closure {bad} is left out: " in caplog.text
    assert store.notices.remove_closure(bad)
    assert store.notices.readable_closures() == ([(number, kept)], [])


def test_what_cannot_be_read_is_told_once_and_again_when_it_comes_back(store, caplog):
    closure = Closure(service="mairie", first=date(2099, 12, 24), last=date(2099, 12, 31))
    bad = store.notices.add_closure(closure, who="Camille")

    def written(last: str) -> None:
        with store.connections.writing() as database:
            database.table("closures").update(bad, {"last": last})
        shelf.current(MONDAY)
        shelf.wait(5)

    def times_told() -> int:
        return caplog.text.count(f"Closure {bad} is left out")

    shelf = LiveShelf(store, TOWN, MONDAY, lambda shelf: None)
    written("demain")
    store.notices.add_alert(made("Ici."), who="Camille")
    shelf.current(MONDAY)
    shelf.wait(5)
    assert times_told() == 1
    written("2099-12-31")
    written("demain")
    assert times_told() == 2


def test_a_long_alert_is_told_in_the_welcome_by_its_first_sentence():
    first = "La mairie ferme à 18 h. "
    rest = "Le service de l'état civil, lui, ne reçoit plus personne jusqu'à nouvel ordre. " * 2
    assert said_in_welcome([made(first + rest)]) == (first.strip(),)
    assert said_in_welcome([made(first * 2)]) == ((first * 2).strip(),)


@pytest.mark.parametrize("text", ["M. Martin reçoit au 3 av. Foch.", "La mairie déménage au 3 av. Foch."])
def test_an_abbreviation_does_not_end_the_first_sentence(text):
    rest = "Le service de l'état civil, lui, ne reçoit plus personne jusqu'à nouvel ordre. " * 3
    assert said_in_welcome([made(f"{text} {rest}")]) == (text,)


def test_the_welcome_tells_as_many_alerts_as_twelve_seconds_hold_the_newest_first():
    long = [made(f"La rue numéro {n} est barrée par la chute d'un arbre.", id=n) for n in range(1, 9)]
    told = said_in_welcome(long)
    assert told[0] == long[-1].text
    assert 1 < len(told) < len(long)
    assert speaking_seconds(" ".join(told)) <= WELCOME_SECONDS
    assert said_in_welcome([]) == ()


def test_an_alert_that_would_be_told_in_one_long_breath_is_refused_with_what_to_do(store):
    breathless = (
        "La mairie vous informe que " + "la rue de la gare et la place du marché, " * 4 + "sont barrées."
    )
    with pytest.raises(InputError, match="en deux phrases"):
        store.notices.add_alert(made(breathless), who="Camille")
    assert store.notices.alerts(made(breathless).starts) == []
    first, rest = "La rue de la gare est barrée.", "Le marché est déplacé place de la République. " * 4
    assert store.notices.add_alert(made(f"{first} {rest}"), who="Camille")
