"""Booking: once a call, never twice a slot; changing, finding and cancelling."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.booking import BookSlot, Period
from ivr.calls.appointments import Appointments
from tests.ivr.calls.rush import rush
from tests.ivr.calls.town import MONDAY, TOWN, diary_of, opened, settings_with

DIARY = diary_of()
MOBILE, OTHER = "+33612345678", "+33687654321"
TUESDAY_TEN = "carte-identite/2026-11-24T10:00"


@pytest.fixture
def books(tmp_path):
    return Appointments(TOWN, opened(tmp_path))


def booking(slot=TUESDAY_TEN, phone=MOBILE, name="Jean Martin", replaces=""):
    kind = slot.partition("/")[0]
    return BookSlot(slot=slot, kind=kind, name=name, phone=phone, replaces=replaces)


def book(books, call="CA1", **wanted):
    return books.book(DIARY, call, booking(**wanted), at=1.0)


def offered(books, kind="carte-identite", period=Period()):  # noqa: B008 - a frozen value
    return [slot.start for slot in books.free(DIARY, kind, period)]


def test_a_booked_slot_is_found_with_its_reference_and_number(books):
    reference = book(books).reference
    (found,) = books.find(reference, MOBILE, MONDAY)
    assert (found.start, found.name, found.kind.slug) == ("2026-11-24T10:00", "Jean Martin", "carte-identite")
    assert found.kind.documents


def test_both_the_reference_and_the_number_must_be_right(books):
    reference = book(books).reference
    assert not books.find(reference, OTHER, MONDAY)
    assert not books.find("999999" if reference != "999999" else "999998", MOBILE, MONDAY)


def test_a_visit_that_began_is_found_no_more(books):
    reference = book(books).reference
    assert not books.find(reference, MOBILE, MONDAY + timedelta(days=1, minutes=1))


def test_the_same_call_asking_again_is_answered_as_before(books):
    first = book(books)
    assert book(books) == first
    assert book(books, call="CA2").reference != first.reference


def test_one_call_may_book_one_slot_for_two_people(books):
    assert book(books, name="Jean").reference != book(books, name="Marie").reference


def test_a_slot_is_taken_once_all_counters_are(books):
    assert [book(books, call=f"CA{n}").outcome for n in range(3)] == ["booked", "booked", "taken"]
    assert offered(books)[0] == "2026-11-24T10:20"


def test_kinds_that_share_a_desk_share_its_counters(books):
    book(books, call="CA1")
    book(books, call="CA2", slot="passeport/2026-11-24T10:00")
    assert book(books, call="CA3", slot="passeport/2026-11-24T10:00").outcome == "taken"
    assert offered(books, "passeport")[0] == "2026-11-24T10:20"


def test_visits_of_different_lengths_never_overlap_at_a_counter(tmp_path):
    books = Appointments(TOWN, opened(tmp_path))
    assert book(books, slot="mariage/2026-11-26T14:00").outcome == "booked"
    assert book(books, call="CA2", slot="pacs/2026-11-26T14:30").outcome == "taken"
    assert book(books, call="CA2", slot="pacs/2026-11-26T15:00").outcome == "booked"
    assert offered(books, "mariage")[:2] == ["2026-11-26T15:30", "2026-11-26T16:15"]


@pytest.mark.parametrize("slot", ["carte-identite/2026-11-24T10:05", "carte-identite/2026-11-23T10:20"])
def test_a_slot_that_is_not_in_the_diary_cannot_be_had(books, slot):
    assert book(books, slot=slot).outcome == "taken"


@pytest.mark.parametrize("slot", ["passeport", "passeport/demain", "permis/2026-11-24T10:00"])
def test_what_is_no_slot_at_all_fails(books, slot):
    assert book(books, slot=slot).outcome == "failed"
    assert not offered(books, "permis")


def test_changing_gives_the_old_slot_back_with_the_same_breath(books):
    old = book(books).reference
    new = book(books, slot="carte-identite/2026-11-24T10:20", replaces=old)
    assert new.outcome == "booked"
    assert not books.find(old, MOBILE, MONDAY)
    assert books.find(new.reference, MOBILE, MONDAY)
    assert [book(books, call=f"CB{n}").outcome for n in range(3)] == ["booked", "booked", "taken"]


def test_a_visit_given_back_for_another_leaves_its_own_slot_to_it(books):
    first = book(books)
    book(books, phone=OTHER, name="Marie Petit")
    at_ten = Period(first="2026-11-24", last="2026-11-24", at="10:00")
    assert "2026-11-24T10:00" not in offered(books, "passeport", at_ten)
    freed = books.free(DIARY, "passeport", at_ten, replaces=first.reference)
    assert "2026-11-24T10:00" in [slot.start for slot in freed]


def test_a_change_asked_again_changes_nothing_more(books):
    old = book(books).reference
    wanted = {"slot": "carte-identite/2026-11-24T10:20", "replaces": old}
    assert book(books, **wanted) == book(books, **wanted)


def test_a_change_that_fails_keeps_the_old_slot(books):
    old = book(books).reference
    full = "carte-identite/2026-11-24T10:20"
    for call in ("CA2", "CA3"):
        book(books, call=call, slot=full)
    assert book(books, slot=full, replaces=old).outcome == "taken"
    assert books.find(old, MOBILE, MONDAY)


def test_nobody_gives_back_a_slot_with_another_number(books):
    mine = book(books).reference
    book(books, call="CA2", slot="carte-identite/2026-11-24T10:20", phone=OTHER, replaces=mine)
    assert books.find(mine, MOBILE, MONDAY)
    assert not books.cancel(mine, OTHER, at=2.0)


def test_a_cancelled_slot_is_free_again_and_cancelling_twice_is_harmless(books):
    references = [book(books, call=call).reference for call in ("CA1", "CA2")]
    assert book(books, call="CA3").outcome == "taken"
    assert [books.cancel(references[0], MOBILE, at=2.0) for _ in range(2)] == [True, False]
    assert offered(books)[0] == "2026-11-24T10:00"
    assert book(books, call="CA3").outcome == "booked"


def test_a_kind_the_town_gave_up_is_offered_no_more(tmp_path):
    books = Appointments(settings_with(appointments={}), opened(tmp_path))
    assert books.free(DIARY, "carte-identite", Period()) == ()
    assert books.kind("carte-identite") is None


def test_eight_callers_at_a_time_never_book_one_counter_twice(tmp_path):
    came = rush(tmp_path, 2_000, threads=8, slots=100, counters=6)
    assert came.doubles == 0
    assert came.booked == came.outcomes["booked"]
    assert came.outcomes["taken"] > 0
    assert came.booked > 0.95 * came.capacity


def test_free_slots_are_found_as_fast_after_years_of_visits(tmp_path):
    connections = opened(tmp_path)
    books = Appointments(TOWN, connections)
    now = steps_of(connections, lambda: offered(books))
    began = MONDAY.replace(tzinfo=None) - timedelta(days=400)
    with connections.writing() as db:
        db.table("appointments").insert_all(
            {
                **{"reference": f"R{number}", "call_id": f"CB{number}", "kind": "carte-identite"},
                **{"desk": "titres", "counter": 1, "name": "", "phone": "", "booked_at": 1.0},
                "start": f"{began + timedelta(hours=number):%Y-%m-%dT%H:%M}",
                "end": f"{began + timedelta(hours=number, minutes=20):%Y-%m-%dT%H:%M}",
            }
            for number in range(7_500)
        )
    assert steps_of(connections, lambda: offered(books)) < now + 10


def steps_of(connections, question):
    """How many hundreds of steps SQLite takes to answer."""
    steps = []
    connections.get().conn.set_progress_handler(lambda: steps.append(1) and 0, 100)
    question()
    connections.get().conn.set_progress_handler(None, 0)
    return len(steps)


def test_without_a_reference_the_coming_visits_of_one_number_alone_are_found(books):
    later = book(books, slot="carte-identite/2026-11-26T10:00").reference
    sooner = book(books, call="CA2").reference
    book(books, call="CA3", phone=OTHER, slot="carte-identite/2026-11-24T10:20")
    books.cancel(book(books, call="CA4", slot="carte-identite/2026-11-26T11:00").reference, MOBILE, at=2.0)
    assert [found.reference for found in books.find("", MOBILE, MONDAY)] == [sooner, later]
    assert books.find("", "+33600000000", MONDAY) == ()


@pytest.mark.parametrize(
    ("period", "ever"),
    [
        (Period(weekdays=(5,)), False),
        (Period(first="2026-11-28", last="2026-11-28"), False),
        (Period(weekdays=(1,)), True),
        (Period(first="2026-11-24", last="2026-11-24", earliest="08:00", latest="09:00"), False),
        (Period(first="2027-11-24"), True),
    ],
)
def test_what_the_diary_never_has_is_told_from_what_is_merely_taken(books, period, ever):
    assert books.ever(DIARY, "carte-identite", period) is ever


@pytest.mark.parametrize(
    ("clock", "ever"), [("10:10", True), ("16:50", True), ("18:00", False), ("12:30", False)]
)
def test_an_hour_is_told_from_one_at_which_the_desk_never_receives(books, clock, ever):
    tuesday = Period(first="2026-11-24", last="2026-11-24", at=clock)
    assert books.ever(DIARY, "carte-identite", tuesday) is ever


def test_the_furthest_day_that_can_be_booked_is_known(books):
    last = books.last_day(DIARY, "carte-identite")
    assert (
        last == (MONDAY + timedelta(days=TOWN.appointments["carte-identite"].horizon_days)).date().isoformat()
    )
    assert books.free(DIARY, "carte-identite", Period(first="2027-06-01")) == ()
    assert books.last_day(DIARY, "nothing") == ""


FILES = ("carte-identite", "passeport", "passeport")


def test_a_visit_for_several_files_lasts_as_long_as_they_do_together(books):
    ten = books.book(DIARY, "CA1", replace(booking(), files=FILES), at=1.0)
    (found,) = books.find(ten.reference, MOBILE, MONDAY)
    assert found.files == FILES
    rows = list(books._connections.get().table("appointments").rows)
    assert (rows[0]["start"], rows[0]["end"]) == ("2026-11-24T10:00", "2026-11-24T11:00")
    book(books, call="CA2")
    assert book(books, call="CA3", slot="passeport/2026-11-24T10:40").outcome == "booked"
    assert book(books, call="CA4", slot="passeport/2026-11-24T10:40").outcome == "taken"


def test_a_long_visit_is_offered_only_where_it_ends_before_the_desk_closes(books):
    day = Period(first="2026-11-24", last="2026-11-24", earliest="11:00", latest="12:30")
    starts = [slot.start for slot in books.free(DIARY, "carte-identite", day, FILES)]
    assert starts == ["2026-11-24T11:00"]
    late = replace(booking(slot="carte-identite/2026-11-24T11:20"), files=FILES)
    assert books.book(DIARY, "CA1", late, at=1.0).outcome == "taken"


def test_a_visit_longer_than_the_desk_ever_receives_is_told_from_one_that_finds_nothing_free(books):
    tuesday = Period(first="2026-11-24", last="2026-11-24")
    assert books.ever(DIARY, "carte-identite", tuesday, FILES) is True
    endless = ("carte-identite",) * 40
    assert books.free(DIARY, "carte-identite", tuesday, endless) == ()
    assert books.ever(DIARY, "carte-identite", tuesday, endless) is False
    assert books.ever(DIARY, "carte-identite", Period(), endless) is False


def test_a_visit_booked_again_by_the_call_that_is_cancelling_it_outlives_the_cancellation(books):
    first = book(books)
    again = book(books, replaces=first.reference)
    assert again.reference != first.reference
    books.cancel(first.reference, MOBILE, 9.0)
    assert books.find(again.reference, MOBILE, MONDAY)
