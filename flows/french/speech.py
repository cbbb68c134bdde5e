"""French, as callers speak it to the front door; `understand`, `choosing` and `routes` hold most of it."""

from __future__ import annotations

import re

from flows.choosing import ORDINALS, chosen_option
from flows.collect.wish import wants_later, wish_in, wish_of
from flows.correction import instead
from flows.emergencies.urgent_words import HURT, in_the_lists, kind_told, level_told
from flows.french.commands import command
from flows.french.places import ADDRESS, CORRECTION
from flows.french.rude_words import request_beside, rudeness
from flows.routes import route_of
from flows.tongue import Tongue
from flows.two_requests import two_requests
from flows.understand import fold, unsure, without_fillers, yes_or_no
from flows.wrapping_up import after_goodbye, another_question, is_wrong_number, nothing_more

YES_NO = (
    "oui",
    "non",
    "ouais",
    "d'accord",
    "tout à fait",
    "oui c'est ça",
    "non merci",
    "pas du tout",
    "exactement",
)

_LEADING = frozenset(("oui", "non", "ouais", "nan", "si", "pas", "plutôt", "mais", "ça", "ce", "n'est"))
_YES_BUT = re.compile(
    r"^(?:[\w']+ ){1,3}?(?:mais|finalement|en fait|par contre|plutôt|sauf|seulement)\b"
    r"(?! (?:vite|rapidement|brièvement|pas longtemps|dépêchez vous|oui|si)$)(?P<rest>.*)$"
)
_YES_AND = re.compile(
    r"^(?P<answer>(?:[\w']+ ){1,4}?)(?:(?:et|mais|puis|sinon|par contre|d'ailleurs|au fait)\b ?)+"
    r"(?P<rest>.+)$"
)
_TOO = re.compile(r"\b(?:aussi|également|autre (?:chose|question)|en plus|sinon)\b")
_DETAILS = re.compile(
    r"\b(détails?|en savoir plus|plus d'infos?|plus d'informations?|davantage|précisions?|la suite|le reste"
    r"|continuez|poursuivez|allez y)\b"
)
_UNHAPPY = re.compile(
    r"\b(pas (ça|ce que|la (bonne )?question|la (bonne )?réponse|ma question)|rien à voir|à côté"
    r"|répond(ez)? pas|mauvaise réponse|vous (vous )?(êtes )?trompée?z?|pas aidée?)\b"
    r"|^(non |mais |c'est |ce n'est )*(faux|inexact|une erreur|pas utile|pas vrai)$"
)
FRENCH = Tongue(
    language="fr",
    yes_no=YES_NO,
    ordinals=ORDINALS,
    command=command,
    yes_or_no=yes_or_no,
    yes_but=_YES_BUT,
    yes_and=_YES_AND,
    too=_TOO,
    without_fillers=without_fillers,
    leading=_LEADING,
    chosen_option=chosen_option,
    cries_danger=lambda text: in_the_lists(fold(text)),
    hurt=HURT,
    danger_level=lambda text: level_told(fold(text)),
    kind_told=lambda text: kind_told(fold(text)),
    details=_DETAILS,
    unhappy=_UNHAPPY,
    nothing_more=nothing_more,
    route_of=route_of,
    rudeness=lambda text, confidences: rudeness(fold(text), confidences),
    request_beside=lambda text: request_beside(fold(text)),
    instead=instead,
    two_requests=two_requests,
    another_question=another_question,
    after_goodbye=after_goodbye,
    is_wrong_number=is_wrong_number,
    wish_of=wish_of,
    wish_in=wish_in,
    unsure=unsure,
    wants_later=wants_later,
    declines=lambda text: False,  # `collect.capture` reads French itself
    digits=lambda text: text,
    address=ADDRESS,
    correction=CORRECTION,
)
