"""What a conversation understands in one language. `tongues` knows those there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flows.choosing import Option
from flows.collect.said_address import AddressWords
from flows.collect.said_correction import CorrectionWords
from flows.collect.wish import Wish
from flows.commands import Command
from flows.emergencies.alarm.learnt import Level, likeliest_kind
from flows.emergencies.of_whom import kind_by_its_cause
from flows.french.rude_words import Rudeness
from flows.giving_up import wish_taken_back
from flows.routes import Route
from flows.understand import fold


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """One language, as callers speak it. Every text is recognised words: lower case, without punctuation."""

    language: str
    """ISO 639-1, as in `Say.language`."""
    yes_no: tuple[str, ...]
    """The words worth recognising at a yes/no question."""
    ordinals: tuple[str, ...]
    """The words worth recognising, beside the options, at a choice."""
    command: Callable[[str], Command | None]
    """The command an utterance is, if it is one."""
    yes_or_no: Callable[[str], bool | None]
    """None: neither, or both."""
    yes_but: re.Pattern[str]
    """A yes and what goes on correcting it, in its `rest`: "oui mais plutôt lundi"."""
    yes_and: re.Pattern[str]
    """An answer, and in its `rest` what is asked for with it: "oui et je voudrais aussi…"."""
    too: re.Pattern[str]
    """Words that say that something is asked for beside something else: "aussi"."""
    without_fillers: Callable[[str], str]
    """The utterance without hesitations and politeness."""
    leading: frozenset[str]
    """Words a reply may begin with without saying more than its yes or no."""
    chosen_option: Callable[[str, Sequence[Option]], int | None]
    """Index of the one option that the words choose."""
    cries_danger: Callable[[str], bool]
    """Is this somebody in danger, in this language for sure, whichever the caller was asked in?"""
    danger_level: Callable[[str], Level]
    """How surely the words tell of somebody in danger."""
    hurt: re.Pattern[str]
    """Words of somebody hurt or ill."""
    kind_told: Callable[[str], str | None]
    """The kind of emergency that a whole sentence tells of, where its words alone would not; else None."""
    details: re.Pattern[str]
    """Words that ask for more about the answer just given."""
    unhappy: re.Pattern[str]
    """Words that say that the answer was not the right one."""
    nothing_more: Callable[[str], bool]
    """An answer to "anything else?" that is no question: "non merci", "c'est tout"."""
    route_of: Callable[[str], Route | None]
    """The service's flow that the words ask for."""
    rudeness: Callable[[str, Mapping[str, float]], Rudeness | None]
    """How the caller lost their temper, if they did; by the confidence in each word, 0 to 1."""
    request_beside: Callable[[str], str]
    """What an insult comes with: "bande de nuls, je veux un passeport"; empty for nothing."""
    instead: Callable[[str], str]
    """The subject put in the place of another: "non, pas le passeport, la carte"; empty for none."""
    two_requests: Callable[[str], Sequence[tuple[str, str]]]
    """Every way the words may be two requests made in one breath, likeliest first."""
    another_question: Callable[[str], str | None]
    """What follows "j'ai encore une question", empty for nothing; None when no question is announced."""
    after_goodbye: Callable[[str], str]
    """What is said after a goodbye that it takes back: "au revoir… ah non"; empty for a mere one."""
    is_wrong_number: Callable[[str], bool]
    """Did the caller mean to ring somebody else?"""
    wish_of: Callable[[str], Wish]
    """Book an appointment; or change, cancel, miss, ask about the one that was made?"""
    wish_in: Callable[[str], Wish | None]
    """Keep, change or cancel an appointment that is already spoken of; None for none of them."""
    unsure: Callable[[str], bool]
    """Does the caller say that they do not know: "je sais pas", which is neither yes nor no?"""
    wants_later: Callable[[str], bool]
    """Is none of the slots offered wanted?"""
    declines: Callable[[str], bool]
    """Does the caller not want, or not know how, to give what was asked?"""
    digits: Callable[[str], str]
    """The utterance with its number words in digits; as it is where `collect` reads them in words."""

    address: AddressWords
    """What is said around a street and its number."""
    correction: CorrectionWords
    """How what was understood is corrected."""

    def besides(self, text: str) -> str:
        """What a reply says besides its yes or no."""
        words = self.without_fillers(text).split()
        while words and words[0] in self.leading:
            words.pop(0)
        return " ".join(words)

    def correction_of_yes(self, text: str) -> str:
        """What a yes is followed by that takes some of it back: "oui mais lundi"; empty for a whole yes."""
        found = self.yes_but.search(self.without_fillers(text)) or self.yes_but.search(fold(text))
        rest = found["rest"].strip() if found and self.yes_or_no(text) else ""
        return "" if not rest or self.yes_or_no(rest) or self.nothing_more(rest) else rest

    def after_answer(self, text: str) -> str:
        """The words as they were said, but for the yes or no before them."""
        told = text.split()
        while len(told) > 1 and told[0].lower() in self.leading and self.yes_or_no(told[0]) is not None:
            told.pop(0)
        return " ".join(told)

    def asked_with_answer(self, text: str) -> tuple[str, str]:
        """A yes or a no, and what is asked for after it, which may be a request; both empty for none."""
        found = self.yes_and.search(fold(text))
        if found is None or self.yes_or_no(found["answer"]) is None:
            return "", ""
        return found["answer"].strip(), found["rest"].strip()

    def takes_back(self, text: str) -> bool:
        """Is something that the line does asked for and given up in one breath?"""
        wish = wish_taken_back(text)
        return wish != "" and self.route_of(wish) is not None

    def without_too(self, text: str) -> tuple[str, bool]:
        """The words without "aussi", which routes do not know, and whether it was there."""
        plain = " ".join(self.too.sub(" ", text).split())
        return plain, plain != text

    def emergency_kind(self, text: str) -> str:
        """child, distress, fire, medical, police, shelter or violence; any when the words do not tell."""
        told, folded = self.kind_told(text), fold(text)
        return told or kind_by_its_cause(folded, self.language) or likeliest_kind(folded, self.language)

    def wants_details(self, text: str) -> bool:
        """Does the caller ask for more about the answer just given?"""
        return bool(self.details.search(fold(text)))

    def did_not_help(self, text: str) -> bool:
        """Does the caller say that the answer was not the right one?"""
        return bool(self.unhappy.search(fold(text)))
