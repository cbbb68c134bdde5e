"""What is put right in the same breath: "un acte de naissance, euh non pardon, un acte de mariage"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.events import AnswersFound, Event, Heard
from flows.understand import fold

_PAUSE = r"(?:euh+|heu+|ah|oh|mais|bah|ben|attendez|attends|zut|mince|oups)"
_SORRY = (
    r"(?:pardon|excusez moi|désolée?|je me suis trompée?|(?<!si )je me trompe|je m'excuse"
    r"|(?<!une )(?<!cette )(?<!d')(?<!l')erreur(?! d))"
)
_SAYS = r"(?:je (?:veux|voulais) dire|plutôt|en fait|c'est|c'était|je voulais|je voudrais|je veux)"
_MARK = re.compile(
    rf" (?:{_PAUSE} )*"
    rf"(?:(?:enfin )?(?:(?<!dit )(?<!dis )(?<!ou )(?<!et )(?<!un )(?<!répondu )(?<!que )non|{_SORRY})"
    rf"|(?<!et )(?<! a )(?<! ai )(?<!j'ai )enfin(?: {_SAYS})?"
    rf"|(?:ou|euh+|heu+) plutôt|je (?:veux|voulais) dire)"
    rf"(?: (?:non|{_PAUSE}|{_SORRY}|{_SAYS}))* "
)
_KINDS = (
    r"(?:un|une|des)",
    r"(?:le|la|les|l')",
    r"(?:mon|ma|mes|notre|nos|son|sa|ses)",
)
_ANY = rf"(?:{'|'.join(_KINDS)})"
_OF = r"(?:de la|de l'|du|des|de|d')"
_AT = r"(?:à la|à l'|au|aux|à)"
_BEGINS = re.compile(rf"(?:pour |{_OF} ?|{_AT} ?|{_ANY}(?: |(?<=')))")
_NOT_THAT = re.compile(
    rf"^pas (?:pour |{_OF} ?|{_ANY} ?).+? (?P<rather>(?:pour |{_OF} ?|{_ANY} ?)(?!.* (?:pour|un|une) ).+)$"
)
_DEED = re.compile(r"^(?:l[ea]s? |l')\w+(?:er|ir|dre)\b")
""""Le déplacer" is something to be done, and no thing."""
_POLITE = re.compile(
    rf"^(?:de (?:vous|te|la peine)\b|d'(?:appeler|insister|être|avoir)\b"
    rf"|(?:pour |{_OF} ?|{_ANY} ?)+(?:dérangement|bruit|retard|attente|insistance|accent|question)\b)"
)
""""Excusez-moi du dérangement", "pardon de vous déranger": nothing is put right."""
_SENTENCE = re.compile(r" (?:est|sont|ne|n'\w+|m'a|m'ont|c'est)\b")
""""Non la mairie ne m'a pas dit pourquoi": something else is told, and no thing named."""
_WHEN = re.compile(
    rf"(?:{_OF}|{_AT}|{_ANY})? ?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|matin|soir|midi"
    r"|après midi|\d+|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingt|trente|semaine|mois)\b"
)
"""A moment put right is read where moments are, with what stands of the first."""
_LONGEST_BEFORE, _LONGEST_RATHER = 16, 9
"""Words of what is put right, and of what is meant: longer ones tell a story, in which somebody said no."""


def self_corrected(text: str) -> str:
    """The words with what they put right in the place of what was wrong; empty when they put nothing right.

    "je voudrais un acte de naissance euh non un acte de mariage" gives "je voudrais un acte de mariage".
    """
    said = fold(text)
    marks = [mark for mark in _MARK.finditer(said) if _may_correct(said, mark)]
    if not marks:
        return ""
    before, rather = said[: marks[-1].start()], said[marks[-1].end() :]
    if not_that := _NOT_THAT.match(rather):
        rather = not_that["rather"]
    if len(marks) > 1:
        before = self_corrected(before) or before
    return _in_its_place(before, rather)


def said_last(text: str) -> str:
    """What follows the last correction, where a thing alone is named: "passeport, non, carte d'identité"."""
    said = fold(text)
    marks = list(_MARK.finditer(said))
    return said[marks[-1].end() :] if marks else ""


def _may_correct(said: str, mark: re.Match[str]) -> bool:
    before, rather = said[: mark.start()], re.sub(r"^pas ", "", said[mark.end() :])
    lengths = len(before.split()) <= _LONGEST_BEFORE and len(rather.split()) <= _LONGEST_RATHER
    names = re.search(rf"\b{_ANY}(?: |(?<='))\w", before) is not None
    return lengths and names and _BEGINS.match(rather) is not None and not _is_no_thing(rather)


def _is_no_thing(rather: str) -> bool:
    told = (pattern.match(rather) for pattern in (_DEED, _WHEN, _POLITE))
    return any(told) or _SENTENCE.search(rather) is not None


def _in_its_place(before: str, rather: str) -> str:
    """The words before, up to what is said otherwise, and that: "les horaires de la piscine", "la mairie"."""
    if rather.startswith("pour "):
        kept, found, _ = before.rpartition(" pour ")
        return f"{kept if found else before} {rather}"
    likes = (_OF, _AT, *_KINDS) if re.match(rf"(?:{_OF}|{_AT})(?: |(?<='))", rather) else _KINDS
    like = next((kind for kind in likes if re.match(rf"{kind}(?: |(?<='))", rather)), _ANY)
    for kind in (like, _ANY):
        if places := list(re.finditer(rf"(?:^|(?<= )){kind}(?: |(?<='))", before)):
            wrong = before[places[-1].start() :]
            return f"{before[: places[-1].start()]}{rather}{_where(wrong, rather)}".strip()
    return rather


def _where(wrong: str, rather: str) -> str:
    """Where what was wrong was to go, which still holds: "inscrire mon fils à l'école, non, ma fille"."""
    place = rf" {_AT}(?: |(?<=')).*"
    if re.match(rf"{_KINDS[1]}(?: |(?<='))", rather) or re.search(place, f" {rather}"):
        return ""
    return found[0] if (found := re.search(place, wrong)) else ""


def as_corrected(talk: Talk, heard: Heard) -> Generator[Action, Event, Heard]:
    """What is meant by words that correct themselves, where the town hall knows of it; else those words."""
    words = self_corrected(heard.text) if talk.language == "fr" else ""
    if not words:
        return heard
    if talk.tongue.route_of(words) is None:
        found = yield FindAnswers(text=words, language=talk.language)
        if not isinstance(found, AnswersFound) or found.decision == "none":
            return heard
    return Heard(at=heard.at, text=words)
