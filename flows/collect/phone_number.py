"""A telephone number, dictated in words or keyed: "zéro six douze trente-quatre cinquante-six…".

Of all that the words may be, the length of a French number decides; what is too short for one is taken as its
beginning, and asked the rest of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.collect.dictated import Reading, as_one, earlier_ends, later_starts, readings, takes, ways_to_take
from flows.collect.numbers import cardinals
from flows.collect.words import bare_words
from flows.prompts import phone_in_pairs

LENGTH = 10
"""Digits of a French number, its leading 0 included."""

_PAIR = 2
_AS_FEW = 0.5
"""Numbers more than the straightest reading, that come of a word heard for another."""

#: First digits of the numbers of overseas subscribers, and their country code (Arcep, numbering plan).
_OVERSEAS = {
    **dict.fromkeys(("0262", "0263", "0269", "0639", "0692", "0693"), "262"),
    **dict.fromkeys(("0590", "0690", "0691"), "590"),
    **dict.fromkeys(("0594", "0694"), "594"),
    **dict.fromkeys(("0596", "0696", "0697"), "596"),
}
_ABROAD = {
    **{"44": 9, "1": 10, "34": 9, "41": 9, "351": 9, "31": 9, "32": 8, "212": 9, "213": 8, "216": 8, "39": 8},
    **{"353": 8, "221": 9, "225": 10, "40": 9, "48": 9},
}
"""Least digits after the country code, of the countries that callers most often ring from."""
_FICTION = "063998"
"""Mobile numbers that Arcep keeps for fiction, among those of Réunion: they are mainland France's."""
_PLACE = re.compile(
    r"\b(?:\w+ )?(?:(?P<start>debut|premiers?|commence)|fin|derniers?|derniere|termine)(?: chiffres?)?\b"
)
"""Where a correction goes: "au début", "les deux derniers chiffres"."""


def phone_numbers(text: str, begun: str = "") -> list[str]:
    """The telephone numbers a text may say, in E.164 ("+33612345678"), likeliest first.

    `begun`: digits heard before, which this text continues; a whole number in the text replaces them.
    """
    ways = ways_to_take(text)
    if len(ways) > 1 and _looks_corrected(ways[-1]) and len(dictated_digits(" ".join(ways[-1][-1]))) > _PAIR:
        ways = ways[1:]  # "… trente-six, enfin trente-quatre cinquante-six": no last pair comes
    if (whole := as_one(text)) and not _looks_corrected(ways[0]):
        ways = [*ways, [whole]]  # "… cinquante-six, pardon, soixante-dix-huit": a cough, and all ten digits
    return next((found for said in ways if (found := _numbers(said, begun))), [])


def numbers_said(text: str, begun: str = "") -> list[str]:
    """The same, but for those of words that say the beginning of a number as it is dictated: "zéro six
    soixante-dix quinze vingt" lacks a pair, although 60 and 10 would make ten digits of it.
    """
    return [] if number_begun(text, begun) else phone_numbers(text, begun)


def number_begun(text: str, begun: str = "") -> str:
    """The digits of a number of which these words, read as they are dictated, lack the end; else empty.

    Words that say again all that was `begun` lack nothing: the caller knows of no more.
    """
    straight = next(iter(readings(takes(text)[-1])), None)
    if straight is None or straight.crooked or len(takes(text)) > 1 or (begun and straight.digits == begun):
        return ""
    digits = straight.digits if says_anew(begun, straight.digits) else begun + straight.digits
    lacks_pairs = _PAIR < len(digits) < LENGTH and len(digits) % 2 == 0 and digits.startswith("0")
    return digits if lacks_pairs else ""


def says_anew(begun: str, digits: str) -> bool:
    """Do these digits say again what was begun, from its first one: "06 12" after "06", or "06 12 34"?"""
    whole_again = digits.startswith(begun) or (len(digits) > _PAIR and begun.startswith(digits))
    return begun.startswith("0") and whole_again


def _looks_corrected(said: Sequence[Sequence[str]]) -> bool:
    """Does a take begin with a pair like the one before it: "trente-six, pardon, trente-quatre"?"""
    digits = [found[0].digits if (found := readings(take)) else "" for take in said]
    return any(
        len(before) >= _PAIR and any(a == b for a, b in zip(before[-_PAIR:], after, strict=False))
        for before, after in pairwise(digits)
    )


def _numbers(said: Sequence[Sequence[str]], begun: str) -> list[str]:
    """The numbers that some takes of a dictation may say, likeliest first."""
    heard = [readings(take) for take in said]
    last = heard[-1]
    attempts = [_whole(last), _whole([_after(begun, reading) for reading in last] if begun else [])]
    if len(heard) > 1:
        attempts.append(_whole(_resumed(begun, heard[-2], last)))
    attempts.append([_without_zero(reading) for reading in _straight(last) if _lost_its_zero(reading)])
    attempts.append([_with_plus(reading) for reading in last if _lost_its_plus(reading)])
    attempts += [_whole(readings(end)) for end in later_starts(said[-1])]
    attempts.append([number for reading in last if (number := _said_again(begun + reading.digits))])
    attempts += [_whole(readings(start)) for start in earlier_ends(said[-1])]
    return next((list(dict.fromkeys(found)) for found in attempts if found), [])


def dictated_digits(text: str) -> str:
    """The likeliest digits of a text, however many, as it corrects them; empty when it says none."""
    digits = ""
    for take in takes(text):
        if found := readings(take):
            digits = (without_mistake(digits, found[0].digits) if digits else "") + found[0].digits
    return digits


def first_digits(text: str) -> str:
    """The likeliest digits of a text that begins a number, and its 0 where that was left out: "six douze"."""
    digits = dictated_digits(text)
    straight = next(iter(readings(takes(text)[-1])), None)
    lacks_zero = straight is not None and straight.digits == digits and _begins_without_zero(straight)
    return f"0{digits}" if lacks_zero else digits


def _begins_without_zero(reading: Reading) -> bool:
    """One digit and pairs: "six douze trente-quatre"."""
    pairs, lone = divmod(len(reading.digits), _PAIR)
    plain = not reading.crooked and reading.numbers == pairs + 1
    return plain and lone == 1 and pairs > 0 and reading.digits[0] in "1234567"


def begins_again(text: str) -> bool:
    """ "Non, treize": do these words take back what was dictated before them, and not each other?"""
    return len(takes(f"0 {text}")) > 1 and not any(readings(take) for take in takes(text)[:-1])


def without_mistake(begun: str, again: str) -> str:
    """The digits heard before, less those that `again`, said after "non", replaces.

    That is their last pair, or the whole of them when it begins as a number does.
    """
    last = pairs_of(begun)[-1]
    starts_over = again.startswith(("0", "+")) and not (len(again) == _PAIR and last.startswith("0"))
    return "" if starts_over else begun[: len(begun) - len(last)] if again else begun


def national(number: str) -> str:
    """How a number is dialled in France: "+33612345678" is "0612345678"; foreign ones keep their +."""
    if number.startswith("+33"):
        return f"0{number[3:]}"
    for prefix, country in _OVERSEAS.items():
        if number.startswith(f"+{country}{prefix[1:]}") and len(number) == len(country) + LENGTH:
            return f"0{number[len(country) + 1 :]}"
    return number


def written_number(number: str) -> str:
    """A number as it is read back: "+33612345678" is "06 12 34 56 78"."""
    return phone_in_pairs(national(number))


def reachable(caller: str) -> str:
    """The number a call came from if it can be rung back; empty when it is hidden or no number at all."""
    return caller if re.fullmatch(r"\+[1-9]\d{7,14}", caller) else ""


def is_mobile(number: str) -> bool:
    """Can this E.164 number receive an SMS? French ones only from 06 and 07; foreign ones do not tell."""
    dialled = national(number)
    return bool(re.fullmatch(r"0[67]\d{8}", dialled)) or (
        dialled.startswith("+") and bool(re.fullmatch(r"\+\d{8,15}", dialled))
    )


def corrects_a_part(words: str) -> bool:
    """ "À la fin c'est 79": these words tell which part of a number they correct."""
    return _PLACE.search(" ".join(bare_words(words))) is not None


def corrected_number(number: str, words: str) -> str | None:
    """A number as some words correct it; None when they say nothing of it.

    "non, 06 13…" replaces it; "à la fin c'est 79" its end; "au début c'est 07" its beginning; "66, pas 56"
    (in either order) that pair; "79" alone the pair that resembles it most.
    """
    if whole := numbers_said(words):
        return whole[0]
    dialled = national(number)
    plain = " ".join(bare_words(words))
    groups = [group for group in _groups(_PLACE.sub(" ", plain)) if len(group) <= len(dialled)]
    if not groups or not dialled.isdigit():
        return None
    said = "".join(groups)
    if place := _PLACE.search(plain):
        if len(groups) > 1 and groups[0] == "7" and len(said) % 2:
            said = said[1:]  # "à la fin c'est 79", whose "c'est" was heard "sept"
        start = place["start"] is not None
        return _to_e164(said + dialled[len(said) :] if start else dialled[: -len(said)] + said)
    if len(groups) == 2 and len(groups[0]) == len(groups[1]):
        for old, new in (groups, groups[::-1]):
            if (at := _last_pair(dialled, old)) >= 0 and new not in pairs_of(dialled):
                return _to_e164(dialled[:at] + new + dialled[at + len(old) :])
    if len(said) == 2:
        pairs = pairs_of(dialled)
        likeness = [sum(a == b for a, b in zip(pair, said, strict=True)) for pair in pairs]
        if max(likeness) == 1:
            at = 2 * max(index for index, score in enumerate(likeness) if score == 1)
            return _to_e164(dialled[:at] + said + dialled[at + 2 :])
    return None


def _whole(found: Sequence[Reading]) -> list[str]:
    """The readings that are whole numbers, unless a straighter one shows that the number is only begun."""
    begun = [r for r in found if not r.crooked and len(r.digits) < LENGTH and len(r.digits) % 2 == 0]
    numbers = [
        number
        for reading in sorted(found, key=lambda reading: reading.cost)
        if len(reading.digits) >= LENGTH
        and not any(_is_forced(reading, shorter) for shorter in begun)
        and (number := _to_e164(reading.digits)) is not None
    ]
    return sorted(numbers, key=lambda number: not number.startswith("+33"))


def _is_forced(reading: Reading, shorter: Reading) -> bool:
    """Does this reading cut numbers apart in a way nobody dictates, to be longer than the shorter one?

    One that is a whole number where the other lacks its last pair is believed sooner: "trente deux quatre
    vingt" may be 30, 2, 4, 20. It is read back, and whoever had only paused says so.
    """
    cuts, gained = reading.numbers - shorter.numbers, len(reading.digits) - len(shorter.digits)
    whole_but_for_a_pair = len(reading.digits) == LENGTH and gained == _PAIR
    return bool(reading.crooked) or cuts > (gained if whole_but_for_a_pair else gained / 2)


def _after(begun: str, reading: Reading) -> Reading:
    return replace(reading, digits=begun + reading.digits)


def _said_again(digits: str) -> str | None:
    """The number of whoever begins it again without a word: "06, 06 12…", or says it twice over."""
    first, again = digits[:-LENGTH], digits[-LENGTH:]
    repeated = len(first) >= _PAIR and first[0] == "0" and again.startswith(first)
    return _to_e164(again) if repeated else None


def _lost_its_zero(reading: Reading) -> bool:
    """One digit and four pairs, or nine digits: a French number without its 0."""
    plain = not reading.crooked and reading.numbers in (5.0, 9.0)
    return plain and bool(re.fullmatch(r"[1-79]\d{8}", reading.digits))


def _without_zero(reading: Reading) -> str:
    return _to_e164(f"0{reading.digits}") or ""


def _lost_its_plus(reading: Reading) -> bool:
    """ "Trente trois six douze…": the country code of France without its plus."""
    # The country code itself is said astride: eleven digits count in pairs from the end.
    return reading.crooked <= 1 and bool(re.fullmatch(r"330?[1-79]\d{8}", reading.digits))


def _with_plus(reading: Reading) -> str:
    return _to_e164(f"+{reading.digits}") or ""


def _resumed(begun: str, before: Sequence[Reading], last: Sequence[Reading]) -> list[Reading]:
    """Readings where the last take replaces the end of the one before, or of what was begun.

    Numbers cut apart in a way nobody dictates, "trente, quatre", are never tried: any length could be made
    of them, and a wrong number with it.
    """
    olds = [begun + old.digits for old in _straight(before)] or [begun]
    return [_after(old[:-cut], new) for cut in (2, 1, 4) for old in olds for new in _straight(last)]


def _straight(found: Sequence[Reading]) -> list[Reading]:
    """The readings that need fewest numbers."""
    fewest = min((reading.cost for reading in found), default=0.0)
    return [reading for reading in found if reading.cost <= fewest + _AS_FEW]


def _to_e164(digits: str) -> str | None:
    """Dialled digits in E.164; None when they are no number one can be rung back on.

    08 numbers are refused: whoever calls them pays.
    """
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if found := re.fullmatch(r"\+330?([1-79]\d{8})", digits):
        return f"+33{found[1]}"
    if found := re.fullmatch(r"0([1-79]\d{8})", digits):
        country = "33" if digits.startswith(_FICTION) else _OVERSEAS.get(digits[:4], "33")
        return f"+{country}{found[1]}"
    foreign = re.fullmatch(r"\+(?!33)[1-9]\d{7,14}", digits) is not None
    return digits if foreign and not is_short_abroad(digits) else None


def is_short_abroad(digits: str) -> bool:
    """Does a number that begins as one of a country known here lack digits?"""
    known = next((code for code in _ABROAD if digits.startswith(f"+{code}")), None)
    return known is not None and len(digits) - 1 - len(known) < _ABROAD[known]


def _groups(words: str) -> list[str]:
    """The numbers of a correction, one by one."""
    tokens = bare_words(words)
    groups: list[str] = []
    at = 0
    while at < len(tokens):
        numbers = [n for n in cardinals(tokens, at) if len(n.digits) <= 3 or tokens[at].isdecimal()]
        if not numbers:
            at += 1
            continue
        zero = numbers[0].value == 0 and groups[-1:] != ["0"]
        if groups and groups[-1] == "0" and len(numbers[0].digits) == 1:
            groups[-1] += numbers[0].digits
        else:
            groups.append("0" if zero else numbers[0].digits)
        at = numbers[0].end
    return groups


def pairs_of(digits: str) -> list[str]:
    """Digits two by two, as a telephone number is said; the last one alone when they are odd."""
    return [digits[at : at + 2] for at in range(0, len(digits), 2)]


def _last_pair(digits: str, group: str) -> int:
    """Where a group stands in a number, on a pair's edge, the last time; -1 when nowhere."""
    return next(
        (
            at
            for at in range(len(digits) - len(group), -1, -1)
            if at % 2 == 0 and digits.startswith(group, at)
        ),
        -1,
    )
