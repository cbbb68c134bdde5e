"""Verdicts on the line's answers: the last one stands, the others are remembered."""

import random
from collections import Counter

import pytest

from ivr.calls.reviews import UnknownQuestion, Verdict, review, reviews_of, standing, verdicts
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


def test_verdicts_are_counted_as_those_that_stand_on_articles_that_were_said(tmp_path):
    connections = opened(tmp_path)
    draw = random.Random(5)  # noqa: S311 - cases, no secret
    services = {"voirie": [], "etat-civil": [], "": []}
    with connections.writing() as db:
        for number in range(300):
            call_id = f"CA{draw.randrange(60)}"
            row = {"call_id": call_id, "seq": draw.randrange(3), "verdict": draw.choice(list(Verdict)).value}
            told = {"should_be": "", "by": "Ana", "at": float(number), "text": "", "decision": "answer"}
            about = {"topic": draw.choice(["", "cantine"]), "asked_at": float(draw.randrange(100))}
            db.table("reviews").insert({**row, **told, **about})
        for number in range(60):
            service = draw.choice(list(services))
            services[service].append(f"CA{number}")
            facts = {"call_id": f"CA{number}", "day": "2026-11-25", "hour": 9, "started_at": 0.0}
            db.table("call_facts").insert({**facts, "seconds": 1.0, "service": service, "outcome": ""})
    db = connections.get()
    for since, until, wanted in (
        (0.0, 1e9, None),
        (20.0, 70.0, None),
        (20.0, 70.0, ["voirie"]),
        (0.0, 9.0, []),
    ):
        mine = None if wanted is None else {one for service in wanted for one in services[service]}
        plain = Counter(
            one.verdict
            for one in standing(db, since, until)
            if one.topic and (mine is None or one.call_id in mine)
        )
        assert verdicts(db, since, until, wanted) == plain
    assert verdicts(db, 0.0, 1e9)
