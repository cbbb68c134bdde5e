"""How an invented caller behaves: what they say to each question of the line, whatever flow it comes from."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from flows.actions import Ask
from flows.events import AnswersFound, Event, Heard, HungUp, NoInput, Pressed, Word
from ivr.simulator.past_year.said import Wording, phrases

Kind = Literal["question", "agent", "appointment", "report", "callback", "aside"]

_AFTER_AN_ANSWER = tuple(f"main.{what}_else" for what in ("anything", "details_or", "where_or", "person_or"))
OPEN_QUESTIONS = frozenset(("main.question", "main.question_again", *_AFTER_AN_ANSWER, "main.otherwise"))
PATIENCE = 24
"""Questions after which anybody hangs up."""


@dataclass(frozen=True)
class Wish:
    """What somebody calls for."""

    kind: Kind
    wording: Wording | None = None


@dataclass
class Caller:
    """One person for one call."""

    chance: random.Random
    wishes: list[Wish]
    rates: bool
    """They answer when they are asked for a note."""
    asked: int = 0
    current: Wording | None = None
    """The question being answered."""
    found: AnswersFound | None = None
    """What the line found for it."""
    content: bool = True
    """So far everything went as they wished."""
    _complained: bool = field(default=False)

    def learns(self, found: AnswersFound) -> None:
        """The line looked their question up."""
        self.found = found

    def reply(self, ask: Ask) -> Event:
        """What the caller does about a question."""
        self.asked += 1
        if self.asked > PATIENCE:
            return HungUp()
        question = ask.prompt.split(".no_")[0]
        if question in OPEN_QUESTIONS:
            return self._at_an_open_question(question)
        if question in _REPLIES:
            return _REPLIES[question](self, ask)
        return self._somehow(ask)

    def says(self, text: str, confidence: float | None = None) -> Heard:
        """Words, heard about as well as the ears hear."""
        mean = self.chance.betavariate(9, 1.6) if confidence is None else confidence
        words = tuple(
            Word(text=word, confidence=round(min(1.0, max(0.05, self.chance.gauss(mean, 0.08))), 2))
            for word in text.split()
        )
        return Heard(text=text, confidence=round(mean, 3), words=words)

    def _at_an_open_question(self, question: str) -> Event:
        said = phrases()
        if self.current is not None and question in _AFTER_AN_ANSWER:
            wrong = self._was_told_something_else()
            if wrong and not self._complained and self.chance.random() < 0.5:
                self.content, self._complained = False, True
                return self.says(said.one("complaints", self.chance))
            self.content = self.content and not wrong
            if question == "main.details_or_else" and self.chance.random() < 0.15:
                return self.says(said.one("details", self.chance))
        if not self.wishes:
            lost = self.found is not None and self.found.decision == "none"
            if lost and self.chance.random() < 0.5:
                self.content, self.found = False, None
                return self.says(said.one("agent", self.chance))
            if question in ("main.question", "main.question_again") or self.chance.random() < 0.45:
                self.content = self.content and question not in ("main.question", "main.question_again")
                return HungUp()
            return self.says(said.one("goodbyes", self.chance))
        if self.chance.random() < 0.03:
            return NoInput()
        wish = self.wishes.pop(0)
        self.current, self.found = wish.wording, None
        if wish.wording is None:
            return self.says(said.one("asides" if wish.kind == "aside" else wish.kind, self.chance))
        heard = wish.wording.heard
        misheard = heard != wish.wording.said
        confidence = self.chance.betavariate(5, 3) if misheard else self.chance.betavariate(12, 1.4)
        words = self.says(heard, confidence)
        return Heard(
            text=words.text,
            confidence=words.confidence,
            words=words.words,
            alternatives=(wish.wording.said,) if misheard else (),
            barge_in=self.chance.random() < 0.12,
        )

    def _was_told_something_else(self) -> bool:
        """The article said is not the one they wanted."""
        if self.found is None or not self.found.choices or self.current is None:
            return False
        return self.found.choices[0].slug != self.current.truth

    def _confirms(self, ask: Ask) -> Event:
        if self._was_told_something_else():
            return self.says(self.chance.choice(("non", "non pas du tout", "non merci")), 0.93)
        return self.says(self.chance.choice(("oui", "oui c'est ça", "exactement")), 0.95)

    def _chooses(self, ask: Ask) -> Event:
        truth = self.current.truth if self.current else ""
        slugs = [choice.slug for choice in self.found.choices[:3]] if self.found else []
        if truth in slugs:
            return Pressed(digits=str(slugs.index(truth) + 1))
        return self.says(self.chance.choice(("non", "aucun des deux")), 0.9)

    def _message(self, ask: Ask) -> Event:
        return self.says(phrases().one("messages", self.chance))

    def _rates(self, ask: Ask) -> Event:
        if not self.rates:
            return NoInput()
        weights = (1, 2, 8, 30, 40) if self.content else (20, 25, 25, 15, 5)
        (score,) = self.chance.choices((1, 2, 3, 4, 5), weights)
        return Pressed(digits=str(score))

    def _somehow(self, ask: Ask) -> Event:
        """Something that fits a question no special reply is written for: flows may grow without us."""
        if "oui" in ask.phrases:
            return self.says("oui" if self.chance.random() < 0.8 else "non", 0.94)
        if ask.digits > 1:
            return Pressed(digits="".join(str(self.chance.randrange(10)) for _ in range(min(ask.digits, 10))))
        if ask.phrases:
            return self.says(self.chance.choice(ask.phrases), 0.9)
        if self.chance.random() < 0.3:
            return NoInput()
        when = any(word in ask.prompt for word in ("when", "offer", "slot", "window"))
        return self.says(phrases().one("moments" if when else "places", self.chance))


def _of(kind: str) -> Callable[[Caller, Ask], Event]:
    return lambda caller, ask: caller.says(phrases().one(kind, caller.chance))


#: By question of the line; the others are answered somehow.
_REPLIES: dict[str, Callable[[Caller, Ask], Event]] = {
    "answer.confirm": Caller._confirms,
    "answer.choose_1": Caller._chooses,
    "answer.choose_2": Caller._chooses,
    "answer.choose_3": Caller._chooses,
    "message.offer": lambda caller, ask: caller.says("oui" if caller.chance.random() < 0.65 else "non", 0.95),
    "message.speak": Caller._message,
    "message.more": lambda caller, ask: NoInput(),
    "message.same_number": lambda caller, ask: caller.says("oui", 0.95),
    "survey.rate": Caller._rates,
    "survey.comment": _of("comments"),
    "appointment.name": _of("names"),
    "callback.name": _of("names"),
    "report.where": _of("places"),
}
