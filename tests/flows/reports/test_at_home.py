"""What was taken for a problem of the street is at the caller's: it is answered."""

import pytest

from flows.reporting import OpenReport
from tests.flows.calls import BINS, sure
from tests.flows.reports.calls import calling, harmless, town

REMOVED, VERMIN = "faire enlever des encombrants chez moi", "des cafards dans mon appartement"
KNOWN = {REMOVED: sure(BINS), VERMIN: sure(BINS)}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("il y a un matelas devant chez moi", "non c'est chez moi"),
        ("il y a un matelas devant chez moi", "mais non c'est chez moi les encombrants"),
        ("il y a des rats dans la rue", "non c'est dans mon appartement"),
        ("il y a des cafards dans la rue", "dans mon appartement"),
    ],
)
@pytest.mark.parametrize("asked", ["report.danger", "report.where"])
def test_it_is_another_matter_at_the_first_questions(told: str, words: str, asked: str):
    call = calling(told, town(knows=KNOWN)) if asked == "report.danger" else harmless(told, town(knows=KNOWN))
    assert call.asked == asked
    call.says(words)
    assert call.result == "ChangeOfMind"
    assert not call.deeds(OpenReport)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("il y a un matelas sur le trottoir", "non c'est devant chez moi"),
        ("il y a un matelas sur le trottoir", "non personne n'est en danger chez moi"),
        ("il y a un chien errant", "non c'est chez moi"),
        ("un lampadaire en panne", "non c'est chez moi"),
    ],
)
def test_what_lies_in_the_street_is_reported(told: str, words: str):
    call = calling(told, town(knows=KNOWN))
    call.says(words)
    assert call.asked == "report.where"


def test_where_nothing_is_known_of_it_the_report_goes_on():
    call = harmless("il y a un matelas devant chez moi")
    call.says("non c'est chez moi")
    assert not call.dialogue.ended
    assert call.asked.startswith("report.where")
