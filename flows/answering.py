"""What an answer is taken as: a command, rude words, a danger, a correction, or the answer itself."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from types import MappingProxyType

from flows.actions import Action, Ask, Remark, Say, Value
from flows.beside_answer import asked_too, told_aside
from flows.closed_questions import Tells
from flows.collect.problem import answers_nobody
from flows.commands import Command
from flows.events import Event, Heard, Pressed
from flows.french.rude_words import Rudeness
from flows.interruptions import AgentWanted, BackWanted, CorrectionHeard, DangerTold, LanguageWanted
from flows.obeying import ASIDES, KEYS_TOLD, Obeying
from flows.waiting_words import without_wait

AGENT_KEY, BACK_KEY = "0", "#"

Reply = Heard | Pressed
Values = Mapping[str, Value]
NOTHING: Values = MappingProxyType({})


class Answering(Obeying):
    """What a conversation says, and how it takes what is said to a question."""

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

    def _ends_what_was_keyed(self, reply: Reply) -> bool:
        """Is it the # that ends the number before, which was complete without it?"""
        ends = self._all_keyed and isinstance(reply, Pressed) and reply.digits == BACK_KEY
        self._all_keyed = self._all_keyed and not ends
        return ends

    def _note_how(self, reply: Reply, digits: int) -> None:
        """Remember what was said, or keyed; raise what a key alone asks for."""
        self._all_keyed = isinstance(reply, Pressed) and len(reply.digits) >= digits > 1
        self.spoken_to_us = self.spoken_to_us or isinstance(reply, Heard)
        self._last_words = reply.text if isinstance(reply, Heard) else ""
        self.keyed = self.keyed or isinstance(reply, Pressed)
        if isinstance(reply, Pressed) and digits == 1:
            if reply.digits == AGENT_KEY:
                raise AgentWanted
            if reply.digits == BACK_KEY:
                raise BackWanted

    def _in_language(self, chosen: str, reply: Reply, question: Ask) -> Generator[Action, Event, Ask]:
        """The same question in the language chosen; whoever asked words it anew, when it holds any."""
        self.language = chosen
        yield from self.say("language.changed")
        self._said = []
        if isinstance(reply, Heard) and chosen != self.languages[0]:
            yield from self.offer_language()  # a misheard word must not strand anybody
        if self.deaf:
            yield from self.say("language.keys_only")
        if question.values or (question.phrases and question.digits == 1):
            raise LanguageWanted
        return replace(question, language=chosen, phrases=())  # digits are keyed, or dictated, in any

    def _meant_by(
        self, reply: Reply, answered_by: Tells, is_alarming: Tells, *, commands: bool, frank: bool
    ) -> Generator[Action, Event, tuple[Command | None, Rudeness | None]]:
        """The command that a reply is, if any, and how rude its words are."""
        said = self._command_of(reply, commands)
        if not isinstance(reply, Heard):
            return said, None
        if said in (None, Command.AGENT) and is_alarming(reply.text):
            said = Command.EMERGENCY
        rude = None
        if commands and not frank and said is not Command.EMERGENCY:
            rude = self.temper.hear(reply, self.tongue)
        if rude is Rudeness.THREAT:
            # Whoever takes the call is warned before they take it.
            self.keep(threat=int(self.captured.get("threat", 0)) + 1)
        if rude in (Rudeness.INSULT, Rudeness.THREAT):
            yield Remark(kind="threat" if rude is Rudeness.THREAT else "insult")
        # A person is given to whoever asks: not to a lone "personne", where that is an answer.
        nobody = answers_nobody(reply.text, self.language)
        answers = answered_by(reply.text) and (said is not Command.AGENT or nobody)
        if answers and said is not Command.EMERGENCY:
            said = None
        if said is not Command.EMERGENCY and self.alarmed_by(reply.text):
            raise DangerTold(reply.text)
        return said, rude

    def _wanted_rudely(self, reply: Reply, rude: Rudeness | None) -> Heard | None:
        """What is asked for beside an insult."""
        if rude is not Rudeness.INSULT or not isinstance(reply, Heard):
            return None
        wanted = self.tongue.request_beside(reply.text)
        return Heard(at=reply.at, text=wanted) if wanted else None

    def _without_what_else(
        self, reply: Heard, prompt: str, *, commands: bool
    ) -> Generator[Action, Event, Heard | None]:
        """The answer alone; None when something else was asked for in its place."""
        if self.corrects(reply.text):
            raise CorrectionHeard(reply.text)
        if (yield from told_aside(self, prompt, reply)):
            return None
        if not commands:
            return reply
        return (yield from asked_too(self, prompt, reply))

    def _taken_down(self, reply: Reply, prompt: str, *, commands: bool) -> Reply:
        """The answer as the flow that asked is given it."""
        self._said = []
        if prompt.startswith("main."):
            self.to_note = []
        if not commands or not isinstance(reply, Heard):
            return reply
        others = tuple(map(without_wait, reply.alternatives))
        return replace(reply, text=without_wait(reply.text), alternatives=others)

    def _obey(
        self,
        question: Ask,
        reply: Reply,
        said: Command | None,
        rude: Rudeness | None,
        *,
        repeats: int,
        confused: int,
    ) -> Generator[Action, Event, Ask]:
        """Do what is commanded, or answer rude words; the question as it is asked again."""
        if said is None and rude:
            calm = self.temper.answer(rude, reply.text if isinstance(reply, Heard) else "")
            yield Say(prompt=calm, slow=self.slow, language=self.language)
        elif said in (Command.WAIT, Command.TIME):
            return self._given_time(question, reply, repeats)
        elif said is Command.CONFUSED:
            return self._escalated(question, "no_input", min(confused, KEYS_TOLD))
        elif said is Command.OPTIONS:
            return self._escalated(question, "no_input", KEYS_TOLD)
        elif said is Command.HESITANT:
            yield self._languages_understood()
            yield from self.offer_language()
        elif said in ASIDES:
            yield self._aside(said)
        else:
            if said is Command.SLOWER:
                yield Say(prompt="ask.slower", slow=True, language=self.language)
            noted = [action for action in self.to_note if action not in self._said]
            yield from [replace(one, slow=one.slow or self.slow) for one in (*noted, *self._said)]
        return question
