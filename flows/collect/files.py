"""Several files in one visit: "deux passeports et une carte d'identité", "passeport pour mes deux filles"."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from flows.actions import Action
from flows.ask import Talk
from flows.booking import (
    Appointment,
    AppointmentKind,
    AppointmentKindsFound,
    FindAppointmentKinds,
    answered,
)
from flows.collect.other_cards import begins_with_other_card
from flows.collect.words import bare, bare_words
from flows.events import Event
from flows.understand import fold

MOST_FILES = 4
"""Files that one visit is booked for: more of them are for somebody to look at."""
_COUNTS = {
    **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8},
    **{str(number): number for number in range(1, 9)},
}
_AND = re.compile(r" (?:et|plus|ainsi que|and) ")
_SEVERAL = re.compile(
    r"\b(?:jumeaux|jumelles|twins|et|plus|and|deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|seven|eight|[2-8])\b"
)
_CHILDREN = re.compile(
    r"\b(?P<count>\w+) (?:petits |jeunes )?(?:enfants?|fils|filles?|garcons?|children|child|kids?|sons?"
    r"|daughters?|adultes?|adults?)\b"
)
_TWINS = re.compile(r"\b(?:jumeaux|jumelles|twins)\b")
_AGE = re.compile(
    r"\b(?:de |d'|âgée?s? de |qui (?:a|ont) )?(?:un an"
    r"|[\w-]+ (?:ans|mois|years?(?: old)?|months?(?: old)?))\b"
)
""" "Un enfant de deux ans": no count of files."""
_AND_ME = re.compile(r"\b(?:moi et|et (?:pour )?moi|me and|and (?:for )?(?:me|myself))\b")
_PARTNER = re.compile(
    r"\b(?:(?:mon|ma) (?:mari|femme|epoux|epouse|conjointe?|compagn\w+|copain|copine)"
    r"|my (?:husband|wife|partner))\b"
)
_NUMBER = r"(deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|seven|eight|[2-8])"
_SEVERAL_OF = re.compile(rf"\b{_NUMBER} (?=\w)")
_TOGETHER = re.compile(
    rf"\b(?:(?:on|nous) (?:est|sera|serons|sommes|(?:vient|viendra|viendrait|viendrons|venons|passe|passera)"
    rf" a) {_NUMBER}"
    rf"|pour {_NUMBER}(?: (?:personnes?|dossiers?|gens|passeports?|cartes?))?$|{_NUMBER} (?:personnes"
    rf"|dossiers|people)\b"
    rf"|there (?:are|will be) {_NUMBER} of us|we are {_NUMBER}|for {_NUMBER}(?: (?:people|of us))?$)"
)
_COUPLE = re.compile(
    r"\b(?:pour |for )?(?:(?:mon|ma|my) \w+ et moi|moi et (?:mon|ma) \w+|me and my \w+|my \w+ and (?:me|i))\b"
)
_FOR_TWO_ALREADY = re.compile(r"pacs|mariage|union|partnership|wedding|marriage")
_WRITTEN_COUNTS = {
    "fr": {2: "deux", 3: "trois", 4: "quatre"},
    "en": {2: "two", 3: "three", 4: "four"},
}
_DOCUMENTS_OF = {"fr": "Pour {title} : {text}", "en": "For {title}: {text}"}
_FOR_PEOPLE = {"fr": "{title}, pour {count} personnes", "en": "{title}, for {count} people"}
_ARTICLES = frozenset(("a", "an", "the", "un", "une", "des", "le", "la", "l", "d", "de", "of", "dossier"))


@dataclass(frozen=True)
class Files:
    """What several files in one visit are."""

    kinds: tuple[AppointmentKind, ...]
    """One a file, in the order they were said."""
    words: str
    """As they were said: fits where a title does, after "un rendez-vous pour"."""
    language: str = "fr"

    @property
    def kind(self) -> AppointmentKind:
        """What the visit is booked as: the first of them, titled with all that was said."""
        whole = joined(self.kinds, self.language)
        return replace(whole, title=self.words or whole.title)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(kind.slug for kind in self.kinds)


def people_told(kind: AppointmentKind, text: str) -> int:
    """How many people are said to come, each with a file of that kind; 1 when that is not said.

    A Pacs is for two, and one file.
    """
    words = bare(text)
    if _FOR_TWO_ALREADY.search(bare(f"{kind.slug} {kind.title}")):
        return 1
    if found := _TOGETHER.search(words):
        return next(_COUNTS[said] for said in found.groups() if said)
    return 2 if _COUPLE.search(words) else 1


def for_people(kind: AppointmentKind, count: int, language: str) -> AppointmentKind:
    """The kind, titled as a visit for so many people: "un passeport, pour deux personnes"."""
    pattern = _FOR_PEOPLE.get(language, _FOR_PEOPLE["fr"])
    number = _WRITTEN_COUNTS.get(language, _WRITTEN_COUNTS["fr"]).get(count, str(count))
    return replace(kind, title=pattern.format(title=kind.title, count=number))


def joined(kinds: Sequence[AppointmentKind], language: str) -> AppointmentKind:
    """One visit for several files, one kind each: the first of them, titled as all, what to bring for each,
    as long as they take together."""
    each = list(dict.fromkeys(kinds))
    counted = [(kind, sum(one == kind for one in kinds)) for kind in each]
    titles = [for_people(kind, count, language).title if count > 1 else kind.title for kind, count in counted]
    return replace(
        kinds[0],
        title=(" and " if language == "en" else " et ").join(titles),
        documents=_documents(each, language),
        minutes=sum(kind.minutes for kind in kinds) if all(kind.minutes for kind in kinds) else 0,
    )


def _documents(kinds: Sequence[AppointmentKind], language: str) -> str:
    """What to bring for each of these kinds, a sentence each; that of a kind alone as it is."""
    if len(kinds) == 1:
        return kinds[0].documents
    pattern = _DOCUMENTS_OF.get(language, _DOCUMENTS_OF["fr"])
    told = [(kind.title, kind.documents) for kind in kinds if kind.documents]
    return " ".join(pattern.format(title=title, text=text[:1].lower() + text[1:]) for title, text in told)


def whole_visit(talk: Talk, made: Appointment) -> Generator[Action, Event, Appointment]:
    """An appointment that was found, its kind telling all the files it is for."""
    if len(made.files) < 2:
        return made
    event = yield FindAppointmentKinds(language=talk.language)
    known = {kind.slug: kind for kind in answered(event, AppointmentKindsFound).kinds}
    kinds = [known.get(slug, made.kind) for slug in made.files]
    return replace(made, kind=joined(kinds, talk.language))


def files_in(talk: Talk, text: str) -> Generator[Action, Event, Files | None]:
    """The files that one visit is wanted for; None for a single one, or for those of two desks."""
    folded = fold(text)
    if not _SEVERAL.search(bare(text)):
        return None
    folded = _AGE.sub(" ", folded)
    named: list[tuple[AppointmentKind, int, str]] = []
    for part in _AND.split(folded):
        event = yield FindAppointmentKinds(text=part, language=talk.language)
        found = answered(event, AppointmentKindsFound).kinds
        if not found and (single := _as_one(part, talk.language)) != part:
            event = yield FindAppointmentKinds(text=single, language=talk.language)
            found = answered(event, AppointmentKindsFound).kinds
        counted = _counted(part, found[0].title) if len(found) == 1 else None
        if counted is None:
            continue
        named.append((found[0], *counted))
    kinds: list[AppointmentKind] = []
    said: list[str] = []
    for kind, count, words in named:
        # "une carte pour moi et un passeport pour mon fils": whoever comes has a file of their own already
        people = max(_people(folded), people_told(kind, folded)) if len(named) == 1 else 1
        kinds += [kind] * max(people, count)
        said.append(for_people(kind, people, talk.language).title if people > count else words)
    if len(kinds) < 2 or len({kind.desk for kind in kinds}) > 1:
        return None
    joining = " and " if talk.language == "en" else " et "
    return Files(tuple(kinds), joining.join(said), talk.language)


def _as_one(part: str, language: str) -> str:
    """The same words of a single file: "une carte" is known where "deux cartes" may not be."""
    counted = _SEVERAL_OF.search(part)
    if counted is None:
        return part
    after = re.sub(r"(?<=\w\w\w)s\b", "", part[counted.end() :])
    return f"{part[: counted.start()]}{'a' if language == 'en' else 'un'} {after}"


def _counted(part: str, title: str) -> tuple[int, str] | None:
    """How many of these are said in a part of a sentence, in which words; None when they are not named."""
    titled = bare_words(title)
    nouns = [word for word in titled if word not in _ARTICLES] or titled[-1:]
    if not nouns:
        return None
    words = part.split()
    for place, word in enumerate(words):
        if bare(word).rstrip("s") != nouns[0].rstrip("s") or begins_with_other_card(" ".join(words[place:])):
            continue
        end = place + 1
        while end < len(words) and all(
            piece in nouns or piece in _ARTICLES for piece in bare_words(words[end])
        ):
            end += 1
        while end - 1 > place and all(piece in _ARTICLES for piece in bare_words(words[end - 1])):
            end -= 1  # "deux passeports, un pour moi…"
        start = next((at for at in (place - 1, place - 2) if at >= 0 and bare(words[at]) in _COUNTS), None)
        if start is None:
            return 1, title
        return _COUNTS[bare(words[start])], " ".join(words[start:end])
    return None


def _people(folded: str) -> int:
    """For how many people it is, when children are among them; else 1: a Pacs is for two, and one file."""
    words = bare(folded)
    if _TWINS.search(words):
        return 2 + bool(_AND_ME.search(words)) + bool(_PARTNER.search(words))
    found = _CHILDREN.search(words)
    if found is None:
        return 1
    return _COUNTS.get(found["count"], 1) + bool(_AND_ME.search(words)) + bool(_PARTNER.search(words))
