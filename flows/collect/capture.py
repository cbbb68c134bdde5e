"""The way every value is captured: ask, read back, correct, ask in a surer way, and give up politely."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from flows.actions import Action, Patience
from flows.ask import AGENT_KEY, BACK_KEY, NOTHING, TRIES, Reply, Talk, Values
from flows.change_of_mind import look_for_another_subject
from flows.closed_questions import Confirmation
from flows.collect.number_words import number_words
from flows.collect.words import bare
from flows.events import Event, Heard, Pressed
from flows.interruptions import AgentWanted, BackWanted
from flows.stepping_back import is_one_step

T = TypeVar("T")

_DECLINES = re.compile(
    r"\b(?:veux|souhaite|prefere|tiens|peux) (?:pas|ne pas)\b.*\b(?:donner|dire|communiquer|laisser)\b"
    r"|^(?:non )?je (?:ne )?(?:veux|souhaite|prefere) pas$|\b(?:j en|n en) ai pas\b"
    r"|\b(?:ai|a) (?:pas|plus) (?:de|le|mon|la|ma) (?:numero|telephone|portable|reference)\b"
    r"|^(?:euh )?(?:aucune idee|je (?:ne )?sais (?:pas|plus)|je (?:ne )?l ai (?:pas|plus))(?: du tout)?$"
    r"|^(?:(?:euh|ben|bah|non) )*(?:je ne l |je l |je n |j en |j )ai pas$"
    r"|\bai (?:pas|plus|rien) (?:note|marque|ecrit|sous (?:la main|les yeux)|avec moi|ici)"
    r"|\b(?:m en |me |m )(?:souviens?|rappelle) (?:pas|plus)\b"
    r"|\b(?:l ai|ai|a) (?:perdue?|oubliee?)(?: (?:le|mon|ce|la|ma) \w+)?$|\bl ai (?:perdue?|oubliee?)\b"
    r"|\b(?:je ne le|je ne la|je le|je la) (?:re)?trouve (?:pas|plus)\b"
    r"|\bje (?:ne )?(?:note|mets) pas(?: de note)?$|\bpas de note$"
    r"|\bje refuse\b|\b(?:me|vous|te) (?:regarde|concerne) (?:pas|en rien)\b"
    r"|\bje (?:ne |n )?(?:vous )?(?:le |la |l )?(?:donne(?:rai)?|dirai|communique(?:rai)?) pas\b"
    r"|\bpas besoin (?:de |d avoir )?(?:(?:mon|ma|le|la) )?(?:nom|prenom|numero|telephone|identite)\b"
    r"|^(?:je (?:veux|souhaite|prefere|voudrais) )?(?:rester )?anonyme(?:ment)?$|\bpreserver mon anonymat\b"
    r"|^(?:non )?(?:pas|sans) (?:de )?(?:nom|numero|telephone)$"
)
_WHY = re.compile(
    r"(?:(?:et|mais|ah|ben|euh|non|c est|ca) )*(?:pour ?quoi(?: faire)?|dans quel but"
    r"|a quoi (?:ca|cela)(?: vous)? sert|qu est ce que vous (?:allez )?en fai(?:re|tes)"
    r"|en quoi (?:ca|cela) vous regarde|why|what (?:is (?:it|that) )?for)"
    r"(?: (?:vous|voulez|avez|besoin|demandez|ca|cela|me|de|d|faut|il|est|ce|que|savoir|avoir|mon|ma|le|la|un"
    r"|nom|prenom|numero|telephone|portable|identite|donner|do|you|need|want|my|name|number|phone|it|that))*"
)
""""Pourquoi vous voulez mon nom", and nothing else."""

_THANKS = re.compile(r"\b(?:merci|thanks|thank you)\b")
MAX_CORRECTIONS = 3
"""Corrections of one value, "non, à la fin c'est…", before it counts as refused."""
MAX_STEPS = 9
"""Answers taken as one more part of the same value, or a nod, before it counts as not understood."""


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """An answer that is not a value yet."""

    reason: str = ""
    """Prompt said first, when there is something to explain: "cette date est passée"."""
    values: Values = field(default_factory=dict)
    """What fills the reason, or the next question."""
    ask: str = ""
    """The question that continues this one, "la suite ?"; empty: it was not understood."""


@dataclass(frozen=True, kw_only=True)
class Capture(Generic[T]):
    """One value to be captured on the telephone."""

    prompt: str
    """The question; its catalogue entry has two no_input and two no_match sentences."""
    again: str
    """The surer question, after a refusal: by keys, or letter by letter."""
    give_up: str
    """Said before going on without the value."""
    without_it: str = ""
    """Said instead to whoever has none to give: "je ne l'ai pas". Empty: `give_up` is."""
    why: str = ""
    """Said to whoever asks what it is for."""
    understand: Callable[[Reply, Sequence[T]], T | Unclear]
    """The value an answer gives, knowing those already refused."""
    read_back: Callable[[T], tuple[str, Values]]
    """The yes/no question that makes sure of a value."""
    correct: Callable[[T, str], T | None] = lambda value, words: None
    """The value as these words correct it; None when they correct nothing."""
    patience: Patience = "normal"
    again_patience: Patience | None = None
    """Of the surer question; None: the same."""
    again_phrases: Sequence[str] = ()
    """What is worth recognising at the surer question."""
    digits: int = 1
    dictated: bool = False
    """Its digits are dictated: the words of numbers are worth recognising at each of its questions."""
    silence_seconds: float = 6.0
    begun: tuple[str, Values] | None = None
    """What is asked first instead of `prompt`, when a part of the value was given already."""
    no_is_none: bool = False
    """A mere "non" to the first question says that there is none to give; to "la suite ?", it takes back."""
    without: str = ""
    """The key that goes on without the value; a digit like another once others were dictated."""
    doubted: Callable[[T], tuple[T, str, Values]] | None = None
    """The first value refused as it is kept all the same, and what tells so; None: it is not kept."""


def capture(talk: Talk, wanted: Capture[T]) -> Generator[Action, Event, T | None]:
    """The value, read back and agreed; None without it: three failures in a row, three silences, or a no."""
    asked, values = wanted.begun or (wanted.prompt, NOTHING)
    question = wanted.prompt
    refused: list[T] = []
    failures = unclear = steps = 0
    declined = explained = False
    going_on = wanted.begun is not None
    while failures < TRIES:
        phrases = wanted.again_phrases if question == wanted.again else ()
        reply = yield from ask_keys_too(talk, asked, wanted, values, phrases)
        if reply is None:
            break
        a_digit = going_on and wanted.dictated
        none_key = isinstance(reply, Pressed) and not a_digit and reply.digits.rstrip(BACK_KEY)
        if wanted.without and none_key == wanted.without:
            if wanted.without_it:
                yield from talk.say(wanted.without_it)
            return None
        if isinstance(reply, Heard):
            reply = in_digits(talk, reply)
        if isinstance(reply, Heard) and _no_thanks(talk, reply.text):
            return None
        if isinstance(reply, Heard) and (declines(reply.text) or talk.tongue.declines(reply.text)):
            declined = True
            break
        if wanted.why and not explained and isinstance(reply, Heard) and asks_why(reply.text):
            explained = True
            failures += 1
            yield from talk.say(wanted.why)
            continue
        may_be_none = wanted.no_is_none and not refused and not going_on
        if may_be_none and isinstance(reply, Heard) and _merely_no(talk, reply.text):
            declined = True
            break
        going_on = False
        value = wanted.understand(reply, refused)
        if isinstance(value, Unclear):
            if value.ask and steps < MAX_STEPS:
                steps += 1
                going_on = True
                asked, values = value.ask, value.values
                continue
            if isinstance(reply, Heard):
                yield from look_for_another_subject(talk, reply.text)
            failures += 1
            unclear += 1
            if value.reason:
                yield from talk.say(value.reason, value.values)
            asked, values = _again(question, unclear), NOTHING
            continue
        try:
            agreed = yield from agree(talk, value, wanted.read_back, wanted.correct)
        except BackWanted as back:
            if not is_one_step(back):
                raise
            asked, values = question, NOTHING
            continue
        if not isinstance(agreed, Refused):
            return agreed
        refused += agreed.values
        failures += 1
        unclear = 0
        asked = question = wanted.again
        values = NOTHING
        wanted = replace(wanted, patience=wanted.again_patience or wanted.patience)
    if refused and wanted.doubted and not declined:
        value, prompt, values = wanted.doubted(refused[0])
        yield from talk.say(prompt, values)
        return value
    yield from talk.say(wanted.without_it if declined and wanted.without_it else wanted.give_up)
    return None


@dataclass(frozen=True)
class Refused(Generic[T]):
    """The values that were read back and refused."""

    values: tuple[T, ...]


def agree(
    talk: Talk,
    value: T,
    read_back: Callable[[T], tuple[str, Values]],
    correct: Callable[[T, str], T | None] = lambda value, words: None,
) -> Generator[Action, Event, T | Refused[T]]:
    """Read a value back until it is agreed; a correction heard in the answer is read back in its turn."""
    offered = [value]
    while True:
        prompt, values = read_back(value)
        answer = yield from talk.confirm(prompt, values)
        other = _corrected(talk, value, answer, correct)
        if other is None and answer.yes is None and answer.text:  # beside the question: no refusal
            yield from look_for_another_subject(talk, answer.said)
            answer = yield from talk.confirm(prompt, values, misunderstood=1)
            other = _corrected(talk, value, answer, correct)
        if answer.yes and other in (None, value):
            return value
        if other is None and answer.yes is False:
            yield from look_for_another_subject(talk, answer.said)
        if other is None or other in offered or len(offered) > MAX_CORRECTIONS:
            return Refused(tuple(offered))
        offered.append(other)
        value = other


def _corrected(talk: Talk, value: T, answer: Confirmation, correct: Callable[[T, str], T | None]) -> T | None:
    """The value as what was said besides yes or no corrects it."""
    said = talk.tongue.digits(answer.text)
    return correct(value, said) if said else None


def in_digits(talk: Talk, heard: Heard) -> Heard:
    """The words heard, numbers in digits where the parsers here would not read them in words."""
    digits = talk.tongue.digits
    return replace(heard, text=digits(heard.text), alternatives=tuple(map(digits, heard.alternatives)))


def _no_thanks(talk: Talk, text: str) -> bool:
    """ "Non merci": politely without it; a mere "non" may still speak of what was read back before."""
    return bool(_THANKS.search(bare(text))) and talk.tongue.yes_or_no(text) is False


def _merely_no(talk: Talk, text: str) -> bool:
    return talk.tongue.yes_or_no(text) is False and not talk.tongue.besides(text)


def declines(text: str) -> bool:
    """Does the caller not want, or not know how, to give what was asked?"""
    return bool(_DECLINES.search(bare(text)))


def asks_why(text: str) -> bool:
    """Does the caller ask what it is for, and nothing else: "pourquoi vous voulez mon nom"?"""
    return bool(_WHY.fullmatch(bare(text)))


def ask_keys_too(
    talk: Talk, prompt: str, wanted: Capture[T], values: Values = NOTHING, phrases: Sequence[str] = ()
) -> Generator[Action, Event, Reply | None]:
    """Ask for words or several keys. Key 0 alone, then #, is still a person; # alone goes back."""
    reply = yield from talk.ask(
        prompt,
        values,
        patience=wanted.patience,
        phrases=number_words(talk) if wanted.dictated else phrases,
        digits=wanted.digits,
        silence_seconds=wanted.silence_seconds,
    )
    if isinstance(reply, Pressed) and wanted.digits > 1:
        if reply.digits.rstrip("#") == AGENT_KEY:
            raise AgentWanted
        if reply.digits == BACK_KEY:
            raise BackWanted
    return reply


def _again(question: str, failures: int) -> str:
    return f"{question}.no_match.{failures}" if failures < TRIES else question
