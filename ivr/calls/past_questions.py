"""The questions citizens asked, as the improvement loop needs them: in vain, or again of a changed base."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from flows.tongues import tongue_of
from ivr.calls.reviews import Review, Verdict, standing
from knowledge.clusters import Asked
from knowledge.fresh import phrase_key
from knowledge.replay import PastQuestion

DAY_SECONDS = 86_400.0
WEEK_SECONDS = 7 * DAY_SECONDS
SEASON_SECONDS = 8 * WEEK_SECONDS
"""How far back questions without an answer are looked for."""
MOST_QUESTIONS = 20_000
"""Most questions in vain that are looked at, the last ones."""
MOST_REPLAYED = 3_000
"""Most different questions asked again of a changed base, the last ones."""
_READ_BACK = 60_000
"""Rows read to find that many different questions."""
_COMPLAINT_WORDS = 8
"""Words that say an answer was wrong, and nothing more, are no longer than this."""


@dataclass(frozen=True)
class InVain:
    """A question that got no good answer, with when it was asked."""

    text: str
    at: float
    """Seconds since the epoch."""
    wrong: bool
    """An article was said, and it was not the right one: the caller, or a reviewer, said so."""
    confidence: float = 1.0
    """How sure the recogniser was of these words, 0 to 1; 1 when they were typed, or read by a reviewer."""


def in_vain(db: Database, now: float, language: str = "fr") -> list[InVain]:
    """Questions of the season that found nothing, whose offers the caller refused, or whose answer somebody
    said was wrong; the last ones first. What a reviewer found to be no question, or rightly refused, is left
    out, and so are the words by which callers complain of an answer. `now`: seconds since the epoch;
    `language`: that of the base; calls in others are left out.
    """
    since = now - SEASON_SECONDS
    said = {(one.call_id, one.seq): one for one in standing(db, since)}
    rows = db.execute(
        "select * from (select call_id, seq, asked_at, text, topic, complained, confidence from questions"
        " where asked_at >= ? and text != '' and topic = ''"
        " union all select call_id, seq, asked_at, text, topic, complained, confidence from questions"
        " where asked_at >= ? and text != '' and topic != '' and complained = 1)"
        " as questions where not exists"
        " (select 1 from call_search s where s.call_id = questions.call_id and s.language != ?)"
        " order by asked_at desc limit ?",
        [since, since, language, MOST_QUESTIONS],
    )
    found = []
    for call_id, seq, asked_at, text, topic, complained, confidence in rows:
        verdict = (one := said.pop((call_id, seq), None)) and one.verdict
        if verdict not in (Verdict.RIGHT, Verdict.NOT_A_QUESTION) and not _complains(text, language):
            wrong = bool(topic and complained) or verdict is not None
            found.append(InVain(text, asked_at, wrong, confidence))
    found += [InVain(one.text, one.asked_at, True) for one in said.values() if _is_wrong(one)]
    return found


def asked(questions: list[InVain], now: float) -> list[Asked]:
    """The same, one a wording, counted by week."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    sureness: dict[str, float] = {}
    for one in questions:
        counts[one.text][min(2, max(0, int((now - one.at) // WEEK_SECONDS)))] += 1
        sureness[one.text] = max(one.confidence, sureness.get(one.text, 0.0))
    return [
        Asked(text, this_week, last_week, before, sureness[text])
        for text, (this_week, last_week, before) in counts.items()
    ]


def to_replay(db: Database, limit: int = MOST_REPLAYED, language: str = "fr") -> list[PastQuestion]:
    """The last different questions, the last one first, with what is known of their right answer."""
    said = {(one.call_id, one.seq): one for one in standing(db)}
    texts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    rights: dict[str, set[str]] = defaultdict(set)
    for call_id, seq, text, decision, topic, complained in _last_questions(db, language):
        key = phrase_key(text)
        if not key or (key not in texts and len(texts) >= limit):
            continue
        texts.setdefault(key, text)
        counts[key] += 1
        right = _right(said.get((call_id, seq)), decision, topic, bool(complained))
        if right is not None:
            rights[key].add(right)
    return [
        # Where people disagree, nothing is known.
        PastQuestion(text, counts[key], next(iter(rights[key])) if len(rights[key]) == 1 else None)
        for key, text in texts.items()
    ]


def _last_questions(db: Database, language: str) -> Iterator[tuple[str, int, str, str, str, int]]:
    return iter(
        db.execute(
            "select call_id, seq, text, decision, topic, complained from questions"
            " where text != '' and not exists"
            " (select 1 from call_search s where s.call_id = questions.call_id and s.language != ?)"
            " order by asked_at desc limit ?",
            [language, _READ_BACK],
        )
    )


def _right(review: Review | None, decision: str, topic: str, complained: bool) -> str | None:
    """The slug of the right answer, empty when none is the town hall's; None when nobody said."""
    if review is not None:
        if review.verdict is Verdict.RIGHT and not review.topic and decision != "none":
            return None  # it was right to offer what the caller did not take: nothing is known of the answer
        return {Verdict.RIGHT: review.topic, Verdict.SHOULD_BE: review.should_be}.get(review.verdict)
    # The caller said yes to "Vous appelez pour…, c'est bien ça ?".
    return topic if decision == "confirm" and topic and not complained else None


def _complains(text: str, language: str) -> bool:
    return len(text.split()) <= _COMPLAINT_WORDS and tongue_of(language).did_not_help(text)


def _is_wrong(review: Review) -> bool:
    return bool(review.text) and review.verdict in (Verdict.WRONG, Verdict.SHOULD_BE)
