"""A danger told at any moment of a report, its question past, or the report made."""

import pytest

from flows.actions import Remark, Transfer
from flows.collect.happening import happens
from flows.collect.problem import answers_nobody, says_danger
from flows.reporting import CorrectReport, JoinReport, OpenReport, SimilarReport
from flows.routing import ON_CALL
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import calling, harmless, opened, town
from tests.flows.services import Played

SIMILAR = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")


def guarded(call: Played) -> bool:
    """Was a number to dial told, and the team on call rung?"""
    told = [action for action in call.done if getattr(action, "prompt", "").startswith("emergency.")]
    (transfer,) = call.deeds(Transfer)
    return bool(told) and isinstance(transfer, Transfer) and transfer.service == ON_CALL


@pytest.mark.parametrize("words", ["tout le monde", "moi", "quelqu'un s'est coupé tout à l'heure"])
def test_who_is_in_danger_is_a_yes(words):
    call = calling("je voudrais signaler un lampadaire")
    call.says(words)
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    assert opened(call).dangerous


def test_a_bin_that_smokes_is_a_danger_told_late():
    call = harmless("une poubelle rue pasteur")
    call.says("oui")
    call.says("elle fume")
    assert opened(call).dangerous


@pytest.mark.parametrize(
    "words",
    [
        "une dame y est assise elle fume toute la journée",
        "mes fils dehors ne peuvent plus s'asseoir",
        "les agents ont dit on y touche pas",
        "elle fume une cigarette",
    ],
)
def test_people_who_smoke_and_sons_are_no_danger(words):
    call = harmless("un banc cassé rue pasteur")
    call.says("oui")
    call.says(words)
    assert call.asked == "report.by_text"
    call.hangs_up()
    assert not opened(call).dangerous


@pytest.mark.parametrize(
    "words",
    [
        "la poubelle de ma voisine elle fume",
        "une dame a jeté un mégot la poubelle elle fume",
        "il y a des fils dehors",
        "on a volé la plaque",
        "on a volé la plaque de la rue pasteur",
        "on a volé une plaque d'égout",
    ],
)
def test_what_smokes_hangs_out_or_gapes_is_a_danger(words):
    assert says_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "la plaque de la rue est tombée et le poteau avec",
        "la plaque de la rue pasteur est tombée",
        "la plaque de rue est tombée",
        "la barrière est tombée",
        "la barrière du parking est tombée par terre",
        "la pancarte qui est tombée au carrefour",
        "la boîte aux lettres est tombée",
    ],
)
def test_a_sign_that_fell_is_nobody_who_fell(words):
    assert not says_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "une dame est tombée et le panneau avec",
        "ma mère est tombée sur la barrière",
        "devant la barrière une dame est tombée",
        "la barrière elle est tombée sur un enfant",
        "la barrière est tombée sur ma fille",
        "devant la barrière elle est tombée",
        "la plaque d'égout est tombée dedans",
        "la plaque de la rue est tombée un monsieur est blessé",
        "à la barrière du parking ma voisine est tombée",
    ],
)
def test_somebody_who_fell_by_a_sign_is_in_danger_all_the_same(words):
    assert says_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "on a volé la plaque de ma voiture",
        "on m'a volé la plaque de mon cabinet",
        "il a volé la plaque du cabinet",
    ],
)
def test_the_plate_of_a_car_is_neither_a_danger_nor_a_problem_of_the_street(words):
    assert not says_danger(words)
    assert not happens(words, "fr")


@pytest.mark.parametrize(
    "words",
    ["un cycliste vient de se casser la figure", "une dame est tombée dedans elle se relève pas"],
)
def test_somebody_hurt_while_the_danger_is_asked_is_a_yes_and_the_place_is_asked(words):
    call = calling("je voudrais signaler un nid de poule")
    assert call.asked == "report.danger"
    call.says(words)
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    report = opened(call)
    assert (report.dangerous, words in report.description) == (True, True)
    assert guarded(call)
    assert call.deeds(Remark) == [], "a fall is no threat"


def test_a_no_taken_back_is_a_yes():
    call = calling("signaler un problème de propreté")
    call.says("non non personne enfin si il y a des seringues et le parc est à côté")
    assert any(getattr(action, "prompt", "").startswith("emergency.") for action in call.done)


@pytest.mark.parametrize(
    "words",
    [
        "en fait si c'est dangereux les fils sont à nu",
        "l'eau rentre dans la cave et arrive au compteur électrique",
        "il y a quand même un enfant qui pourrait se blesser",
    ],
)
def test_a_danger_told_in_the_description_is_met_as_at_its_question(words):
    call = harmless("un lampadaire en panne rue pasteur")
    call.says("oui")
    assert call.asked == "report.describe"
    call.says(words)
    assert opened(call).dangerous
    assert guarded(call)


@pytest.mark.parametrize(
    "words", ["oui mais maintenant il y a des fils à nu", "oui et c'est devenu dangereux"]
)
def test_a_danger_told_of_the_same_problem_makes_the_open_report_dangerous(words):
    call = harmless("un lampadaire en panne rue pasteur", town(reports=[SIMILAR]))
    call.says("oui")
    assert call.asked == "report.similar"
    call.says(words)
    if call.asked.startswith("report.similar"):
        call.says("oui")
    deeds = [*call.deeds(JoinReport), *call.deeds(OpenReport)]
    assert [deed.dangerous for deed in deeds] == [True]
    assert guarded(call)


def test_a_danger_told_beside_the_yes_or_no_about_an_sms_is_met():
    call = harmless("un lampadaire en panne rue pasteur")
    call.says("oui")
    call.says("il est éteint")
    assert call.asked == "report.by_text"
    call.says("attention il va tomber sur les gens c'est dangereux")
    while call.asked and call.asked != "Transfer":
        call.says("non")
    assert opened(call).dangerous
    assert guarded(call)


def made(**options: object) -> PlayedCall:
    """A report just made, of a hole; anything else?"""
    call = PlayedCall(services=town(**options))
    call.says("signaler un dépôt sauvage rue pasteur")
    for words in ("non", "oui", "des gravats", "non"):
        call.says(words)
    return call


@pytest.mark.parametrize(
    "words",
    [
        "attention il y a de l'amiante",
        "un enfant vient de tomber dedans",
        "et puis c'est dangereux il y a des enfants qui jouent",
    ],
)
def test_a_danger_told_after_the_report_is_made_makes_it_dangerous(words):
    call = made()
    said = call.says(words)
    assert said[0].startswith("emergency.")
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert (deed.dangerous, deed.words, deed.street) == (True, words, "rue Pasteur")
    assert call.transfer.service == ON_CALL


@pytest.mark.parametrize(
    "words", ["c'est pas dangereux", "c'est urgent pour mon passeport", "à quelle heure ouvre la mairie"]
)
def test_what_tells_no_danger_of_it_leaves_the_report_as_it_is(words):
    call = made()
    call.says(words)
    assert call.deeds(CorrectReport) == []


def test_a_danger_told_while_a_correction_is_read_back_makes_the_report_dangerous():
    call = made()
    call.says("en fait c'était un tag")
    assert call.asked == "report.correct_this"
    assert call.says("non mais il y a des fils à nu")[0].startswith("emergency.")
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert (deed.dangerous, deed.kind) == (True, "depot-sauvage")
    assert call.transfer.service == ON_CALL


@pytest.mark.parametrize(
    ("no", "language"),
    [
        ("absolument personne", "fr"),
        ("strictement personne", "fr"),
        ("évidemment que non", "fr"),
        ("nullement", "fr"),
        ("plus maintenant", "fr"),
        ("à part moi personne", "fr"),
        ("absolutely nobody", "en"),
        ("not any more", "en"),
    ],
)
def test_nobody_is_a_no_whatever_stands_beside_it(no, language):
    assert answers_nobody(no, language)
    if language == "fr":
        call = calling("un lampadaire en panne")
        call.says(no)
        assert not any(getattr(action, "prompt", "").startswith("emergency.") for action in call.done)


def test_a_danger_of_a_problem_that_tells_none_is_told_the_number_for_anything():
    call = calling("un lampadaire en panne")
    call.says("oui")
    assert "emergency.any" in [getattr(action, "prompt", "") for action in call.done]


@pytest.mark.parametrize(
    "words", ["attendez si il y a des fils qui pendent", "il penche dangereusement vers l'école", "il mord"]
)
def test_what_endangers_is_a_yes_to_whether_anybody_is_in_danger(words):
    call = calling("un lampadaire en panne")
    call.says(words)
    assert any(getattr(action, "prompt", "").startswith("emergency.") for action in call.done)


@pytest.mark.parametrize(("words", "end"), [("signaler une fuite", "de gaz")])
def test_an_answer_that_makes_an_emergency_of_the_report_is_one(words, end):
    call = PlayedCall()
    call.says(words)
    assert call.asked == "report.danger"
    assert "emergency.fire" in call.says(end)


@pytest.mark.parametrize("before", ["devant l'école", "il clignote"])
def test_a_danger_that_ends_what_was_told_before_any_kind_is_met_and_its_place_asked(before):
    call = PlayedCall(services=town())
    call.says("signaler un problème")
    call.says(before)
    assert any(prompt.startswith("emergency.") for prompt in call.says("vient de tomber"))
    assert call.asked == "report.where"
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert report.dangerous
    assert report.description.splitlines()[-2:] == [before, "vient de tomber"]


def test_another_language_wanted_at_the_danger_question_forgets_no_report():
    call = PlayedCall(services=town(), languages=("fr", "en"))
    call.says("je voudrais signaler un lampadaire")
    assert call.asked == "report.danger"
    call.says("speak english")
    assert call.asked == "report.danger"
    call.says("no")
    assert call.asked == "report.where"
