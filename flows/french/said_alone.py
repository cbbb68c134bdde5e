"""Whole utterances in French that command something, as they are said on the telephone and nowhere else.

Works on folded text (see `understand.fold`).
"""

from __future__ import annotations

import re

from flows.commands import Command
from flows.emergencies.calm_words import asks_who_is_there

_BEFORE = (
    r"(?:(?:allô|bonjour|oui|non|euh|mais|ah|oh|bon|pardon|désolée?|excusez moi|attendez|en fait|alors) )*"
)
_AFTER = r"(?: (?:s'il (?:vous|te) pla[iî]t|merci|svp|madame|monsieur|en fait|maintenant|là|encore))*"
_ALONE = tuple(
    (kind, re.compile(f"{_BEFORE}(?:{said}){_AFTER}"))
    for kind, said in (
        (
            Command.DEAF,
            r"(?:parle[rz] (?:un peu |bien |beaucoup )?plus fort )?(?:parce que |car )?"
            r"je suis (?:très |presque |complètement |totalement |vraiment )?sourde?"
            r"|(?:mon|ma|mes|un|une) [\w']+(?: \w+)? (?:est|sont) (?:\w+ )?(?:sourde?s?"
            r"|malentendante?s?|muets?|muettes?)\b.*\b(?:comment|peut|peuvent|pour) (?:[\w']+ ){0,5}?"
            r"(?:vous (?:appeler|joindre|téléphoner|contacter)|téléphoner)\b.*",
        ),
        (
            Command.PRESENT,
            # Without « allô » nor the line, « y a personne » answers whether somebody is in danger.
            r"(?<=allô )(?:(?:mais|euh|bon) )?y ?'? ?a (?:donc |vraiment )?personne"
            r"|y ?'? ?a (?:donc |vraiment )?personne (?:au bout du fil|en ligne)",
        ),
        (
            Command.WAIT,
            r"(?:une|deux|trois|cinq) (?:petites? )?(?:secondes?|minutes?)",
        ),
        (
            Command.AGENT,
            r"(?:j'étais|je parlais|j'étais en train de parler|on était) (?:en ligne |au téléphone )?"
            r"(?:avec|à) (?:quelqu'un|un agent|une dame|un monsieur|une personne|votre collègue)"
            r"(?: (?:et )?(?:ça a|on a été|j'ai été) coupée?s?)?"
            r"|repassez (?:moi|nous) (?:la (?:dame|personne|jeune femme)|le monsieur|l'agent|votre collègue"
            r"|quelqu'un)(?: .{1,40})?"
            r"|(?:on a|j'ai|nous avons) été coupée?s?|ça a coupé|ça (?:vient de |s'est )coup(?:er|é)"
            r"|(?:on|vous|ça|il|elle|(?:votre|la) \w+) (?:m'|nous )(?:a|avez) "
            r"(?:coupée?s?|raccrochée?s?)(?: au nez)?"
            r"(?: (?:la (?:communication|ligne)|en pleine \w+|tout à l'heure))?|ça a raccroché"
            r"|(?:j'en ai |y en a |j'en ai vraiment )?(?:marre|assez|ras le bol)"
            r" (?:de )?(?:parler |discuter )?"
            r"(?:à|avec|de|des|d') ?(?:un |une |votre |ce |cette |des |vos )?"
            r"(?:robots?|machines?|ordinateurs?|répondeurs?|boîtes? vocales?|automates?)"
            r"|envoyez (?:moi|nous) (?:un agent|quelqu'un|une personne)"
            r"|je (?:veux|voudrais|souhaite|tiens à|viens) (?:me plaindre|faire une réclamation)"
            r" (?:d'|de |du |des |sur |contre |au sujet).{1,40}"
            r"|je (?:vous )?(?:rappelle|appelle) (?:au sujet|à propos|pour|suite) (?:de|à)? ?mon message",
        ),
        (
            Command.CONFUSED,
            r"je (?:ne )?comprends? (?:vraiment |absolument )?rien (?:du tout )?à ce que (?:vous|tu)"
            r" (?:dites|racontez|demandez|dis|racontes)",
        ),
        (
            Command.SLOWER,
            r"(?:c'est|ça va|vous (?:parlez|allez)|tu parles) (?:beaucoup |bien |un peu )?(?:trop|très)"
            r" (?:rapide|rapidement|vite)(?: pour (?:moi|une personne âgée))?(?: (?:je suis|j'ai) .{1,30})?",
        ),
        (Command.GOODBYE, r"raccrochez|vous pouvez raccrocher"),
        (Command.OPTIONS, r"comment (?:ça|cela) (?:marche|fonctionne)"),
        (
            Command.BACK,
            r"stop|je (?:veux|voudrais) (?:sortir|quitter)(?: d'ici| du menu)?"
            r"|(?:j'ai|je me suis trompée? j'ai) (?:appuyé sur|fait) (?:la mauvaise|une mauvaise) touche"
            r"|je me suis trompée? de touche|annule[rz]? tout"
            r"|(?:finalement )?laissez(?: tomber| ça)?(?: finalement| c'est bon| c'est pas grave)+",
        ),
    )
)


_TELLS = re.compile(
    r"\b(?:plaindre|réclamation)\b|^(?:ça (?:a coupé|vient de couper|s'est coupé)|j'ai été coupée?)$"
)


def tells_what_is_wrong(folded: str) -> bool:
    """ "Je veux me plaindre du bruit", "ça a coupé": a person is wanted, unless it answers what is asked."""
    return bool(_TELLS.search(folded))


def said_alone(folded: str) -> Command | None:
    """The command that a whole utterance is, where nothing else is said in it."""
    if asks_who_is_there(folded):
        return Command.PRESENT
    return next((kind for kind, pattern in _ALONE if pattern.fullmatch(folded)), None)
