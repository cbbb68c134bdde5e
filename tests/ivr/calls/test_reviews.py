"""Verdicts on the line's answers: the last one stands, the others are remembered."""

import pytest

from ivr.calls.reviews import UnknownQuestion, Verdict, review, reviews_of, standing
from ivr.calls.search_index import index_due
from tests.ivr.calls.past import hold, said
from tests.ivr.calls.town import opened


@pytest.fixture
def calls(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("je voudrais refaire ma carte d'identité"), said("non merci")])
    index_due(connections, "fr")
    return connections


def test_a_verdict_keeps_what_it_was_about(calls):
    kept = review(calls, "CA1", 3, Verdict.RIGHT, by="Ana", at=2e6)
    assert (kept.topic, kept.decision, kept.asked_at) == ("carte-identite", "answer", 1_000_010.0)
    assert kept.text == "je voudrais refaire ma carte d'identité"
    assert reviews_of(calls.get(), "CA1") == [kept]
    assert kept.right is True


def test_the_last_verdict_stands_and_the_others_are_remembered(calls):
    review(calls, "CA1", 3, Verdict.RIGHT, by="Ana", at=2e6)
    changed = review(calls, "CA1", 3, Verdict.SHOULD_BE, should_be="passeport", by="Bob", at=2e6 + 1)
    assert [one.verdict for one in reviews_of(calls.get(), "CA1")] == ["right", "should_be"]
    assert list(standing(calls.get())) == [changed]
    assert list(standing(calls.get(), since=1_000_011.0)) == []
    assert list(standing(calls.get(), until=1_000_010.0)) == []
    assert changed.right is False


def test_what_was_no_question_is_neither_right_nor_wrong(calls):
    assert review(calls, "CA1", 3, Verdict.NOT_A_QUESTION, by="Ana", at=2e6).right is None


@pytest.mark.parametrize(("call_id", "seq"), [("CA1", 1), ("CA1", 99), ("CA2", 3), ("' or 1=1 --", 3)])
def test_only_a_question_can_be_reviewed(calls, call_id, seq):
    with pytest.raises(UnknownQuestion):
        review(calls, call_id, seq, Verdict.RIGHT, by="Ana", at=2e6)


def test_an_article_goes_with_one_verdict_only(calls):
    with pytest.raises(ValueError, match="without an article"):
        review(calls, "CA1", 3, Verdict.RIGHT, should_be="passeport", by="Ana", at=2e6)
    with pytest.raises(ValueError, match="with an article"):
        review(calls, "CA1", 3, Verdict.SHOULD_BE, by="Ana", at=2e6)
