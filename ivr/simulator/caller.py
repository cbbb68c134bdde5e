"""A scripted caller: listens, waits for the line to finish, speaks, and checks what happened."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace

from ivr.simulator import steps as s
from ivr.simulator.attention import Attention
from ivr.simulator.clock import TICK
from ivr.simulator.errors import SimulatorError
from ivr.simulator.expectations import Contradicted, Expectations
from ivr.simulator.journal import Journal
from ivr.simulator.leg import SILENCE, Sent
from ivr.simulator.line_noise import is_audible
from ivr.simulator.listening import frames_of
from ivr.simulator.messages import decimal, message
from ivr.simulator.provider import PlacedCall
from ivr.simulator.script import Script
from ivr.simulator.signals import Signals
from ivr.simulator.utterances import Utterance
from ivr.simulator.witness import Witness

PATIENCE_SECONDS = 25.0
"""How long a caller waits for the line to do something."""
TRANSFER_PATIENCE_SECONDS = 120.0
SIGNAL_PATIENCE_SECONDS = 180.0
KEY_GAP_SECONDS = 0.3
"""Between two keys of one number."""

Life = Generator[Sent, None, None]


@dataclass(frozen=True)
class Failure:
    """Something that did not go as the script says."""

    line: int
    """In the script; 0 for what no line of it says."""
    source: str
    reason: str


class ScriptedCaller:
    """Lives a script on a telephone. See `Telephone`.

    With a witness, every step is checked in the line's log and in what was really played; without one,
    only sound tells that the line did something.
    """

    def __init__(
        self,
        script: Script,
        witness: Witness | None,
        journal: Journal | None = None,
        signals: Signals | None = None,
    ) -> None:
        """`signals`: those of all the calls of the script."""
        self.script = script
        self.journal = journal or Journal()
        """The story of the call so far."""
        self.failures: list[Failure] = []
        self._worded: list[tuple[s.Hears, int]] = []
        """Steps that name words to be recognised, and the turn in which they were said."""
        self._signals = signals or Signals()
        self._unhurried = False
        """It has waited long: the line thinks in seconds of the wall, and so does whoever waits for it."""
        self._witness = witness
        self._line = Attention(witness, self.journal)
        self._expectations = Expectations(self._line.facts)
        self._gone = False
        self._done = 0
        """Steps of the script that are over."""
        self._life = self._live()

    def tick(self, now: float, heard: bytes) -> Sent:
        """See `Telephone`."""
        self._line.hear(now, heard)
        sent = Sent(hung_up=True)
        if not self._gone:
            try:
                sent = next(self._life, sent)
            except Contradicted as contradicted:
                self._fail(str(contradicted))
            self._gone = sent.hung_up
        if sent.digit or is_audible(sent.audio):
            self._line.sounded(now + TICK)
        return replace(sent, patient=self._line.patient or self._unhurried)

    def conclude(self, call: PlacedCall) -> None:
        """The call is over: see whether what was left of the script has happened."""
        self._line.look()
        while not self.failures and self._done < len(self.script.steps):
            try:
                self._settle(self.script.steps[self._done])
            except Contradicted as contradicted:
                self._fail(str(contradicted))
            self._done += 1
        for alert in call.alerts:
            if alert.code not in self.script.alerts:
                self.failures.append(Failure(0, "", message("failed.alert", alert=alert)))

    def to_transcribe(self) -> Iterator[tuple[s.Hears, int, int]]:
        """(step, first and last byte of what was heard): somebody has to find the step's words there."""
        ends = [*self._line.turns[1:], self._line.heard_bytes]
        for step, turn in self._worded:
            yield step, self._line.turns[turn], ends[turn]

    def _fail(self, reason: str) -> None:
        step = self.script.steps[min(self._done, len(self.script.steps) - 1)]
        self.failures.append(Failure(step.line, step.source, reason))
        self.journal.note(self._line.now, "failed", reason)

    # --- the script, step by step -----------------------------------------------------

    def _live(self) -> Life:
        for step in self.script.steps:
            yield from self._perform(step)
            self._done += 1

    def _perform(self, step: s.Step) -> Life:
        match step:
            case s.Hears():
                yield from self._expect(step, heard_seconds=0.2)
                if step.words:
                    self._worded.append((step, len(self._line.turns) - 1))
            case s.Answers():
                yield from self._expect(step, heard_seconds=1.0)
            case s.LeavesMessage() | s.SendsText():
                yield from self._expect(step, heard_seconds=0.0)
            case s.Transfers():
                yield from self._follow_transfer(step)
            case s.Speaks():
                yield from self._in_time(step.over_seconds)
                yield from self._speak(step)
            case s.IfAsked():
                yield from self._answer_if_asked(step)
            case s.Presses():
                yield from self._in_time(step.over_seconds)
                yield from self._press(step.keys)
            case s.GivesReference():
                yield from self._until_finished()
                yield from self._give_reference(step)
            case s.StaysSilent():
                yield from self._until_finished()
                self.journal.note(self._line.now, "silence", f"{step.seconds:g}")
                yield from self._wait(step.seconds)
            case s.Signals():
                self._signals.give(step.name)
            case s.WaitsFor():
                yield from self._wait_for(step)
            case s.HangsUp():
                yield from self._until_heard(step.over_seconds or 0.0)
                self.journal.note(self._line.now, "hangs_up", "")
                self._done += 1
                yield Sent(hung_up=True)
            case s.Drops():
                yield from self._until_heard(step.over_seconds or 0.0)
                self.journal.note(self._line.now, "drops", step.fault.kind)
                self._line.new_turn()
                yield Sent(fault=step.fault)
            case s.Ends():
                yield from self._until(lambda: False, 2 * PATIENCE_SECONDS, "failed.not_ended")

    def _settle(self, step: s.Step) -> None:
        """A step that was still to come when the call ended."""
        if isinstance(step, s.Ends):
            outcome = self._witness.outcome() if self._witness else step.outcome
            if outcome != step.outcome:
                raise Contradicted(message("failed.other_outcome", found=outcome or "-", wanted=step.outcome))
        elif isinstance(step, s.Signals):
            self._signals.give(step.name)
        elif not (isinstance(step, s.Hears | s.LeavesMessage | s.SendsText) and self._expectations.met(step)):
            raise Contradicted(message("failed.line_left"))

    # --- doing ------------------------------------------------------------------------

    def _speak(self, step: s.Speaks) -> Life:
        if step.utterance is None:
            self.journal.note(self._line.now, "silence", "")
            self._line.new_turn()
            return
        began, heard_before = self._line.now, self._line.heard_seconds
        yield from self._utter(step.utterance)
        if step.over_seconds is not None:
            self._check_interruption(step, began)
        elif self._line.heard_seconds > heard_before + 0.1:
            self.journal.cut_offs += 1
        self._line.new_turn(awaiting=step.utterance.text)

    def _utter(self, utterance: Utterance) -> Life:
        self.journal.note(self._line.now, "says", utterance.text)
        for frame in frames_of(utterance.ulaw):
            yield Sent(audio=frame + SILENCE[len(frame) :])

    def _check_interruption(self, step: s.Speaks, began: float) -> None:
        stopped = max(0.0, self._line.last_sound_at - began)
        self.journal.interruptions.append(stopped)
        if step.stops_within is not None and stopped > step.stops_within:
            raise Contradicted(
                message(
                    "failed.kept_talking", seconds=decimal(stopped, 2), allowed=decimal(step.stops_within, 2)
                )
            )

    def _press(self, keys: str) -> Life:
        self.journal.note(self._line.now, "presses", keys)
        for position, key in enumerate(keys):
            if position:
                yield from self._wait(KEY_GAP_SECONDS)
            yield Sent(digit=key)
        self._line.new_turn(awaiting=keys)

    def _give_reference(self, step: s.GivesReference) -> Life:
        self._need_witness(step)
        reference = self._witness.reference if self._witness else ""
        if not reference:
            raise Contradicted(message("failed.no_reference"))
        yield from self._press(reference)

    def _answer_if_asked(self, step: s.IfAsked) -> Life:
        self._need_witness(step)
        yield from self._until(lambda: self._expectations.next_turn() is not None)
        coming = self._expectations.next_turn()
        if coming is not None and (coming.kind, coming.key) == ("question", step.prompt):
            yield from self._expect(
                s.Asks(prompts=(step.prompt,), line=step.line, source=step.source), heard_seconds=0.2
            )
            yield from self._until_finished()
            if step.utterance is None:
                yield from self._press(step.keys)
                return
            yield from self._utter(step.utterance)
            self._line.new_turn(awaiting=step.utterance.text)

    def _follow_transfer(self, step: s.Transfers) -> Life:
        self._need_witness(step)
        yield from self._until(lambda: self._expectations.transfer_asked(step))
        self._line.new_turn()
        limit, complaint = TRANSFER_PATIENCE_SECONDS, "failed.transfer_endless"
        yield from self._until(lambda: self._expectations.transfer_ended(step), limit, complaint)
        self._line.forget_sound()

    def _need_witness(self, step: s.Step) -> None:
        if self._witness is None:
            raise SimulatorError(message("failed.no_witness", step=step.source))

    # --- waiting ----------------------------------------------------------------------

    def _wait(self, seconds: float) -> Life:
        until = self._line.now + seconds
        while self._line.now < until:
            yield Sent()

    def _wait_for(self, step: s.WaitsFor) -> Life:
        """What is waited for happens in another call, which may go at another pace: no need to hurry."""
        settled, limit = lambda: self._signals.settled(step.name), SIGNAL_PATIENCE_SECONDS
        yield from self._until(settled, limit, "failed.signal_late", hurry=False)
        if not self._signals.given(step.name):
            raise Contradicted(message("failed.no_signal", name=step.name))

    def _until(
        self,
        happened: Callable[[], bool],
        limit_seconds: float = PATIENCE_SECONDS,
        complaint: str = "failed.not_logged",
        hurry: bool = True,
    ) -> Life:
        began = self._line.now
        try:
            while not happened():
                waited = self._line.now - began
                if waited > limit_seconds:
                    raise Contradicted(message(complaint, seconds=limit_seconds))
                self._unhurried = not hurry or waited > limit_seconds / 2
                yield Sent()
        finally:
            self._unhurried = False

    def _expect(self, step: s.Step, heard_seconds: float) -> Life:
        """Wait until the log attests the step, then until that much of this turn was heard."""
        if self._witness is not None:
            yield from self._until(lambda: self._expectations.met(step))
        yield from self._until_heard(heard_seconds)

    def _until_heard(self, seconds: float) -> Life:
        yield from self._until(lambda: self._line.heard_seconds >= seconds, complaint="failed.not_heard")

    def _until_finished(self) -> Life:
        yield from self._until(lambda: self._line.finished, 2 * PATIENCE_SECONDS, "failed.never_finished")

    def _in_time(self, over_seconds: float | None) -> Life:
        """Wait for one's turn, or only until so much of the prompt was heard."""
        if over_seconds is None:
            yield from self._until_finished()
        else:
            yield from self._until_heard(over_seconds)
            # What the line had begun to ask, and will not finish, is not a question left without an answer.
            self._expectations.pass_over()
