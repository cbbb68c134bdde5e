"""Whatever is said or keyed at a report's questions, it waits or has ended, and no danger told is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.actions import Transfer
from flows.reporting import CorrectReport, JoinReport, OpenReport, SimilarReport
from flows.routing import ON_CALL
from tests.flows.reports.calls import calling, danger_words, town
from tests.flows.services import Played

SIMILAR = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")
MOST_STEPS = 14
DANGERS = tuple(f"attendez {words}" for words in danger_words("fr"))
HARMLESS = (
    *(
        "oui",
        "non",
        "#",
        "je ne sais pas",
        "cassé",
        "il clignote",
        "rue pasteur",
        "douze rue pasteur non quatorze",
    ),
    *(
        "devant l'école",
        "répétez",
        "revenir",
        "attendez",
        "euh",
        "non merci",
        "pas de sms",
        "envoyez-moi un sms",
    ),
    *("non rue pasteur", "en fait c'est un tag", "blabla dans le vent", "le même", "c'est au douze", "bof"),
    "zéro six douze trente quatre cinquante six soixante dix huit",
)
OPENINGS = ("signaler un lampadaire", "un tag rue pasteur", "un lampadaire au douze rue pasteur", "")
STEPS = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(HARMLESS)),
    st.tuples(st.just("says"), st.sampled_from(DANGERS)),
    st.tuples(st.just("presses"), st.sampled_from(("1", "2", "3", "#", "727", "0612345678"))),
    st.tuples(st.just("is silent"), st.just("")),
)
REPORTS = (OpenReport, JoinReport, CorrectReport)


def reports(call: Played) -> list[OpenReport | JoinReport | CorrectReport]:
    return [deed for deed in call.done if isinstance(deed, REPORTS)]


def words_of(deed: OpenReport | JoinReport | CorrectReport) -> str:
    return deed.words if isinstance(deed, CorrectReport) else deed.description


@settings(max_examples=250, deadline=None)
@given(
    opening=st.sampled_from(OPENINGS),
    known=st.booleans(),
    steps=st.lists(STEPS, max_size=MOST_STEPS),
)
def test_a_danger_told_anywhere_is_in_a_dangerous_report_and_never_a_place(opening, known, steps):
    call = calling(opening, town(reports=[SIMILAR] if known else []))
    told: list[str] = []
    for kind, what in steps:
        if call.asked in ("", "Transfer") or call.asked.startswith(("message.", "callback.")):
            break  # the report is made, or a person is fetched
        if kind == "presses":
            call.presses(what)
        elif kind == "is silent":
            call.is_silent()
        else:
            told += [what.removeprefix("attendez ")] if what in DANGERS else []
            call.says(what)
    if not call.dialogue.ended:
        call.hangs_up()
    assert call.dialogue.ended
    for deed in reports(call):
        place = deed.place if isinstance(deed, OpenReport) else ""
        assert not any(words in place for words in told), "a danger is no place"
    if told:
        assert any(deed.dangerous for deed in reports(call)), call.results
        assert all(any(words in words_of(deed) for deed in reports(call)) for words in told)


@settings(max_examples=100, deadline=None)
@given(steps=st.lists(st.sampled_from([words for words in HARMLESS if words != "oui"]), max_size=MOST_STEPS))
def test_a_report_without_a_danger_is_made_once_and_rings_nobody_on_call(steps):
    call = calling("signaler un lampadaire")
    call.says("non")
    for words in steps:
        if call.asked in ("", "Transfer"):
            break
        if call.asked.startswith("report.danger"):
            words = "non"
        call.says(words)
    transfers = call.deeds(Transfer)
    assert all(isinstance(one, Transfer) and one.service != ON_CALL for one in transfers)
    assert len([deed for deed in call.done if isinstance(deed, OpenReport)]) <= 1
