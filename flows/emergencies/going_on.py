"""What whoever goes on with a danger says, once the number was told: "je suis à côté d'elle"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_LEAD = (
    r"(?:(?:euh|oui|non|mais|alors|et|donc|ben|bah|s il (?:vous|te) plait|monsieur|madame|mon dieu|attendez"
    r"|yes|no|but|so|and|please|oh) )*"
)
_END = (
    r"(?: (?:la|moi|maintenant|en attendant|s il (?:vous|te) plait|vite|alors|monsieur|madame"
    r"|pour (?:lui|elle)"
    r"|pour l aider|avec (?:lui|elle)|en ce moment|tout de suite|toute? seule?|please|now|meanwhile"
    r"|in the meantime|for (?:him|her)|with (?:him|her)))*"
)
_DO = (
    r"(?:qu est ce qu(?:e )?(?:je|on) (?:dois|doit|peux|peut|fais|fait)(?: faire)?"
    r"|(?:je|on) (?:dois |doit |peux |peut )?fai(?:s|t|re) quoi|je dois faire quoi|quoi faire|que faire"
    r"|qu est ce qu il faut (?:que je fasse|faire)|comment (?:je fais|on fait|faire)"
    r"|(?:je (?:ne )?sais|j sais|sais) (?:pas|plus|meme pas)"
    r" (?:ce que je dois faire|quoi faire|comment faire)"
    r"|what (?:do|should|can|must) (?:i|we) do|i don t know what to do)"
)
_NEAR = (
    r"(?:je (?:suis|reste)(?: juste)? (?:(?:a cote|aupres|pres) de? (?:elle|lui|eux)|avec (?:elle|lui|eux))"
    r"|(?:je suis|on est|nous sommes) (?:toute? )?seule?s? (?:avec (?:elle|lui)|ici|chez (?:moi|elle|lui))"
    r"|i m (?:with|next to|beside|near) (?:him|her|them)|i m (?:alone|on my own)(?: here)?)"
)
_HELP = (
    r"(?:aide[zr]? (?:moi|nous|le|la)|(?:depechez vous|vite)(?: (?:depechez vous|vite))*"
    r"|venez(?: vite| m aider| nous aider)*"
    r"|(?:vous )?(?:m )?(?:envoyez|envoie[zs]?) (?:les? |des |du |une? )?(?:secours|pompiers|samu|ambulance"
    r"|police|aide)"
    r"|(?:vous (?:arrivez|venez)|ils (?:arrivent|viennent)) (?:quand|bientot|dans combien de temps)"
    r"|quand (?:est ce qu )?(?:ils|vous) (?:arrive\w*|vien\w*)"
    r"|help(?: me| us| him| her)?|(?:please )?(?:hurry|come quickly)"
    r"|send (?:help|somebody|someone|an ambulance)"
    r"|(?:est ce que |il faut que |faut que |je (?:veux|voudrais) que |y a t il )?quelqu un"
    r" (?:peut|pourrait|va|vien\w*|doit|qui peut)(?: (?:m |nous |l )?(?:aider|venir|passer|arriver))?"
    r"|(?:est ce que )?vous (?:pouvez|pourriez|allez) (?:m |nous |l )?(?:venir|aider|envoyer quelqu un)"
    r"|pouvez vous (?:m |nous |l )?(?:venir|aider|envoyer quelqu un)"
    r"|envoyez (?:moi |nous )?quelqu un|il faut (?:venir|m aider|nous aider|l aider)"
    r"|(?:can|could|will) (?:you|somebody|someone|anybody|anyone) (?:please )?"
    r"(?:come|help(?: me| us| him| her)?))"
)
_FRIGHT = (
    r"(?:je (?:panique|tremble|n en peux plus|suis (?:paniquee?|affolee?|terrifiee?|perdue?))"
    r"|j ai (?:tres )?peur"
    r"|je (?:ne )?peux (?:pas|plus) (?:la|le) (?:laisser|quitter|lacher|bouger)|i m (?:panicking|scared)"
    r"|(?:je (?:ne )?(?:peux|veux|vais|sais)|j ose|je n ose) pas (?:vous )?(?:raccrocher|appeler|telephoner)"
    r"|j ai (?:pas|plus|qu un seul|qu un)(?: d autre)? (?:de )?(?:telephone|credit|forfait)"
    r"|i (?:can t|cannot|don t want to) hang up|don t (?:hang up|leave me))"
)
_FIGURE = (
    r"(?:\d+|et|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingts?|trente|quarante|cinquante|soixante|septante|octante|nonante|cents?)"
)
_OF_THEM = (
    r"(?:(?:il|elle) (?:a|va avoir|aura) (?:(?:plus de|moins de|presque|environ|a peine|que|bientot) )?"
    rf"{_FIGURE}(?: {_FIGURE}){{0,4}} (?:ans?|mois|jours|semaines)(?: et demie?)?"
    r"|(?:il|elle) (?:est|etait) (?:(?:tres|deja|aussi|un peu) )?"
    r"(?:diabetique|cardiaque|epileptique|asthmatique"
    r"|allergique(?: (?:a|au|aux) [\w ]+)?|enceinte(?: de [\w ]+ mois)?|agee?|handicapee?|malade|fragile"
    r"|sous (?:traitement|oxygene|insuline|anticoagulants?)|suivie? (?:a l hopital|par un cardiologue))"
    r"|(?:il|elle) (?:a|fait|souffre) (?:(?:deja|souvent|de|d|du|des|un|une|le|la|l) )*"
    r"(?:diabete|asthme|epilepsie|alzheimer|parkinson|tension|hypertension|pacemaker|cancer"
    r"|problemes? (?:de c\w+ur|cardiaques?|au c\w+ur)|traitement)s?"
    r"|(?:il|elle) prend (?:des medicaments|un traitement|de l insuline)"
    r"|(?:he|she) (?:is|s) (?:(?:only|nearly|about) )?(?:[a-z]+|\d+)(?: [a-z]+)?"
    r" (?:years|months|weeks) old"
    r"|(?:he|she) (?:is|s) (?:diabetic|epileptic|asthmatic|pregnant|allergic|elderly)"
    r"|(?:he|she) has (?:a |an )?(?:heart (?:problem|condition|trouble)|diabetes|asthma|epilepsy))"
)
"""What the emergency services would ask of whoever is hurt: how old, and ill of what."""
_ANY = f"(?:{_DO}|{_NEAR}|{_HELP}|{_FRIGHT}|{_OF_THEM})"
_GOES_ON = re.compile(f"{_LEAD}{_ANY}(?: {_ANY})*{_END}")
"""Whole utterances: whoever names a subject ("je fais quoi pour la cantine") asks for something else."""
_ASKS = re.compile(
    r"\b(?:(?:je (?:voudrais|souhaite\w*)|j aimerais) (?!qu|de l aide|du secours)"
    r"|c (?:est|etait) (?:pour|au sujet)"
    r"|une (?:autre )?question|(?:au sujet|a propos) d|renseignements?|i (?:would|d) like|it s about)"
)
"""How something else than help is asked for."""
_EXPECTS = re.compile(f"{_LEAD}{_HELP}{_END}")


def goes_on(text: str) -> bool:
    """Is nothing but the danger spoken of: where the caller is, what to do, help that should come, how old
    whoever is hurt is?
    """
    return _GOES_ON.fullmatch(bare(text)) is not None


def expects_help(text: str) -> bool:
    """Is help believed to come from here: "venez vite", "ils arrivent quand"?"""
    return _EXPECTS.fullmatch(bare(text)) is not None


def asks_otherwise(text: str) -> bool:
    """ "Non, je voudrais savoir pour la cantine": is another subject come to, whichever it is?"""
    return _ASKS.search(bare(text)) is not None
