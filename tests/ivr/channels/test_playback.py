"""What was said, sent, marked, heard and interrupted."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ivr.channels.media_messages import Outgoing, SendClear
from ivr.channels.playback import BYTES_PER_SECOND, Playback
from tests.ivr.channels.fakes import Provider


class Line:
    """A playback, a provider and a clock that moves by hand."""

    def __init__(self, playback: Playback | None = None) -> None:
        self.playback = playback or Playback()
        self.provider = Provider()
        self.now = 100.0
        self.heard: list[int] = []
        self.sent: list[Outgoing] = []

    def say(self, seconds: float, *, sample: bytes = b"a", interruptible: bool = True) -> int:
        ticket = self.playback.begin(self.now, interruptible=interruptible)
        self.playback.add(ticket, sample * int(seconds * BYTES_PER_SECOND))
        self.playback.complete(ticket)
        return ticket

    def pass_time(self, seconds: float, step: float = 0.02) -> None:
        for _ in range(round(seconds / step)):
            self.exchange()
            self.now += step
            self._take(self.provider.play(step))
        self.exchange()

    def exchange(self) -> None:
        messages = self.playback.due(self.now)
        self.sent += messages
        self._take(self.provider.receive(messages))

    def _take(self, marks: list[str]) -> None:
        for name in marks:
            self.playback.mark_returned(name, self.now)
        self.heard += self.playback.heard_out(self.now)


def test_it_says_everything_in_order_and_knows_when_it_was_heard() -> None:
    line = Line()
    first, second = line.say(1.0), line.say(0.5, sample=b"b")
    line.pass_time(0.9)
    assert line.heard == []
    line.pass_time(0.2)
    assert line.heard == [first]
    line.pass_time(0.6)
    assert line.heard == [first, second]
    assert bytes(line.provider.played) == b"a" * 8000 + b"b" * 4000
    assert line.playback.quiet


def test_it_never_sends_more_than_a_second_and_a_half_ahead() -> None:
    line = Line()
    line.say(10.0)
    for _ in range(200):
        line.pass_time(0.02)
        assert line.provider.buffered_seconds <= 1.6
    assert len(line.provider.played) == pytest.approx(32_000, abs=800)


def test_it_keeps_up_with_a_provider_that_plays_faster_than_real_time() -> None:
    line = Line()
    ticket = line.say(8.0)
    for _ in range(110):
        line.exchange()
        line.now += 0.02
        line._take(line.provider.play(0.08))
    assert line.heard == [ticket]


def test_a_provider_that_stops_playing_gets_no_more_than_two_seconds() -> None:
    line = Line()
    line.say(20.0)
    line.pass_time(1.0)
    before = len(line.provider.played)
    for _ in range(300):
        line.now += 0.02
        line.exchange()
    assert len(line.provider.played) == before
    assert line.provider.buffered_seconds <= 2.05
    assert line.playback.late_seconds(line.now) == pytest.approx(6.0, abs=0.6)


def test_nothing_is_late_while_the_provider_plays() -> None:
    line = Line()
    line.say(5.0)
    line.pass_time(4.0)
    assert line.playback.late_seconds(line.now) < 0.1


def test_an_interruption_empties_the_provider_and_keeps_count_of_what_was_heard() -> None:
    line = Line()
    ticket = line.say(5.0)
    line.pass_time(1.2)
    assert line.playback.barge_in(line.now)
    assert line.playback.heard_seconds(ticket, line.now) == pytest.approx(1.2, abs=0.15)
    assert line.playback.due(line.now) == [SendClear()]
    assert line.playback.quiet


def test_the_marks_a_clear_sends_back_are_not_taken_for_heard() -> None:
    line = Line()
    ticket = line.say(1.0)
    line.pass_time(0.4)
    line.playback.barge_in(line.now)
    line.pass_time(3.0)
    assert ticket not in line.heard


def test_the_next_prompt_is_marked_afresh_after_an_interruption() -> None:
    line = Line()
    line.say(3.0)
    line.pass_time(1.0)
    line.playback.barge_in(line.now)
    line.playback.forget()
    answer = line.say(1.0, sample=b"b")
    line.pass_time(0.8)
    assert line.heard == []
    line.pass_time(0.4)
    assert line.heard == [answer]


def test_what_has_to_be_heard_is_not_interrupted() -> None:
    line = Line()
    welcome = line.say(1.0, interruptible=False)
    line.pass_time(0.5)
    assert not line.playback.barge_in(line.now)
    line.pass_time(0.6)
    assert line.heard == [welcome]
    assert not any(isinstance(message, SendClear) for message in line.sent)


def test_an_interruption_spares_what_has_to_be_heard_further_on() -> None:
    line = Line()
    line.say(1.5, sample=b"a")
    notice = line.say(1.0, sample=b"n", interruptible=False)
    line.pass_time(0.5)
    assert line.playback.barge_in(line.now)
    line.pass_time(1.2)
    assert line.heard == [notice]
    assert line.provider.played.count(b"n") == 8000


def test_a_false_interruption_is_taken_up_from_a_little_before_the_cut() -> None:
    line = Line()
    ticket = line.playback.begin(line.now, interruptible=True)
    line.playback.add(ticket, bytes(range(1, 251)) * 128)  # 4 s, where each byte tells its place
    line.playback.complete(ticket)
    line.pass_time(2.0)
    line.playback.barge_in(line.now)
    line.pass_time(0.4)
    heard_before = len(line.provider.played)
    assert line.playback.resume(back_seconds=0.5)
    line.pass_time(3.0)
    assert line.heard == [ticket]
    repeated = len(line.provider.played) - (250 * 128)
    assert repeated == pytest.approx(4000, abs=1300)
    again = line.provider.played[heard_before:]
    assert bytes(again) == (bytes(range(1, 251)) * 128)[-len(again) :]


def test_there_is_nothing_to_take_up_once_it_was_forgotten() -> None:
    line = Line()
    line.say(2.0)
    line.pass_time(0.5)
    line.playback.barge_in(line.now)
    line.playback.forget()
    assert not line.playback.resume()


def test_sound_that_comes_late_for_a_dropped_prompt_is_refused() -> None:
    playback = Playback()
    ticket = playback.begin(0.0, interruptible=True)
    assert playback.add(ticket, b"x" * 800)
    playback.barge_in(0.0)
    assert playback.add(ticket, b"x" * 800), "set aside, it may still be taken up"
    playback.forget()
    assert not playback.add(ticket, b"x" * 800)


def test_a_prompt_without_sound_is_heard_at_once() -> None:
    line = Line()
    ticket = line.playback.begin(line.now, interruptible=True)
    line.playback.complete(ticket)
    line.pass_time(0.04)
    assert line.heard == [ticket]


def test_a_mouth_that_is_late_is_noticed_once_the_sound_has_run_out() -> None:
    line = Line()
    ticket = line.playback.begin(line.now, interruptible=True)
    line.playback.add(ticket, b"x" * 8000)
    line.pass_time(1.0)
    assert line.playback.starved_seconds(line.now) == pytest.approx(0.0, abs=0.05)
    line.pass_time(1.5)
    assert line.playback.starved_seconds(line.now) == pytest.approx(1.5, abs=0.1)
    line.playback.add(ticket, b"x" * 800)
    assert line.playback.starved_seconds(line.now) == 0.0


def test_a_word_is_said_while_a_sentence_is_late_and_the_sentence_goes_on_after_it() -> None:
    line = Line()
    ticket = line.playback.begin(line.now, interruptible=True)
    line.playback.add(ticket, b"a" * 4000)
    line.pass_time(2.0)
    assert line.playback.starved_seconds(line.now) > 1.0
    line.playback.interject(b"w" * 2400, line.now)
    line.pass_time(0.2)
    line.playback.add(ticket, b"b" * 4000)
    line.playback.complete(ticket)
    line.pass_time(0.5)
    assert line.heard[-1:] != [ticket]
    line.pass_time(0.3)
    assert line.heard[-1] == ticket
    assert bytes(line.provider.played) == b"a" * 4000 + b"w" * 2400 + b"b" * 4000


def test_everything_is_dropped_for_something_graver() -> None:
    line = Line()
    line.say(3.0, interruptible=False)
    line.pass_time(0.5)
    line.playback.drop_all(line.now)
    apology = line.say(0.5, sample=b"p", interruptible=False)
    line.pass_time(0.6)
    assert line.heard == [apology]
    assert line.provider.played.count(b"p") == 4000


def test_the_sender_may_sleep_until_there_is_room() -> None:
    playback = Playback()
    assert playback.wait(0.0) is None
    ticket = playback.begin(0.0, interruptible=True)
    assert playback.wait(0.0) is None
    playback.add(ticket, b"x" * 80_000)
    playback.due(0.0)
    wait = playback.wait(0.0)
    assert wait is not None
    assert 0.0 < wait <= 0.2


def test_a_strangers_mark_changes_nothing() -> None:
    line = Line()
    line.say(2.0)
    line.pass_time(0.5)
    line.playback.mark_returned("m999", line.now)
    line.pass_time(0.2)
    assert line.heard == []


class AnyCall(RuleBasedStateMachine):
    """Whatever is said, interrupted and taken up, in any order and at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line()
        self.uninterruptible: set[int] = set()
        self.open: list[int] = []

    @rule(seconds=st.floats(0.0, 4.0), interruptible=st.booleans())
    def say(self, seconds: float, interruptible: bool) -> None:
        self.line.playback.forget()
        ticket = self.line.say(seconds, interruptible=interruptible)
        if not interruptible:
            self.uninterruptible.add(ticket)

    @rule()
    def begin_slowly(self) -> None:
        self.open.append(self.line.playback.begin(self.line.now, interruptible=True))

    @precondition(lambda self: self.open)
    @rule(size=st.integers(1, 20_000), last=st.booleans())
    def more(self, size: int, last: bool) -> None:
        self.line.playback.add(self.open[0], b"m" * size)
        if last:
            self.line.playback.complete(self.open.pop(0))

    @rule(seconds=st.floats(0.02, 3.0))
    def pass_time(self, seconds: float) -> None:
        self.line.pass_time(seconds)

    @rule()
    def barge_in(self) -> None:
        said = self.line.playback.interruptible
        assert self.line.playback.barge_in(self.line.now) == said

    @rule(back=st.floats(0.0, 2.0))
    def resume(self, back: float) -> None:
        self.line.playback.resume(back_seconds=back)

    @invariant()
    def the_provider_never_holds_much(self) -> None:
        assert self.line.provider.buffered_seconds <= 2.1

    @invariant()
    def nothing_is_heard_twice(self) -> None:
        assert len(self.line.heard) == len(set(self.line.heard))

    def teardown(self) -> None:
        for ticket in self.open:
            self.line.playback.complete(ticket)
        self.line.pass_time(30.0, step=0.1)
        while not self.line.playback.quiet:
            self.line.pass_time(30.0, step=0.1)
            assert self.line.now < 10_000, "something is never heard"
        assert self.uninterruptible <= set(self.line.heard)


AnyCall.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestAnyCall = AnyCall.TestCase
