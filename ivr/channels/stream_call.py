"""Turn-taking on one stream: what the caller does becomes events, what the dialogue wants is said.

No socket, no thread, no clock of its own: it is told of each message and asks a `Voice` to speak.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from flows.actions import Action, Ask, Say, Transfer
from flows.events import Event, Heard, HungUp, NoInput, Pressed, Resumed
from flows.routing import WaitInQueue
from ivr.channels.keys import KeyCollector
from ivr.channels.listener import EarsFailed, Listener, Said, Sign, SpeechBegan, StayedSilent
from ivr.channels.stream_parts import Conversation, Texts, Voice

log = logging.getLogger(__name__)

BACK_SECONDS = 1.0
"""A prompt cut by a cough is said again from this long before the cut."""
MAX_FALSE_ALARMS = 3
"""Coughs forgiven in one turn; then noise is treated as an answer without words."""
COUGH_SECONDS = 0.5
"""Sound without words shorter than this is taken for a cough or a door."""
MAX_KEPT_BYTES = 8000 * 180
"""Three minutes of one answer, when its sound may be kept."""
DEAF_SECONDS = 0.3
"""How long a key's tone may be heard after its message."""


class StreamCall:
    """One call on one stream, until `finished`."""

    def __init__(
        self,
        conversation: Conversation,
        texts: Texts,
        listener: Listener,
        voice: Voice,
        stream_sid: str,
        on_transfer: Callable[[Transfer], None] = lambda transfer: None,
        keep_sound: Callable[[bytes], None] = lambda mulaw: None,
    ) -> None:
        """`on_transfer` is told of a transfer as soon as it is wanted, before the last words are said.

        `keep_sound` is given the sound of answers that the caller agreed to have kept.
        """
        self._keep_sound = keep_sound
        self._sound = bytearray()
        """The caller's sound since the question now open was heard, when it may be kept."""
        self._conversation = conversation
        self._texts = texts
        self._listener = listener
        self._voice = voice
        self._stream_sid = stream_sid
        self._on_transfer = on_transfer
        self._steps = 0
        self._question: Ask | None = None
        self._countdown = False
        """The question was heard; the time to answer it runs."""
        self._keys = KeyCollector()
        self._kept: Heard | Pressed | None = None
        """An answer given over a prompt that has to be heard first."""
        self._spoke_over = False
        self._false_alarms = 0
        self._leaving = False

    @property
    def finished(self) -> bool:
        """The stream has nothing left to do: everything was said, and heard."""
        return self._leaving and self._voice.quiet

    @property
    def idle(self) -> bool:
        """Nobody is in the middle of a word: the best moment to change worker."""
        return self._voice.quiet and not self._listener.speaking and not self._keys.begun

    # --- what happens -------------------------------------------------------------

    def begin(self) -> None:
        """Say what the dialogue has to say first."""
        self._perform(self._conversation.pending)

    def begin_again(self, *, apology: bool, heard: bool = False) -> None:
        """Take up a call that another stream held: the last actions once more.

        `apology`: begin with a word of it; a change that was planned, after a transfer, needs none. `heard`:
        the other stream left in a silence; the question still stands, and nobody notices anything.
        """
        pending = list(self._conversation.pending)
        self._handle(Resumed())
        question = self._conversation.waiting_for
        if heard and isinstance(question, Ask):
            self._listen_for(question)
            return
        if apology:
            self._say(Say(prompt="resume.apology", interruptible=False))
        self._perform(pending)

    def hear(self, payload: bytes, seconds: float) -> None:
        """The caller's sound, mu-law at 8 kHz."""
        if self._question is not None and self._question.recorded and len(self._sound) < MAX_KEPT_BYTES:
            self._sound += payload
        for sign in self._listener.hear(payload):
            self._understand(sign)
        if self._question is not None and (digits := self._keys.wait(seconds)):
            self._answer(Pressed(digits=digits))
        self.settle()

    def press(self, key: str) -> None:
        """The caller pressed a key. It counts at any time a question is open, spoken words or not."""
        if self._question is None or self._keys.comes_late(key):
            return
        # The tone leaks into the sound, and whoever presses has stopped speaking to us.
        self._listener.ask(self._question, deaf_seconds=DEAF_SECONDS)
        self._countdown = False
        digits = self._keys.press(key)
        if digits:
            self._answer(Pressed(digits=digits))
        elif self._voice.barge_in():
            self._voice.forget()
        self.settle()

    def mark(self, name: str) -> None:
        """The provider has played up to one of our marks."""
        self._voice.mark_returned(name)
        self.settle()

    def hang_up(self, reason: str = "caller") -> None:
        """The caller is gone, or has to be. What they were saying counts: it may be a message."""
        last_words = self._last_words()
        if last_words is not None:
            self._handle(last_words)
        self._question = None
        self._kept = None
        self._listener.rest()
        self._conversation.handle("hungup", HungUp(reason=reason))
        self._leaving = True

    def end_politely(self, prompt: str, reason: str) -> None:
        """Say one last prompt in place of everything else, then leave."""
        self._voice.barge_in()
        self._voice.forget()
        self.hang_up(reason)
        self._say(Say(prompt=prompt, interruptible=False))

    def settle(self) -> None:
        """Do what the voice's progress allows; to be called again whenever it may have moved on."""
        if self._question is None or (not self._voice.quiet and not self._voice.interruptible):
            return
        if self._kept is not None:
            self._deliver(self._kept)
        elif self._listener.speaking and not self._voice.quiet:
            # They began over a prompt that had to be heard, and still speak as the next one starts.
            self._voice.barge_in()
        elif self._voice.quiet and not self._countdown and not self._keys.begun:
            self._countdown = True
            if not self._listener.speaking:
                self._sound.clear()  # silence, while the question was being asked
            self._listener.prompt_heard()

    def _last_words(self) -> Heard | Pressed | None:
        """The answer that was kept, or being given, when the line went dead."""
        if self._question is None or isinstance(self._kept, Pressed):
            return self._kept
        try:
            heard = self._listener.last_words()
        except EarsFailed:
            log.exception("The last words of call %s were not heard.", self._conversation.call_id)
            heard = None
        if self._kept is not None:
            return _joined(self._kept, heard) if heard is not None else self._kept
        return heard if heard is not None and heard.text else None

    # --- what the caller means ------------------------------------------------------

    def _understand(self, sign: Sign) -> None:
        if self._question is None:
            return
        match sign:
            case SpeechBegan():
                self._spoke_over = not self._voice.quiet
                self._voice.barge_in()
            case Said(heard, seconds):
                self._said(replace(heard, barge_in=self._spoke_over), seconds)
            case StayedSilent():
                self._deliver(NoInput())

    def _said(self, heard: Heard, seconds: float) -> None:
        if heard.text or not self._was_only_noise(seconds):
            self._answer(heard)
        elif self._question is not None:
            self._listener.ask(self._question)
            self._countdown = False

    def _was_only_noise(self, seconds: float) -> bool:
        """Sound without a word in it: over a prompt, or as short as a cough, it is no answer."""
        if not self._voice.quiet and not self._voice.interruptible:
            return True
        self._false_alarms += 1
        if self._false_alarms > MAX_FALSE_ALARMS:
            return False
        return self._voice.resume(back_seconds=BACK_SECONDS) or seconds < COUGH_SECONDS

    def _answer(self, event: Heard | Pressed) -> None:
        if self._voice.quiet or self._voice.interruptible:
            self._deliver(event)
            return
        if isinstance(event, Heard) and isinstance(self._kept, Heard):
            event = _joined(self._kept, event)
        if not (isinstance(event, Heard) and isinstance(self._kept, Pressed)):
            self._kept = event
        if self._question is not None:
            self._listener.ask(self._question)
            self._countdown = False

    # --- what the dialogue wants ----------------------------------------------------

    def _deliver(self, event: Event) -> None:
        """Give the dialogue its answer, and do what it wants next."""
        self._kept = None
        self._voice.barge_in()
        self._voice.forget()
        actions = self._handle(event)
        if actions:
            self._perform(actions)
        elif isinstance(self._conversation.waiting_for, Ask):
            self._listen_for(self._conversation.waiting_for)  # a stray event: the question still stands
        else:
            self._question = None
            self._listener.rest()
            self._leaving = True

    def _handle(self, event: Event) -> list[Action]:
        if self._question is not None and self._question.recorded and isinstance(event, Heard) and event.text:
            self._keep_sound(bytes(self._sound))
        self._steps += 1
        return self._conversation.handle(f"{self._stream_sid}/{self._steps}", event)

    def _perform(self, actions: Sequence[Action]) -> None:
        self._question = None
        self._listener.rest()
        waits = any(isinstance(action, WaitInQueue) for action in actions)
        for action in actions:
            if isinstance(action, Say) and not waits:  # else said in the line, where a key may stop it
                self._say(action)
            if isinstance(action, Ask):
                self._listen_for(action)
            elif isinstance(action, Transfer):
                self._on_transfer(action)
        if self._question is None:
            self._leaving = True  # a transfer, a line, a goodbye: nothing more is asked here

    def _say(self, action: Say) -> None:
        self._voice.say(self._texts.voice_text(action), slow=action.slow, interruptible=action.interruptible)

    def _listen_for(self, question: Ask) -> None:
        self._question = question
        self._sound.clear()
        self._countdown = False
        self._spoke_over = False
        self._false_alarms = 0
        self._keys = KeyCollector(question.digits, ended=self._keys)
        self._listener.ask(question)


def _joined(first: Heard, second: Heard) -> Heard:
    """Two utterances as one: "bonjour" and the question that followed it."""
    if not first.text or not second.text:
        return second if second.text else first
    words = first.words + second.words
    return Heard(
        text=f"{first.text} {second.text}",
        confidence=sum(word.confidence for word in words) / len(words) if words else second.confidence,
        words=words,
        barge_in=True,
    )
