"""Asking: silence and misunderstanding, escalating; the commands that work at any question."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import TypeVar

from flows.actions import Action, Ask, Patience
from flows.answering import AGENT_KEY, BACK_KEY, NOTHING, Answering, Reply, Values
from flows.beside_answer import kept_for_later
from flows.choosing import Option
from flows.closed_questions import Confirmation, LooksUp, Tells, chosen, confirmed, tells_nothing
from flows.commands import Command
from flows.emergencies.doubt import is_alarming, meet_doubt
from flows.events import Event, Heard, NoInput, Pressed
from flows.interruptions import (
    INTERRUPTIONS,
    AgentWanted,
    LanguageWanted,
)
from flows.obeying import KEYS_TOLD
from flows.offered import option_repeated
from flows.relay import request_of_relay

__all__ = ["AGENT_KEY", "BACK_KEY", "NOTHING", "TRIES", "UNHURRIED_SECONDS", "Reply", "Talk", "Values"]

TRIES = 3
"""Silences, or misunderstandings, in a row before a question gives up."""
UNHURRIED_SECONDS = 10.0
"""Silence granted at every question to whoever asked for time."""


Result = TypeVar("Result")


class Talk(Answering):
    """The conversation: what it says and asks, on what it keeps in mind."""

    def in_its_language(
        self, ask: Callable[[], Generator[Action, Event, Result]]
    ) -> Generator[Action, Event, Result]:
        """What `ask` returns, asked again in the language that is wanted for it: its phrases are of one."""
        while True:
            try:
                return (yield from ask())
            except LanguageWanted:
                continue

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
        frank: bool = False,
        recorded: bool = False,
        answered_by: Callable[[str], bool] = lambda text: False,
    ) -> Generator[Action, Event, Reply | None]:
        """Ask until something is said or keyed; None after so many silences.

        Commands are obeyed on the way: repeat, slower, wait; or raised as an `Interruption`. With
        `commands` false, only emergencies and key 0 are (somebody dictating a message may say "au revoir").
        Rude words are answered calmly and the question asked again, unless `frank` (an opinion is asked for).
        `answered_by`: is an utterance an answer to this very question, whatever it commands elsewhere?
        """
        question = Ask(
            prompt=prompt,
            values=dict(values),
            slow=self.slow,
            patience="long" if self.unhurried else patience,
            phrases=tuple(phrases),
            digits=digits,
            silence_seconds=max(silence_seconds, UNHURRIED_SECONDS) if self.unhurried else silence_seconds,
            language=self.language,
            recorded=recorded,
        )
        self.failures.ask(prompt)
        if ".no_match." in prompt and not prompt.startswith("main."):
            self.told.hear(self._last_words, self.tongue, beside=True)
        if self.failures.count >= max(tries, TRIES):
            return None
        asking = self._by_keys(question) if self.deaf else question
        repeats = unheard = confused = 0
        while True:
            reply = yield asking
            if isinstance(reply, NoInput):
                self.failures.more()
                if self.failures.count >= tries:
                    return None
                told = max(self.failures.count, KEYS_TOLD) if self.by_keys_alone else self.failures.count
                asking = self._escalated(question, "no_input", told)
                continue
            if not isinstance(reply, Heard | Pressed):
                raise TypeError(f"{type(reply).__name__} does not answer a question.")
            if commands and isinstance(reply, Heard) and (rest := self.tongue.after_goodbye(reply.text)):
                reply = replace(reply, text=rest, alternatives=())
            if self._ends_what_was_keyed(reply):
                continue
            self._note_how(reply, digits)
            if commands and (chosen := self._language_in(reply, question)):
                question = yield from self._in_language(chosen, reply, question)
                asking = self._by_keys(question) if self.deaf else question
                continue
            if self.deaf and isinstance(reply, Heard):
                unheard += 1
                self.failures.more()
                if unheard == tries and not question.phrases:
                    raise AgentWanted
                if self.failures.count >= tries:
                    return None
                yield from self.say("language.keys_only")
                continue
            said, rude = yield from self._meant_by(
                reply,
                answered_by,
                lambda text: is_alarming(self, prompt, text),
                commands=commands,
                frank=frank,
            )
            if said is Command.EMERGENCY and isinstance(reply, Heard) and self.outlives is not None:
                yield from self.outlives(reply.text)
                if self.language != question.language:
                    raise LanguageWanted
                self.failures.ask(prompt)
                asking = question
                continue
            if said in INTERRUPTIONS:
                raise INTERRUPTIONS[said](reply.text if isinstance(reply, Heard) else "")
            if said is None and (wanted := self._wanted_rudely(reply, rude)):
                self._said = []
                return wanted
            answer: Reply | None = None if rude or said is not None else reply
            if isinstance(answer, Heard):
                answer = yield from self._without_what_else(answer, prompt, commands=commands and not frank)
            if isinstance(answer, Heard) and not frank:
                answer = yield from meet_doubt(self, prompt, answer)
                self._last_words = answer.text
            if answer is not None:
                return self._taken_down(answer, prompt, commands=commands)
            repeats += 1
            if repeats > 2 * TRIES:
                return None
            if said is None and not rude:  # something else was asked for, and answered or put off: no failure
                asking = question = replace(question, prompt=prompt.split(".no_")[0])
                continue
            question = self._in_this_mode(question, said)
            if said is Command.RELAY and (asks := request_of_relay(getattr(reply, "text", ""))):
                yield self._aside(said)
                self._said = []
                return Heard(at=reply.at, text=asks)
            confused += said is Command.CONFUSED
            asking = yield from self._obey(question, reply, said, rude, repeats=repeats, confused=confused)

    def confirm(
        self,
        prompt: str,
        values: Values = NOTHING,
        *,
        misunderstood: int = 0,
        denied_by: Tells = tells_nothing,
        told_by: Tells = tells_nothing,
    ) -> Generator[Action, Event, Confirmation]:
        """Ask a yes/no question. Keys: 1 yes, 2 no.

        `misunderstood`: answers to it that said neither, already: it goes on from there. `denied_by`: is an
        utterance a no to this very question, whatever it commands elsewhere? `told_by`: does it tell what the
        question leads to, "plutôt vendredi"? It comes back as words that are neither.
        """
        asked = f"{prompt}.no_match.{misunderstood}" if misunderstood else prompt
        for attempt in range(misunderstood + 1, TRIES + 1):
            reply = yield from self.ask(
                asked, values, patience="brief", phrases=self.tongue.yes_no, answered_by=denied_by
            )
            if reply is None:
                return Confirmation(None)
            if isinstance(reply, Heard):
                reply = yield from kept_for_later(self, reply)
            if (confirmation := confirmed(reply, self.tongue, denied_by, told_by)) is not None:
                return confirmation
            asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
        return Confirmation(None)

    def choose(
        self,
        prompt: str,
        options: Sequence[Option],
        values: Values = NOTHING,
        told_by: Tells = tells_nothing,
        elsewhere: LooksUp | None = None,
        *,
        misunderstood: int = 0,
    ) -> Generator[Action, Event, int | str | None]:
        """Ask which of at most four options. Keys: 1 to 4. `misunderstood`: as in `confirm`.

        Returns the index; or the caller's words when they are something else, as `told_by` and `elsewhere`
        know beside what is plain; or None after three silences or misunderstandings.
        """
        asked = f"{prompt}.no_match.{misunderstood}" if misunderstood else prompt
        named = tuple(phrase for option in options for phrase in (option.label, *option.phrases))
        for attempt in range(misunderstood + 1, TRIES + 1):
            phrases = named + self.tongue.ordinals
            self.offered = {prompt: options}
            try:
                reply = yield from self.ask(asked, values, patience="brief", phrases=phrases)
            finally:
                self.offered = {}
            if reply is None:
                return None
            if isinstance(reply, Heard) and (again := option_repeated(reply.text, options)) is not None:
                return again
            if isinstance(reply, Heard) and told_by(reply.text):
                return reply.text
            if (choice := chosen(reply, options, self.tongue)) is not None:
                return choice
            words = reply.text if isinstance(reply, Heard) else ""
            if self.tongue.route_of(words) or (words and elsewhere and (yield from elsewhere(words))):
                return words  # "rendez-vous", asked whether to make or to end a Pacs
            asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
        return None
