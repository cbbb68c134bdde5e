"""What a question becomes when a command is said at it: asked again, slower, in another language."""

from __future__ import annotations

from dataclasses import replace

from flows.actions import Ask, Say, Value
from flows.collect.visit_asked import asked_in
from flows.commands import Command
from flows.emergencies.high_places import answers_where
from flows.events import Heard, Pressed
from flows.french.said_alone import tells_what_is_wrong
from flows.languages import language_wanted
from flows.memory import Memory
from flows.messages.words import is_a_slip
from flows.offered import option_repeated
from flows.tongues import tongue_of
from flows.understand import fold
from flows.waiting_words import only_hesitates

KEYS_TOLD = 2
"""The silence after which a question tells its keys."""

REPEAT_KEY, LANGUAGE_KEY = "*", "9"
_NO_WAY_BACK = ("main.", "emergency.", "message.", "survey.")
"""Questions at which there is nothing before to answer again."""
_ASKS_WHAT = ("report.what", "report.describe", "callback.subject")
"""Questions that a complaint answers."""
_READ_BACK = (".read_back", ".confirm", ".same_number", "_this", ".window")
"""Questions that read back what was understood: whoever made a mistake says no to them."""

#: What is said back, before the question is asked again, to words that are beside it.
ASIDES = {
    Command.ROBOT: "ask.robot",
    Command.DEAF: "ask.relay",
    Command.RELAY: "ask.interpreter",
    Command.LOUDER: "ask.louder",
    Command.QUIETER: "ask.quieter",
    Command.GREETING: "ask.greeting",
    Command.PRESENT: "ask.present",
    Command.ERASURE: "ask.erasure",
    Command.FASTER: "ask.faster",
    Command.CHILD: "ask.child",
    Command.RECORDED: "ask.not_recorded",
    Command.PRIVACY: "ask.privacy",
}


class Obeying(Memory):
    """How a conversation obeys what may be said anywhere."""

    def _aside(self, said: Command) -> Say:
        """What is said back, before the question is asked again."""
        prompt, values = ASIDES[said], dict[str, Value]()
        self.hard_of_hearing += said in (Command.DEAF, Command.LOUDER)
        if said is Command.LOUDER and self.hard_of_hearing > 1:
            prompt = ASIDES[Command.DEAF]  # what was tried once did not help
        if said is Command.RECORDED and self.recording_days:
            prompt, values = "ask.recorded_if_agreed", {"days": self.recording_days}
        return Say(prompt=prompt, values=values, slow=self.slow, language=self.language)

    def _languages_understood(self) -> Say:
        """What is said to whoever speaks another language, or this one badly: how far the line can go."""
        prompt = "language.two_understood" if self.other_language else "language.one_understood"
        return Say(prompt=prompt, slow=True, language=self.language)

    def _in_this_mode(self, question: Ask, said: Command | None) -> Ask:
        """The question as it is asked from now on, once the caller asked for time or a slower voice."""
        if said in (Command.WAIT, Command.TIME, Command.RELAY):
            self.unhurried = True
            question = replace(question, patience="long", silence_seconds=20.0)
        if said in (Command.SLOWER, Command.TIME, Command.LOUDER, Command.HESITANT):
            self.slow = True
        if said is Command.FASTER:
            self.slow = False
            return replace(question, slow=False)
        return replace(question, slow=question.slow or self.slow)

    def _given_time(self, question: Ask, reply: Heard | Pressed, repeats: int) -> Ask:
        """Time to answer; a second "euh", which a noise is often written as, is told what can be answered."""
        if repeats > 1 and isinstance(reply, Heard) and only_hesitates(reply.text):
            return self._escalated(question, "no_input", min(repeats - 1, KEYS_TOLD))
        return replace(question, prompt="ask.take_your_time", values={})

    def _escalated(self, question: Ask, kind: str, attempt: int) -> Ask:
        return replace(
            question, prompt=f"{question.prompt.split('.no_')[0]}.{kind}.{attempt}", slow=self.slow
        )

    def _by_keys(self, question: Ask) -> Ask:
        """The same question, asked at once in the words that tell its keys."""
        return self._escalated(question, "no_input", KEYS_TOLD)

    def _language_in(self, reply: Heard | Pressed, question: Ask) -> str:
        """The language that a reply asks for, other than the one spoken; empty for none."""
        if isinstance(reply, Pressed):
            wanted = reply.digits == LANGUAGE_KEY and question.digits == 1
            return self.other_language if wanted else ""
        named = language_wanted(reply, question, self.language) if self.other_language else ""
        return named if named in self.languages and named != self.language else ""

    def _command_of(self, reply: Heard | Pressed, obeyed: bool) -> Command | None:
        if isinstance(reply, Pressed):
            return Command.REPEAT if reply.digits == REPEAT_KEY else None
        if self._in_danger_in_another_language(reply.text):
            return Command.EMERGENCY
        said = self.tongue.command(reply.text)
        if said is Command.EMERGENCY and self.answers_plainly(reply.text):
            said = None
        if said is Command.AGENT and self._answers_what_is_wrong(reply.text):
            said = None
        if said is None and self._steps_back(reply.text):
            said = Command.BACK
        if said is Command.REPEAT and self.visit_is_fresh and asked_in(reply.text):
            return None  # "redites-moi l'heure": of the visit, whatever was said last
        return said if obeyed or said is Command.EMERGENCY else None

    def answers_plainly(self, text: str) -> bool:
        """A place where one is asked, a word of an option offered: an answer, which may sound like danger."""
        if option_repeated(text, self.offered.get(self.failures.asked, ())) is not None:
            return True
        return answers_where(self.failures.asked, fold(text))

    def _answers_what_is_wrong(self, text: str) -> bool:
        """ "Je veux me plaindre du bruit", where it is asked what it is about."""
        return self.failures.asked.startswith(_ASKS_WHAT) and tells_what_is_wrong(fold(text))

    def _steps_back(self, text: str) -> bool:
        """ "Je me suis trompé", in the place of an answer: the question before is the one to answer again."""
        asked = self.failures.asked
        mends = asked.startswith(_NO_WAY_BACK) or asked.endswith(_READ_BACK) or self.corrects(text)
        return not mends and is_a_slip(text) and self.tongue.yes_or_no(text) is None

    def _in_danger_in_another_language(self, text: str) -> bool:
        """A cry in the language that nobody has chosen: the number to dial is told in it."""
        other = self.other_language
        if not other or not tongue_of(other).cries_danger(text):
            return False
        self.language = other
        return True
