"""What is asked of a visit: what to bring, where, how long, how much, when; and what is told of one."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.collect.words import bare


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
            rf"|(?:il )?(?:me )?(?:faut|faudra) quoi(?: comme {_PAPERS})?"
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
            r"|(?:ca |cela |il |le rendez vous )?(?:dure|prend|va durer|va prendre)"
            r" (?:longtemps|beaucoup de temps)|(?:does|will|is) it (?:take |be |last )?long"
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
            r"(?:(?:vous pouvez|pouvez vous|tu peux|je peux avoir|could you|can you|can i have) )?"
            r"(?:(?:me |m )?(?:repeter|redonner|redire|donner|repetez|redonnez|redites|donnez|repeat"
            r"|give me) (?:moi )?)?"
            r"(?:le|mon|quel est (?:le|mon)|c est quoi (?:le|mon)) (?:numero|code)(?: de (?:reference"
            r"|dossier))?"
            r"|(?:(?:could you|can you) )?(?:repeat|give me|tell me) (?:the|my) (?:number|reference)"
            r"|la reference|the (?:number|reference)|my (?:number|reference)"
            r"|what(?: s| is) (?:the|my) (?:number|reference)",
        ),
    )
)


_NUMBER_OF_IT = (
    r"(?:(?:mon|son|notre|le|quel) (?:numero|code)|(?:la|ma|sa|notre) reference"
    r"|(?:my|our|the|his|her) (?:\w+ )?(?:number|reference|code))"
)
_NUMBER_LOST = re.compile(
    r"(?=.*\b(?:rendez vous|rdv|appointment|booking)\b)"
    rf"(?=.*\b{_NUMBER_OF_IT}\b(?! (?:de (?:la|ma|notre|votre|l|ce|cette) |du (?!rendez vous|rdv|dossier)"
    r"|appeler|composer|ou (?:vous|je|on)|of (?:the|my|your) (?!appointment|booking)|to )))"
    r"(?!.*\b(?:annul|supprim|chang|deplac|decal|report|modifi|avanc|venir|viendrai|cancel|move|reschedul)\w*)"
    r"(?!.*\b(?:telephone|sms|portable|phone|text)\b)"
    r"(?!.*\b(?:pour (?:un|prendre|avoir|obtenir)|(?:for|get|make|book) an) )"
    r".*\b(?:perdue?|pas (?:bien )?(?:note|retenu|entendu|compris|recu|eu)|oubliee?|retrouve\w* (?:plus|pas)"
    r"|retrouver|ai (?:plus|pas)|connais (?:plus|pas)|sais (?:plus|pas)|(?:rappelle|souviens) (?:plus|pas)"
    r"|redonn\w+|redire|redites|repet\w+|rappele[rz] (?:moi )?(?:mon|le|la|ma)|(?:quel est|c est quoi"
    r"|quel etait) (?:mon|le) (?:numero|code)|lost|forgot\w*"
    r"|(?:didn t|did not|don t) (?:note|write|get|have|remember|know)|what(?: s| is| was))"
    r"\b"
)
"""
"J'ai perdu mon numéro de rendez-vous", "j'ai pris rendez-vous et je n'ai pas noté la référence": the number
is that of a visit made, neither one to ring for a visit, nor that of a street.
"""


def lost_its_number(text: str) -> bool:
    """Does the caller want back the number of the visit they made?"""
    return _NUMBER_LOST.match(bare(text)) is not None


def asked_in(text: str) -> Asked | None:
    """What these words ask of the visit that is spoken of, and of nothing that they name themselves."""
    words = bare(text)
    if lost_its_number(text):
        return Asked.NUMBER
    return next((asked for asked, pattern in _QUESTIONS if pattern.match(words)), None)


class Told(StrEnum):
    """What is told of a visit without asking for anything in so many words."""

    LATE = "late"
    """One will be late."""
    MISSED = "missed"
    """One did not come."""
    ABSENT = "absent"
    """One cannot come."""
    MOVED = "moved"
    """One would rather come at another time, which is said."""


_OPENING = (
    r"(?:(?:oui|non|bonjour|allo|alors|euh|en fait|finalement|malheureusement|desolee?|excusez moi"
    r"|je vous appelle"
    r"(?: parce que| car)?|c est pour (?:dire|prevenir) que|je voulais (?:vous )?prevenir que|hello|hi"
    r"|sorry|i m afraid"
    r"|unfortunately|well) )*"
)
_WHEN = (
    r"(?: (?:demain|aujourd hui|ce matin|cet apres midi|tout a l heure|finalement|malheureusement"
    r"|desolee?|merci"
    r"|s il vous plait|lundi|mardi|mercredi|jeudi|vendredi|samedi|prochaine?|le|la|a|au|ce|cet|cette|matin"
    r"|apres|midi|soir|semaine|heures?|un autre jour|une autre (?:date|heure)|plus (?:tot|tard)|plutot|pour"
    r"|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\d+"
    r"|another (?:day|time)|earlier|later|next week|please"
    r"|today|tomorrow|after all|on"
    r"|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sorry|this morning|this afternoon))*"
)
_WHY = (
    r"(?:(?!(?:si|que|qu|quand|ou|est ce|comment|pourquoi|rendez|rdv|if|that|when|whether|what|how"
    r"|appointment|booking|travaill\w+|bosse|handicap\w*|invalide|agee?s?|fauteuil|horaires?)\b)\w+ ){0,8}?"
)
""" "Je suis malade", before what follows from it: not "je travaille", which is so every day."""
_AS_A_RULE = r" le (?:matin|midi|soir|apres midi|lundi|mardi|mercredi|jeudi|vendredi|samedi)$"
""" "Je ne peux pas venir le matin": hours that do not suit, and no visit that is missed."""
_LATE_BY = (
    r"(?: (?:un peu|de (?:\w+ ){1,3}(?:minutes?|heures?)|d une (?:petite )?(?:demi )?(?:demie )?heure"
    r"|d un quart d heure|a cause (?:du|de la|des) \w+|demain|ce matin|cet apres midi|aujourd hui"
    r"|tout a l heure|lundi|mardi|mercredi|jeudi|vendredi|samedi|desolee?|merci|s il vous plait"
    r"|malheureusement))*"
)
_MOVED = r"(?:decal|deplac|report|repouss|avanc|chang)(?:er|ez|e)"
_TOLD = (
    (
        Told.LATE,
        re.compile(
            rf"^{_OPENING}(?:je|j|on|nous) (?:serai|serais|sera|serons|vais etre|va etre|suis|arrive"
            r"|arriverai|vais arriver|vais avoir|aurai|aura|risque d etre) (?:\w+ ){0,2}(?:en |du |de )?"
            rf"retard{_LATE_BY}$"
            r"|^(?:hello |hi |sorry |well |i m afraid )*(?:i m|i ll be|i will be|i am|we ll be|we will be"
            r"|we re|i m going to be|i m running|i m gonna be) (?:\w+ ){0,3}(?:minutes? |hours? )?late"
            r"(?: (?:today|tomorrow|this morning|this afternoon|sorry|by (?:\w+ ){1,2}minutes))*$"
        ),
    ),
    (
        Told.LATE,
        re.compile(
            r"\b(?:serai|serais|vais etre|suis|sera|arrive|arriverai|vais arriver|aurai|risque d etre|ai)\b"
            r"(?: \w+){0,4} (?:en )?retard\b.*\b(?:rendez vous|rdv|visite)\b"
            r"|\b(?:late|delayed)\b.*\b(?:for|to) (?:my|our|the) (?:appointment|booking)\b"
        ),
    ),
    (
        Told.MISSED,
        re.compile(
            r"\b(?:ai|avons|a|avais) (?:\w+ )?(?:loupe|rate|manque|oublie)\b(?: \w+)? (?:mon|notre|le"
            r"|un) (?:rendez vous"
            r"|rdv)\b|\b(?:avais|avait|avions) (?:\w+ )?(?:rendez vous|rdv)\b.*"
            r"\b(?:oublie\w*|loupe|rate|manque|pas (?:pu (?:venir|y aller)|venue?|presentee?|y alle\w*))\b"
            r"|\b(?:suis pas venue?|ai pas pu venir) (?:a |au )(?:mon )?(?:rendez vous|rdv)\b"
            r"|\b(?:missed|forgot) (?:my|our|the|an) (?:appointment|booking)\b"
        ),
    ),
    (
        Told.ABSENT,
        re.compile(
            rf"^{_OPENING}{_WHY}(?:(?:je|on|nous) (?:ne |n )?(?:peux|peut|pourrai|pourra|pouvons|pourrons"
            rf"|vais|va) (?:pas|plus)"
            rf"(?: pouvoir)? (?:venir|etre la|me deplacer|y aller)(?!{_AS_A_RULE})"
            rf"|(?:j ai|on a|nous avons) (?:eu )?un (?:\w+ )?(?:empechement|imprevu|contretemps)"
            rf"|i (?:can t|cannot|can not|won t be able to|am not able to) (?:come|make it|be there)"
            rf"|something(?: has)? (?:s )?(?:come|came) up){_WHEN}$"
        ),
    ),
    (
        Told.MOVED,
        re.compile(
            rf"^{_OPENING}(?:est ce (?:que|qu) )?(?:(?:on|je|nous|vous|il) )?"
            r"(?:(?:peut|peux|pourrait|pourrais|pourrions|pouvez|pourriez|faudrait|faut|aimerais|voudrais"
            r"|prefere|(?:c est |est |serait )?possible de?|pouvons)"
            r"(?: nous| vous| on)? )+"
            rf"(?:me |nous )?(?:le |la |l )?{_MOVED}(?: (?:ca|cela|l heure|le jour|la date))?"
            rf"(?: (?:a|au|pour))?(?=.){_WHEN}$"
            r"|^(?:hello |hi |sorry |well |please )*(?:can|could|may|is it possible to|i d like to|i need to)"
            r"(?: (?:we|you|i))?(?: please)? (?:move|reschedule|postpone|push|change)(?: (?:it|that))?"
            rf"(?: (?:to|for|back to))?(?=.){_WHEN}$"
        ),
    ),
)
_MINE = re.compile(r"\b(?:mon|notre|my|our) (?:rendez vous|rdv|appointment|booking)\b")


def told_in(text: str) -> Told | None:
    """What these words tell of a visit of the caller's; None for nothing."""
    words = bare(text)
    return next((told for told, pattern in _TOLD if pattern.search(words)), None)


def asked_of_mine(text: str) -> bool:
    """Do these words ask something of "mon rendez-vous", which is not being booked?"""
    return lost_its_number(text) or (_MINE.search(bare(text)) is not None and asked_in(text) is not None)
