"""The flows' questions answered by the demonstration town hall; a failure is an answer too."""

import logging
import sqlite3

import pytest

from flows.actions import FindAnswers, OpenNow
from flows.booking import (
    BookSlot,
    FindAppointment,
    FindAppointmentKinds,
    FindSlots,
    FindWindows,
    Period,
)
from flows.registry import ANSWERED_BY
from flows.reporting import (
    TOWN_HALL,
    FindReports,
    FindReportStatus,
    FindStreet,
    FindStreetByKeys,
    ReserveReference,
)
from flows.routing import FindService
from flows.service_registry import nothing_found
from ivr.calls.named_services import named_in
from ivr.calls.queries import TownQueries
from ivr.calls.service_queries import STREETS_FILE, ServiceQueries
from ivr.settings import Service
from ivr.town import town_facts
from knowledge.librarian import Finding, Response
from tests.ivr.calls.town import MONDAY, TOWN, calendar_of, opened, settings_with

MOBILE = "+33612345678"


class SmallLibrarian:
    """Knows the opening hours, and one article for one sentence."""

    def __init__(self):
        self.meant = {}

    def calendar(self, now):
        return calendar_of()

    def find(self, text, **more):
        slugs = self.meant.get(text, ())
        return Finding(
            decision="disambiguate" if slugs else "none", responses=tuple(response(slug) for slug in slugs)
        )


def response(slug):
    return Response(slug=slug, offer=slug, service="etat-civil", score=0.5, spoken="")


@pytest.fixture
def librarian():
    return SmallLibrarian()


@pytest.fixture
def queries(tmp_path, librarian):
    settings = settings_with(var=tmp_path)
    connections = opened(tmp_path)
    services = ServiceQueries(settings, connections, librarian, lambda: MONDAY, lambda: MONDAY.timestamp())
    return TownQueries(settings, librarian, services, lambda: MONDAY)


def kinds(queries, text, *alternatives):
    found = queries.perform(FindAppointmentKinds(text=text, alternatives=alternatives), "CA1")
    return [kind.slug for kind in found.kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je voudrais un rendez-vous pour une carte d'identité", ["carte-identite"]),
        ("pour la carte d identite et le passeport", ["carte-identite", "passeport"]),
        ("on voudrait se pacser", ["pacs"]),
        ("on se pacse", ["pacs"]),
        ("passeport", ["passeport"]),
        ("mariage", ["mariage"]),
        ("", ["carte-identite", "passeport", "pacs", "mariage"]),
        ("je voudrais prendre rendez-vous", []),
        ("rendez-vous avec les impôts", []),
        ("rendez-vous ccas", []),
        ("un espace vert", []),
    ],
)
def test_the_words_of_the_settings_name_what_an_appointment_is_for(queries, text, expected):
    assert kinds(queries, text) == expected


def test_another_hypothesis_may_name_it(queries):
    assert kinds(queries, "carte tité", "carte d'identité") == ["carte-identite"]


def test_words_that_name_nothing_are_looked_up_as_a_question(queries, librarian):
    librarian.meant["ma pièce officielle est périmée"] = ("carte-identite", "encombrants", "passeport")
    assert kinds(queries, "ma pièce officielle est périmée") == ["carte-identite", "passeport"]


def test_another_card_is_no_identity_card_however_near_its_words_come(queries, librarian):
    librarian.meant["une carte de résident"] = librarian.meant["une carte neuve"] = ("carte-identite",)
    assert kinds(queries, "une carte neuve") == ["carte-identite"]
    assert kinds(queries, "une carte de résident") == []


def test_slots_are_offered_booked_and_found_again(queries):
    slots = queries.perform(FindSlots(kind="passeport", period=Period(first="2026-11-25")), "CA1").slots
    assert [slot.start for slot in slots] == ["2026-11-25T09:00", "2026-11-25T09:20", "2026-11-25T09:40"]
    wanted = BookSlot(slot=slots[0].id, kind="passeport", name="Jean", phone=MOBILE)
    booked = queries.perform(wanted, "CA1")
    assert booked.outcome == "booked"
    assert queries.perform(wanted, "CA1") == booked
    found = queries.perform(FindAppointment(reference=booked.reference, phone=MOBILE), "CA2")
    assert [one.start for one in found.appointments] == ["2026-11-25T09:00"]


def test_a_street_is_found_as_it_is_written_inside_a_sentence(queries):
    found = queries.perform(FindStreet(text="rue victor ugo", number="8"), "CA1").streets
    assert (found[0].name, found[0].number_known) == ("rue Victor Hugo", True)
    assert (
        not queries.perform(FindStreet(text="rue victor hugo", number="999"), "CA1").streets[0].number_known
    )


def test_the_houses_that_bear_a_number_and_a_little_more_are_told(queries):
    (street,) = queries.perform(FindStreet(text="rue Hector Berlioz", number="22"), "CA1").streets[:1]
    assert street.suffixed == ("22 bis", "22 ter")
    (street,) = queries.perform(FindStreet(text="rue Hector Berlioz", number="2"), "CA1").streets[:1]
    assert street.suffixed == ()


def test_the_town_hall_is_in_the_street_of_its_own_address(queries):
    (street,) = queries.perform(FindStreet(text=TOWN_HALL), "CA1").streets
    assert street.name == "place de la République"


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("12, rue Pasteur, 38990 Valmont-sur-Isère", "rue Pasteur"),
        ("Hôtel de ville, 3 rue Pasteur", "rue Pasteur"),
        ("1 bis rue Victor Hugo, 38990 Valmont-sur-Isère", "rue Victor Hugo"),
        ("1 place de la République 38990 Valmont-sur-Isère", "place de la République"),
    ],
)
def test_the_address_of_the_town_hall_is_read_however_it_is_written(tmp_path, librarian, address, street):
    town = TOWN.town.model_copy(update={"address": address})
    settings = settings_with(var=tmp_path, town=town)
    services = ServiceQueries(
        settings, opened(tmp_path), librarian, lambda: MONDAY, lambda: MONDAY.timestamp()
    )
    found = TownQueries(settings, librarian, services, lambda: MONDAY).perform(
        FindStreet(text=TOWN_HALL), "CA1"
    )
    assert [one.name for one in found.streets] == [street]


def test_a_street_is_found_by_the_keys_of_its_letters(queries):
    found = queries.perform(FindStreetByKeys(keys="7278"), "CA1").streets
    assert [street.name for street in found] == ["rue Pasteur"]


def test_a_number_is_reserved_and_nothing_similar_is_known_at_first(queries):
    assert len(queries.perform(ReserveReference(), "CA1").reference) == 6
    assert queries.perform(FindReports(kind="eclairage", street="rue Pasteur"), "CA1").reports == ()


def test_a_service_nobody_knows_rings_back_like_the_reception(queries):
    period = Period(first="2026-11-24")
    known = queries.perform(FindWindows(service="accueil", period=period), "CA1")
    assert queries.perform(FindWindows(service="nowhere", period=period), "CA1") == known
    assert known.windows[0].start == "2026-11-24T08:30"


def test_the_team_on_call_answers_at_any_hour(tmp_path, librarian):
    night = MONDAY.replace(hour=3)
    services = ServiceQueries(TOWN, opened(tmp_path), librarian, lambda: night, lambda: 0.0)
    queries = TownQueries(TOWN, librarian, services, lambda: night)
    assert queries.perform(OpenNow(service="astreinte"), "CA1").open
    assert not queries.perform(OpenNow(service="voirie"), "CA1").open


QUERIES = [
    FindStreet(text="rue Pasteur"),
    FindStreetByKeys(keys="7278"),
    FindReportStatus(reference="", phone=MOBILE),
    FindAppointmentKinds(text="passeport"),
    FindSlots(kind="passeport"),
    BookSlot(slot="passeport/2026-11-25T09:00", kind="passeport", name="", phone=MOBILE),
    FindAppointment(reference="123456", phone=MOBILE),
    FindReports(kind="eclairage", street="rue Pasteur"),
    ReserveReference(),
    FindWindows(service="accueil"),
]


class Broken:
    """Services whose books cannot be opened."""

    def perform(self, query, call_id):
        raise sqlite3.OperationalError("disk I/O error")


@pytest.mark.parametrize("query", QUERIES, ids=[type(query).__name__ for query in QUERIES])
def test_a_failure_is_answered_with_nothing_found_and_logged(librarian, caplog, query):
    queries = TownQueries(TOWN, librarian, Broken(), lambda: MONDAY)
    with caplog.at_level(logging.ERROR):
        assert queries.perform(query, "CA1") == nothing_found(query)
    assert type(query).__name__ in caplog.text


@pytest.mark.parametrize("query", QUERIES, ids=[type(query).__name__ for query in QUERIES])
def test_every_question_has_its_own_kind_of_answer(queries, query):
    assert isinstance(queries.perform(query, "CA1"), ANSWERED_BY[type(query)])


def test_a_street_list_that_cannot_be_read_finds_no_street(queries, tmp_path, caplog):
    (tmp_path / STREETS_FILE).write_text("ceci n'est pas une liste\n", encoding="utf-8")
    assert queries.perform(FindStreet(text="rue Pasteur"), "CA1").streets == ()
    assert "FindStreet could not be answered" in caplog.text


def test_a_broken_librarian_still_answers(tmp_path):
    queries = TownQueries(TOWN, object(), Broken(), lambda: MONDAY)
    assert queries.perform(FindAnswers(text="passeport"), "CA1").decision == "none"
    assert queries.perform(OpenNow(service="accueil"), "CA1").open


def test_the_demonstration_towns_kinds_are_articles_of_its_base():
    from knowledge.demonstration import load_demonstration

    assert set(TOWN.appointments) <= {article.slug for article in load_demonstration()}
    assert town_facts(TOWN).services.keys() >= {desk.service for desk in TOWN.desks.values()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je veux parler au service urbanisme", "urbanisme"),
        ("monsieur martin de l'urbanisme", "urbanisme"),
        ("laisser un message pour la police municipale", "police-municipale"),
        ("passez-moi l'état civil", "etat-civil"),
        ("je voudrais parler à la comptabilité", ""),
        ("laisser un message à la mairie", ""),
        ("laisser un message", ""),
    ],
)
def test_a_service_is_known_by_the_words_of_its_name(queries, text, expected):
    assert queries.perform(FindService(text=text), "CA1").service == expected


def test_a_service_is_known_by_its_business_too(queries, librarian):
    librarian.meant["cantine"] = ["cantine"]
    assert queries.perform(FindService(text="je veux parler à la cantine"), "CA1").service == "etat-civil"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i want to speak with the town planning department", "urbanisme"),
        ("put me through to the housing department", "logement"),
        ("put me through to the police", "police-municipale"),
        ("the school building department", ""),
    ],
)
def test_a_service_is_named_in_english(queries, text, expected):
    assert queries.perform(FindService(text=text, language="en"), "CA1").service == expected


def test_whoever_takes_over_is_named_in_the_language_of_the_call(queries):
    heard = {
        language: queries.perform(OpenNow(service="proprete-dechets", language=language), "CA1").overflow_name
        for language in ("fr", "en")
    }
    assert heard == {"fr": "le service voirie", "en": "the highways team"}


def test_a_town_names_its_own_services_in_english():
    services = {
        "affaires-scolaires": Service(name="le service", name_en="the schools office", words_en=("canteen",)),
        "reception": Service(name="les salles", name_en="the wedding venues"),
    }
    assert named_in("the office for the canteen", services, "en") == "affaires-scolaires"
    assert named_in("the reception", services, "en") == ""


@pytest.mark.parametrize(
    ("text", "language"), [("call me back tomorrow", "en"), ("que l'astreinte me rappelle", "fr")]
)
def test_the_team_on_call_is_nobody_s_words_to_choose(queries, text, language):
    assert queries.perform(FindService(text=text, language=language), "CA1").service == ""
