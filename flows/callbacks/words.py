"""What a caller's words say of being rung back: what about, and when instead."""

from __future__ import annotations

import re
from datetime import date, datetime

from flows.ask import Talk
from flows.booking import Window
from flows.collect.moments import read_when
from flows.collect.numbers import with_digits
from flows.collect.phone_number import dictated_digits
from flows.collect.when import When
from flows.collect.words import bare

_PLAIN = re.compile(
    r"\b(?:est ce|que|qu|il|on|je|j|vous|moi|me|m|nous|a|au|aux|de|du|d|le|la|l|les|un|une|en|par|pour|et"
    r"|ou|si|bonjour|merci|svp|s|te|vous|plait|oui|non|voudrais|aimerais|souhaite|souhaiterais|prefere"
    r"|veux|veut"
    r"|neuf|sauf|hors|sept|six|peut|peux|puis|avoir|ai|besoin|demande|pourrait|pouvez|pourriez|serait|possible"
    r"|quelqu|personne|agent|service|bureau|mairie|etre|soit"
    r"|rappel\w*|recontact\w*|telephon\w*|appel\w*|demain|aujourd|hui|matin|matinee|midi|apres|soir|semaine"
    r"|prochaine?|jour|heures?|h|lundi|mardi|mercredi|jeudi|vendredi|samedi|vers|entre|avant|des|plus|tard"
    r"|plutot|huit|quinze|dix|onze|douze|treize|quatorze|seize|dans|debut|fin|mois|ce|cet|cette|autre|tot"
    r"|premier"
    r"|samedi|n|importe|quand|jours|mercredi|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre"
    r"|mais|pas|surtout|deux|trois|quatre|cinq|between|and|but|not|from|until|till"
    r"|sur (?:mon|le) (?:telephone )?(?:portable|mobile|fixe|telephone)|portable|mobile|fixe"
    r"|novembre|decembre|vingt|trente|comme|voulez|preferez|arrange|manger|dejeuner|repas"
    r"|after|before|lunch|lunchtime|whenever|later"
    r"|could|can|someone|somebody|you|please|call|ring|phone|back|be|like|to|i|d|would|want|tomorrow|morning"
    r"|afternoon|next|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at|on|in|the|of|or"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|am|pm|o clock"
    r"|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirty|twenty|first|second|third|fourth"
    r"|fifth|\w+teenth|\w+tieth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|half|past|\d+(?:st|nd|rd|th)?)\b"
)
_CLAUSE = re.compile(
    r"^(?:(?:euh|bah|ben|oui|non|alors|well) )*"
    r"(?:quand|lorsque|des que|si|ca depend|je (?:ne )?(?:sais|peux|travaille|suis|serai|rentre)|apres|avant"
    r"|when|if|it depends|i (?:don t|can t|m|am|work|ll)|after|before)\b"
)
""""Quand mon mari sera là": it tells when, though no clock knows it."""
_FOR = re.compile(
    r"\b(?:pour(?! (?:le|un|votre) (?:service|secretariat|bureau)\b)"
    r"|au sujet|a propos|concernant|about|regarding)\b"
)
""""Pour le service urbanisme" tells who is to ring, as "par le service" does, which sounds nearly alike."""
_LEAST_ABOUT = 2
"""Words, beside the wish to be rung back and when, that say what about."""
_MOVED = re.compile(
    r"\b(?:plutot|finalement|en fait|au fait|non|pardon|changer?|decaler?|deplacer?|prefere(?:rais)?|mieux"
    r"|rather|instead|actually|better|change|move|sorry|no)\b"
)
"""Words of whoever would rather be rung back at another time."""
_PADDING = re.compile(
    r"\b(?:plutot|finalement|en fait|au fait|non|pardon|change[rz]?|decale[rz]?|deplace[rz]?"
    r"|prefere(?:rais)?|mieux|rather|instead|actually|better|change|move|sorry|no|make|it|that|will"
    r"|please|could"
    r"|can|for|s|c est|ce sera(?:it)?|ca sera(?:it)?|ca|cela|mon|ma|heure|creneau|excusez|attendez|alors|euh"
    r"|bon|ah|oh)\b"
)
_ABOUT = re.compile(
    r"^(?:(?:non|oui|ah|euh|et|au fait|en fait|alors|donc) )*(?:c est|ce sera(?:it)?|c etait|it s|it is)"
    r" (?:pour|au sujet|a propos|concernant|a cause|about|for|regarding)\b"
)
_MERELY_FOR = re.compile(
    r"^(?:(?:non|oui|ah|euh|et|alors|donc|bah|ben|en fait|no|yes|well) )*"
    r"(?:pour (?!(?:moi|nous|lui|elle|eux|l instant|le moment|ca|cela|rien)\b)|au sujet|a propos|concernant"
    r"|rapport a|about|regarding|for (?!(?:me|us|now|that|nothing)\b))"
)
""""Pour mon loyer", where when or whom is asked."""
_RATHER_ABOUT = re.compile(
    r"^(?:(?:ah|oh|euh|alors) )*(?:non|en fait|finalement|pardon|no|actually|sorry) "
    r"(?:(?:non|no|en fait|pardon) )*"
    r"(?:c est|c etait|ce sera(?:it)?|it s|it is|it was) (?:plutot )?(?:pour|au sujet|a propos|about|for)\b"
    r"|^(?:(?:ah|euh|non|oui|alors) )*(?:c est|ce serait|it s|it is) (?:plutot|rather) "
    r"(?:pour|au sujet|a propos|about|for)\b"
    r"|\b(?:je (?:veux|voulais) dire|je parle(?:ais)? de|i (?:mean|meant))\b"
)
_LEAST_DICTATED = 4
"""Digits of what is a telephone number, rather than a day."""
_RINGS_BACK = re.compile(r"\b(?:rappel\w*|recontact\w*|call|ring|phone)\b")


def subject_in(words: str, least: int = _LEAST_ABOUT) -> str:
    """The words that ask to be rung back, when they say what about; empty when they do not."""
    said = bare(words)
    if _FOR.search(said):
        least = 1  # "rappelez-moi pour la cantine"
    return words if len(_PLAIN.sub(" ", said).split()) >= least else ""


def says_about(words: str) -> bool:
    """ "C'est pour la cantine": what it is about, said where something else was asked."""
    return bool(_ABOUT.search(bare(words)) and subject_in(words, least=1))


def tells_about(words: str) -> bool:
    """ "Pour mon loyer": as `says_about`, at a question of the callback that is being agreed on."""
    return says_about(words) or bool(_MERELY_FOR.search(bare(words)) and subject_in(words, least=1))


def tells_when_somehow(words: str) -> bool:
    """ "Quand mon mari sera là": a moment, in words that name none."""
    return bool(_CLAUSE.search(bare(words)))


_NO_SUBJECT = re.compile(
    r"(?:(?:euh|non|bah|ben|oh|c est|no|well) )*(?:pour )?"
    r"(?:rien(?: de (?:special|particulier|grave|precis))?|aucun(?: sujet| en particulier)?"
    r"|nothing(?: special| in particular)?)(?: merci| thanks)?"
)


def says_no_subject(words: str) -> bool:
    """ "Pour rien": what it is about is left unsaid."""
    return bool(_NO_SUBJECT.fullmatch(bare(words)))


def corrects_about(words: str) -> bool:
    """ "Non, c'est pour un acte", "je veux dire la cantine": not what it was taken to be about."""
    return bool(_RATHER_ABOUT.search(bare(words)) and subject_in(words, least=1))


def rather_about(words: str) -> str:
    """What it is about, without "je veux dire"."""
    return re.sub(r"(?i)^.*?\b(?:je (?:veux|voulais) dire|i (?:mean|meant)) ", "", words)


def moment_said(talk: Talk, words: str) -> When | None:
    """When some words say; None when they say nothing of it, or when today is not known."""
    when = read_when(talk.language, words, date.fromisoformat(talk.today)) if talk.today and words else None
    return when if when and not when.problem else None


def moves(talk: Talk, text: str) -> bool:
    """Another moment, said to be one, and nothing else: "en fait vous ouvrez demain ?" is a question."""
    if not talk.today or len(dictated_digits(talk.tongue.digits(text))) >= _LEAST_DICTATED:
        return False
    marked = _MOVED.search(bare(text)) or talk.tongue.route_of(text) is not None
    return bool(marked) and moment_alone(talk, text) is not None


def moment_alone(talk: Talk, text: str) -> When | None:
    """When these words say, and say nothing else: "après seize heures", not "la cantine demain"."""
    when = moment_said(talk, text)
    said = with_digits(text) if talk.language == "fr" else bare(text)
    return None if when is None or subject_in(_PADDING.sub(" ", said), least=1) else when


def without_wish(words: str) -> str:
    """What it is about, without the words that ask to be rung back then; all of them when nothing is left."""
    said = words.split()
    asks = next(
        (at for at, word in enumerate(said) if any(map(_RINGS_BACK.fullmatch, bare(word).split()))), None
    )
    if asks is None:
        return words
    first = last = asks
    while first > 0 and _is_plain(said[first - 1]):
        first -= 1
    while last + 1 < len(said) and _is_plain(said[last + 1]):
        last += 1
    return " ".join([*said[:first], *said[last + 1 :]]) or words


def _is_plain(word: str) -> bool:
    return not _PLAIN.sub(" ", bare(word)).strip()


def suits(when: When, window: Window) -> bool:
    """Does a window fall within the moment that was said?"""
    start, end = datetime.fromisoformat(window.start), datetime.fromisoformat(window.end)
    return (
        (when.first is None or start.date() >= when.first)
        and (when.last is None or start.date() <= when.last)
        and (not when.weekdays or start.weekday() in when.weekdays)
        and (when.at is None or start.time() <= when.at < end.time())
        and (when.earliest is None or end.time() > when.earliest)
        and (when.latest is None or start.time() < when.latest)
        and start.date() not in when.but
        and (not when.parts or any(suits(part, window) for part in when.parts))
    )
