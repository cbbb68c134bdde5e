"""What reviewers say of the line's answers, one question at a time; minds may change, history is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from ivr.database import Connections


class Verdict(StrEnum):
    """What somebody who read a question again thinks of what the line did with it."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOULD_BE = "should_be"
    """Wrong, and the right article is known: `Review.should_be`."""
    NOT_A_QUESTION = "not_a_question"
    """Noise, an aside, a child: no answer was right, none counts as wrong."""


class UnknownQuestion(LookupError):
    """No call has a question at this place of its log."""


@dataclass(frozen=True)
class Review:
    """One verdict on one question."""

    id: int
    call_id: str
    seq: int
    """Of the question's AnswersFound in the call's log."""
    verdict: Verdict
    should_be: str
    """Slug of the article that was the right one; empty unless the verdict is SHOULD_BE."""
    by: str
    at: float
    """Seconds since the epoch."""
    text: str
    """The question's words; empty once they were too old to be kept."""
    decision: str
    """What the line decided: answer, confirm, disambiguate or none."""
    topic: str
    """Slug of the article the line said; empty when it said none."""
    asked_at: float
    """When the question was asked, in seconds since the epoch."""

    @property
    def right(self) -> bool | None:
        """Did the line do right? None where there was no question to answer."""
        return None if self.verdict is Verdict.NOT_A_QUESTION else self.verdict is Verdict.RIGHT


_COLUMNS = 'id, call_id, seq, verdict, should_be, "by", at, text, decision, topic, asked_at'
_STANDS = "not exists (select 1 from reviews l where l.call_id = r.call_id and l.seq = r.seq and l.id > r.id)"


def review(
    connections: Connections,
    call_id: str,
    seq: int,
    verdict: Verdict,
    *,
    by: str,
    at: float,
    should_be: str = "",
) -> Review:
    """Keep a verdict on a question of a call that ended; the ones before it stay in the history.

    `by`: the account's name. Raises UnknownQuestion, and ValueError when an article is named with another
    verdict than SHOULD_BE, or missing with it.
    """
    if bool(should_be) != (verdict is Verdict.SHOULD_BE):
        raise ValueError(f"The verdict {verdict} goes {'without' if should_be else 'with'} an article.")
    with connections.writing() as db:
        asked = db.execute(
            "select asked_at, text, decision, topic from questions where call_id = ? and seq = ?",
            [call_id, seq],
        ).fetchone()
        if asked is None:
            raise UnknownQuestion(f"The call {call_id} has no question at #{seq}.")
        asked_at, text, decision, topic = asked
        row = {
            "call_id": call_id,
            "seq": seq,
            "verdict": verdict.value,
            "should_be": should_be,
            "by": by,
            "at": at,
            "text": text,
            "decision": decision,
            "topic": topic,
            "asked_at": asked_at,
        }
        number = db.table("reviews").insert(row).last_pk
        db.execute("update call_search set reviewed = 1 where call_id = ?", [call_id])
    return Review(id=int(number or 0), **{**row, "verdict": verdict})


def reviews_of(db: Database, call_id: str) -> list[Review]:
    """Every verdict on a call's questions, oldest first: the last one of each question stands."""
    return list(_read(db, "call_id = ?", [call_id]))


def standing(db: Database, since: float = 0.0, until: float = float("inf")) -> Iterator[Review]:
    """The verdicts that stand, one a question, on what was asked in [since, until): in epoch seconds."""
    return _read(db, f"asked_at >= ? and asked_at < ? and {_STANDS}", [since, until])


def verdicts(
    db: Database, since: float, until: float, services: Sequence[str] | None = None
) -> dict[Verdict, int]:
    """How many verdicts of each kind stand on the articles that were said in [since, until).

    Questions to which none was said are left out: to say nothing is no answer. `services`: of calls for
    these only; None: the whole line.
    """
    marks = ", ".join("?" for _ in services or ())
    only = f"exists (select 1 from call_facts f where f.call_id = r.call_id and f.service in ({marks}))"  # noqa: S608 - question marks
    rows = db.execute(
        "select verdict, count(*) from reviews r where asked_at >= ? and asked_at < ? and topic != ''"  # noqa: S608 - literals
        f" and {_STANDS}{'' if services is None else f' and {only}'} group by verdict",
        [since, until, *(services or ())],
    )
    return {Verdict(verdict): count for verdict, count in rows}


def _read(db: Database, where: str, values: list[str | float]) -> Iterator[Review]:
    statement = f"select {_COLUMNS} from reviews r where {where} order by id"  # noqa: S608 - literals above
    for row in db.execute(statement, values):
        number, call_id, seq, verdict, *rest = row
        yield Review(number, call_id, seq, Verdict(verdict), *rest)
