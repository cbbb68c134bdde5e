"""What is answered otherwise after all, and what is said where a description is asked for."""

import pytest

from flows.actions import Say
from flows.collect.digits import parse_digits
from flows.collect.text_wish import text_wish
from flows.reporting import ChangeUpdates, OpenReport, ReportStatus, SendNotice, Street
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import calling, harmless, opened, town
from tests.flows.services import LANDLINE, MOBILE, Played

LAMP = "un lampadaire en panne rue pasteur"
MADE = ReportStatus(
    reference="471290", title="une panne d'éclairage", status="new", opened="2026-11-23", kind="eclairage"
)


def described(*words: str, **options: str) -> Played:
    call = harmless(LAMP, **options)
    call.says("oui")
    assert call.asked == "report.describe"
    for said in words:
        call.says(said)
    return call


def made(text: str, **options: object) -> PlayedCall:
    """A report just made, by whoever answered so about an SMS; anything else?"""
    call = PlayedCall(services=town(statuses={"471290": MADE}), **options)
    for words in ("signaler un lampadaire rue pasteur", "non", "oui", "il clignote", text):
        call.says(words)
    assert call.asked == "main.anything_else"
    return call


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("non finalement pas de sms", False),
        ("je ne veux plus de sms", False),
        ("annulez le sms", False),
        ("si finalement envoyez moi le sms", True),
        ("finalement je veux bien un sms", True),
        ("prévenez-moi par sms en fait", True),
        ("actually no text please", False),
        ("don't text me", False),
        ("yes send me the text after all", True),
        ("pas de problème", None),
        ("vous avez reçu mon message", None),
        ("le lampadaire clignote", None),
    ],
)
def test_a_wish_about_sms_is_told_from_other_words(words, wanted):
    assert text_wish(words) is wanted


def test_sms_agreed_to_are_given_up_after_the_report_is_made():
    call = made("oui")
    assert call.says("non finalement pas de sms")[0] == "report.texts_off"
    assert call.deeds(ChangeUpdates) == [
        ChangeUpdates(reference="471290", phone=MOBILE, recorded=MOBILE, text_updates=False)
    ]


def test_sms_refused_are_agreed_to_after_the_report_is_made():
    call = made("non")
    assert call.says("si finalement envoyez moi le sms")[0] == "report.texts_on"
    assert call.deeds(ChangeUpdates) == [
        ChangeUpdates(reference="471290", phone=MOBILE, recorded=MOBILE, text_updates=True)
    ]
    assert len(call.deeds(SendNotice)) == 1


def test_without_a_report_a_wish_about_sms_changes_none():
    call = PlayedCall(services=town())
    call.says("non finalement pas de sms")
    assert call.deeds(ChangeUpdates) == []


@pytest.mark.parametrize(("words", "told"), [("envoyez-moi un sms", True), ("pas de sms merci", False)])
def test_sms_wanted_or_refused_at_the_description_are_asked_about_no_more(words, told):
    call = described(words)
    assert call.asked == "report.describe"
    call.says("il clignote")
    assert call.asked == ""
    assert (opened(call).text_updates, opened(call).description) == (told, f"{LAMP}\nil clignote")


def test_a_landline_that_wants_sms_is_asked_for_a_mobile():
    call = described("envoyez-moi un sms", "il clignote", caller=LANDLINE)
    assert call.asked == "report.mobile"


@pytest.mark.parametrize("words", ["heu attendez je regarde", "attendez", "une seconde s'il vous plaît"])
def test_whoever_looks_first_is_waited_for_and_describes_it_then(words):
    call = described(words)
    assert call.asked == "ask.take_your_time"
    call.says("il est penché")
    call.says("non")
    assert opened(call).description == f"{LAMP}\nil est penché"


def test_whoever_looks_and_says_nothing_has_described_nothing():
    call = described("attendez je regarde")
    call.is_silent()
    assert call.asked == "report.by_text"


@pytest.mark.parametrize("words", ["répétez", "plus lentement"])
def test_the_question_is_asked_again_when_that_is_all_that_is_said(words):
    call = described(words)
    assert call.asked == "report.describe"
    call.says("il est penché")
    call.says("non")
    assert opened(call).description == f"{LAMP}\nil est penché"


def test_going_back_twice_reaches_the_place():
    call = described("il clignote", "revenir")
    assert call.asked == "report.describe"
    call.says("revenir")
    assert call.asked == "report.where"


@pytest.mark.parametrize("answers", [(), ("il clignote",)])
def test_another_street_said_once_the_place_is_agreed_is_the_place(answers):
    call = described(*answers)
    call.town.streets["rue victor hugo"] = [Street(name="rue Hugo", score=1)]
    call.says("rue victor hugo")
    assert call.asked == "address.read_back"
    call.says("oui")
    for words in ("il clignote", "non", "non"):
        if call.asked:
            call.says(words)
    assert opened(call).street == "rue Hugo"
    assert "victor hugo" not in opened(call).description


@pytest.mark.parametrize("words", ["la rue est sombre", "toute la rue pasteur est dans le noir"])
def test_a_sentence_about_a_street_describes_the_problem(words):
    call = described(words)
    assert call.asked == "report.by_text"
    call.says("non")
    assert words in opened(call).description


def test_a_danger_given_up_without_any_place_is_asked_about_once():
    call = calling("un arbre qui va tomber sur la route")
    call.says("laissez tomber")
    assert call.asked == "report.give_up_danger"
    assert call.says("non") == ["D'accord, je ne transmets rien."]
    assert call.deeds(OpenReport) == []


@pytest.mark.parametrize("answer", ["oui", "oui rue pasteur", "hangs up", "is silent"])
def test_a_danger_given_up_is_passed_on_unless_its_caller_says_no(answer):
    call = calling("un arbre qui va tomber sur la route")
    call.says("laissez tomber")
    if answer == "hangs up":
        call.hangs_up()
    elif answer == "is silent":
        while call.asked:
            call.is_silent()
    else:
        call.says(answer)
    assert opened(call).dangerous
    assert opened(call).place == ("rue pasteur" if "pasteur" in answer else "")


@pytest.mark.parametrize("words", ["c'est celui que je viens de faire", "oui", "le lampadaire", "le dernier"])
def test_the_report_just_made_is_recognised_as_such(words):
    call = made("non")
    call.says("où en est mon signalement")
    assert call.asked == "status.is_it"
    assert call.says(words)[0] == "status.new"


def test_another_problem_named_there_is_another_report():
    call = made("non")
    call.says("où en est mon signalement")
    call.says("un dépôt sauvage")
    assert call.asked == "status.reference"


def test_a_report_of_another_kind_is_not_offered_for_the_one_that_is_named():
    car = ReportStatus(
        reference="300111", title="un véhicule gênant", status="new", opened="2026-11-20", kind="vehicule"
    )
    call = PlayedCall(services=town(made_from={MOBILE: [car]}))
    call.says("où en est mon lampadaire")
    assert call.asked == "status.reference"
    call.says("je ne l'ai pas")
    assert call.asked == "report.where", "what it was of is known already"


@pytest.mark.parametrize("words", ["ma voiture a été enlevée", "mon vélo a été réparé"])
def test_ones_own_things_are_no_report(words):
    call = PlayedCall(services=town())
    call.says(words)
    assert not call.asked.startswith("status.")


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("six cent quatre-vingt-sept mille cinquante-trois", "687053"),
        ("six huit sept o cinq trois", "687053"),
        ("68 70 53", "687053"),
        ("quatre cent mille", "400000"),
    ],
)
def test_a_reference_is_understood_as_one_number_and_with_an_o(words, reference):
    assert parse_digits(words, 6)[0] == reference


def test_no_prompt_is_said_of_a_change_that_could_not_be():
    call = made("non", caller="")
    call.says("si finalement envoyez moi le sms")
    assert call.asked == "report.mobile"
    call.says("non merci")
    assert call.deeds(ChangeUpdates) == []
    assert "report.texts_on" not in [action.prompt for action in call.done if isinstance(action, Say)]
