"""The question just answered, asked again of somebody else, of a day or of its place: "et pour mon mari"."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeGuard

from flows.actions import Action, FindAnswers, Value
from flows.appointments.wish import times_visit
from flows.ask import Talk
from flows.bereaved import where_it_happened
from flows.booking import AppointmentKindsFound, FindAppointmentKinds, answered
from flows.collect.numbers import with_digits
from flows.collect.words import bare
from flows.events import AnswersFound, Event
from flows.follow_up import Told, follow_up, tells_whom
from flows.told_age import OF_AGE, adult_and_minor, kin_of_age

TOWN_HALL = "horaires-contact-mairie"
"""The article that tells where the town hall is."""

_LED = r"(?:(?:et|mais|alors|euh|sinon|aussi|c est|ce serait|and|what about|but|so) )*"
_AFTER = (
    r"(?: (?:aussi|alors|c est (?:pareil|la meme chose|comment|quoi)"
    r"|ca (?:marche comment|change quelque chose)"
    r"|too|as well|is it the same|s il vous plait|please))*"
)
_FOR_WHOM = re.compile(
    rf"^{_LED}(?:pareil |la meme chose |the same )?(?:pour|for) (?P<who>(?:\w+ ){{1,3}}?\w+){_AFTER}$"
    rf"|^(?:et|and|what about) (?P<led>(?:mon|ma|mes|son|sa|ses|my) (?:\w+ )?\w+){_AFTER}$"
)
_ENGLISH_KIN = re.compile(
    r"^my (?:(?P<grown>wife|husband|partner|mother|father|mum|mom|dad|parents?|girlfriend|boyfriend|fiancee?)"
    r"|(?P<child>child|children|kids?|son|daughter|baby))$"
)
_FRENCH_KIN = re.compile(
    r"^(?:mon|ma|mes|son|sa|ses) (?:(?:futur|future|petite?|beau|belle|grand|grande|ex) )?(?P<kin>\w+)$"
)
_ALSO_GROWN = re.compile(r"^(?:copain|copine|ami|amie|frere|soeur|fiancee?|colocataire|coloc|collegue)$")
_WITH_AGE = re.compile(
    rf"^{_LED}pour (?:mon|ma|mes|son|sa|ses|leur|une?|le|la|l) (?:\w+ ){{1,5}}(?P<years>\d+) ans?{_AFTER}$"
)
""""Et pour son frère de dix ans"."""
_DAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)"
)
_ON_DAY = re.compile(
    rf"^{_LED}(?:est ce que |on peut |je peux |vous (?:le )?faites ca )?"
    r"(?:ca se fait |possible |is it possible )?"
    rf"(?:(?:venir|passer|y aller|faire|come) )?(?P<when>(?:le |les |un |ce |on |on a )?(?P<day>{_DAYS})s?"
    r"(?: (?:matin|soir|apres midi|morning|afternoon|evening))?)"
    r"(?: (?:aussi|c est (?:possible|bon|ouvert)|est ce (?:possible|que c est possible)|c est aussi possible"
    r"|possible|on peut(?: (?:venir|y aller|passer|le faire))?|je peux(?: (?:venir|y aller|passer|le faire))?"
    r"|ca marche|ca se fait|is it possible|is that possible|can i come|is it ok))*$"
)
_PLAINLY_ASKED = re.compile(r"\b(?:et|aussi|possible|peut|peux|marche|se fait|bon|ouvert|and|can|ok)\b")
""""Samedi" alone, or "le samedi", chooses a day."""
_ASKS_OPEN = re.compile(r"\bouvert\b")
_TO_COME = re.compile(r"\b(?:venir|passer|aller|come|possible)\b")
_COME_HERE = re.compile(r"\b(?:venez|presentez vous|passez|sans rendez vous|au guichet|come|at the desk)\b")
"""An answer that has one come: the hours of its service say when."""
_HOURS_TOLD = re.compile(r"\b(?:est|sont|is|are) (?:ouvert|ferme|open|closed)(?:e?s?)\b")
_ITS_DAYS = re.compile(rf"(?<!\bun )\b{_DAYS}s?\b")
"""Not "si le dernier jour tombe un samedi"."""


_WHERE = re.compile(
    rf"^{_LED}(?:du coup )?(?:c est ou|ou c est|ou ca|ou est ce(?: que c est)?|(?:c est )?a quel endroit"
    r"|(?:c est )?(?:quoi |quelle (?:est )?)?l? ?adresse|quelle adresse"
    r"|ou (?:je dois|il faut|dois je) (?:aller|venir)|je (?:dois )?(?:vais|aller|viens|venir) ou"
    r"|where (?:is it|is that|do i go)|what is the address|the address)"
    r"(?: (?:exactement|ca|deja|s il vous plait|please))*$"
)
_STREET = re.compile(
    r"\b(?:rue|place|avenue|chemin|boulevard|quai|allee|impasse|zone)\b"
    r"(?! (?:et|ou|\w+ez)\b)"
)
_OF_HOURS = re.compile(r"^(?:les horaires (?:de |du |des |d')|the opening hours of )")
""""Les horaires de la déchèterie": it is the déchèterie that is somewhere."""


_HERE = re.compile(r"\b(?:mairie|accueil|guichet|etat civil|service|town hall|reception|desk|office)\b")
_NOT_HERE = re.compile(
    r"\b(?:pas de la mairie"
    r"|mairie (?:du|de|d) (?:lieu|naissance|votre|son|sa|residence|domicile|mariage|deces)"
    r"|(?:ne|n) (?:\w+ ){0,2}(?:pas|rien)|not (?:\w+ )*town hall|town hall (?:does|is) not"
    r"|town hall (?:of|where|in)|police nationale|gendarmerie|prefecture|consulat|finances publiques)\b"
)
"""Of another body, or of the town hall of another place: our address would send them wrong."""
_AGE = re.compile(
    r"^(?:(?:oui|ben|euh|et|yes|well) )*(?:(?:il|elle|mon fils|ma fille)"
    r" (?:a|va avoir|aura|vient d avoir)"
    r" (?:\w+ ){0,2}?\w+ (?:ans?|mois)(?: et demi)?"
    r"|(?:he|she|my son|my daughter) (?:is|s|will be|turns) (?:only |just |nearly |almost |about )*"
    r"(?:\d+|two|three|tree|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen)(?: and a half)?(?: years old| months old)?)$"
)
_ADDRESS = re.compile(r"\b(?:au|à|at) (\d+.*?)\.?$")
_OF_CHILDREN = re.compile(r"\b(?:enfants?|mineure?s?|child|children|minors?|ans|years)\b")
_OPEN_ON = {"fr": "vous êtes ouverts {day}", "en": "are you open {day}"}
_WHERE_IS = {"fr": "où se trouve {what}", "en": "where is {what}"}


_WHAT_NEXT = re.compile(
    rf"^{_LED}(?:(?:bon|donc|moi|maintenant|du coup|concretement) )*"
    r"(?:qu est ce (?:que je|qu on|qu il) (?:dois|doit|peux|peut|faut|fais|fait)(?: faire)?"
    r"|(?:que|quoi) (?:dois je )?faire|je (?:dois )?(?:fais|faire) (?:quoi|comment)"
    r"|(?:il )?faut faire (?:quoi|comment)"
    r"|comment (?:je fais|on fait|faire|ca se passe)|je (?:ne )?sais (?:pas|plus) (?:quoi|comment) faire"
    r"|et (?:apres|ensuite)|(?:apres|ensuite)|quelles sont les demarches|c est quoi les demarches"
    r"|what (?:do|should) i (?:have to )?do|what next|and then)"
    r"(?: (?:maintenant|alors|ensuite|apres|exactement|du coup|s il vous plait|now|next))*$"
)


@dataclass(frozen=True)
class Again:
    """What to say of the answer that was just given."""

    said: tuple[str, ...] = ()
    """Its sentences; none: it does not tell."""
    case: int | None = None
    """The place of another case."""
    anew: bool = False
    """Which case it is has to be asked again."""
    prompt: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


_NEEDED = re.compile(
    rf"^{_LED}(?:du coup |donc |ah |bon )*(?:(?:il |y )?(?:ne )?faut|on doit|je dois)"
    r" (?:absolument |obligatoirement |forcement |bien |quand meme )*(?:prendre |avoir )?(?:un )?"
    r"(?:rendez vous|rdv)(?: (?:avant|d abord|obligatoirement|forcement|pour ca|pour cela))*$"
)


class Whom(Enum):
    """Who a question is asked again for."""

    GROWN = "grown"
    CHILD = "child"


def asked_for(words: str) -> Whom | None:
    """Whom the same is asked for, and nothing else: "et pour mon mari"; None where nobody is."""
    said = bare(words)
    if aged := _WITH_AGE.search(with_digits(said)):
        return Whom.GROWN if int(aged["years"]) >= OF_AGE else Whom.CHILD
    found = _FOR_WHOM.search(said)
    if found is None:
        return None
    who = found["who"] or found["led"]
    if english := _ENGLISH_KIN.search(who):
        return Whom.GROWN if english["grown"] else Whom.CHILD
    if re.fullmatch(r"(?:les|des|the) (?:enfants?|petits|mineurs?|children|kids)", who):
        return Whom.CHILD
    french = _FRENCH_KIN.search(who)
    kin = kin_of_age(f"mon {french['kin']}") if french else frozenset()
    if len(kin) == 1:
        return Whom.GROWN if True in kin else Whom.CHILD
    return Whom.GROWN if french and _ALSO_GROWN.search(french["kin"]) else None


def day_asked(words: str) -> str:
    """The day of the week that is asked about, and nothing else: "et le samedi c'est possible"."""
    said = bare(words)
    found = _ON_DAY.search(said)
    return found["day"] if found and _PLAINLY_ASKED.search(said) else ""


def asks_if_booked(words: str) -> bool:
    """ "Faut prendre rendez-vous", after an answer: a question about it, and no visit that is asked for."""
    return _NEEDED.search(bare(words)) is not None


def day_is_told(told: Told | None, words: str) -> bool:
    """Is it a day that is asked about, of which the answer itself tells?"""
    day = day_asked(words)
    return bool(told and day and told_of_day(told, day))


def told_of_day(told: Told, day: str) -> tuple[str, ...]:
    """The sentences of the answer that name that day of the week."""
    return tuple(one for one in sentences_of(told.text) if re.search(rf"(?<!\bun )\b{day}s?\b", bare(one)))


def tells_hours(told: Told) -> bool:
    """Is the answer opening hours? The calendar reads what is asked after them: it knows the closed days."""
    choice = told.choice
    if choice.slug == TOWN_HALL or "@" in choice.topic or _OF_HOURS.search(choice.title):
        return True
    return _HOURS_TOLD.search(bare(choice.spoken)) is not None


def asks_where(words: str) -> bool:
    """Is the place asked for, and nothing else: "et c'est où"?"""
    return _WHERE.search(bare(words)) is not None


def tells_an_age(words: str) -> bool:
    """ "Il a trois ans", or "pour un adulte", where something was understood: it is that, and no subject."""
    return _AGE.search(bare(words)) is not None or tells_whom(words)


def names_a_street(sentences: Iterable[str]) -> tuple[str, ...]:
    """Those of the sentences that tell an address."""
    return tuple(one for one in sentences if _STREET.search(bare(one)))


def whose_place(told: Told) -> str:
    """What is somewhere, where hours were told: "la déchèterie"; empty where something else was."""
    title = told.choice.title
    return _OF_HOURS.sub("", title) if _OF_HOURS.search(title) else ""


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def asked_again(talk: Talk, told: Told, words: str, topic: str) -> Generator[Action, Event, Again | None]:
    """What to say where the same is asked of somebody else, a day or its place; None where it is not."""
    if (whom := asked_for(words)) is not None:
        return _for_somebody_else(told, words, whom)
    if day := day_asked(words):
        return (yield from _on_day(talk, told, words, day, topic))
    details = tuple(sentences_of(told.choice.details)) if told.choice.details else ()
    if details and _WHAT_NEXT.search(bare(words)):
        return Again(said=details)
    if happened := where_it_happened(told.text, details, words):
        return Again(said=happened)
    return (yield from _where_it_is(talk, told)) if asks_where(words) else None


def _for_somebody_else(told: Told, words: str, whom: Whom) -> Again | None:
    """ "Et pour mon mari": the answer is his as well, but where a case decides, or a child is told of."""
    choice = told.choice
    ages = adult_and_minor([(case.label, *case.phrases) for case in choice.variants])
    if ages is not None:
        case = ages[0 if whom is Whom.GROWN else 1]
        return Again(prompt="answer.same_for_all") if case == told.case else Again(case=case)
    if choice.question and len(choice.variants) > 1:
        return Again(anew=True)
    if whom is Whom.CHILD:
        return Again(said=tuple(one for one in sentences_of(told.text) if _OF_CHILDREN.search(bare(one))))
    return None if follow_up(told, words, understood=False) else Again(prompt="answer.same_for_all")


def _on_day(
    talk: Talk, told: Told, words: str, day: str, topic: str
) -> Generator[Action, Event, Again | None]:
    """What the answer tells of its days, or else when the service is open for whoever has to come there."""
    if tells_hours(told):
        return None
    said = bare(words)
    its_days = tuple(one for one in sentences_of(told.choice.spoken) if _ITS_DAYS.search(bare(one)))
    asks_open = _ASKS_OPEN.search(said) is not None
    if not asks_open and (held := told_of_day(told, day)):
        return Again(said=held)
    if its_days:
        return Again(said=its_days)
    if not asks_open and (yield from times_visit(talk, told.choice, words)):
        return None
    if asks_open or _TO_COME.search(said) or _COME_HERE.search(bare(told.text)):
        found = _ON_DAY.search(said)
        when = re.sub(r"^(?:un|on a) ", "", found["when"]) if found else day
        when = when.removeprefix("on ")
        opened = yield from _open_on(talk, f"on {when}" if talk.language == "en" else when, topic)
        return Again(said=opened)
    return None


def _open_on(talk: Talk, day: str, topic: str) -> Generator[Action, Event, tuple[str, ...]]:
    """The hours of the service in charge on a day that the answer tells nothing of; empty for none."""
    found = yield FindAnswers(
        text=_OPEN_ON[talk.language].format(day=day), topic=topic, language=talk.language
    )
    return (found.choices[0].spoken,) if _is_sure(found) else ()


def _where_it_is(talk: Talk, told: Told) -> Generator[Action, Event, Again | None]:
    """The address, where the answer tells none: of what was answered, or of the town hall it speaks of."""
    if names_a_street(sentences_of(told.text)):
        return None
    event = yield FindAppointmentKinds(text=told.choice.slug, language=talk.language)
    kinds = answered(event, AppointmentKindsFound).kinds
    for kind in kinds:
        if kind.slug == told.choice.slug and kind.place:
            return Again(prompt="answer.at_place", values={"place": kind.place})
    asked = whose_place(told)
    text = _WHERE_IS[talk.language].format(what=asked) if asked else ""
    found = yield FindAnswers(text=text, article="" if asked else TOWN_HALL, language=talk.language)
    here = _done_here(told)
    if not _is_sure(found) or not (asked or here):
        return None
    street = names_a_street(sentences_of(found.choices[0].spoken))
    if street and not asked and (place := _ADDRESS.search(street[0])):
        return Again(said=here, prompt="answer.at_town_hall", values={"place": place[1]})
    return Again(said=(*here, *street)) if street else None


def _done_here(told: Told) -> tuple[str, ...]:
    """The sentence that has it done at the town hall; none where the answer sends one elsewhere.

    The details are of every case: they tell nothing of the place of the one that was told.
    """
    spoken = told.choice.spoken if told.case is None else told.choice.variants[told.case].spoken
    if any(_NOT_HERE.search(bare(one)) for one in sentences_of(spoken)):
        return ()
    text = told.text if told.case is None else spoken
    return tuple(
        one for one in sentences_of(text) if _HERE.search(bare(one)) and not _NOT_HERE.search(bare(one))
    )[:1]


def _is_sure(found: Event) -> TypeGuard[AnswersFound]:
    return isinstance(found, AnswersFound) and found.decision == "answer" and bool(found.choices)
