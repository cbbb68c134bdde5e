"""Which of the slots offered an answer picks: by its place, its day, its hour; or when instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum

from flows.ask import Reply, Talk
from flows.booking import Slot
from flows.choosing import Option
from flows.collect.another_day import other_day
from flows.collect.day_words import MONTH
from flows.collect.moments import read_when
from flows.collect.told_place import told_place, without_place
from flows.collect.when import When
from flows.collect.words import bare
from flows.english.written import MONTHS
from flows.events import Heard
from flows.understand import fold

LATER_KEY = "4"
_LONGEST_PICK = 8
"""Words of an answer that may be a place in the list: a longer one is about something else."""
_NAMELESS = Option("")
"""A slot as an option: only its place can choose it here."""
_ORDINAL = re.compile(r"premi|deuxi|second|troisi|derni|numéro|choix|first|third|last|number")
_OPENINGS = re.compile(
    r"^(?:(?:oui|non|attendez|plutôt|finalement|en fait|pardon|je (?:préfère|prends|voudrais)|alors"
    r"|yes|no|wait|rather|actually|sorry|i'd (?:prefer|rather|like)|i'll take) )+"
)
"""What leads to the choice itself."""
_PLACES = {
    "premi": r"\b(?:premi\w+|first)\b",
    "deuxi": r"\b(?:deuxi\w+|seconde?)\b",
    "troisi": r"\b(?:troisi\w+|third)\b",
}
_PLACE_ALONE = re.compile(
    r"(?:(?:le|la|the) )?(?:premi\w+|deuxi\w+|seconde?|troisi\w+|derni\w+|first|second|third|last)(?: one)?"
)


def names_a_place(text: str) -> bool:
    """ "Non, plutôt le deuxième", and nothing else."""
    return _PLACE_ALONE.fullmatch(_OPENINGS.sub("", fold(text))) is not None


def names_places(text: str) -> bool:
    """Is a slot designated by its place, or are two?"""
    return any(re.search(place, fold(text)) for place in _PLACES.values())


def _names_two_places(text: str) -> bool:
    """ "Le premier et le deuxième": neither one slot, nor the first of the month."""
    return sum(bool(re.search(place, fold(text))) for place in _PLACES.values()) > 1


_OR = re.compile(r" (?:ou(?: bien| alors)?|or) ")
""" "Le premier ou le deuxième": either will do."""
_ANY_OF_THEM = re.compile(
    r"^(?:(?:oui|ah|oh|bon|ben|alors|yes|well|oh) )*(?:(?:les (?:deux|trois)|tous(?: les (?:deux|trois))?"
    r"|ils|n importe lequel|peu importe(?: lequel)?) ?(?:me |m )?(?:vont|conviennent|va|arrangent|ira)"
    r"(?: tous)?"
    r"|(?:all(?: of them| three)?|both(?: of them)?|any(?: of them| one)?|either(?: of them)?)"
    r" (?:is|are|would be|will|suits?|works?|do) ?(?:fine|good|ok|okay|do|me)?)(?: (?:bien|tres bien))?$"
)
_FIRST_OR_ANY = re.compile(
    r"^(?:(?:oui|ah|oh|bon|ben|alors|euh|je (?:prends|veux|voudrais)|ca sera|ce sera|donnez moi|mettez moi"
    r"|prenez|i ll take|give me|yes|well) )*"
    r"(?:(?:le|la) (?:tout )?premi(?:er|ere)(?: (?:creneau|rendez vous|rdv|date))?"
    r" (?:qui (?:vient|se presente|se libere|est libre)|venue?|disponible|dispo|libre|possible"
    r"|que vous (?:avez|trouvez|pouvez))"
    r"|n importe|peu importe|(?:ca )?m est egal"
    r"|the (?:very )?first (?:available|free|possible|you have|there is)"
    r"|whichever|it doesn t matter)"
    r"(?: (?:ca|ira|me va|c est bien|tres bien|s il vous plait|merci|pour moi|please|thanks|one|is fine))*$"
)
""""Le premier qui vient", "n'importe": no date, and no slot more than another."""
_ENGLISH_MONTHS = "|".join(name.lower() for name in MONTHS)
_THE_ONE = re.compile(r"\b(?:celui|celle|the one|that one)\b")
_MONTH = re.compile(rf"\b(?:{MONTH}|{_ENGLISH_MONTHS}|mois|month)\b")


class Later(Enum):
    """Other slots than those offered."""

    LATER = "later"
    """After them."""
    THAT_DAY = "that day"
    """After them, on the same day."""
    EARLIER = "earlier"
    """Those that were offered before them."""
    FIRST = "first"
    """Those that were offered first of all."""
    LATEST = "latest"
    """The last ones there are."""
    LATE_IN_DAY = "late in the day"
    """At the end of a day, whichever it is."""
    ANOTHER_WEEK = "another week"
    """From the week after theirs on."""


_ASKED_FOR = (
    (
        Later.LATE_IN_DAY,
        r"\b(?:le|la|au) plus tard (?:possible )?(?:dans|de|en|d) (?:la |l |une )?"
        r"(?:journee|apres midi|jour)\b"
        r"|\bas late (?:as possible )?in the day\b|\blate in the day\b|\bthe latest in the day\b",
    ),
    (
        Later.ANOTHER_WEEK,
        r"\b(?:une autre|l autre|une prochaine|pas cette) semaine\b"
        r"|\bplus tard (?:dans le|ce) mois\b|\blater (?:in the|this) month\b"
        r"|\b(?:another|a different) week\b",
    ),
    (
        Later.LATEST,
        r"\b(?:le|la|au) plus tard (?:possible|que vous (?:pouvez|avez)|que possible)|\bau plus tard$"
        r"|\b(?:les )?(?:toutes )?dernieres dates\b"
        r"|\b(?:as late as possible|the latest (?:one|you have|possible))\b",
    ),
    (
        Later.THAT_DAY,
        r"\bplus tard (?:dans|de|pendant) (?:la|cette) (?:journee|matinee|apres midi)\b"
        r"|\bplus tard (?:le meme jour|ce jour la)\b"
        r"|\blater (?:that|the same|in the) day\b|\blater on the day\b",
    ),
    (
        Later.FIRST,
        r"\b(?:revenez|revenir|revenons|retournez|reprenez|reprenons|redonnez"
        r"|redites)\b(?: \w+){0,2}? (?:au debut"
        r"|aux? premiers?|les premiers|aux? tout premiers?)|\bles (?:tout )?premiers (?:que|creneaux"
        r"|rendez vous)\b"
        r"|\b(?:back to|go back to) the (?:first|start|beginning)\b|\bthe first ones\b",
    ),
    (
        Later.EARLIER,
        r"\btrop (?:tard|loin)\b|\btoo (?:late|far)\b"
        r"|^(?:(?:non|oui|plutot|un peu|c est|quelque chose|euh|mais|vous avez|avez vous|rien|pas|no|a bit"
        r"|something"
        r"|anything|rather|do you have) )*(?:plus tot|avant|ceux d avant|les precedents|celui d avant|earlier"
        r"|sooner|before|the ones before)(?: (?:s il (?:vous|te) plait|please|ca|si possible))*$",
    ),
)


def _wants_others(text: str) -> Later | None:
    """Which other slots these words ask for, beside "plus tard"."""
    words = bare(text)
    return next((asked for asked, pattern in _ASKED_FOR if re.search(pattern, words)), None)


_TAKES_BACK = re.compile(
    r" (?:ah |euh |enfin |oh |ou |er )*(?:non(?! pas\b)|pardon|plutôt(?! que?\b)|no(?! not\b)|sorry"
    r"|rather(?! than\b)|actually|i mean|je veux dire)"
    r"(?: (?:non|pardon|plutôt|euh|en fait|wait|actually|sorry))* "
)


_AND_NOT = re.compile(r" (?:et |mais |and |but )?(?:non )?(?:pas|not) .+$")
""" "Le deuxième, pas le premier"."""


def _taken_back(text: str) -> tuple[str, str]:
    """What is said first, and last in its place: "le premier non le deuxième"; the last empty for none."""
    before, *others = _TAKES_BACK.split(fold(text))
    return before.strip(), others[-1].strip() if others and before.strip() else ""


def understood(talk: Talk, reply: Reply, slots: Sequence[Slot], today: date) -> Slot | When | Later | None:
    """The slot a reply picks, or when the caller would rather come; None when it says neither."""
    if not isinstance(reply, Heard):
        key = reply.digits
        if key == LATER_KEY:
            return Later.LATER
        return slots[int(key) - 1] if key in list("123"[: len(slots)]) else None
    before, rather = _taken_back(reply.text)
    if rather and understood(talk, Heard(text=before), slots, today) is not None:
        meant = understood(talk, Heard(text=rather), slots, today)
        if isinstance(meant, Slot) or (isinstance(meant, When) and talk.language != "fr"):
            return meant  # a moment taken back in French is read by `moments`, which keeps its day
    for text in (reply.text, *reply.alternatives):
        if names_a_place(meant_alone := _AND_NOT.sub("", fold(text))):
            text = meant_alone
        if (place := _place_alone(talk, text, slots, today)) is not None:
            return slots[place]
        if (another := other_day(talk.language, text, slots, today)) is not None:
            return another
        if (others := _wants_others(text)) is not None:
            return others
        if slots and (_ANY_OF_THEM.search(bare(text)) or _FIRST_OR_ANY.search(bare(text))):
            return slots[0]
        if _names_two_places(text):
            first = _OR.split(fold(text))[0]
            return understood(talk, Heard(text=first), slots, today) if first != fold(text) else None
        when = _of_the_month_offered(talk.language, text, slots, today)
        if (picked := _picked(talk, text, slots, when)) is not None:
            return picked
        if when is not None:
            return when
        if talk.tongue.wants_later(text):
            return Later.LATER
    return None


def _place_alone(talk: Talk, text: str, slots: Sequence[Slot], today: date) -> int | None:
    """The place told, "va pour le premier", where no moment is told with it."""
    place = told_place(text, len(slots))
    told_too = None if place is None else read_when(talk.language, without_place(text), today)
    return place if told_too in (None, When()) else None


def _of_the_month_offered(language: str, text: str, slots: Sequence[Slot], today: date) -> When | None:
    """When, as these words say it; a day said by its number alone, "le vingt", is of the month offered."""
    when = read_when(language, text, today)
    if when is None or not (when.first or when.but) or not slots or _MONTH.search(bare(text)):
        return when
    month = datetime.fromisoformat(slots[0].start).date().replace(day=1)
    if month <= today:
        return when
    there = read_when(language, text, month)
    if when.first is None:
        numbers = [[day.day for day in said.but] for said in (when, there) if said]
        return there if there and len(numbers) == 2 and numbers[0] == numbers[1] else when
    if there is None or there.day is None or there.problem:
        return when
    same_number = there.day.day == when.first.day and there.day.replace(day=1) == month
    return there if same_number else when


def _picked(talk: Talk, text: str, slots: Sequence[Slot], when: When | None) -> Slot | None:
    """The one slot that a day, an hour, a place in the list, or no preference at all designates."""
    words = talk.tongue.without_fillers(text)
    words = _OPENINGS.sub("", words)
    nameless = [_NAMELESS] * len(slots)
    place = talk.tongue.chosen_option(words, nameless) if len(words.split()) <= _LONGEST_PICK else None
    if place is not None and _ORDINAL.search(words):
        return slots[place]
    if when is not None:
        fitting = [slot for slot in slots if _fits(slot, when)]
        if len(fitting) == 1 or (fitting and (when == When() or _THE_ONE.search(bare(text)))):
            return fitting[0]
    if place is not None:
        return slots[place]
    if len(slots) == 1 and talk.tongue.yes_or_no(text):
        return slots[0]
    return slots[0] if _agrees_alone(talk, text) else None


_SUITS = re.compile(
    r"(?:(?:oui|ok|okay|d accord|ah|bon|alors|parfait|tres bien) )*"
    r"(?:ca|cela) (?:(?:me|m|nous) )?(?:va|convient|irait|ira|arrange|marche|conviendrait)"
    r"(?: (?:bien|tres|parfaitement|aussi|merci|pour moi|s il vous plait))*"
)


def _agrees_alone(talk: Talk, text: str) -> bool:
    """ "Parfait", "ça me va": a yes and nothing else, at the offer of several: the first is read back."""
    if talk.language == "fr" and _SUITS.fullmatch(bare(text)):
        return True
    beside = talk.tongue.besides(text)
    return talk.tongue.yes_or_no(text) is True and (not beside or talk.tongue.yes_or_no(beside) is True)


def _fits(slot: Slot, when: When) -> bool:
    start = datetime.fromisoformat(slot.start)
    return (
        (when.first is None or start.date() >= when.first)
        and (when.last is None or start.date() <= when.last)
        and (not when.weekdays or start.weekday() in when.weekdays)
        and (when.at is None or start.time() == when.at)
        and (when.earliest is None or start.time() >= when.earliest)
        and (when.latest is None or start.time() < when.latest)
        and start.date() not in when.but
        and (not when.parts or any(_fits(slot, part) for part in when.parts))
    )
