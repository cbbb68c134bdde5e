"""Asking for a telephone number: that of the call if it suits, else one dictated or keyed, read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.change_of_mind import look_for_another_subject
from flows.closed_questions import Confirmation
from flows.collect.capture import Capture, Refused, Unclear, agree, capture
from flows.collect.dictated import takes
from flows.collect.phone_number import (
    LENGTH,
    begins_again,
    corrected_number,
    corrects_a_part,
    dictated_digits,
    first_digits,
    is_short_abroad,
    numbers_said,
    pairs_of,
    reachable,
    says_anew,
    without_mistake,
    written_number,
)
from flows.collect.words import bare
from flows.events import Event, Heard
from flows.tongue import Tongue

_ANOTHER = re.compile(
    r"\b(?:mon|le|un) (?:fixe|portable|mobile|autre (?:numero|telephone))\b"
    r"|\b(?:pas|plus) (?:(?:a|sur|au) )?(?:ce|le bon|mon|ce bon) numero\b|\bchange\w* (?:de|le|mon) numero\b"
    r"|\btromp\w+ de numero\b"
    r"|\b(?:my|another|a different) (?:landline|mobile|cell|home|number|phone)\b"
    r"|\b(?:wrong|not (?:on |at )?(?:the right|this|that|my)) number\b"
)


_OWN = re.compile(
    r"\b(?:numero|telephone|portable|celui|fixe)(?: \w+)?"
    r" (?:d ou|avec lequel|duquel|sur lequel|dont) (?:je (?:vous )?|j )(?:appelle|telephone|suis)"
    r"|\b(?:numero|celui) (?:de (?:l |cet )appel|qui s affiche|que vous (?:voyez|avez))\b"
    r"|\bnumber i (?:am|m) (?:calling|ringing) (?:you )?(?:from|on|with)\b"
)
""" "Le numéro d'où j'appelle"."""


_NOT_THIS_ONE = re.compile(
    r"\btromp\w+ de numero\b|\b(?:pas|plus) (?:(?:a|sur|au) )?(?:ce|le bon|ce bon) numero\b"
    r"|\b(?:wrong|not (?:on |at )?(?:the right|this|that)) number\b"
)


_MERE_NOD = re.compile(
    r"(?:(?:alors|donc|bon|ben|bah|euh|voila|ensuite|apres|puis|et|so|then|and|well|right) ?)*"
)
MAX_NODS = 2
"""Nods in a row before they count as not understood."""
_FIRST = ("0", "33")
"""How a number may begin; others lost their first pair, and no end makes a number of them."""
_JOINT = re.compile(r"\b(?:et|mais|and|but)\b")
_LEAST_SENTENCE = 3
"""Words of a sentence in which a lone digit is an article."""


def collect_phone_number(
    talk: Talk, prompt: str, begun: str = "", own: str = ""
) -> Generator[Action, Event, str | None]:
    """Ask for a telephone number, in words or by keys; E.164, or None when it could not be had.

    `begun`: its first digits, when they were said already: the rest is asked. `own`: that of the call, for
    whoever would rather be rung there after all.
    """
    dictation = _Dictation(talk.tongue, begun, own)
    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                begun=("phone.rest", {"begun": " ".join(pairs_of(begun))}) if begun else None,
                again="phone.by_keys",
                give_up="phone.give_up",
                without_it="phone.left",
                why="phone.why",
                understand=dictation.understand,
                read_back=_reads_back(talk),
                correct=corrected_number,
                patience="long",
                digits=LENGTH,
                dictated=True,
                silence_seconds=8.0,
            ),
        )
    )


def confirm_number(
    talk: Talk,
    caller: str,
    same: str,
    other: str,
    beside: Callable[[str], object] = lambda words: None,
    told_by: Callable[[str], bool] = lambda text: False,
    also: Callable[[str], object] = lambda words: None,
) -> Generator[Action, Event, str | None]:
    """The number of the call if it suits (yes/no question `same`), else one asked for (`other`).

    A hidden or unusable number is not offered; one said instead of yes or no is read back. Other words are
    handed to `beside`, and the question is asked once more; `told_by`: so are words that tell this, however
    few they are. `also`: given what is told after the yes, or after that number.
    """
    if reachable(caller):
        answer = yield from talk.confirm(same, {"phone": written_number(caller)}, told_by=told_by)
        if begun := _begun(talk, answer):
            talk.number_refused = caller
            return (yield from collect_phone_number(talk, other, begun, caller))
        given = _given(talk, caller, answer)
        if answer.yes is not True and not given and names_another(answer.said):
            talk.number_refused = caller
            return (yield from collect_phone_number(talk, other, own=caller))
        if answer.yes is None and answer.text and not given:
            yield from look_for_another_subject(talk, answer.said)
            beside(answer.said)
            answer = yield from talk.confirm(same, {"phone": written_number(caller)}, misunderstood=1)
            if begun := _begun(talk, answer):
                talk.number_refused = caller
                return (yield from collect_phone_number(talk, other, begun, caller))
            given = _given(talk, caller, answer)
        if given and given != caller:
            also(_after_number(talk, answer.said))
            agreed = yield from agree(talk, given, _reads_back(talk), corrected_number)
            if not isinstance(agreed, Refused):
                return agreed
        else:
            if answer.yes:
                also(answer.said)
            else:
                yield from look_for_another_subject(talk, answer.said)
            if answer.yes is not False:
                return caller
            talk.number_refused = caller
    return (yield from collect_phone_number(talk, other, own=reachable(caller)))


def another_number(talk: Talk, words: str, prompt: str) -> Generator[Action, Event, str | None]:
    """The number that some words say, read back; one asked for (`prompt`) when they say none."""
    said = next(iter(numbers_said(talk.tongue.digits(words))), None)
    if said is not None:
        agreed = yield from agree(talk, said, _reads_back(talk), corrected_number)
        if not isinstance(agreed, Refused):
            return agreed
    return (yield from collect_phone_number(talk, prompt))


def refuses_number(text: str) -> bool:
    """ "C'est pas le bon numéro": said outright, and of nothing else."""
    return bool(_NOT_THIS_ONE.search(bare(text)))


def names_another(text: str) -> bool:
    """ "Plutôt sur mon fixe", "c'est pas le bon numéro": another number, which is not said yet."""
    return bool(_ANOTHER.search(bare(text)))


def _given(talk: Talk, caller: str, answer: Confirmation) -> str | None:
    """The number said in the place of yes or no; after a yes, "après dix-huit heures" corrects none."""
    said = talk.tongue.digits(answer.text)
    if answer.yes is True and not numbers_said(said) and not corrects_a_part(said):
        return None
    return corrected_number(caller, said) if said else None


def _after_number(talk: Talk, words: str) -> str:
    """What is told once a number was said: "… et dites-lui que c'est urgent"."""
    rests = (words[joint.start() :] for joint in _JOINT.finditer(words))
    return next((rest for rest in rests if not dictated_digits(talk.tongue.digits(rest))), "")


def _begun(talk: Talk, answer: Confirmation) -> str:
    """The first digits of another number, "alors c'est le zéro sept": a correction tells where it goes."""
    said = talk.tongue.digits(answer.text) if answer.yes is not True else ""
    digits = dictated_digits(said) if said and not corrects_a_part(said) else ""
    first_ones = digits.startswith("0") and 2 <= len(digits) < LENGTH
    return digits if first_ones and not numbers_said(said) else ""


class _Dictation:
    """A number given in one breath or in several."""

    def __init__(self, tongue: Tongue, begun: str = "", own: str = "") -> None:
        self.tongue = tongue
        self.begun = begun
        self.own = own
        self.nods = 0
        """Words in a row that said no digit, and only that the caller goes on."""

    def understand(self, reply: Reply, refused: Sequence[str]) -> str | Unclear:
        texts = [reply.text, *reply.alternatives] if isinstance(reply, Heard) else [reply.digits.rstrip("#")]
        if self.begun and begins_again(texts[0]):
            self.begun = without_mistake(self.begun, dictated_digits(texts[0]))
        found = [number for text in texts for number in numbers_said(text, self.begun)]
        if self.own and not found and _OWN.search(bare(texts[0])):
            found = [self.own]
        if refused and not found:
            found = [number for text in texts if (number := corrected_number(refused[-1], text))]
        fresh = next((number for number in found if number not in refused), None)
        if fresh is not None:
            self.begun = ""
            return fresh
        part = self._part(texts[0])
        noted = part if says_anew(self.begun, part) else self.begun + part
        if part and _is_begun(noted):
            self.begun, self.nods = noted, 0
            return self._rest()
        if self.begun and not part and self._goes_on(texts[0]) and self.nods < MAX_NODS:
            self.nods += 1
            return self._rest()
        if part or self.tongue.yes_or_no(texts[0]) is False or takes(texts[0]) == [[]]:
            self.begun = ""
        return Unclear(reason="phone.wrong_length") if len(part) > LENGTH else Unclear()

    def _part(self, text: str) -> str:
        """The digits said of a number, its 0 before them when they are the first and it was left out."""
        if _says_a_word_of_its_own(text):
            return ""
        return dictated_digits(text) if self.begun else first_digits(text)

    def _goes_on(self, text: str) -> bool:
        """ "Oui", "ok", "alors": a nod to what was noted."""
        bare_text = self.tongue.without_fillers(text)
        return self.tongue.yes_or_no(text) is True or bool(_MERE_NOD.fullmatch(bare(bare_text)))

    def _rest(self) -> Unclear:
        return Unclear(ask="phone.rest", values={"begun": " ".join(pairs_of(self.begun))})


def _says_a_word_of_its_own(text: str) -> bool:
    """Is the "un" of these words no digit: "signaler un nid de poule"?"""
    return len(dictated_digits(text)) == 1 and len(text.split()) >= _LEAST_SENTENCE


def _is_begun(digits: str) -> bool:
    """May these be the first digits of a number?"""
    if digits.startswith(("+33", "0033")):
        return len(digits.removeprefix("+33").removeprefix("0033")) < LENGTH - 1
    if digits.startswith("+"):
        return is_short_abroad(digits)
    return digits.startswith(_FIRST) and len(digits) < LENGTH


def _reads_back(talk: Talk) -> Callable[[str], tuple[str, Values]]:
    """The question that makes sure of a number, which whoever hangs up there may still be rung on."""

    def read_back(number: str) -> tuple[str, Values]:
        talk.number_said = number
        return "phone.read_back", {"phone": written_number(number)}

    return read_back
