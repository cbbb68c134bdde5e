"""Correcting a report, before it is kept and after."""

import pytest

from flows.ask import Talk
from flows.collect.address import Address
from flows.collect.problem import problem_called
from flows.reporting import CorrectReport, FindReports, OpenReport, SendNotice, SimilarReport, Street
from flows.reports.correction import correction_in
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import harmless, opened
from tests.flows.services import Played, TownHall

LAMP, HOLE, TAG = (problem_called(slug) for slug in ("eclairage", "chaussee", "proprete"))
PLACE = Address(street="rue Pasteur", number="2")
STREETS = {
    "rue pasteur": [Street(name="rue Pasteur", score=0.99)],
    "rue victor hugo": [Street(name="rue Victor Hugo", score=0.99)],
}


def corrected(text: str, language: str = "fr"):
    talk = Talk()
    talk.language = language
    return correction_in(talk, text, LAMP, PLACE)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("en fait c'était un nid de poule", HOLE),
        ("non c'est un nid de poule pas un lampadaire", HOLE),
        ("non pas un lampadaire un tag", TAG),
        ("pardon je voulais dire un tag", TAG),
        ("je me suis trompé c'est un trou dans la chaussée", HOLE),
        ("non non c'est plutôt un tag", TAG),
    ],
)
def test_another_problem_is_heard(words, kind):
    found = corrected(words)
    assert found is not None
    assert found.problem == kind


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("non c'est au douze pas au deux", "12"),
        ("au douze et pas au deux", "12"),
        ("c'est pas au deux c'est au douze", "12"),
        ("pardon c'est le douze bis", "12 bis"),
        ("en fait c'est au numéro quatorze", "14"),
    ],
)
def test_another_number_is_heard(words, number):
    found = corrected(words)
    assert found is not None
    assert found.number == number


def test_another_street_is_heard():
    found = corrected("non c'est rue victor hugo pas rue pasteur")
    assert found is not None
    assert found.street == "c est rue victor hugo"


def test_another_street_is_heard_after_the_wrong_one():
    found = corrected("non ce n'est pas rue pasteur c'est rue victor hugo")
    assert found is not None
    assert found.street == "rue victor hugo"


@pytest.mark.parametrize(
    "words",
    [
        *("oui", "non", "non merci", "non c'est tout", "au revoir", "il clignote depuis deux jours", "douze"),
        *("un nid de poule", "il y a aussi un tag", "non c'est au deux", "non c'est bien rue pasteur"),
        *("en fait il y a aussi un nid de poule à côté", "je voudrais refaire ma carte d'identité"),
        "non c'est le même lampadaire",
    ],
)
def test_what_corrects_nothing_is_no_correction(words):
    assert corrected(words) is None


@pytest.mark.parametrize(
    ("words", "slug"),
    [("actually it was a pothole", "chaussee"), ("no i meant some graffiti", "proprete")],
)
def test_english_corrections_are_heard(words, slug):
    found = corrected(words, "en")
    assert found is not None
    assert found.problem == problem_called(slug)


def test_an_english_number_is_heard():
    found = corrected("no it's at twelve not at two", "en")
    assert found is not None
    assert found.number == "12"


def calling(words: str, **town: object) -> Played:
    """A problem reported in a town of two streets, and nobody in danger."""
    return harmless(words, TownHall(streets=dict(STREETS), **town))


def test_the_problem_is_corrected_at_any_question_and_nothing_is_asked_twice():
    call = calling("un dépôt sauvage rue pasteur")
    call.says("oui")
    assert call.asked == "report.describe"
    said = call.says("en fait c'était un tag")
    assert said == [
        "D'accord, c'est pour un problème de propreté.",
        "Décrivez ce que vous voyez, en une phrase. Je note vos mots.",
    ]
    call.says("il est énorme")
    call.says("non")
    assert (opened(call).kind, opened(call).street) == ("proprete", "rue Pasteur")


def test_danger_is_not_asked_about_twice_once_another_problem_is_meant():
    call = calling("un dépôt sauvage rue pasteur")
    call.says("oui")
    call.says("non pardon c'est un nid de poule")
    assert call.asked == "report.describe"


def test_the_number_is_corrected_at_the_last_question_and_its_neighbours_looked_at_again():
    similar = SimilarReport(reference="300111", title="un dépôt sauvage", opened="2026-11-12")
    call = calling("un dépôt sauvage au deux rue pasteur", reports=[similar])
    call.says("oui")
    call.says("oui")  # the same as 300111
    assert call.asked == "report.by_text"
    said = call.says("non c'est au douze pas au deux")
    assert said[0] == "D'accord, c'est donc au 12 rue Pasteur."
    assert call.asked == "report.similar"
    call.says("non")
    call.is_silent()
    call.says("non")
    assert opened(call).number == "12"
    assert [query.number for query in call.deeds(FindReports)] == ["2", "12"]  # type: ignore[attr-defined]


def test_the_street_is_corrected_and_read_back():
    call = calling("un dépôt sauvage rue pasteur")
    call.says("oui")
    assert call.says("non c'est rue victor hugo") == ["Rue Victor Hugo, c'est bien ça ?"]
    call.says("oui")
    call.is_silent()
    call.says("non")
    assert opened(call).street == "rue Victor Hugo"


def test_whoever_leaves_after_a_correction_has_reported_what_they_meant():
    call = calling("un dépôt sauvage au deux rue pasteur")
    call.says("oui")
    call.says("pardon c'est au douze")
    call.hangs_up()
    assert (opened(call).number, opened(call).kind) == ("12", "depot-sauvage")


def made(**town: object) -> PlayedCall:
    """A call in which a report was just made, at 2 rue Pasteur, of dumped rubbish."""
    call = PlayedCall(services=TownHall(streets=dict(STREETS), **town))
    call.says("signaler un dépôt sauvage au deux rue pasteur")
    call.says("non")
    call.says("oui")
    if call.asked == "report.similar":
        call.says("oui")
    else:
        call.is_silent()
    call.says("non")
    assert call.asked == "main.anything_else"
    return call


def test_a_report_just_made_is_corrected_and_keeps_its_number():
    call = made()
    assert call.says("en fait c'était un tag") == ["report.correct_this"]
    assert call.says("oui") == ["report.danger"]
    assert call.says("non") == ["report.corrected", "main.anything_else"]
    assert call.deeds(CorrectReport) == [
        CorrectReport(
            reference="471290",
            kind="proprete",
            service="proprete-dechets",
            street="rue Pasteur",
            number="2",
            place="au deux rue pasteur",
            words="en fait c'était un tag",
        )
    ]
    assert len(call.deeds(OpenReport)) == 1


def test_its_number_in_the_street_is_corrected_though_the_words_begin_with_no():
    call = made()
    call.says("non c'est au douze pas au deux")
    call.says("oui")
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert (deed.kind, deed.number) == ("depot-sauvage", "12")


def test_a_correction_can_be_corrected_in_its_turn():
    call = made()
    call.says("non c'est au douze pas au deux")
    call.says("oui")
    call.says("pardon c'est au quatorze")
    call.says("oui")
    assert [deed.number for deed in call.deeds(CorrectReport)] == ["12", "14"]  # type: ignore[attr-defined]


def test_a_correction_refused_changes_nothing():
    call = made()
    call.says("en fait c'était un tag")
    assert call.says("non") == ["report.unchanged", "main.anything_else"]
    assert call.deeds(CorrectReport) == []


def test_what_turns_out_to_be_dangerous_reaches_the_team_on_call():
    call = made()
    call.says("en fait c'était un trou dans la chaussée")
    assert call.says("oui") == ["report.danger"]
    said = call.says("oui")
    assert any(prompt.startswith("emergency.") for prompt in said)
    assert call.transfer.service == "astreinte"
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert deed.dangerous


def test_a_report_that_others_wait_for_stays_as_it_is_and_another_is_opened():
    similar = SimilarReport(reference="300111", title="un dépôt sauvage", opened="2026-11-12")
    call = made(reports=[similar])
    call.says("en fait c'était un tag")
    call.says("oui")
    assert "reference.note" in call.says("non")
    assert call.deeds(CorrectReport) == []
    assert opened_in(call).kind == "proprete"


@pytest.mark.parametrize(("words", "dangerous"), [("", False), ("il y a le feu", True), ("un agent", False)])
def test_a_correction_agreed_is_kept_though_the_caller_leaves_at_the_next_question(words, dangerous):
    call = made()
    call.says("en fait c'était un trou dans la chaussée")
    assert call.says("oui") == ["report.danger"]
    if words:
        call.says(words)
    else:
        call.hangs_up()
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert (deed.kind, deed.dangerous) == ("chaussee", dangerous)


def test_sms_promised_of_a_joined_report_are_sent_of_the_one_meant_instead():
    similar = SimilarReport(reference="300111", title="un dépôt sauvage", opened="2026-11-12")
    call = PlayedCall(services=TownHall(streets=dict(STREETS), reports=[similar]))
    call.says("signaler un dépôt sauvage au deux rue pasteur")
    for words in ("non", "oui", "oui", "oui"):
        call.says(words)
    assert call.deeds(SendNotice)
    call.says("en fait c'était un tag")
    call.says("oui")
    call.says("non")
    report = opened_in(call)
    assert report.text_updates
    assert [notice.to for notice in call.deeds(SendNotice)] == ["+33612345678"] * 2  # type: ignore[attr-defined]


def test_the_same_words_before_any_report_are_a_question_like_another():
    call = PlayedCall()
    assert call.says("en fait c'était un tag")[-1] != "report.correct_this"


def opened_in(call: PlayedCall) -> OpenReport:
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    return deed


def test_a_number_told_late_is_added_to_a_place_that_has_none():
    call = harmless("un lampadaire en panne rue pasteur")
    call.says("oui")
    assert call.asked == "report.describe"
    call.says("c'était au douze")
    assert call.asked == "report.describe"
    call.says("il clignote")
    call.says("non")
    assert opened(call).number == "12"
    assert opened(call).description.endswith("il clignote")
