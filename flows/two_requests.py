"""Two requests in one breath: "je voudrais un passeport et aussi signaler un lampadaire"."""

from __future__ import annotations

import re

from flows.collect.problem import problem_in
from flows.french.places import ADDRESS
from flows.understand import fold, without_fillers

_ASKS = (
    r"(?:je (?:voudrais|veux|souhaite|souhaiterais|voulais|dois|vais)|j'(?:aimerais|ai besoin|ai aussi|ai"
    r" une|voudrais)"
    r"|il me faut|il faut|il y a|y a|signaler|prendre|savoir|demander|connaître|faire|refaire|inscrire|est"
    r" ce que|pour)"
)
#: Where a second request may begin; the surer wordings first.
_BETWEEN = tuple(
    re.compile(pattern)
    for pattern in (
        r" (?:et |mais |puis |ou )*(?:aussi|également|par ailleurs|ensuite|en même temps|en plus|d'autre part"
        r"|deuxièmement|autre chose|une autre chose|après ça)(?: aussi| également)? (?:je voudrais aussi |et"
        r" )?",
        rf" et (?:puis )?(?={_ASKS}\b)",
        rf" puis (?={_ASKS}\b)",
        r" et (?:puis )?(?=(?:rappele[rz] (?:moi|nous)|qu'on (?:me|nous) rappelle)\b"
        r"|(?:laisser|prenez) un message\b"
        r"|(?:parler (?:à|avec)|discuter avec|passez moi|passez nous|avoir (?:quelqu'un|un agent))\b)",
        r" et (?=(?:un |une |pour un |mon )(?:rendez vous|rdv|signalement)\b)",
        r" et puis (?:aussi )?",
        r" et (?=(?:les |le |la |l')(?:horaires?|heures?|tarifs?|prix|numéro|adresse|téléphone|dates?|menus?"
        r"|programme|coordonnées|jours?|liste|papiers|documents|démarches)\b)",
        # Said one after the other, without a word between: "un passeport signaler un lampadaire".
        r"(?<!voudrais)(?<!voulais)(?<!aimerais)(?<!souhaite)(?<!veux)(?<!vais)(?<!dois)(?<!pour)(?<!puis)"
        r"(?<!aussi)(?<! et)(?<! de)(?<! à) (?=(?:signaler|prendre (?:un )?(?:rendez vous|rdv))\b)",
        r"(?<!prendre)(?<!voudrais)(?<!voulais)(?<!aimerais)(?<!souhaite)(?<!veux)(?<!avoir)(?<!faut)(?<!obtenir)"
        r"(?<!demander)(?<!annuler)(?<!changer)(?<!déplacer)(?<!pour)(?<!j'ai)(?<!avais)(?<!sur)(?<!sans)(?<!et)"
        r"(?<!aussi)(?<!est)(?<!ou)(?<!avec)(?<!fixer)(?<!réserver) (?=un (?:rendez vous|rdv) pour\b)",
        # "et", as it is often heard: nothing "est signaler".
        r" est (?=(?:signaler|prendre|savoir|demander|connaître|faire|refaire|inscrire)\b)",
    )
)
_AND_REPORT = re.compile(r"\b(?:est|et) signalée?s? (?=(?:un|une|des|le|la|les)\b|l')")
""""Et signaler un lampadaire", as it is often heard."""
_BEFORE = re.compile(
    r" (?:mais |et )?(?:juste )?(?:avant|d'abord)(?: (?:ça|cela|tout))?"
    r" (?=(?:dites|donnez|je|j'aimerais|il me faut|quels?|quelles?|les|le|la|c'est)\b)"
)
""""… mais avant dites-moi les horaires": what is said last is wanted first."""
_COUNT = re.compile(
    r"^(?:(?:alors|donc|bonjour|voilà|d'abord|premièrement|déjà|j'ai|j'aurais|je vous appelle pour|c'est"
    r" pour|pour)? ?"
    r"(?:deux|trois|quatre|plusieurs) (?:choses|questions|demandes|petites choses|petites questions)"
    r"(?: à (?:vous )?(?:demander|voir))?"
    r"(?: alors| d'abord| premièrement| déjà)? ?)"
)
_FIRSTLY = re.compile(r"\b(?:d'abord|premièrement|déjà)\b ?")
_REPORTING = re.compile(r"\b(?:signaler|(?:je|on|nous) (?:vous )?signal(?:e|ons))\b")
_THERE_IS = re.compile(r"\b(?:il y a|y a|j'ai vu)\b")
_OF_A_VISIT = re.compile(
    r"\b(?:rendez vous|rdv) pour (?P<what>.+?)(?: (?:demain|après demain|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|la semaine|cette semaine|dans|le matin|l'après midi|ce|si possible|s'il vous plaît)\b.*)?$"
)
_ASKS_BESIDE = re.compile(
    r" et (?:puis )?(?:aussi )?(?=(?:savoir |demander |connaître )?"
    r"(?:combien|comment|quels?|quelles?|ce qu'il|c'est combien|si)\b)"
)
""""Un rendez-vous pour une carte, et savoir combien ça coûte": asked of that same card."""
_ANOTHER = re.compile(r" et (?=(?:un|une|des) \w)")
_A_THING = re.compile(r"(?:un|une|des) \w")
_OWN_THINGS = re.compile(r"\bà (?:enlever|débarrasser|jeter|donner|vendre|évacuer|emporter)\b")
"""What the caller wants taken away is their own."""
_LEAST = 2
"""Words of a request."""


def two_requests(text: str) -> list[tuple[str, str]]:
    """Every way these words may be two requests, likeliest first; whoever asks checks that both are any.

    "je voudrais un passeport et aussi signaler un arbre" gives both of them.
    """
    folded = _FIRSTLY.sub("", _COUNT.sub("", _AND_REPORT.sub("et signaler ", fold(text)))).strip()
    found = [
        (spoken[between.end() :], spoken[: between.start()])
        for spoken in (fold(text),)
        for between in _BEFORE.finditer(spoken)
        if len(without_fillers(spoken[: between.start()]).split()) >= _LEAST
    ]
    for pattern in _BETWEEN:
        for between in pattern.finditer(folded):
            first, second = folded[: between.start()].strip(), folded[between.end() :].strip()
            first = re.sub(r" (?:et|mais|puis)$", "", first)
            if all(len(without_fillers(part).split()) >= _LEAST for part in (first, second)):
                found.append((first, second))
    return list(dict.fromkeys((*found, *_asked_of_the_visit(folded), *_two_reports(folded))))


def _asked_of_the_visit(folded: str) -> list[tuple[str, str]]:
    """ "Un rendez-vous pour un passeport et savoir combien ça coûte" books it, and asks of the passport."""
    return [
        (visit, f"{folded[between.end() :]} pour {of['what']}")
        for between in _ASKS_BESIDE.finditer(folded)
        if (of := _OF_A_VISIT.search(visit := folded[: between.start()].strip()))
    ]


def _two_reports(folded: str) -> list[tuple[str, str]]:
    """ "signaler un lampadaire au 5 rue Hugo et un nid de poule devant l'école" reports both of them."""
    if not (verb := _REPORTING.search(folded)):
        return _two_places(folded) or _two_things(folded)
    return [
        (folded[: between.start()].strip(), f"signaler {folded[between.end() :]}")
        for between in _ANOTHER.finditer(folded, verb.end())
    ]


def _two_places(folded: str) -> list[tuple[str, str]]:
    """ "Il y a un trou rue Pasteur et un lampadaire éteint rue Hugo": two problems, each in its street."""
    if not (there := _THERE_IS.search(folded)):
        return []
    return [
        (first, f"signaler {second}")
        for between in _ANOTHER.finditer(folded, there.end())
        if (one := problem_in(first := folded[: between.start()].strip()))
        and (other := problem_in(second := folded[between.end() :]))
        and one != other
        and ADDRESS.names_a_street(first)
        and ADDRESS.names_a_street(second)
    ]


def _two_things(folded: str) -> list[tuple[str, str]]:
    """ "un trou devant chez moi et un tag": two problems named, and nothing else."""
    if not _A_THING.match(folded) or _OWN_THINGS.search(folded):
        return []
    return [
        (f"signaler {first}", f"signaler {second}")
        for between in _ANOTHER.finditer(folded)
        if (one := problem_in(first := folded[: between.start()].strip()))
        and (other := problem_in(second := folded[between.end() :]))
        and one != other
    ]
