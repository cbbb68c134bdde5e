"""What a change is worth for the questions citizens asked."""

from __future__ import annotations

import pytest

from knowledge.replay import Outcome, PastQuestion, replay, verdict

NONE = Outcome("none")
PASSPORT, POOL = Outcome("answer", ("passeport",)), Outcome("answer", ("piscine",))
PERHAPS = Outcome("confirm", ("passeport",))
EITHER = Outcome("disambiguate", ("passeport", "piscine"))


@pytest.mark.parametrize(
    ("before", "after", "right", "expected"),
    [
        (NONE, PASSPORT, None, "won"),
        (NONE, PERHAPS, None, "won"),
        (PERHAPS, PASSPORT, None, "won"),
        (PASSPORT, NONE, None, "lost"),
        (PASSPORT, PERHAPS, None, "lost"),
        (PASSPORT, POOL, None, "changed"),
        (PASSPORT, PASSPORT, None, "same"),
        (EITHER, Outcome("disambiguate", ("passeport", "mairie")), None, "same"),
        (EITHER, Outcome("disambiguate", ("piscine", "passeport")), None, "changed"),
        (EITHER, Outcome("disambiguate", ("passeport", "mairie")), "piscine", "lost"),
        (POOL, PASSPORT, "passeport", "won"),
        (PASSPORT, POOL, "passeport", "lost"),
        (NONE, POOL, "passeport", "lost"),
        (POOL, NONE, "passeport", "won"),
        (EITHER, PERHAPS, "piscine", "lost"),
        (PERHAPS, NONE, "", "won"),
        (NONE, PERHAPS, "", "lost"),
        (PASSPORT, PERHAPS, "", "won"),
    ],
)
def test_a_change_is_judged(before, after, right, expected):
    assert verdict(before, after, right) == expected


def test_every_question_is_asked_of_both_bases_in_order():
    questions = [PastQuestion("nager"), PastQuestion("mon passeport", 3)]
    told: list[int] = []
    done = replay(
        questions, lambda text: NONE, lambda text: POOL if text == "nager" else NONE, progress=told.append
    )
    assert [(one.question.text, one.verdict) for one in done] == [("nager", "won"), ("mon passeport", "same")]
    assert told == [1, 2]
