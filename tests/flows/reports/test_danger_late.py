"""Whatever is asked of a report, a danger told instead of an answer is met: never a place, never lost."""

from collections.abc import Callable

import pytest

from flows.actions import Action, Say, Transfer
from flows.events import HungUp
from flows.reporting import CorrectReport, JoinReport, OpenReport, ReportStatus, SimilarReport, Street
from flows.reports.report_issue import report_issue
from flows.routing import ON_CALL
from tests.flows.english.test_services import EnglishCall
from tests.flows.reports.calls import PASTEUR, calling, danger_words, harmless, town
from tests.flows.services import LANDLINE, MOBILE, Played

LAMP = "un lampadaire en panne"
THEIRS = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")
MINE = ReportStatus(
    reference="300111", title=THEIRS.title, status="new", opened="2026-11-12", kind="eclairage"
)
EGLISE = [Street(name="place de l'Église", score=0.98), Street(name="rue de l'Église", score=0.98)]


def where() -> Played:
    return harmless(LAMP)


def read_back() -> Played:
    return harmless(f"{LAMP} rue pasteur")


def nearest() -> Played:
    there = town()
    there.streets["eglise"] = EGLISE
    call = harmless(LAMP, there)
    call.says("l'église")
    return call


def street_only() -> Played:
    call = read_back()
    call.says("non")
    return call


def letters() -> Played:
    call = where()
    call.presses("1")
    return call


def house_number() -> Played:
    there = town()
    there.keyed["727"] = there.streets[PASTEUR]
    call = harmless(LAMP, there)
    call.presses("1")
    call.presses("727")
    return call


def similar() -> Played:
    call = harmless(f"{LAMP} rue pasteur", town(reports=[THEIRS]))
    call.says("oui")
    return call


def yours() -> Played:
    call = harmless(f"{LAMP} rue pasteur", town(reports=[THEIRS], made_from={MOBILE: [MINE]}))
    call.says("oui")
    return call


def describe(**options: str) -> Played:
    call = harmless(f"{LAMP} rue pasteur", **options)
    call.says("oui")
    return call


def by_text(**options: str) -> Played:
    call = describe(**options)
    call.says("il clignote")
    return call


def mobile() -> Played:
    call = by_text(caller=LANDLINE)
    call.says("oui")
    return call


def phone_read_back() -> Played:
    call = mobile()
    call.says("zéro six douze trente quatre cinquante six soixante dix huit")
    return call


QUESTIONS = {
    "report.where": where,
    "address.read_back": read_back,
    "address.nearest_2": nearest,
    "address.street_only": street_only,
    "address.letters": letters,
    "address.house_number": house_number,
    "report.similar": similar,
    "report.yours": yours,
    "report.describe": describe,
    "report.by_text": by_text,
    "report.mobile": mobile,
    "phone.read_back": phone_read_back,
}
TOLD = (
    "il y a des fils à nu",
    "attendez si il y a un danger",
    "attendez il y a de la fumée",
    "non mais en fait oui il y a un danger",
    "il menace de tomber sur les gens",
    "au fait un enfant est coincé dessous",
    "oui mais maintenant il y a des fils à nu",
    "c'est un câble par terre en fait",
    "non il va s'écrouler",
    "un cycliste vient de tomber il saigne",
    "quelqu'un a touché le poteau et il a pris une décharge",
    "passez-moi quelqu'un il y a des fils à nu",
    "au revoir c'est dangereux quand même",
)
REPORTS = (OpenReport, JoinReport, CorrectReport)


def reports(call: Played) -> list[Action]:
    return [deed for deed in call.done if isinstance(deed, REPORTS)]


def numbers_told(call: Played) -> list[str]:
    told = [action.prompt for action in call.done if isinstance(action, Say)]
    return [prompt for prompt in told if prompt.startswith("emergency.")]


def kept_as_a_danger(call: Played, words: str) -> bool:
    """Is the one report that was made dangerous, its words told of the problem and not of its place?"""
    (deed,) = reports(call)
    told = deed.words if isinstance(deed, CorrectReport) else deed.description  # type: ignore[union-attr]
    place = deed.place if isinstance(deed, OpenReport) else ""
    return deed.dangerous and words in told and words not in place  # type: ignore[union-attr]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("words", TOLD)
def test_a_danger_told_at_any_question_is_met_then_the_team_on_call_is_rung(question, words):
    call = QUESTIONS[question]()
    assert call.asked == question
    call.says(words)
    assert len(numbers_told(call)) == 1
    while call.asked not in ("", "Transfer"):
        call.says("rue pasteur" if call.asked == "report.where" else "oui")
    assert kept_as_a_danger(call, words)
    (transfer,) = call.deeds(Transfer)
    assert isinstance(transfer, Transfer)
    assert transfer.service == ON_CALL


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("words", TOLD)
def test_a_danger_told_at_any_question_is_reported_though_its_caller_hangs_up(question, words):
    call = QUESTIONS[question]()
    call.says(words)
    call.hangs_up()
    assert kept_as_a_danger(call, words)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("words", danger_words("fr"))
def test_every_word_of_danger_that_is_shipped_is_heard_at_every_question(question, words):
    call = QUESTIONS[question]()
    told = f"oui alors {words}"
    call.says(told)
    call.hangs_up()
    assert numbers_told(call)
    assert kept_as_a_danger(call, told)


@pytest.mark.parametrize("words", ["oui en fait si", "ah si", "non mais les voisins oui", "mais si"])
def test_a_no_is_taken_back_where_the_place_is_asked(words):
    call = where()
    call.says(words)
    assert numbers_told(call)
    call.hangs_up()
    assert kept_as_a_danger(call, words)


@pytest.mark.parametrize("words", ["ah si c'est rue pasteur", "en fait si devant l'école"])
def test_a_place_that_begins_like_a_yes_takes_no_no_back(words):
    call = where()
    call.says(words)
    assert not numbers_told(call)


@pytest.mark.parametrize("question", ["address.read_back", "report.similar", "report.by_text"])
def test_a_yes_to_another_question_is_no_danger(question):
    call = QUESTIONS[question]()
    call.says("en fait si")
    assert not numbers_told(call)


@pytest.mark.parametrize(
    "words",
    ["devant les urgences de l'hôpital", "non c'est pas dangereux", "il n'y a pas de danger rue pasteur"],
)
def test_what_denies_a_danger_or_only_names_a_place_is_none(words):
    call = where()
    call.says(words)
    assert not numbers_told(call)


def test_the_place_that_was_being_read_back_is_read_back_again():
    call = harmless(LAMP)
    call.says("douze rue pasteur")
    said = call.says("il y a des fils à nu")
    assert said[-1] == "12 rue Pasteur, c'est bien ça ?"
    call.says("oui")
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert (deed.street, deed.number, deed.dangerous) == ("rue Pasteur", "12", True)


def test_a_street_told_with_the_danger_is_asked_no_more():
    call = where()
    said = call.says("il y a des fils à nu rue pasteur")
    assert said[-1] == "Rue Pasteur, c'est bien ça ?"


def test_only_whoever_agrees_that_it_is_the_same_adds_their_danger_to_a_report_already_open():
    agreed, silent = similar(), similar()
    agreed.says("oui mais maintenant il y a des fils à nu")
    assert [type(deed) for deed in reports(agreed)] == [JoinReport]
    silent.says("il y a des fils à nu")
    (deed,) = reports(silent)
    assert isinstance(deed, OpenReport)
    assert deed.perhaps == "300111"


@pytest.mark.parametrize("words", ["bof", "pas moi"])
def test_half_a_no_to_the_danger_question_is_asked_again(words):
    call = Played(lambda talk, started: report_issue(talk, started, LAMP), town())
    call.says(words)
    assert call.asked == "report.danger.no_match.1"


ENGLISH: dict[str, Callable[[EnglishCall], None]] = {
    "report.where": lambda call: None,
    "address.read_back": lambda call: _say(call, "rue pasteur"),
    "report.describe": lambda call: _say(call, "rue pasteur", "yes"),
    "report.by_text": lambda call: _say(call, "rue pasteur", "yes", "it flickers"),
}


def _say(call: EnglishCall, *words: str) -> None:
    for said in words:
        call.says(said)


@pytest.mark.parametrize("question", ENGLISH)
@pytest.mark.parametrize(
    "words",
    ["there are bare wires", "wait there is smoke", "yes but now it's about to fall", *danger_words("en")],
)
def test_a_danger_told_in_english_is_met_at_every_question(question, words):
    call = EnglishCall()
    call.town.streets[PASTEUR] = town().streets[PASTEUR]
    _say(call, "report a street light", "no")
    ENGLISH[question](call)
    assert call.asked == question
    call.says(words)
    call.hears(HungUp())
    (deed,) = [one for one in call.done if isinstance(one, OpenReport)]
    assert deed.dangerous
    assert words in deed.description
    assert words not in deed.place


def test_what_nobody_knew_before_denies_no_danger_told_after():
    call = calling("")
    call.says("je ne sais pas")
    told = call.says("attendez danger")
    assert any("112" in sentence for sentence in told)
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert report.dangerous


def test_somebody_hurt_in_a_danger_met_already_is_told_their_own_number():
    call = calling("il y a un fil électrique par terre")
    assert call.asked == "report.where"
    assert any("15" in sentence for sentence in call.says("mon mari ne respire plus"))
    assert call.asked == "report.where"
