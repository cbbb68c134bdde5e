"""Where a problem is, as callers tell it: two numbers, "en face", the town hall, a street taken back."""

import pytest

from flows.actions import Say
from flows.commands import Command
from flows.reporting import TOWN_HALL, OpenReport, Street
from flows.tongues import tongue_of
from tests.flows.reports.calls import harmless, opened, town
from tests.flows.services import Played, TownHall

ECOLES = [Street(name="rue des Écoles", score=0.99)]
FOUR = [Street(name="rue du Four", score=0.99)]


def two_streets() -> TownHall:
    there = town()
    there.streets |= {"rue des ecoles": ECOLES, "rue du four": FOUR}
    return there


def at(there: TownHall, words: str) -> Played:
    call = harmless("signaler un trou", there)
    call.says(words)
    return call


@pytest.mark.parametrize(
    ("words", "number"), [("rue des écoles au 4 ou au 6", "4"), ("entre le 3 et le 5 rue des écoles", "3")]
)
def test_of_two_numbers_the_first_is_found_and_both_are_kept(words: str, number: str):
    call = at(two_streets(), words)
    call.says("oui")
    call.hangs_up()
    assert (opened(call).street, opened(call).number) == ("rue des Écoles", number)
    assert opened(call).place == words


def test_where_in_the_street_it_is_takes_nothing_back():
    call = at(two_streets(), "rue des écoles")
    call.says("c'est en face")
    call.hangs_up()
    assert opened(call).street == "rue des Écoles"
    assert "en face" in opened(call).place


def test_a_number_said_as_an_afterthought_is_the_number():
    call = at(two_streets(), "rue des écoles")
    call.says("au 6 plutôt")
    call.says("oui")
    call.hangs_up()
    assert opened(call).number == "6"


def test_back_at_the_street_read_back_asks_for_the_place_again():
    call = at(two_streets(), "rue des écoles")
    call.says("revenir")
    assert call.asked == "report.where"
    call.says("rue du four")
    call.says("oui")
    call.hangs_up()
    assert opened(call).street == "rue du Four"


@pytest.mark.parametrize(
    "words", ["c'est pas rue des écoles c'est rue du four", "ce n'est pas rue des écoles mais rue du four"]
)
def test_a_street_taken_back_where_the_problem_is_described_is_corrected(words: str):
    call = at(two_streets(), "rue des écoles")
    call.says("oui")
    assert call.asked == "report.describe"
    call.says(words)
    call.says("oui")
    call.hangs_up()
    assert opened(call).street == "rue du Four"


def test_a_street_taken_back_in_the_same_breath_is_not_looked_for():
    call = at(two_streets(), "c'est pas rue des écoles c'est rue du four")
    call.says("oui")
    call.hangs_up()
    assert opened(call).street == "rue du Four"


@pytest.mark.parametrize("words", ["devant la mairie", "place de la mairie"])
def test_the_town_hall_knows_its_own_street(words: str):
    there = town()
    there.streets[TOWN_HALL] = [Street(name="place de la République", score=1.0)]
    call = at(there, words)
    call.says("oui")
    call.hangs_up()
    assert opened(call).street == "place de la République"
    assert opened(call).place == words


def test_a_landmark_told_twice_is_kept_as_it_was_said():
    call = at(town(), "devant l'école jules ferry")
    call.says("devant l'école jules ferry")
    assert call.asked == "report.describe"
    call.hangs_up()
    assert opened(call).place == "devant l'école jules ferry"


def test_the_plate_is_read_before_the_street_is_told():
    call = at(two_streets(), "un instant je lis la plaque")
    assert call.asked == "ask.take_your_time"


@pytest.mark.parametrize(
    ("words", "language"), [("est-ce que ça reste anonyme", "fr"), ("is this anonymous", "en")]
)
def test_whoever_asks_who_is_told_hears_it(words: str, language: str):
    assert tongue_of(language).command(words) is Command.PRIVACY


def test_a_question_about_privacy_is_no_description_of_the_problem():
    call = at(two_streets(), "rue des écoles")
    call.says("oui")
    call.says("est-ce que ça reste anonyme")
    assert any(isinstance(one, Say) and one.prompt == "ask.privacy" for one in call.done)
    assert call.asked == "report.describe"
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert "anonyme" not in report.description


@pytest.mark.parametrize("words", ["question précédente", "c'était pas ça retournez en arrière"])
def test_going_back_is_heard_in_more_words(words: str):
    assert tongue_of("fr").command(words) is Command.BACK


@pytest.mark.parametrize(
    "words",
    [
        "le lampadaire de la rue des écoles est éteint",
        "le trottoir de la rue des écoles est complètement défoncé",
        "le lampadaire de la rue des écoles ne marche plus",
    ],
)
def test_a_street_told_before_what_is_wrong_there_is_asked_no_more(words):
    call = harmless(words, two_streets())
    assert call.asked == "address.read_back"
    call.says("oui")
    call.hangs_up()
    assert (opened(call).street, opened(call).place) == ("rue des Écoles", "de la rue des écoles")
