"""What the front door keeps in mind of a call, and what the replies to its questions mean."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.appointments.words import may_correct_kind, speaks_of_visit
from flows.ask import Reply, Talk
from flows.asked_again import asks_if_booked
from flows.callbacks.changed import changes_callback
from flows.collect.problem import problem_in
from flows.events import CallStarted, Choice, Event, Heard, Pressed
from flows.follow_up import Told
from flows.later import Later
from flows.messages.words import adds_to_message, ends_message
from flows.reports.asked_when import asks_when
from flows.reports.corrected import corrects_report
from flows.reports.promised import promises_report
from flows.understand import fold
from flows.wrapping_up import slips

_SALUTE = ("salut", "salut à tous", "ciao")
_THANKS = re.compile(r"\b(?:merci|thanks|thank)\b")
_REFUSES = re.compile(r"\b(?:non|nan|no|nope|rien|pas|plus|aucune?|nothing|tout|all)\b")
_LEAVES = re.compile(
    r"\b(?:bonne (?:journée|soirée|nuit|fin de journée|continuation)|à (?:bientôt|la prochaine|plus)"
    r"|au revoir|bon courage|pour (?:tout|votre|vos|l'))\b"
)
"""With a thank you: it takes leave."""
_BARE_NO = 2
"""Words of "ah non"."""
_OFFERS_PERSON = re.compile(
    r"\b(?:peux|vais) vous (?:passer|mettre en relation)\b|\bcan put you through\b", re.IGNORECASE
)
MENU = "main.question.no_input.2"
"""The open question in the words that tell its keys, for whoever presses keys."""

Following = tuple[Reply, str] | str | None
"""What comes next: words already said, with the prompt if they come to nothing; a prompt; or the end."""
Step = Generator[Action, Event, Following]
"""One exchange, and what follows it."""


class FrontDoor:
    """What the front door remembers of a call."""

    def __init__(self, started: CallStarted) -> None:
        self.started = started
        self.caller = started.caller
        self.talk = Talk(started)
        self.last: Choice | None = None
        """The article last answered."""
        self.told: Told | None = None
        """That article as it was told."""
        self.failures = 0
        self.last_question = ""
        """The caller's last question in their own words: the agent reads it, and nobody asks it again."""
        self.answered = ""
        """The words that the last answer answers: the problem, where it promised to pass one on."""
        self.danger = ""
        """The words of the last danger told."""
        self.language_offered = False
        """Since the welcome, at a misunderstanding: heard twice, it is known."""
        self.greeted = False
        """A mere yes to the open question was taken for a greeting: "oui, bonjour"."""
        self.rateable = False
        """What was last asked for was answered or done, and the caller is still there."""

    def promised(self, reply: Reply) -> Heard:
        """What the report that an answer promised begins with: what was said first, and the place."""
        place = reply.text if isinstance(reply, Heard) and not just_yes(self, reply.text) else ""
        told = self.answered or self.last_question
        return Heard(at=reply.at, text="\n".join(words for words in (told, place) if words))

    @property
    def later(self) -> list[Later]:
        """What was asked for in the same breath as what is seen to now, and waits for its turn."""
        return self.talk.later

    @later.setter
    def later(self, waiting: list[Later]) -> None:
        self.talk.later = waiting

    def take_up_later(self) -> None:
        """What was asked for with an answer waits for its turn among the rest."""
        self.later += self.talk.also
        self.talk.also = []

    @property
    def topic(self) -> str:
        """What the next question is read in the light of; empty for nothing."""
        return self.last.topic or self.last.slug if self.last else ""


def going_on(door: FrontDoor, reply: Reply) -> Following:
    """What follows the reply to "anything else?", a yes/no question: 1 is yes, 2 is no."""
    if isinstance(reply, Pressed):
        by_key: dict[str, Following] = {"1": MENU, "2": None}
        return by_key.get(reply.digits, (reply, "main.question_again"))
    of_a_visit = speaks_of_visit(door.talk, reply.text) or may_correct_kind(door.talk, reply.text)
    corrects = asks_when(door.talk, reply.text) or corrects_report(door.talk, reply.text)
    corrects = corrects or changes_callback(door.talk, reply.text)
    corrects = corrects or (door.talk.message_to != "" and adds_to_message(reply.text))
    if of_a_visit or corrects:
        return reply, "main.question_again"
    if door.talk.tongue.another_question(reply.text) == "":  # "non mais j'ai une autre question"
        return "main.question_again"
    if door.talk.tongue.nothing_more(reply.text):
        return None
    return "main.question_again" if just_yes(door, reply.text) else (reply, "main.question_again")


def agrees(door: FrontDoor, reply: Reply) -> bool:
    """A mere yes, or key 1."""
    return reply.digits == "1" if isinstance(reply, Pressed) else just_yes(door, reply.text)


def wants_details(door: FrontDoor, reply: Reply) -> bool:
    """Does a reply to "la suite, ou une autre question ?" ask for the rest? Key 1 does, and a mere yes."""
    asked = isinstance(reply, Heard) and door.talk.tongue.wants_details(reply.text)
    return asked or agrees(door, reply)


def wants_to_report(door: FrontDoor, reply: Reply) -> bool:
    """Does a reply to "dites-moi où c'est, ou une autre question" go on with the report? Key 1 does."""
    placed = isinstance(reply, Heard) and door.talk.tongue.address.says_where(reply.text)
    return placed or agrees(door, reply)


def places_the_promised(door: FrontDoor, text: str) -> bool:
    """The last answer offered to pass a problem on: do these words tell where it is?"""
    return promises_report(door.talk, door.last) and door.talk.tongue.address.says_where(text)


def asks_of_last(door: FrontDoor, reply: Reply) -> bool:
    """ "Faut prendre rendez-vous", after an answer: it is asked of what was answered."""
    return door.last is not None and isinstance(reply, Heard) and asks_if_booked(reply.text)


def did_not_help(door: FrontDoor, text: str) -> bool:
    """Whoever says at once what they wanted instead is not misunderstood: they are heard."""
    tongue = door.talk.tongue
    return tongue.did_not_help(text) and not tongue.instead(text)


def offers_person(spoken: str) -> bool:
    """Does an answer offer to put the caller through: "je peux vous passer la police municipale"?"""
    return bool(_OFFERS_PERSON.search(spoken))


def greets(door: FrontDoor, text: str) -> bool:
    """ "Salut", before anything was asked: a good morning, and no goodbye. Only once."""
    first = not (door.greeted or door.last or door.last_question or door.talk.told.summary)
    door.greeted = door.greeted or first
    return first and fold(text) in _SALUTE


def merely_refuses(door: FrontDoor, prompt: str, text: str) -> bool:
    """A bare "non" to "que puis-je faire pour vous", or once misunderstood: it refuses nothing."""
    tongue = door.talk.tongue
    bare_no = tongue.yes_or_no(text) is False and len(fold(text).split()) <= _BARE_NO
    at_first = prompt == "main.question" or ".no_match." in prompt
    return at_first and bare_no and not (_THANKS.search(fold(text)) or ends_message(text))


def opens_politely(door: FrontDoor, prompt: str, text: str) -> bool:
    """ "Oui, bonjour", "ah super", "je me suis trompé", before anything was answered: it ends no call.

    Only once; and a thank you for something, or a no, ends what it ends.
    """
    if door.greeted:
        return False
    content = door.talk.tongue.nothing_more(text) and not _REFUSES.search(fold(text))
    asked = door.last_question or door.talk.told.summary or ".no_match." in prompt
    thanks = _THANKS.search(fold(text)) and (asked or _LEAVES.search(fold(text)))
    nothing_done = not (door.last or door.rateable or thanks)
    begins = just_yes(door, text) and ".no_match." not in prompt
    door.greeted = (nothing_done and (content or slips(text))) or begins
    return door.greeted


def just_yes(door: FrontDoor, text: str) -> bool:
    """Is it a yes that says nothing more?"""
    tongue = door.talk.tongue
    return tongue.yes_or_no(text) is True and len(tongue.without_fillers(text).split()) < 3


def with_its_problem(door: FrontDoor, words: str) -> str:
    """ "Je veux le signaler", after a danger that names a problem: it is that one."""
    named = door.danger and problem_in(door.danger, door.talk.language) is not None
    return f"{door.danger}, {words}" if named and not problem_in(words, door.talk.language) else words


def may_be_asked_for_a_note(door: FrontDoor) -> bool:
    """Is a note asked for? Where the town wants one, of a call that did something and was no emergency."""
    return door.started.survey and door.rateable and not door.talk.alarmed
