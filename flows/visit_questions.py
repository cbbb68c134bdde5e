"""What is asked about a visit: what to bring, where, how long, how much, when."""

from __future__ import annotations

import re
from collections.abc import Generator
from enum import StrEnum

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.booking import AppointmentKind
from flows.collect.words import bare
from flows.events import AnswersFound, Choice, Event
from flows.in_parts import in_parts


class Asked(StrEnum):
    """What a question is about."""

    DOCUMENTS = "documents"
    PLACE = "place"
    DURATION = "duration"
    PRICE = "price"
    WHEN = "when"
    NUMBER = "number"


_LEAD = (
    r"(?:(?:et|oui|non|alors|mais|ah|euh|au fait|attendez|excusez moi|pardon|dites moi|juste|donc"
    r"|redites moi|c est quoi"
    r"|rappelez moi|redonnez moi|repetez moi|vous pouvez me redire|c est|est ce que|and|so|sorry|please"
    r"|wait|well"
    r"|tell me|could you tell me) )*"
)
_END = (
    r"(?: (?:deja|s il (?:vous|te) plait|exactement|en tout|environ|au fait|encore|madame|monsieur|donc"
    r"|la|bas"
    r"|again|please|exactly|long|it|then|for (?:it|that)))*"
)
_VISIT = (
    r"(?: (?:a|pour|pour aller a|au|du|de|for|to|at|of)? ?(?:mon|le|ce|notre|l|my|the)? ?"
    r"(?:rendez vous|rdv|appointment|ca|y aller|faire))?"
)
_PAPERS = r"(?:papiers?|documents?|pieces?|justificatifs?)"
_QUESTIONS = tuple(
    (asked, re.compile(rf"^{_LEAD}(?:{pattern}){_VISIT}{_END}$"))
    for asked, pattern in (
        (
            Asked.DOCUMENTS,
            rf"(?:quels? sont )?(?:les |quels |quelles |faut quels |il faut quels "
            rf"|il me faut quels )?{_PAPERS}"
            r"(?: (?:est ce )?(?:qu )?(?:il )?(?:me )?(?:faut il|faut|je dois|dois je|il faut|on doit"
            r"|necessaires)"
            r"(?: (?:apporter|amener|fournir|prevoir|prendre|ramener))?)?"
            r"|(?:qu est ce que|que|quoi) (?:je dois|il faut|faut il|dois je|on doit|j|faut) ?(?:que j )?"
            r"(?:apporter|amener|ramener|fournir|prevoir|apporte|amene|prendre)"
            r"|(?:je dois|il faut|faut|on doit|j) (?:apporter|amener|ramener|apporte|amene) quoi"
            r"|(?:what|which) (?:documents?|papers?)(?: (?:do|should|must) i (?:need|bring))?"
            r"(?: (?:do i|i|to) (?:need|bring|have to bring))?"
            r"|what (?:do|should|must) i (?:need to |have to )?bring",
        ),
        (
            Asked.PLACE,
            r"(?:ou|a quel endroit|quelle adresse|a quelle adresse|l adresse|quelle est l adresse|c est ou"
            r"|ca se (?:passe|trouve) ou|ou (?:c est|ca se (?:passe|trouve)|est ce|se trouve|dois je aller"
            r"|je dois aller|est)(?: la mairie)?|je dois (?:aller|venir|me presenter) ou"
            r"|where (?:is it|is that|do i go|should i go|is the town hall)|what s the address"
            r"|what is the address"
            r"|the address)",
        ),
        (
            Asked.DURATION,
            r"(?:ca |cela |il |le rendez vous )?(?:dure|prend|va durer|va prendre) combien(?: de temps)?"
            r"|(?:combien de temps|c est long)(?: (?:ca|cela|il|le rendez vous) (?:dure|prend|va (?:durer"
            r"|prendre))"
            r"| dure(?: t il)?| (?:faut il|il faut)(?: prevoir| compter)?)?"
            r"|how long (?:does|will|is) (?:it|that)(?: take| last| be)?|how long",
        ),
        (
            Asked.PRICE,
            r"(?:c est |ca |ca va |cela )?(?:combien|gratuit|payant|coute combien|coute cher|cher)"
            r"(?: (?:ca|cela) (?:coute|va couter))?|combien (?:ca|cela) coute|(?:ca"
            r"|cela) (?:me )?coute combien"
            r"|(?:quel est )?(?:le |quel )(?:prix|tarif|cout)|faut (?:il )?payer(?: quelque chose)?"
            r"|(?:il )?faut payer|je dois payer(?: (?:quelque chose|combien))?"
            r"|how much (?:is it|does it cost|will it cost|is that|do i pay)|is it free|what does it cost"
            r"|how much"
            r"|do i have to pay|the price",
        ),
        (
            Asked.WHEN,
            r"(?:l heure|la date|le jour|a quelle heure|quelle heure|quel jour|quelle date|quand)"
            r"(?: (?:et|et le|et la|le|la) (?:heure|jour|date))?(?: (?:c est|c etait|est ce|est))?"
            r"|(?:what time|what day|when|which day)(?: (?:is|was) (?:it|that|my appointment))?",
        ),
        (
            Asked.NUMBER,
            r"(?:le|mon|quel est (?:le|mon)|c est quoi (?:le|mon)) (?:numero|code)(?: de (?:reference"
            r"|dossier))?"
            r"|la reference|the (?:number|reference)|my (?:number|reference)"
            r"|what(?: s| is) (?:the|my) (?:number|reference)",
        ),
    )
)
_PRICED = re.compile(r"€|\beuros?\b|\bgratuit|\bpayant|\bfree\b|£", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def asked_in(text: str) -> Asked | None:
    """What these words ask of the visit that is spoken of, and of nothing that they name themselves."""
    words = bare(text)
    return next((asked for asked, pattern in _QUESTIONS if pattern.match(words)), None)


def answered_about(talk: Talk, kind: AppointmentKind, asked: Asked) -> Generator[Action, Event, bool]:
    """Answer what does not depend on the slot; false for what does, or what nobody knows."""
    if asked is Asked.DOCUMENTS and kind.documents:
        yield from talk.say("appointment.documents", {"text": kind.documents})
    elif asked is Asked.PLACE and kind.place:
        yield from talk.say("appointment.place", {"place": kind.place})
    elif asked is Asked.DURATION and kind.minutes:
        yield from talk.say("appointment.lasts", {"minutes": kind.minutes})
    elif asked is Asked.PRICE:
        told = yield from _price(talk, kind)
        yield from (
            talk.say("answer.spoken", {"text": told}) if told else talk.say("appointment.price_unknown")
        )
    else:
        return False
    return True


def _price(talk: Talk, kind: AppointmentKind) -> Generator[Action, Event, str]:
    """What the article of a kind says of its price, in one go; empty when it says nothing of it."""
    found = yield FindAnswers(text="", article=kind.slug, language=talk.language)
    if not isinstance(found, AnswersFound) or not found.choices:
        return ""
    choice: Choice = found.choices[0]
    if choice.language != talk.language:
        return ""
    texts = (choice.spoken, *(variant.spoken for variant in choice.variants), choice.details)
    sentences = [one for text in texts for one in _SENTENCE.split(text) if _PRICED.search(one)]
    told = in_parts(" ".join(dict.fromkeys(sentences)))
    return told[0] if told else ""
