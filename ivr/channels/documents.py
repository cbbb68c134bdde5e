"""What the provider is told after each webhook: the dialogue's last actions, as one document."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from flows.actions import Ask, Query, Say, Transfer
from flows.events import Heard, Pressed, TransferEnded
from flows.routing import WaitInQueue
from ivr.channels import hold_music, twiml
from ivr.channels.agents_side import TRANSFER_SECONDS, AgentsSide
from ivr.channels.callbacks import ask_for_a_callback
from ivr.channels.keys import MAX_DIGITS
from ivr.channels.passes import Passes
from ivr.channels.signature import stream_url
from ivr.channels.sounds import Sounds
from ivr.channels.twiml import Keys, Recording, Spoken

if TYPE_CHECKING:
    from ivr.calls.conversation import Conversation
    from ivr.calls.desk import Desk

log = logging.getLogger(__name__)

Way = Literal["stream", "record", "keys"]
"""How this call is listened to: continuously, one recording at a time, or by keys alone."""

RECORDINGS = {"brief": Recording(10, 2), "normal": Recording(25, 2), "long": Recording(60, 4)}
"""By the patience of the question. One that brings only silence is followed by another, without a word."""
NEXT_KEY_SECONDS = 5
KEYS_FIRST_SECONDS = 3
"""Without a key, before the recording of whoever answered the last question with keys: several digits are
then gathered whole. Longer would be silence to a caller who speaks after all."""
ANSWERS = (Heard.__name__, Pressed.__name__)
"""What callers answer with, as the log names it."""
MOST_LOST = 3
"""Streams lost one after the other before the call goes on turn by turn."""


CATCH_UP_SECONDS = (0.2, 0.3)
"""Waits for another worker that is in the middle of a step of the same call."""


class NobodyAnswers(Exception):
    """The dialogue waits for something that no caller can give: a person has to take over."""


class Documents:
    """Writes what comes next in a call, whichever worker asks."""

    def __init__(
        self,
        desk: Desk,
        sounds: Sounds,
        passes: Passes,
        agents: AgentsSide,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._sleep = sleep
        self._desk = desk
        self._sounds = sounds
        self._passes = passes
        self._agents = agents
        self._line = desk.settings.line

    def next(
        self,
        conversation: Conversation,
        way: Way,
        *,
        heard: bool = False,
        our_voice: bool = True,
        lost: int = 0,
        caller_id: str = "",
    ) -> str:
        """The last actions of the dialogue, to be done by the provider.

        `heard`: what there was to say has been said. `our_voice`: false once it failed in this call. `lost`:
        streams lost in a row. Raises NobodyAnswers.
        """
        for pause in CATCH_UP_SECONDS:
            if not isinstance(conversation.waiting_for, Query):
                break
            # Another worker is answering a question of the flow's; what it leads to was said to nobody yet.
            self._sleep(pause)
            conversation, heard = self._desk.resume(conversation.call_id) or conversation, False
        if way == "keys":
            ask_for_a_callback(conversation, self._desk)
        waiting = conversation.waiting_for
        if isinstance(waiting, Ask) and way == "stream":
            return self.stream(conversation.call_id, lost)
        if isinstance(waiting, WaitInQueue):
            heard = False  # a stream leaves these sentences to us: here a key may stop them
        says = () if heard else tuple(a for a in conversation.pending if isinstance(a, Say))
        spoken = [self._sounds.spoken(action, our_voice=our_voice) for action in says]
        if isinstance(waiting, Ask):
            return self._listen(conversation, waiting, way, spoken, our_voice)
        if isinstance(waiting, Transfer):
            return self._transfer(conversation, waiting, way, spoken, our_voice, caller_id)
        if isinstance(waiting, WaitInQueue):
            return self.wait(conversation, way, spoken, our_voice=our_voice)
        if not conversation.ended:
            raise NobodyAnswers(
                f"Call {conversation.call_id} waits for {type(waiting).__name__}, which nobody has answered."
            )
        return twiml.hang_up(spoken)

    def stream(self, call_id: str, lost: int = 0) -> str:
        """Go on with continuous sound; what is pending is said there."""
        return twiml.connect(
            stream=stream_url(self._line.public_url, "/media"),
            token=self._passes.offer(call_id),
            then=address("/voice/resume", lost=lost),
            status="/voice/stream",
        )

    def more_keys(self, question: Ask, *, step: int, first: str, way: Way, our_voice: bool) -> str:
        """A first key has ended the recording; the question asks for more of them."""
        values = {"step": step, "way": way, "first": first, "voice": int(our_voice)}
        return twiml.listen(
            spoken=[],
            how=Keys(digits=max(1, _most_keys(question) - len(first)), seconds=NEXT_KEY_SECONDS),
            then=address("/voice/turn", **values),
            silence=address("/voice/turn", **values, silence=1),
        )

    def trouble(self, *, told: bool = False, caller_id: str = "") -> str:
        """Something of ours failed: say so, unless the caller was `told`, and ring the switchboard."""
        return self._switchboard([] if told else self._try_to_say("line.trouble"), caller_id)

    def busy(self, *, caller_id: str = "") -> str:
        """More callers than this machine can listen to: the switchboard."""
        return self._switchboard(self._try_to_say("line.busy"), caller_id)

    def one_moment(self) -> list[Spoken]:
        """What a caller hears who has to wait for us."""
        return self._try_to_say("line.one_moment")

    def too_long(self) -> str:
        """The call has lasted as long as calls may."""
        return twiml.hang_up(self._try_to_say("line.too_long"))

    def nobody(self) -> str:
        """Not even the switchboard answered."""
        return twiml.hang_up([*self._try_to_say("transfer.unreachable"), *self._try_to_say("goodbye")])

    def wait(
        self, conversation: Conversation, way: Way, spoken: Sequence[Spoken] = (), *, our_voice: bool
    ) -> str:
        """A few seconds in the line, after these sentences; a key, or their end, asks what comes next."""
        values = {"step": conversation.position, "way": way, "voice": int(our_voice)}
        return twiml.wait(spoken=spoken, music=hold_music.PATH, then=address("/voice/wait", **values))

    def whisper(self, transfer: Transfer, then: str) -> str:
        """What the agent hears, who takes the call with a key."""
        return twiml.whisper(
            announce=[self._sounds.spoken(part) for part in self._desk.announced(transfer)],
            declined=self._sounds.spoken(Say(prompt="whisper.declined")),
            then=then,
        )

    def accepted(self) -> str:
        """The agent takes the call: what follows this document is the caller."""
        return twiml.say(self._try_to_say("whisper.accepted"))

    def declined(self) -> str:
        """The agent does not take the call."""
        return twiml.hang_up(self._try_to_say("whisper.declined"))

    def prepare(self, transfer: Transfer) -> None:
        """Begin to make what the agent will hear; picking up takes longer than saying it."""
        try:
            for part in self._desk.announced(transfer):
                self._sounds.prepare(part)
        except Exception:  # the provider's voice reads it then
            log.exception("The announcement of a transfer could not be prepared.")

    def _switchboard(self, spoken: Sequence[Spoken], caller_id: str) -> str:
        return twiml.dial(
            spoken=spoken,
            numbers=[self._desk.settings.town.switchboard],
            then=address("/voice/dialled", attempt="switchboard"),
            ring_seconds=self._line.ring_seconds,
            limit_seconds=TRANSFER_SECONDS,
            caller_id=caller_id,
        )

    def _try_to_say(self, prompt: str) -> list[Spoken]:
        try:
            return [self._sounds.spoken(Say(prompt=prompt))]
        except Exception:  # the catalogue itself may be what failed; a person still has to be rung
            log.exception("The prompt %s could not be prepared.", prompt)
            return []

    def listen_again(
        self, conversation: Conversation, way: Way, *, our_voice: bool, recordings: int
    ) -> str | None:
        """Listen on without a word when the question grants more silence than one recording has waited."""
        question = conversation.waiting_for
        if way != "record" or not isinstance(question, Ask):
            return None
        if recordings * RECORDINGS[question.patience].silence_seconds >= question.silence_seconds:
            return None
        return self._listen(conversation, question, way, (), our_voice, recordings + 1)

    def _listen(
        self,
        conversation: Conversation,
        question: Ask,
        way: Way,
        spoken: Sequence[Spoken],
        our_voice: bool,
        recordings: int = 1,
    ) -> str:
        values = {
            "step": conversation.position,
            "way": way,
            "voice": int(our_voice),
            "recordings": recordings,
        }
        return twiml.listen(
            spoken=spoken,
            how=self._recording(conversation.call_id, question, recordings)
            if way == "record"
            else Keys(digits=_most_keys(question), seconds=max(1, round(question.silence_seconds))),
            then=address("/voice/turn", **values),
            silence=address("/voice/turn", **values, silence=1),
            beep=recordings == 1,
        )

    def _recording(self, call_id: str, question: Ask, recordings: int) -> Recording:
        """How the answer is recorded; whoever answers with keys may key several digits, before or instead."""
        recording = RECORDINGS[question.patience]
        if question.digits < 2 or recordings > 1 or not self._keyed(call_id):
            return recording
        return replace(recording, keys_first=Keys(digits=_most_keys(question), seconds=KEYS_FIRST_SECONDS))

    def _keyed(self, call_id: str) -> bool:
        """Did the caller give the last answer with keys, be it on a stream or turn by turn?"""
        given = (row["type"] for row in reversed(self._desk.log.rows(call_id)))
        return next((kind for kind in given if kind in ANSWERS), "") == Pressed.__name__

    def _transfer(
        self,
        conversation: Conversation,
        transfer: Transfer,
        way: Way,
        spoken: Sequence[Spoken],
        our_voice: bool,
        caller_id: str,
    ) -> str:
        attempt = conversation.position
        numbers = self._agents.ring(conversation.call_id, attempt, transfer)
        if not numbers:
            conversation.handle(f"dialled/{attempt}", TransferEnded(outcome="taken"))
            return self.next(conversation, way, our_voice=our_voice, caller_id=caller_id)
        self.prepare(transfer)
        return twiml.dial(
            spoken=spoken,
            numbers=numbers,
            whisper=address("/voice/whisper", call=conversation.call_id, attempt=attempt),
            then=address("/voice/dialled", attempt=attempt, way=way),
            ring_seconds=self._line.ring_seconds,
            limit_seconds=TRANSFER_SECONDS,
            caller_id=caller_id,
        )


def _most_keys(question: Ask) -> int:
    return min(question.digits, MAX_DIGITS)


def address(path: str, **values: str | int) -> str:
    """An address of ours, as the provider will call it."""
    return f"{path}?{urlencode(values)}" if values else path
