"""A simulated call told line by line, in French."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.simulator.caller import Failure
from ivr.simulator.journal import Delay, Journal, Moment, percentile
from ivr.simulator.messages import decimal, message
from ivr.simulator.provider import PlacedCall
from ivr.simulator.rehearsal import Rehearsed


def clock_of(seconds: float) -> str:
    """A moment of the call, such as 1:07,4."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d},{tenths % 10}"


def conversation(journal: Journal) -> Iterator[str]:
    """Everything said and done, in order, with what the line understood and how fast it answered."""
    rows: list[Moment | Delay] = [*journal.moments, *journal.delays]
    for row in sorted(rows, key=lambda row: row.at):
        yield one_line(row)


def one_line(row: Moment | Delay) -> str:
    """One thing that happened."""
    return _delay(row) if isinstance(row, Delay) else _moment(row)


def _delay(delay: Delay) -> str:
    return message("report.delay", at=clock_of(delay.at), seconds=decimal(delay.seconds, 2))


def _moment(moment: Moment) -> str:
    at = clock_of(moment.at)
    if moment.kind == "drops":
        return message("report.drops", at=at, fault=message(f"fault.{moment.text}"))
    if moment.kind == "transferred":
        return message("report.transferred", at=at, outcome=message(f"outcome.{moment.key}"))
    kind = f"found_{moment.key}" if moment.kind == "found" else moment.kind
    if kind == "recognised" and not moment.text:
        kind = "not_recognised"
    return message(f"report.{kind}", at=at, text=moment.text, key=moment.key)


def behind_the_scenes(call: PlacedCall) -> Iterator[str]:
    """What the line's log does not tell: the agents' side, and the provider's own voice."""
    for passage in call.passages:
        if passage.what == "say":
            yield message("report.provider_says", at=clock_of(passage.at), text=passage.text)
        elif passage.what == "agent":
            text = f"{passage.text} {message('agent.answered')}"
            yield message("report.agent", at=clock_of(passage.at), text=text)
    for telephone in call.dialled:
        if telephone.whispered_seconds:
            text = message("agent.whispered", seconds=decimal(telephone.whispered_seconds, 1))
            if telephone.pressed:
                text += f", {message('agent.pressed', key=telephone.pressed)}"
            yield message("report.agent", at=clock_of(call.seconds), text=text)


def ending(call: PlacedCall) -> str:
    """Who put an end to it, and after how long."""
    return message(f"report.ended_by_{call.hung_up_by}", seconds=clock_of(call.seconds))


def outcome(played: Rehearsed, *, checked: bool) -> Iterator[str]:
    """What is left to tell once the call is over."""
    yield from behind_the_scenes(played.call)
    yield ending(played.call)
    yield from verdict(played.failures, checked=checked)


def verdict(failures: list[Failure], *, checked: bool) -> Iterator[str]:
    """Did it go as the script says?"""
    if not failures:
        yield message("report.went_well" if checked else "report.went_well_unchecked")
    for failure in failures:
        key = "report.step_failed" if failure.line else "report.failed_elsewhere"
        yield message(key, line=failure.line, source=failure.source, reason=failure.reason)


def timings(journals: list[Journal], speed: float) -> Iterator[str]:
    """The delays of one or several calls: median and 95th percentile."""
    delays = [delay.seconds for journal in journals for delay in journal.delays]
    if delays:
        yield message(
            "report.timings",
            median=decimal(percentile(delays, 0.5), 2),
            p95=decimal(percentile(delays, 0.95), 2),
            count=len(delays),
        )
    else:
        yield message("report.timings_none")
    if speed != 1:
        yield message("report.timings_fast", speed=speed)
    silence = max(
        (journal.longest_silence for journal in journals), key=lambda one: one.seconds, default=None
    )
    if silence and silence.seconds:
        yield message("report.longest_silence", seconds=decimal(silence.seconds, 2), at=clock_of(silence.at))
    interruptions = [seconds for journal in journals for seconds in journal.interruptions]
    if interruptions:
        median, worst = decimal(percentile(interruptions, 0.5), 2), decimal(max(interruptions), 2)
        yield message("report.interruptions", median=median, worst=worst)
    if cut_offs := sum(journal.cut_offs for journal in journals):
        yield message("report.cut_offs", count=cut_offs)
