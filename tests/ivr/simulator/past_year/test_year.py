"""A year of invented calls reads like a year of real ones, to the last row."""

import itertools
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.actions import FindAnswers
from flows.events import AnswersFound, Choice
from flows.town_hall import town_hall
from ivr.calls.desk import Desk
from ivr.calls.due import end_of_opening_day
from ivr.calls.erasure import proofs
from ivr.calls.log import CallLog
from ivr.calls.records import going_on
from ivr.calls.replayed import replay
from ivr.calls.search_index import index_call
from ivr.simulator.past_year.year import NotEmpty, Year, write_year
from knowledge.demonstration import load_demonstration
from tests.ivr.calls.town import FRENCH, TOWN, calendar_of, opened, settings_with

NOW = datetime(2026, 11, 25, 16, 0, tzinfo=ZoneInfo("Europe/Paris"))
ARTICLES = load_demonstration()[:12]


class Asked:
    """A base that finds whatever one of its articles is asked with, word for word."""

    def perform(self, query, call_id):
        assert isinstance(query, FindAnswers)
        for article in ARTICLES:
            if query.text in article.phrasings:
                choice = Choice(
                    slug=article.slug,
                    title=article.offer,
                    service=article.service,
                    score=0.9,
                    spoken="Voici.",
                )
                return AnswersFound(decision="answer", choices=(choice,), reason="word for word")
        return AnswersFound(decision="none")


def due_date(service, at):
    left = datetime.fromtimestamp(at, NOW.tzinfo)
    return end_of_opening_day(calendar_of(TOWN), service, left, 2).timestamp()


def year(connections, settings=TOWN, seed=1):
    return Year(
        settings=settings,
        articles=ARTICLES,
        queries=Asked(),
        calendar=calendar_of(settings),
        desk=Desk(settings, connections, Asked(), FRENCH),
        now=NOW,
        due_date=due_date,
        seed=seed,
    )


def invented(folder, count=300, days=60, **more):
    connections = opened(folder)
    assert write_year(connections, year(connections, **more), count, days) == count
    return connections


def dump(connections):
    return [line for line in connections.get().conn.iterdump() if "_sqlite_migrations" not in line]


def test_the_same_seed_gives_the_same_year(tmp_path):
    one, two, other = (tmp_path / name for name in ("one", "two", "other"))
    assert dump(invented(one, 60)) == dump(invented(two, 60))
    assert dump(invented(one / "again", 60)) != dump(invented(other, 60, seed=2))


def test_every_invented_call_can_be_replayed(tmp_path):
    connections = invented(tmp_path)
    log = CallLog(connections)
    ended = []
    for row in connections.get()["calls"].rows:
        assert replay(log.rows(row["id"])).changed_at is None
        assert log.resume(row["id"], town_hall).ended == (row["ended_at"] is not None)
        ended.append(row["ended_at"] is not None)
    assert ended.count(False) == 1


def test_it_is_indexed_as_the_worker_would(tmp_path):
    connections = invented(tmp_path)
    db = connections.get()
    before = list(db["call_search"].rows), list(db["questions"].rows)
    with connections.writing() as writing:
        for row in before[0]:
            index_call(writing, row["call_id"], "fr")
    assert (list(db["call_search"].rows), list(db["questions"].rows)) == before
    assert db.execute("pragma integrity_check").fetchone() == ("ok",)


def test_calls_have_all_sorts_of_ends(tmp_path):
    db = invented(tmp_path, 600).get()
    outcomes = {row[0] for row in db.execute("select distinct outcome from calls")}
    assert {"answered", "transferred", "message", "unanswered", "abandoned"} <= outcomes
    for table in ("messages", "ratings", "transfers", "reports", "appointments", "reviews"):
        assert db[table].count, table
    repeated = (
        "select count(*) from (select 1 from calls where caller != '' group by caller having count(*) > 1)"
    )
    assert db.execute(repeated).fetchone()[0] > 10


def test_what_the_retention_would_have_erased_is_not_there(tmp_path):
    retention = TOWN.retention.model_copy(update={"words_days": 20, "numbers_days": 10})
    connections = invented(tmp_path, settings=settings_with(retention=retention))
    db = connections.get()
    now, day = NOW.timestamp(), 86_400.0
    assert not db.execute(
        "select 1 from call_events where written_at < ?", [now - 20 * day - 3600]
    ).fetchall()
    assert not db.execute(
        "select 1 from calls where caller != '' and started_at < ?", [now - 10 * day]
    ).fetchall()
    old = "started_at < ? and words != ''"
    assert not db["call_search"].count_where(old, [now - 20 * day])
    assert not db["questions"].count_where("asked_at < ? and text != ''", [now - 20 * day])
    assert db["call_search"].count_where("words != ''")
    assert [(proof.by, proof.kind) for proof in proofs(db)] == [("demonstration", "retention")]
    assert db["call_facts"].count == 299  # one is still going on


def test_it_leaves_real_calls_alone_unless_told(tmp_path):
    connections = opened(tmp_path)
    connections.get()["calls"].insert({"id": "CA1", "channel": "stream", "started_at": 1.0, "seen_at": 1.0})
    with pytest.raises(NotEmpty, match="1"):
        write_year(connections, year(connections), 10, 10)
    assert connections.get()["calls"].count == 1
    write_year(connections, year(connections), 10, 10, add=True)
    assert connections.get()["calls"].count == 11


def test_another_year_is_added_around_the_visits_and_references_of_the_first(tmp_path):
    connections = invented(tmp_path, 300)
    known = dump(connections)
    held = 'select desk, counter, start, "end" from appointments where cancelled_at is null order by 1, 2, 3'
    first = connections.get()["appointments"].count
    write_year(connections, year(connections), 300, 60, add=True, keep_words=True)
    assert connections.get()["calls"].count == 600
    assert {line for line in known if 'INTO "appointments"' in line} <= set(dump(connections))
    visits = connections.get().execute(held).fetchall()
    assert len(visits) > first > 0
    for one, following in itertools.pairwise(visits):
        assert one[:2] != following[:2] or one[3] <= following[2]


def test_nobody_answers_behind_the_numbers(tmp_path):
    fiction = ("+3363998", "+3346571", "+3319900", "+3326191", "+3335301", "+3353649")
    rows = invented(tmp_path, 100).get().execute("select caller from calls where caller != ''")
    callers = [row[0] for row in rows]
    assert callers
    assert all(caller.startswith(fiction) and len(caller) == 12 for caller in callers)


def test_a_day_of_work_is_there_to_be_done(tmp_path):
    db, now = invented(tmp_path, 900, seed=3).get(), NOW.timestamp()  # of some seeds, no message is late
    midnight = NOW.replace(hour=0, minute=0).timestamp()
    assert len(going_on(db, now)) == 1
    assert db["calls"].count_where("started_at > ? and ended_at < ?", [midnight, now])
    assert not db["calls"].count_where("started_at > ? or ended_at > ?", [now, now])
    waiting = "handled_at is null"
    for table in ("messages", "callbacks"):
        assert db[table].count == db[table].count_where("due_at is not null"), table
        assert not db[table].count_where(f"{waiting} and due_at < ? and late_at is null", [now]), table
        assert not db[table].count_where(f"{waiting} and due_at < ?", [now - 30 * 86_400]), table
    assert db["messages"].count_where(f"{waiting} and due_at < ?", [now])
    assert db["messages"].count_where(f"{waiting} and due_at >= ?", [now])
    assert db["appointments"].count_where("start like ?", [f"{NOW:%Y-%m-%d}T%"])


def test_the_day_to_be_done_is_that_of_the_clock(tmp_path):
    connections = opened(tmp_path)
    friday = NOW.replace(month=6, day=5, hour=9, minute=10)
    write_year(connections, replace(year(connections), now=friday), 300, 60)
    db = connections.get()
    assert going_on(db, friday.timestamp())
    assert not going_on(db, NOW.timestamp())
    todays = db.execute(
        "select start from appointments where start like '2026-06-05T%' order by 1"
    ).fetchall()
    assert any(start >= "2026-06-05T09:30" for (start,) in todays)


def test_the_line_says_the_hours_and_not_its_number_when_a_service_is_closed(tmp_path):
    connections = invented(tmp_path)
    rows = connections.get().execute("select data from call_events where type = 'OpeningFound'").fetchall()
    assert rows
    assert not any(TOWN.town.phone in data or '"sentence":""' in data for (data,) in rows)


def test_even_a_small_year_leaves_something_to_do_today(tmp_path):
    db = invented(tmp_path, 200).get()
    assert db["callbacks"].count_where("handled_at is null")
    assert db["appointments"].count_where("start like ?", [f"{NOW:%Y-%m-%d}T%"])
