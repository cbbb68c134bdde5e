"""Asking: silence and misunderstanding, escalating; the commands that work at any question."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from flows.actions import Action, Ask, Patience, Say, Value
from flows.choosing import ORDINALS, Option, chosen_option
from flows.events import Event, Heard, NoInput, Pressed
from flows.understand import Command, command, without_fillers, yes_or_no

TRIES = 3
"""Silences, or misunderstandings, in a row before a question gives up."""

YES_NO = (
    "oui",
    "non",
    "ouais",
    "d'accord",
    "tout à fait",
    "oui c'est ça",
    "non merci",
    "pas du tout",
    "exactement",
)
AGENT_KEY, REPEAT_KEY, BACK_KEY = "0", "*", "#"


class Interruption(Exception):
    """The caller wants something else than what was asked; the front door decides."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text
        """What the caller said; empty when a key was pressed."""


class AgentWanted(Interruption):
    """A person, please."""


class GoodbyeSaid(Interruption):
    """The caller takes leave."""


class BackWanted(Interruption):
    """Back to the open question."""


class EmergencyHeard(Interruption):
    """Somebody is in danger."""


_RAISES = {
    Command.AGENT: AgentWanted,
    Command.GOODBYE: GoodbyeSaid,
    Command.BACK: BackWanted,
    Command.EMERGENCY: EmergencyHeard,
}

Reply = Heard | Pressed
Values = Mapping[str, Value]
NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True)
class Confirmation:
    """What a yes/no question brought."""

    yes: bool | None
    """None: neither, or silence."""
    text: str = ""
    """What was said besides: "non, la carte d'identité" leaves "la carte d'identité"."""


class Talk:
    """What a conversation keeps in mind from one question to the next."""

    def __init__(self) -> None:
        self.slow = False
        """The caller asked us to speak slowly."""
        self.unhurried = False
        """The caller asked for time: every pause is granted the longest patience."""
        self.alarmed = False
        """An emergency number was told in this call: what comes next is not small talk."""
        self._said: list[Say] = []
        """What was said since the caller's last words: what "répétez" repeats."""

    def say(
        self, prompt: str, values: Values = NOTHING, *, interruptible: bool = True
    ) -> Generator[Action, Event, None]:
        """Say one prompt."""
        action = Say(prompt=prompt, values=dict(values), interruptible=interruptible, slow=self.slow)
        self._said.append(action)
        yield action

    def ask(
        self,
        prompt: str,
        values: Values = NOTHING,
        *,
        patience: Patience = "normal",
        phrases: Sequence[str] = (),
        digits: int = 1,
        silence_seconds: float = 5.0,
        commands: bool = True,
        tries: int = TRIES,
    ) -> Generator[Action, Event, Reply | None]:
        """Ask until something is said or keyed; None after so many silences.

        Commands are obeyed on the way: repeat, slower, wait; or raised as an `Interruption`. With
        `commands` false, only emergencies and key 0 are (somebody dictating a message may say "au revoir").
        """
        question = Ask(
            prompt=prompt,
            values=dict(values),
            slow=self.slow,
            patience="long" if self.unhurried else patience,
            phrases=tuple(phrases),
            digits=digits,
            silence_seconds=silence_seconds,
        )
        asking, silences, repeats = question, 0, 0
        while True:
            reply = yield asking
            if isinstance(reply, NoInput):
                silences += 1
                if silences == tries:
                    return None
                asking = self._escalated(question, "no_input", silences)
                continue
            if not isinstance(reply, Heard | Pressed):
                raise TypeError(f"{type(reply).__name__} does not answer a question.")
            if isinstance(reply, Pressed) and digits == 1:
                if reply.digits == AGENT_KEY:
                    raise AgentWanted
                if reply.digits == BACK_KEY:
                    raise BackWanted
            said = _command_of(reply, commands)
            if said in _RAISES:
                raise _RAISES[said](reply.text if isinstance(reply, Heard) else "")
            if said is None:
                self._said = []
                return reply
            repeats += 1
            if repeats > 2 * TRIES:
                return None
            if said is Command.WAIT:
                self.unhurried = True
                question = replace(question, patience="long", silence_seconds=20.0)
                asking = replace(question, prompt="ask.take_your_time", values={})
                continue
            if said is Command.SLOWER:
                self.slow = True
            yield from [replace(action, slow=action.slow or self.slow) for action in self._said]
            question = asking = replace(question, slow=question.slow or self.slow)

    def confirm(self, prompt: str, values: Values = NOTHING) -> Generator[Action, Event, Confirmation]:
        """Ask a yes/no question. Keys: 1 yes, 2 no."""
        asked = prompt
        for attempt in range(1, TRIES + 1):
            reply = yield from self.ask(asked, values, patience="brief", phrases=YES_NO)
            if reply is None:
                return Confirmation(None)
            if isinstance(reply, Pressed):
                if reply.digits in ("1", "2"):
                    return Confirmation(reply.digits == "1")
            else:
                answer = yes_or_no(reply.text)
                rest = besides(reply.text)
                if answer is not None or len(rest.split()) >= 2:
                    return Confirmation(answer, rest)
            asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
        return Confirmation(None)

    def choose(
        self, prompt: str, options: Sequence[Option], values: Values = NOTHING
    ) -> Generator[Action, Event, int | str | None]:
        """Ask which of at most four options. Keys: 1 to 4.

        Returns the index; or the caller's words when they are something else altogether; or None after
        three silences or misunderstandings.
        """
        asked = prompt
        phrases = tuple(phrase for option in options for phrase in (option.label, *option.phrases)) + ORDINALS
        for attempt in range(1, TRIES + 1):
            reply = yield from self.ask(asked, values, patience="brief", phrases=phrases)
            if reply is None:
                return None
            if isinstance(reply, Pressed):
                if reply.digits in tuple("1234"[: len(options)]):
                    return int(reply.digits) - 1
            else:
                chosen = chosen_option(reply.text, options)
                if chosen is not None:
                    return chosen
                if len(without_fillers(reply.text).split()) >= 3 or yes_or_no(reply.text) is False:
                    return reply.text
            asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
        return None

    def _escalated(self, question: Ask, kind: str, attempt: int) -> Ask:
        return replace(
            question, prompt=f"{question.prompt.split('.no_')[0]}.{kind}.{attempt}", slow=self.slow
        )


_LEADING = frozenset(("oui", "non", "ouais", "nan", "si", "pas", "plutôt", "mais", "ça", "ce", "n'est"))


def _command_of(reply: Reply, obeyed: bool) -> Command | None:
    if isinstance(reply, Pressed):
        return Command.REPEAT if reply.digits == REPEAT_KEY else None
    said = command(reply.text)
    return said if obeyed or said is Command.EMERGENCY else None


def besides(text: str) -> str:
    """What a reply says besides its yes or no."""
    words = without_fillers(text).split()
    while words and words[0] in _LEADING:
        words.pop(0)
    return " ".join(words)
