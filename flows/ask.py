"""Asking: silence and misunderstanding, escalating; the commands that work at any question."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from flows.actions import Action, Ask, Patience, Remark, Say, Value
from flows.beside_answer import asked_too, kept_for_later
from flows.choosing import Option
from flows.closed_questions import Confirmation, LooksUp, Tells, chosen, confirmed, tells_nothing
from flows.collect.problem import answers_nobody
from flows.commands import Command
from flows.emergencies.doubt import is_alarming, meet_doubt
from flows.events import Event, Heard, NoInput, Pressed
from flows.french.rude_words import Rudeness
from flows.interruptions import (
    INTERRUPTIONS,
    AgentWanted,
    BackWanted,
    CorrectionHeard,
    DangerTold,
    LanguageWanted,
)
from flows.obeying import ASIDES, KEYS_TOLD, Obeying
from flows.relay import request_of_relay
from flows.waiting_words import without_wait

TRIES = 3
"""Silences, or misunderstandings, in a row before a question gives up."""
UNHURRIED_SECONDS = 10.0
"""Silence granted at every question to whoever asked for time."""
AGENT_KEY, BACK_KEY = "0", "#"

Reply = Heard | Pressed
Values = Mapping[str, Value]
NOTHING: Values = MappingProxyType({})


class Talk(Obeying):
    """The conversation: what it says and asks, on what it keeps in mind."""

    def offer_language(self) -> Generator[Action, Event, None]:
        """Tell of the key that changes the language, in the other one's own voice when it has one."""
        if self.other_language in self._unvoiced:
            yield from self.say("language.offer_other")
        elif self.other_language:
            yield Say(prompt="language.offer", language=self.other_language)

    def say(
        self, prompt: str, values: Values = NOTHING, *, interruptible: bool = True, language: str = ""
    ) -> Generator[Action, Event, None]:
        """Say one prompt; `language`: of a text that is not in the one spoken now."""
        action = Say(
            prompt=prompt,
            values=dict(values),
            interruptible=interruptible,
            slow=self.slow,
            language=language or self.language,
        )
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
            if self._all_keyed and isinstance(reply, Pressed) and reply.digits == BACK_KEY:
                self._all_keyed = False  # the end of the number before, which was complete without it
                continue
            self._all_keyed = isinstance(reply, Pressed) and len(reply.digits) >= digits > 1
            self.spoken_to_us = self.spoken_to_us or isinstance(reply, Heard)
            self._last_words = reply.text if isinstance(reply, Heard) else ""
            self.keyed = self.keyed or isinstance(reply, Pressed)
            if isinstance(reply, Pressed) and digits == 1:
                if reply.digits == AGENT_KEY:
                    raise AgentWanted
                if reply.digits == BACK_KEY:
                    raise BackWanted
            if commands and (chosen := self._language_in(reply, question)):
                self.language = chosen
                yield from self.say("language.changed")
                self._said = []
                if isinstance(reply, Heard) and chosen != self.languages[0]:
                    yield from self.offer_language()  # a misheard word must not strand anybody
                if self.deaf:
                    yield from self.say("language.keys_only")
                if question.values or question.phrases:
                    raise LanguageWanted
                question = replace(question, language=chosen)
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
            said = self._command_of(reply, commands)
            if (
                said in (None, Command.AGENT)
                and isinstance(reply, Heard)
                and is_alarming(self, prompt, reply.text)
            ):
                said = Command.EMERGENCY
            rude = None
            if commands and not frank and isinstance(reply, Heard) and said is not Command.EMERGENCY:
                rude = self.temper.hear(reply, self.tongue)
            if rude is Rudeness.THREAT:
                # Whoever takes the call is warned before they take it.
                self.keep(threat=int(self.captured.get("threat", 0)) + 1)
            if rude in (Rudeness.INSULT, Rudeness.THREAT):
                yield Remark(kind="threat" if rude is Rudeness.THREAT else "insult")
            # A person is given to whoever asks: not to a lone "personne", where that is an answer.
            answers = isinstance(reply, Heard) and answered_by(reply.text)
            nobody = isinstance(reply, Heard) and answers_nobody(reply.text, self.language)
            if answers and said is not Command.EMERGENCY and (said is not Command.AGENT or nobody):
                said = None
            if said is not Command.EMERGENCY and isinstance(reply, Heard) and self.alarmed_by(reply.text):
                raise DangerTold(reply.text)
            if said is Command.EMERGENCY and isinstance(reply, Heard) and self.outlives is not None:
                yield from self.outlives(reply.text)
                if self.language != question.language:
                    raise LanguageWanted
                self.failures.ask(prompt)
                asking = question
                continue
            if said in INTERRUPTIONS:
                raise INTERRUPTIONS[said](reply.text if isinstance(reply, Heard) else "")
            wanted = ""
            if rude is Rudeness.INSULT and isinstance(reply, Heard):
                wanted = self.tongue.request_beside(reply.text)
            if said is None and wanted:
                self._said = []
                return Heard(at=reply.at, text=wanted)
            if said is None and not rude and isinstance(reply, Heard) and self.corrects(reply.text):
                raise CorrectionHeard(reply.text)
            if said is None and not rude and commands and not frank and isinstance(reply, Heard):
                answer = yield from asked_too(self, prompt, reply)
                if answer is None:
                    repeats += 1
                    if repeats > 2 * TRIES:
                        return None
                    asking = question
                    continue
                reply = answer
            if said is None and not rude and not frank and isinstance(reply, Heard):
                reply = yield from meet_doubt(self, prompt, reply)
                self._last_words = reply.text
            if said is None and not rude:
                self._said = []
                if prompt.startswith("main."):
                    self.to_note = []
                if commands and isinstance(reply, Heard):
                    others = tuple(map(without_wait, reply.alternatives))
                    reply = replace(reply, text=without_wait(reply.text), alternatives=others)
                return reply
            repeats += 1
            if repeats > 2 * TRIES:
                return None
            question = self._in_this_mode(question, said)
            if said is None and rude:
                calm = self.temper.answer(rude, reply.text if isinstance(reply, Heard) else "")
                yield Say(prompt=calm, slow=self.slow, language=self.language)
                asking = question
            elif said in (Command.WAIT, Command.TIME):
                asking = self._given_time(question, reply, repeats)
            elif said is Command.CONFUSED:
                confused += 1
                asking = self._escalated(question, "no_input", min(confused, KEYS_TOLD))
            elif said is Command.OPTIONS:
                asking = self._escalated(question, "no_input", KEYS_TOLD)
            elif said is Command.HESITANT:
                yield self._languages_understood()
                yield from self.offer_language()
                asking = question
            elif said in ASIDES:
                yield self._aside(said)
                if said is Command.RELAY and (asks := request_of_relay(getattr(reply, "text", ""))):
                    self._said = []
                    return Heard(at=reply.at, text=asks)
                asking = question
            else:
                if said is Command.SLOWER:
                    yield Say(prompt="ask.slower", slow=True, language=self.language)
                noted = [action for action in self.to_note if action not in self._said]
                yield from [replace(one, slow=one.slow or self.slow) for one in (*noted, *self._said)]
                asking = question

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
    ) -> Generator[Action, Event, int | str | None]:
        """Ask which of at most four options. Keys: 1 to 4.

        Returns the index; or the caller's words when they are something else, as `told_by` and `elsewhere`
        know beside what is plain; or None after three silences or misunderstandings.
        """
        asked = prompt
        named = tuple(phrase for option in options for phrase in (option.label, *option.phrases))
        for attempt in range(1, TRIES + 1):
            phrases = named + self.tongue.ordinals
            reply = yield from self.ask(asked, values, patience="brief", phrases=phrases)
            if reply is None:
                return None
            if isinstance(reply, Heard) and told_by(reply.text):
                return reply.text
            if (choice := chosen(reply, options, self.tongue)) is not None:
                return choice
            words = reply.text if isinstance(reply, Heard) else ""
            if self.tongue.route_of(words) or (words and elsewhere and (yield from elsewhere(words))):
                return words  # "rendez-vous", asked whether to make or to end a Pacs
            asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
        return None
