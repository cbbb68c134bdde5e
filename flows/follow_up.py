"""A question that follows an answer without naming its subject: "et c'est combien", "quels papiers"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from flows.collect.numbers import with_digits
from flows.collect.words import bare
from flows.events import Choice
from flows.often_asked import BOOKED, FETCHED, ONLINE, POSTED, PRESENT, Asked
from flows.told_age import adult_and_minor, kin_of_age, of_age

LONGEST = 9
"""Words of such a question; longer ones name what they are about."""
_ASKED_AT_LENGTH = re.compile(r"^(?:et |mais )?est ce qu(?:e|il)? ")
"""Words that lengthen a question, and name nothing."""
_LEAST = 5
"""Letters by which a word is looked for in the answer; a shorter one is looked for whole."""
_ENDINGS = re.compile(
    r"[aeo]?(?:s|x|er|ez|ee|ees|ent|ants?|antes?|ements?|ions?|eurs?|euses?|i?es?|i?ques?|ifs?|ives?|ations?)?"
    r"|ages?|ables?|aux|al|ales?|els?|elles?|ptions?|vez|re|ts?|tes?|tures?|ing|ed"
    r"|ds?|dre|dez|dent|ses?"
)
"""How forms of one word differ; "vendredi" is no form of "vendre"."""
_WANTS_NUMBER = re.compile(
    r"\b(?:votre numero|(?:le|un) numero (?:de (?:telephone )?)?(?:de )?(?:la |l )?"
    r"(?:mairie|standard|accueil)"
    r"|numero de telephone(?: de (?:la )?mairie)?|(?:your|the) (?:phone|telephone) number"
    r"|quel numero (?:\w+ ){0,4}vous (?:joindre|appeler|contacter|telephoner|rappeler)"
    r"|vous (?:joindre|appeler|contacter|rappeler) (?:a|sur) quel numero"
    r"|vous (?:joindre|contacter|appeler) par telephone)\b"
)
_WANTS_MAIL = re.compile(
    r"\b(?:(?:votre|l|une) (?:adresse )?(?:mail|e mail|email|electronique|courriel)"
    r"|(?:le|un) (?:mail|e mail|email|courriel) (?:a|de) (?:la |l )?(?:mairie|accueil)"
    r"|vous (?:ecrire|contacter|joindre|envoyer) (?:\w+ ){0,2}(?:mail|e mail|email|courriel)|your e ?mail)\b"
    r"(?! (?:du|de la|des|au|aux|a la) (?!mairie))"
)
"""Not of one of its services: "l'adresse mail du service état civil"."""
_TELLS_MAIL = re.compile(r"\b(?:notre (?:adresse )?(?:mail|e mail|electronique|courriel)|our e ?mail)\b")
_A_MAIRIE = re.compile(
    r"\bmairie (?:(?:de|du|d|a) |la (?:ville|commune) (?=(?:de|d|voisine)\b))*(?P<town>\w+)"
)
_OURS = re.compile(
    r"la|le|les|l|ce|cet|cette|votre|vos|notre|mon|ma|ici|chez|s|svp|merci|pour|et|est|c|je|on|il|elle|bonjour"
    r"|ville|commune|village|please"
)
""" "La mairie s'il vous plaît", "la mairie de votre commune": no other town is named."""
_TELLS_NUMBER = re.compile(r"\b(?:notre (?:numero|telephone)|our (?:phone |telephone )?number)\b")
_GENERAL = re.compile(r"mairie|commune|ville|notre|votre|nos|vos|nous|demander?|site|service")
"""Words that any answer may hold: none is chosen for them alone."""
_ANYWHERE = re.compile(
    r"(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|janvier|fevrier|avril|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|matins?|soirs?|apres|midi|heures?|minutes?|jours?|semaines?|annees?|demain|aujourd"
    r"|premiere?s?|toujours|encore|jamais|quand|quelqu|autres?|chaque|personnes?|monsieur|madame|enfants?|parents?"
    r"|adresses?|courriels?|telephones?|besoin|depuis|pendant|avant|moins|avoir|bonjour|comment|pourquoi|combien|maison|domicile"
    r"|habit\w*|appel\w*|dites|venez|venir|passer|prendre|mettre|faire|trouver|envoy\w*|petite?s?|grande?s?|gard\w*|vend\w*|achet\w*"
    r"|nouve\w*|gens|jeunes?|pieces?|identite|dossiers?|apport\w*|numeros?|agents?|gratuit\w*"
)
"""Words met beside any subject, which do not tell what is asked of it."""
_ASKS_WHERE = re.compile(r"^(?:\w+ ){0,3}?ou (?:est|sont|se (?:trouve|trouvent))\b")
""" "Où est enterré mon grand-père": whoever may be buried is no place."""
_OPENING = 5
"""Words by which a sentence begins, and tells what it is about: "En cas de maladie, …"."""
_OF_A_CASE = re.compile(r"(?:avec|pour|si|sans|en cas|apres) ")
_OF_THE_WEEK = re.compile(r"\b(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b.*){3}")
"""The hours of a whole week: those of the day asked for are told with the answer."""
_SAID_AS_WELL = 0.8
"""Share of the words of a sentence that another holds, when it says the same."""
SENTENCE = re.compile(r"(?<=[.!?])\s+")

_FOR = re.compile(
    r"\b(?:pour|tarif|prix) (?:les (?=plus|moins))?(?P<asked>.+)"
    r"|^(?:(?:et|mais|alors|euh) )+(?P<led>(?:mon|ma|mes) .+)"
)
"""Before whoever a question is asked for: "c'est combien pour ma femme", "et mon fils c'est combien"."""
_LED = re.compile(r"^\w+ (?:\w+ ){1,5}?(?:c est|ca|combien|quels?|quoi)\b")
""" "Et mon mari c'est combien"; not "et mon mari doit venir", who comes with somebody else."""
_FOR_ME = re.compile(r"\bmoi\b")
_YEARS = re.compile(r"\b(?:(?:qui|il|elle) a |agee?s? )?(?:(?:plus|moins|de|d) )*\d+ ans?\b")
_WHOM_ALONE = re.compile(
    r"^(?:(?:et|mais|alors|euh|c est|ce serait) )*pour (?:une?|les|des) (?:adultes?|majeure?s?|mineure?s?)"
    r"(?: (?:aussi|s il vous plait|merci|c est (?:pareil|possible|quoi|comment)))*$"
)
_OF_AGE_OR_NOT = re.compile(r"adultes?|majeure?s?|mineure?s?")


@dataclass(frozen=True)
class Told:
    """An article as it was answered: what was said of it, and what may still be."""

    choice: Choice
    text: str
    """As written French or English, details included."""
    case: int | None = None
    """Place of the variant that was told; None where all were, or there is none."""


_AMOUNT = (
    r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    r"|quarante|cinquante|soixante|cent)"
)
_PRICE = Asked(
    re.compile(
        r"\b(?:prix|tarifs?|combien(?! d(?:e|es)?\b)|cout\w*|cher|gratuit\w*|payant\w*|payer|paye|price"
        r"|cost\w*|fees?|free|how much|pay)\b"
    ),
    re.compile(
        r"\b(?:prix|tarif\w*|euros?|gratuit\w*|cout\w*|quotient|pay(?!s)\w*|price|fees?|free|cost\w*)\b"
    ),
)
_PAPERS = Asked(
    re.compile(
        r"\b(?:papiers?|documents?|pieces?|justificatifs?|apporter|amener|ramener|fournir|papers|bring)\b"
    ),
    re.compile(
        r"\b(?:pieces?|justificatifs?|livrets?|photos?|attestations?|carte d identite|passeport"
        r"|formulaires?|cheque|documents?|proof|certificates?|card|form|photograph)\b"
    ),
)
_DELAY = Asked(
    re.compile(
        r"\b(?:delais?|combien de temps(?! (?:a l avance|avant))|longtemps|how long"
        r"|(?:c est|est ce|ca (?:va etre|sera)|ce sera|est il) (?:tres |trop |si )?long"
        r"(?: (?:a|pour|d|de) (?:l |le |la |les )?(?:avoir|recevoir|obtenir|faire|attendre|traiter|arriver))?"
        r"|(?:is it|does it take) long)\b"
    ),
    re.compile(
        r"\b(?:delais?|comptez|attente|waiting times?|(?:sous|en|quelques|plusieurs|within|in|takes?)"
        rf" (?:{_AMOUNT} |ou |a |few )*(?:jours?|semaines?|mois|heures|days?|weeks?|months?))\b"
    ),
)
"""How long it takes: neither what a paper is worth, nor how old it may be, nor until when to fetch it."""
_DURATION = Asked(
    re.compile(
        r"\b(?:(?:combien de temps )?(?:(?:ca|c est|elle est|il est|est ce que \w+ (?:est )?) )?"
        r"(?:dure(?:nt)?|duree|valables?|validite|perime\w*|expire\w*)|valid|expires?)\b"
    ),
    re.compile(r"\b(?:dur(?:e|ent|ee)|valables?|validite|vaut|valent|perime\w*|valid|lasts?)\b"),
)
_WHEN = Asked(
    re.compile(
        r"\b(?:jusqu a quand|date limite|quand|combien de temps (?:a l avance|avant)|deadline|until when"
        r"|when)\b"
    ),
    re.compile(
        r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
        r"|septembre|octobre|novembre|decembre|jours? feries?|vacances|annee|delais?|avant|jusqu|veille"
        r"|au plus tard|a partir de|dans les \w+|before|until|within|from)\b"
    ),
)
_HOUR = Asked(
    re.compile(r"\b(?:(?:a |vers )?quelles? heures?|jusqu a quelle heure|horaires?|what time)\b"),
    re.compile(r"(?<!sous )\b(?:\d+ (?:h|heures?)|midi|minuit|\d+ (?:am|pm)|o clock|noon)\b"),
)
_WHERE = Asked(
    re.compile(r"\b(?:ou ca|ou c est|c est ou|a quel endroit|quelle adresse|l adresse|where|address)\b"),
    re.compile(
        r"\b(?:rue|place|avenue|chemin|boulevard|site|service|portail|mairie|guichet|accueil|street"
        r"|website|town hall|office)\b"
    ),
)
_OFTEN = (_PRICE, _PAPERS, _DELAY, _DURATION, _WHEN, _HOUR, _WHERE, ONLINE, BOOKED, PRESENT, FETCHED, POSTED)
_COUNT = re.compile(r"\b(?:combien d(?:e|es)?|how many) (?!temps\b)(\w+)")
"""How many of something: its number is told in the same sentence."""
_NUMBER = re.compile(rf"\b(?!une?\b){_AMOUNT}\b|\b(?:two|three|four|five|ten)\b")
_AGE_OF_PAPER = re.compile(
    r"\b(photos?|justificatifs?|domicile|actes?|naissance|extraits?|copies?|certificats?|pieces?|identite"
    rf"|factures?|avis)(?: (?:de|du|a|ont|date|datent|doit|doivent|avoir))* moins d(?:e|un|une)?"
    rf" (?:{_AMOUNT} )*(?:mois|ans?|jours?)\b"
    rf"|\btous les (?:{_AMOUNT} )*(?:mois|ans)\b"
)
"""How old a paper may be, and how often something comes again: no delay."""
_LASTS = re.compile(
    rf"(?<!\bdepuis )(?<!\bplus de )(?<!\ba )\b(?:{_AMOUNT}|demi)(?: {_AMOUNT}| ou| et)*"
    r" (?:minutes?|heures?|jours?(?! ferie)|semaines?|mois)\b"
)
"""Any length of time, where none is plainly that of the answer."""
_YEARS_LONG = re.compile(rf"\b{_AMOUNT} ans?\b")
"""So is this, with what is valid or lasts: years are mostly an age."""
_AT_THE_LATEST = re.compile(r"\b(?:avant|a l avance|dans les?|au plus tard|plus tard|apres|suivent|jusqu)\b")
"""With a length of time: a délai, and not how long something lasts."""
_TO_HAVE_IT = re.compile(r"\b(?:avoir|obtenir|recevoir|prend\w*|met|mettent|attend\w*|attente|take)\b")
"""With "combien de temps": how long one waits for it, and no other length of time."""
_ALSO_PAPERS = re.compile(r"\b(?:statuts|bilan|budget|carnets?|ajoutez|joignez|fournissez)\b")
"""Papers of some matters, where none of the usual ones is told."""
_UNIT = re.compile(
    r"\b(?:par |a |pour )?(?:la |l |le |une? |chaque )?(?:demi )?"
    r"(?:journee|heure|semaine|mois|annee|trimestre|seance|nuit|matinee|soiree)\b"
)
"""What a price is of, of any subject: "c'est combien la journée"."""
_PRICE_OF_ALL = re.compile(r"^(?:le prix|les prix|le tarif|les tarifs|prices?|fees?) (?!d[eu]s? |of )")
""" "Le prix dépend du quotient familial": of whatever is asked for."""
_OF_THE_DAY = re.compile(
    r"\b(?:ca|ouvr\w*|ferm\w*|soirs?|matins?|midi|apres midi|commence\w*|finit|termine\w*)\b"
)
"""What is said with a question about hours, whatever they are the hours of."""
_HOW_MUCH_DELAY = re.compile(r"\bcombien (?:est |c est )?(?:le |l |les |de )?(?:delais?|attente)\b")
""" "C'est combien le délai" asks no price."""
_DONE_ONLINE = re.compile(r"\b(?:tout|entierement|all|entirely|wholly) (?:\w+ ){0,3}(?:en ligne|on ?line)\b")
_EMPTY = re.compile(
    r"\b(?:et|mais|alors|donc|euh|non|oui|ca|c|est|ce|cela|le|la|les|l|un|une|des|du|de|d|il|faut|y|a|t|on|je"
    r"|vous|en|pour|que|qu|quoi|quels?|quelles?|comme|combien|temps|moi|dois|doit|peut|avec|sur|au|aux|dans"
    r"|faire|avoir|prend|prendre|accord|ok|s|plait|merci|madame|monsieur|cas|si|ou|et|puis|sinon|aussi|encore"
    r"|deja|exactement|environ|juste|tout|toute|tous|toutes|ne|n|pas|plus|me|m|se|son|sa|ses|mon|ma|mes|lui"
    r"|leur|ils?|elles?|qui|est|sont|sera|etre|ete|met|peux|ai|as|avez|ont|va|aller|aurai|fait|sais|savoir|dire|dites"
    r"|voudrais|veux|bonjour|pardon|la bas|and|but|so|no|yes|it|is|the|an?|of|for|what|which|do|does|my|me"
    r"|i|you|need|have|to|please|how|much|many|long|are|there|any|with|at|in|on|can|we|take|bring"
    r"|par (?:mois|an|jour|semaine|enfant|personne|repas|nuit|heure|seance|famille|fois)"
    r"|j|ai|peux|peut|peuvent|pouvez|puis|prenez|prenons|prends"
    r"|coup|pareil|possible"
    r"|acceptez|acceptes|autorisee?s?|droit|obligatoires?|a t|fils|fille|enfants?|mari|femme)\b"
)


def follow_up(
    told: Told | None, words: str, *, understood: bool, same: bool = False
) -> tuple[str, ...] | None:
    """The sentences of the last answer that reply to words which name no subject of their own.

    Empty when the answer holds none, though something often asked is; None when the words ask nothing of the
    kind. `understood`: an article comes near what was said: only words that are wholly beside it go on.
    `same`: it is surely the one just told: only what it holds of the words is said, rather than all again.
    """
    said = bare(words)
    if told is None or len(_ASKED_AT_LENGTH.sub("", said).split()) > LONGEST:
        return None
    counted = _COUNT.search(said)
    often = _often_asked(said)
    left = said
    for one in (kind for kind in _OFTEN if kind.asked.search(said)):
        left = one.asked.sub(" ", left)
    if _PRICE in often:
        left = _UNIT.sub(" ", left)
    named = _EMPTY.sub(" ", left).split()
    sentences = [sentence for sentence in SENTENCE.split(told.text) if sentence.strip()]
    whole = f"{told.choice.title} {told.text}"
    if (
        named
        and not same
        and not tells_whom(words)
        and (understood or not all(holds(whole, word) for word in named))
    ):
        return None  # a subject of its own: the price of this one is not that of another
    telling = [word for word in named if not holds(told.choice.title, word)]
    if same:
        telling = [word for word in telling if not _GENERAL.fullmatch(word)]
    if telling and tells_whom(words):
        return once([one for one in sentences if any(holds(one, word) for word in telling)])
    if telling:
        found = [one for one in sentences if any(holds(one, word) for word in telling)]
        if counted:
            found = [one for one in found if _counts(one, counted[1])]
        elif often and not _brings(often, telling):
            told_of = [one for one in found if any(_tells(one, kind) for kind in often)]
            found = told_of or _otherwise(often, said, told, sentences, found)
        if not found and (often or counted):
            return None if same and not all(holds(whole, word) for word in telling) else ()
        return once(_most_telling(found, telling) if same else found) or None
    if not often:
        return None
    asked = [word for one in often for word in one.asked.findall(said) if len(word) >= _LEAST]
    found = [one for one in sentences if any(holds(one, word) for word in asked)]
    found = found or [one for one in sentences if any(_tells(one, kind) for kind in often)]
    if often == [ONLINE]:  # what is wholly done on line tells it better than the name of a site
        found = [one for one in found if _DONE_ONLINE.search(bare(one))] or found
    return once(_or_nearest(often, said, told, sentences, found))


def often_asked(words: str) -> bool:
    """Is what is often asked of any subject asked, and nothing else: "c'est combien"?"""
    left = said = bare(words)
    kinds = [kind for kind in _OFTEN if kind.asked.search(said)]
    for kind in kinds:
        left = kind.asked.sub(" ", left)
    return bool(kinds) and len(said.split()) <= LONGEST and not _EMPTY.sub(" ", left).split()


def tells_whom(words: str) -> bool:
    """ "Pour un adulte", and nothing else: it is of the article that is spoken of, whatever others tell."""
    return _WHOM_ALONE.search(bare(words)) is not None


def names_case(words: str, phrases: Iterable[str]) -> bool:
    """Is one of several cases named: "et pour un mineur"? Its own answer comes before that of all."""
    said = f" {bare(words)} "
    return any(f" {bare(phrase)} " in said for phrase in phrases)


def cases_asked(told: Told, words: str) -> tuple[int, ...]:
    """Places of the cases that a question is asked for, of an article that was told: "et pour ma fille".

    None where nobody is named; two where several are, each with another case.
    """
    choice = told.choice
    if not choice.question:
        return ()
    cases = [(case.label, *case.phrases) for case in choice.variants]
    ages = adult_and_minor(cases)
    if ages is not None:
        return tuple(ages[0 if grown else 1] for grown in sorted(_whom(words)))
    text = f" {bare(told.text)} "
    untold = [[phrase for phrase in case if f" {bare(phrase)} " not in text] for case in cases]
    named = [place for place, phrases in enumerate(untold) if names_case(words, phrases)]
    return tuple(named) if len(named) == 1 else ()


def without_whom(words: str) -> str:
    """A question without the person it is asked for, who is no subject of it."""
    said = _YEARS.sub(" ", with_digits(words)).split()
    return " ".join(word for word in said if not (_OF_AGE_OR_NOT.fullmatch(word) or _kin(f"mon {word}")))


def _whom(words: str) -> frozenset[bool]:
    """Those a question is asked for: true among them for somebody of age, false for a minor."""
    found = _FOR.search(bare(words))
    if found is None:
        return frozenset()
    if found["led"] is not None:
        return _kin(found["led"]) if _LED.match(found["led"]) else frozenset()
    return _kin(found["asked"]) | (frozenset((True,)) if _FOR_ME.search(found["asked"]) else frozenset())


def _kin(person: str) -> frozenset[bool]:
    """Is it somebody of age, a minor, or both, each of them named: by their age, or who they are?"""
    for said in (person, f"un {person}"):  # "le tarif enfant"
        grown = of_age(said)
        if grown is not None:
            return frozenset((grown,))
        if named := kin_of_age(said):
            return named
    return frozenset()


def with_number(choice: Choice, words: str) -> Choice:
    """The article, its number or mail address first for whoever asks for it: not among the details."""
    said = bare(words)
    asked = ((_WANTS_NUMBER, _TELLS_NUMBER), (_WANTS_MAIL, _TELLS_MAIL))
    telling = [told for wanted, told in asked if wanted.search(said)]
    if choice.question or not telling or _names_another(choice, words):
        return choice
    details = SENTENCE.split(choice.details)
    first = [one for one in details if any(told.search(bare(one)) for told in telling)]
    if len(first) != len(telling):
        return choice
    rest = " ".join(one for one in details if one not in first)
    return replace(choice, spoken=" ".join((*first, choice.spoken)), details=rest)


def detail_asked(choice: Choice, words: str) -> str:
    """What an article's details tell of what a question is about: "ma fille est allergique", of the canteen.

    Empty where its answer speaks of that already, or asks for the case first.
    """
    said = bare(words)
    if choice.question or not choice.details or not said:
        return ""
    telling = [word for word in dict.fromkeys(said.split()) if _is_telling(word)]
    telling = [word for word in telling if not holds(choice.title, word)]
    spoken_of = [word for word in telling if holds(choice.spoken, word)]
    about = [one for one in SENTENCE.split(choice.details) if not _OF_THE_WEEK.search(bare(one))]
    if _ASKS_WHERE.search(said):
        about = [one for one in about if _tells(one, _WHERE)]
    of_it = [
        one
        for one in about
        if not spoken_of or _PRICE_OF_ALL.search(bare(one)) or any(holds(one, word) for word in spoken_of)
    ]
    return _about(about, [] if spoken_of else telling) or _often_answered(of_it, said, choice.spoken)


def _about(sentences: list[str], telling: list[str]) -> str:
    """The sentence that begins with the most of these words, if any does: it is about them."""
    opening = [" ".join(bare(one).split()[:_OPENING]) for one in sentences]
    held = [sum(holds(one, word) for word in telling) for one in opening]
    return sentences[held.index(max(held))] if any(held) else ""


def _often_answered(sentences: list[str], said: str, spoken: str) -> str:
    """The sentence that tells the price, or the hour, where the answer tells none; not that of a case."""
    for kind in (_PRICE, _HOUR):
        if kind.asked.search(said) and not _tells(spoken, kind):
            told = (one for one in sentences if _tells(one, kind) and not _OF_A_CASE.match(bare(one)))
            return next(told, "")
    return ""


def _is_telling(word: str) -> bool:
    """Does a word tell what is asked, wherever it stands? Neither one that any answer may hold, nor a day."""
    return len(word) >= _LEAST and not (
        _GENERAL.fullmatch(word) or _EMPTY.fullmatch(word) or _ANYWHERE.fullmatch(word)
    )


def _names_another(choice: Choice, words: str) -> bool:
    """ "La mairie de Grenoble": a town that the article, its address included, does not tell of."""
    found = _A_MAIRIE.search(bare(words))
    if found is None or _OURS.fullmatch(found["town"]):
        return False
    return found["town"] not in bare(f"{choice.title} {choice.spoken} {choice.details}").split()


def hours_in(told: Told | None, words: str) -> tuple[str, ...] | None:
    """The hours that an answer holds of its own subject: "ça ferme à quelle heure", of a garderie.

    Not those of the service in charge of it, nor for whoever asks when "vous" are open. None without any.
    """
    said = bare(words)
    if told is None or not _HOUR.asked.search(said) or re.search(r"\b(?:vous|votre|vos|you)\b", said):
        return None
    if _EMPTY.sub(" ", _OF_THE_DAY.sub(" ", _HOUR.asked.sub(" ", said))).split():
        return None
    return once([one for one in SENTENCE.split(told.text) if _tells(one, _HOUR)]) or None


def _often_asked(said: str) -> list[Asked]:
    often = [one for one in _OFTEN if one.asked.search(said)]
    if FETCHED in often:  # "je peux venir le chercher quand"
        return [FETCHED]
    if _PRICE in often and _HOW_MUCH_DELAY.search(said):
        often = [one for one in often if one is not _PRICE]
    return [one for one in often if one is not _DELAY] if _DURATION in often else often


def _most_telling(sentences: list[str], telling: list[str]) -> list[str]:
    held = [sum(holds(one, word) for word in telling) for one in sentences]
    return [one for one, count in zip(sentences, held, strict=True) if count == max(held)]


def _otherwise(
    often: list[Asked], said: str, told: Told, sentences: list[str], found: list[str]
) -> list[str]:
    """Sentences that answer less plainly, of those that hold what is named: `found`."""
    if often == [_PRICE]:
        return [one for one in sentences if _PRICE_OF_ALL.search(bare(one))]
    if often == [_DELAY] and not _TO_HAVE_IT.search(said):
        return [one for one in found if _lasts(one, said)]
    return []


def _or_nearest(
    often: list[Asked], said: str, told: Told, sentences: list[str], found: list[str]
) -> list[str]:
    """What answers, or what comes nearest to it, rather than nothing, or than a remark on what is left out.

    The details of an article are of all its cases: they complete nothing where one case was told.
    """
    if often == [_PAPERS]:
        return found or [one for one in sentences if _ALSO_PAPERS.search(bare(one))]
    if often != [_DELAY] or _TO_HAVE_IT.search(said):
        return found
    details = set(SENTENCE.split(told.choice.details))
    if any(one not in details for one in found):
        return found
    own = [one for one in sentences if one not in details and _lasts(one, said)]
    if own or found:
        return [one for one in sentences if one in own or one in found]
    return [] if told.case is not None else [one for one in sentences if _lasts(one, said)]


def _lasts(sentence: str, asked: str) -> bool:
    """Does it hold a length of time; until when, where a délai is asked for?"""
    said = _AGE_OF_PAPER.sub(r"\1 ", bare(sentence))
    if re.search(r"\bdelais?\b", asked) and not _AT_THE_LATEST.search(said):
        return False
    return bool(_LASTS.search(said) or (_DURATION.told.search(said) and _YEARS_LONG.search(said)))


def _brings(often: list[Asked], telling: list[str]) -> bool:
    """ "Je peux amener des gravats": no papers are asked for, but what may be brought."""
    return often == [_PAPERS] and bool(telling)


def _tells(sentence: str, kind: Asked) -> bool:
    """Does a sentence hold an answer to what is often asked?"""
    plain = bare(
        sentence.replace("€", " euros").replace("dès ", "à partir de ").replace("Dès ", "À partir de ")
    )
    return kind.told.search(_AGE_OF_PAPER.sub(r"\1 ", plain)) is not None


def _counts(sentence: str, counted: str) -> bool:
    said = _AGE_OF_PAPER.sub(r"\1 ", bare(sentence))
    return holds(sentence, counted) and (
        _NUMBER.search(said) is not None or re.search(rf"\bune? {counted}", said) is not None
    )


def once(sentences: list[str]) -> tuple[str, ...]:
    """The sentences, but for those that another says as well, and more fully."""
    words = [set(bare(one).split()) for one in sentences]

    def said_better(place: int) -> bool:
        return any(
            len(words[place] & other) >= _SAID_AS_WELL * len(words[place])
            and (len(other), -at) > (len(words[place]), -place)
            for at, other in enumerate(words)
            if at != place
        )

    return tuple(one for place, one in enumerate(sentences) if not said_better(place))


def holds(sentence: str, word: str) -> bool:
    """Is the word in the sentence, whatever its ending: "allergique" where an "allergie" is spoken of?"""
    said = bare(sentence).split()
    if len(word) < _LEAST:
        return word in said or f"{word}s" in said or word.removesuffix("s") in said
    return any(_same_word(one, word) for one in said)


def _same_word(one: str, other: str) -> bool:
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return stem >= _LEAST and all(_ENDINGS.fullmatch(word[stem:]) for word in (one, other))
