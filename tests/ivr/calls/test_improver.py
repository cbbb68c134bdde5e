"""What citizens asked in vain is grouped; changes are tried on what they asked, before callers hear them."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace

import pytest

from ivr.calls.erasure import prove
from ivr.calls.past_questions import to_replay
from ivr.calls.question_groups import aside, count_groups, digest_of, group, groups, made, set_aside, settle
from ivr.calls.replays import (
    ABANDONED_SECONDS,
    ask_replay,
    claim_replay,
    fail_replay,
    note_progress,
    replay_of,
    results,
)
from ivr.calls.reviews import Verdict, review
from knowledge.proposals import Proposals
from knowledge.replay import PastQuestion
from tests.ivr.calls.asked import NOW, WHO, hall


@pytest.fixture
def town(tmp_path):
    return hall(tmp_path)


def shown(town) -> list[tuple[str, int, int, int]]:
    found = groups(town.connections.get())
    return [(one.example, one.count, one.this_week, one.last_week) for one in found]


def test_questions_in_vain_are_grouped_ranked_and_counted_by_week(town):
    town.ask("un essaim d'abeilles dans mon jardin", times=2)
    town.ask("j'ai un essaim d'abeilles", days_ago=9)
    town.ask("un essaim d'abeilles au jardin", days_ago=30)
    town.ask("le code du wifi de la médiathèque")
    town.ask("mon passeport", decision="answer", topic="passeport")
    assert town.improver.group() == 2
    assert shown(town) == [
        ("un essaim d'abeilles dans mon jardin", 4, 2, 1),
        ("le code du wifi de la médiathèque", 1, 1, 0),
    ]
    assert groups(town.connections.get())[0].trend == "up"


def test_what_was_heard_badly_each_time_is_marked_as_doubtful(town):
    town.ask("un essaim d'abeilles dans mon jardin", times=2)
    town.ask("des abeilles dans mon jardin un essaim", confidence=0.3)
    town.ask("des abeilles dans mon jardin un essaim", confidence=0.85)
    town.ask("un essaim d'abeilles dans mon gardien", confidence=0.65)
    town.improver.group()
    (one,) = groups(town.connections.get())
    assert one.doubtful == {"un essaim d'abeilles dans mon gardien"}
    assert {asked.text: asked.confidence for asked in one.wordings} == {
        "un essaim d'abeilles dans mon jardin": 0.9,
        "des abeilles dans mon jardin un essaim": 0.85,
        "un essaim d'abeilles dans mon gardien": 0.65,
    }


def test_what_the_base_answers_since_is_left_out_but_not_what_it_answers_wrong(town):
    town.ask("où nager")
    town.ask("nager avec un bébé", decision="answer", topic="piscine", complained=True)
    town.improver.group()
    assert [one[0] for one in shown(town)] == ["nager avec un bébé"]
    (one,) = groups(town.connections.get())
    assert one.nearest == (("piscine", 0.9),)


def test_what_is_too_old_or_has_no_content_is_left_out(town):
    town.ask("un essaim d'abeilles", days_ago=70)
    town.ask("euh")
    town.ask("")
    assert town.improver.group() == 0


def test_complaints_and_other_languages_are_no_questions_in_vain(town):
    town.ask("ce n'est pas la bonne réponse")
    town.ask("i have a swarm of bees")
    row = {"call_id": town.last_call(), "started_at": 1.0, "channel": "stream", "language": "en"}
    with town.connections.writing() as db:
        db.table("call_search").insert({**row, "topic": "", "outcome": "", "service": "", "turns": 1})
    town.ask("ce n'est pas un essaim de guêpes mais d'abeilles que j'ai dans mon jardin")
    assert town.improver.group() == 1
    assert len(to_replay(town.connections.get())) == 2


def test_reviewers_have_the_last_word(town):
    town.ask("allô maman", times=1)
    review(town.connections, town.last_call(), 3, Verdict.NOT_A_QUESTION, by="Camille", at=1.0)
    town.ask("nager en mer", decision="answer", topic="piscine")
    verdict = {"by": "Camille", "at": 1.0, "should_be": "plage"}
    review(town.connections, town.last_call(), 3, Verdict.SHOULD_BE, **verdict)
    town.improver.group()
    assert [one[0] for one in shown(town)] == ["nager en mer"]


def test_groups_are_made_again_only_when_something_changed(town):
    town.ask("un essaim d'abeilles")
    assert town.improver.group() == 1
    assert town.improver.group() is None
    town.ask("le code du wifi")
    assert town.improver.group() is None  # new calls alone wait for a calm moment
    town.store.refused.add(["le dentiste"], **WHO)
    assert town.improver.group() == 2


def test_what_is_set_aside_does_not_come_back(town):
    town.ask("un essaim d'abeilles dans mon jardin", times=3)
    town.ask("le code du wifi")
    town.improver.group()
    (bees, _) = groups(town.connections.get())
    set_aside(town.connections, bees, who="Camille", at=NOW.timestamp())
    assert group(town.connections.get(), bees.key) is None
    town.ask("dans mon jardin un essaim d'abeilles")
    town.improver.group()
    assert [one[0] for one in shown(town)] == ["le code du wifi"]


def test_what_the_town_refuses_is_asked_in_vain_no_more_until_it_is_undone(town):
    town.ask("un dentiste de garde")
    town.store.refused.add(["dentiste de garde"], **WHO)
    assert town.improver.group() == 0
    town.store.refused.remove(["dentiste de garde"])
    assert town.improver.group() == 1


def test_what_is_set_aside_twice_stays_as_it_was_set_aside_first(town):
    for who, at in (("Camille", 1.0), ("Dominique", 2.0)):
        settle(town.connections, "key", ["abeilles"], who=who, at=at)
    assert aside(town.connections.get()) == {digest_of("abeilles")}
    (kept,) = town.connections.get()["questions_aside"].rows
    assert (kept["who"], kept["at"]) == ("Camille", 1.0)


def erasing_meanwhile(town, monkeypatch, name):
    """Somebody is erased after the questions were read, while the work `name` of the base goes on."""
    work = getattr(town.improver.librarian, name)

    def meanwhile(*args, **kwargs):
        with town.connections.writing() as db:
            prove(db, "caller", {}, by="Camille", at=1.0)
        monkeypatch.setattr(town.improver.librarian, name, work)
        return work(*args, **kwargs)

    monkeypatch.setattr(town.improver.librarian, name, meanwhile)


def test_erased_words_do_not_come_back_through_the_groups_under_way(town, monkeypatch):
    town.ask("un essaim d'abeilles")
    erasing_meanwhile(town, monkeypatch, "find")
    assert town.improver.group() is None
    assert count_groups(town.connections.get()) == 0
    assert town.improver.group() == 1, "made again of what is left"


def test_erased_words_do_not_come_back_through_the_replay_under_way(town, monkeypatch):
    town.ask("un essaim d'abeilles")
    number = proposed(town)
    erasing_meanwhile(town, monkeypatch, "find")
    town.improver.run_replay()
    found = replay_of(town.connections.get(), number)
    assert (found.finished, found.won) == (True, 1)
    assert verdicts(town, number) == {"won": [], "lost": [], "changed": []}


def test_an_erasure_forgets_the_groups_and_the_sentences_of_replays(town):
    town.ask("un essaim d'abeilles")
    town.improver.group()
    proposed(town)
    town.improver.run_replay()
    with town.connections.writing() as db:
        db.table("erasures").insert(
            {"id": 1, "at": 1.0, "kind": "caller", "by": "Camille", "reason": "", "counts": "{}"}
        )
    assert count_groups(town.connections.get()) == 0
    assert made(town.connections.get()) is None
    replayed = replay_of(town.connections.get(), 1)
    assert replayed.finished
    assert results(town.connections.get(), replayed.id, "won") == []
    assert town.improver.group() == 1


# Replays.


def proposed(town, phrasing: str = "abeilles") -> int:
    """A change to the pool's article, and its replay asked for."""
    changed = replace(town.store.article("piscine"), phrasings=("nager", phrasing))
    number = Proposals(town.store).propose_article(changed, expected=town.store.revision_of("piscine"), **WHO)
    ask_replay(town.connections, number, NOW.timestamp())
    return number


def verdicts(town, number: int) -> dict[str, list[str]]:
    db = town.connections.get()
    found = replay_of(db, number)
    return {
        kind: [one.question.text for one in results(db, found.id, kind)]
        for kind in ("won", "lost", "changed")
    }


def test_gains_and_losses_of_a_change_are_shown_before_it_is_heard(town):
    town.ask("un essaim d'abeilles", times=2)
    town.ask("un passeport pour mes abeilles", decision="answer", topic="passeport")
    town.ask("où nager", decision="answer", topic="piscine")
    number = proposed(town)
    assert town.improver.run_replay()
    assert verdicts(town, number) == {
        "won": ["un essaim d'abeilles"],
        "lost": ["un passeport pour mes abeilles"],
        "changed": [],
    }
    found = replay_of(town.connections.get(), number)
    assert (found.done, found.total, found.same, found.percent) == (3, 3, 1, 100)
    (won,) = results(town.connections.get(), found.id, "won")
    assert (won.question.count, won.after.slugs) == (2, ("piscine",))
    assert town.store.article("piscine").phrasings == ("nager",)
    assert not town.improver.run_replay()


def test_the_words_an_article_is_made_for_are_won_by_it_whatever_was_right_before(town):
    town.ask("le code du wifi")
    review(town.connections, town.last_call(), 3, Verdict.RIGHT, by="Camille", at=1.0)
    number = proposed(town, "le code du wifi")
    town.improver.run_replay()
    assert verdicts(town, number) == {"won": ["le code du wifi"], "lost": [], "changed": []}


def test_a_refusal_is_tried_too(town):
    town.ask("nager en mer", decision="confirm")
    number = Proposals(town.store).propose_refusal(["nager en mer"], **WHO)
    ask_replay(town.connections, number, NOW.timestamp())
    town.improver.run_replay()
    assert verdicts(town, number)["lost"] == ["nager en mer"]


def test_what_callers_and_reviewers_said_is_right_counts(town):
    town.ask("nager", decision="confirm", topic="piscine")
    town.ask("plonger", decision="answer", topic="piscine")
    town.ask("acheter un cheval", decision="none")
    review(town.connections, town.last_call(), 3, Verdict.RIGHT, by="Camille", at=1.0)
    assert to_replay(town.connections.get()) == [
        PastQuestion("acheter un cheval", 1, ""),
        PastQuestion("plonger", 1, None),
        PastQuestion("nager", 1, "piscine"),
    ]


def test_an_offer_that_was_right_and_not_taken_says_nothing_of_the_answer(town):
    town.ask("stationner", decision="disambiguate")
    review(town.connections, town.last_call(), 3, Verdict.RIGHT, by="Camille", at=1.0)
    assert to_replay(town.connections.get()) == [PastQuestion("stationner", 1, None)]


def test_the_last_different_questions_are_replayed_and_no_more(town):
    for number in range(5):
        town.ask(f"question numéro {number}", times=2)
    found = to_replay(town.connections.get(), limit=2)
    assert [(one.text, one.count) for one in found] == [("question numéro 4", 2), ("question numéro 3", 2)]


def test_asking_for_a_replay_under_way_gives_the_same(town):
    number = proposed(town)
    first = replay_of(town.connections.get(), number).id
    assert ask_replay(town.connections, number, NOW.timestamp()) == first


def test_a_replay_is_done_by_one_worker(town):
    proposed(town)
    taken = claim_replay(town.connections, "one", NOW.timestamp())
    assert claim_replay(town.connections, "other", NOW.timestamp() + 1) is None
    later = NOW.timestamp() + ABANDONED_SECONDS + 2
    assert claim_replay(town.connections, "other", later).id == taken.id
    assert not note_progress(town.connections, taken.id, "one", later, 1, 2)
    assert note_progress(town.connections, taken.id, "other", later, 1, 2)


def test_a_replay_that_fails_says_so_and_frees_the_worker(town):
    ask_replay(town.connections, 99, NOW.timestamp())
    assert town.improver.run_replay()
    found = replay_of(town.connections.get(), 99)
    assert (found.finished, found.error) == (True, "LookupError")


def test_a_worker_that_was_overtaken_does_not_fail_the_other_ones_replay(town):
    number = proposed(town)
    taken = claim_replay(town.connections, "one", NOW.timestamp())
    later = NOW.timestamp() + ABANDONED_SECONDS + 1
    claim_replay(town.connections, "other", later)
    fail_replay(town.connections, taken.id, "one", later, "KeyError")
    assert not replay_of(town.connections.get(), number).finished
    fail_replay(town.connections, taken.id, "other", later, "KeyError")
    assert replay_of(town.connections.get(), number).error == "KeyError"


def test_it_works_until_it_is_told_to_stop(town):
    town.ask("un essaim d'abeilles")
    number = proposed(town)
    stop = threading.Event()
    working = threading.Thread(target=town.improver.run, args=(stop,))
    working.start()
    for _ in range(200):
        found = replay_of(town.connections.get(), number)
        if found.finished and made(town.connections.get()):
            break
        stop.wait(0.05)
    stop.set()
    working.join(10)
    assert not working.is_alive()
    assert found.finished
    assert shown(town) == [("un essaim d'abeilles", 1, 1, 0)]


def test_a_database_locked_for_a_moment_is_a_warning_and_tried_again(town, monkeypatch, caplog):
    stop, tries = threading.Event(), []

    def locked():
        tries.append(1)
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(town.improver, "run_replay", locked)
    monkeypatch.setattr(stop, "wait", lambda _: stop.set() if len(tries) > 1 else None)
    town.improver.run(stop)
    assert len(tries) == 2
    assert {record.levelname for record in caplog.records} == {"WARNING"}
    assert "database is locked" in caplog.text
