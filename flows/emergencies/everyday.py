"""Everyday turns whose words sound like a danger: they are left out, and the rest is judged.

Works on folded text. What else is told is still heard: "la nuit est tombée et mon fils a disparu".
"""

from __future__ import annotations

import re

_OWN = r"(?:ma|mon|mes|la|le|les|nos|notre|sa|son|ses)"
_KIN = (
    r"(?:femme|mari|fils|fille|enfants?|mère|père|frère|sœur|soeur|conjointe?|compagne|compagnon|copine"
    r"|copain"
    r"|bébé|maman|papa)"
)
_BUILDING = (
    r"(?:la |l'|le |les |votre |vos )(?:mairie|hôtel de ville|entrée|accueil|bureaux?|guichet|parking"
    r"|salle des fêtes|école|médiathèque|bibliothèque|piscine|gymnase|déchetterie|déchèterie|cimetière|poste)"
)
_PARKED = (
    r"(?:garée?s?|stationnée?s?|plantée?s?|arrêtée?s?|posée?s?|devant|derrière|sur|contre|en face d[eu]"
    r"|à côté d[eu]|le long d[eu]|chez|moi|nous|mon|ma|notre|le|la|les|l'|un|une|du|de|portail|garage|entrée"
    r"|sortie|maison|trottoir|rue|place|parking|passage|piéton|immeuble|cour|allée|là|qui|est|et|depuis|deux"
    r"|trois|plusieurs|des|jours?|semaines?|mois|hier|ce|matin)"
)
"""Where a vehicle stands, and for how long: nobody is hurt by these words."""
_SAID_FIRST = r"(?:^|\b(?:bonjour|allô|euh|alors|y a|a|on a|j'ai|c'est|encore|toujours) )"
_PARKED_VEHICLES = (
    r"(?:une|des|deux|cette|la) (?:grosse |vieille |petite )?(?:voiture|bagnole|camionnette|fourgonnette"
    rf"|caravane|remorque)s?(?: {_PARKED})*(?: (?:elles?|ça|qui))?",
    r"(?:un|des|deux|ce|le) (?:gros |vieux |grand |petit )?(?:véhicule|camion|fourgon|utilitaire|camping car"
    rf"|poids lourd)s?(?: {_PARKED})*(?: (?:ils?|ça|qui))?",
)
"""Each kind with its own pronoun: "une voiture, il bouge plus" is a man."""
_TURN = re.compile(
    rf"{_SAID_FIRST}(?:{'|'.join(_PARKED_VEHICLES)})(?: ne)? bouge(?:nt)? (?:pas|plus)(?!\w)"
    r"|\b(?:(?:envoye[rz]|envoie|transmettez|écrive[zr]|écrire)(?: (?:moi|nous|les moi|le moi))?"
    r"(?: (?:un|une|le|la|les|des|ça|cela))?(?: \w+)? ?(?:par )?"
    r"(?:mails?|e mails?|mels?|courriels?|courriers?|s m s|sms|textos?|lettres?|formulaires?)"
    rf"|(?:ajouter|rajouter|inscrire|inviter|enlever|retirer|amener|emmener|venir avec"
    rf"|mettre) {_OWN} {_KIN}"
    r"|(?:on m'a|vous m'avez|ils m'ont|j'ai été) (?:déjà )?(?:transférée?|passée?|mise? en attente)"
    r"(?: (?:à|au|un|une) \w+)?"
    r"|(?:ça|l'appel|la ligne|la communication|le téléphone) (?:a|s'est|est) (?:été )?(?:coupée?"
    r"|raccrochée?)"
    r"|la nuit (?:est|va|vient de) tomb(?:ée|er|e)|la nuit tombe"
    r"|(?:me|nous|se) (?:faire|fais|fait) (?:entendre|comprendre|rembourser|livrer|connaître|aider)"
    r"|(?:a|ont|avec|atteinte? d'|est) (?:un |la |début d'|maladie d'|le )*(?:alzheimer|parkinson)"
    r"|perd (?:un peu |complètement )?(?:la (?:tête|mémoire|boule|raison)|ses (?:clés|papiers|lunettes"
    r"|cheveux))"
    r"|(?:une |mes |mon |ma |la |le |les |un )(?:clé|clef|téléphone|portable|bague|alliance|lunette"
    r"|doudou|carte"
    r"|portefeuille|boucle d'oreille|sac|bijou|pièce)s?(?: \w+)? (?:est|sont) (?:tombée?s?"
    r"|restée?s?) (?:dans|par)"
    r" (?:l'|le |la |une? |les )?(?:bouche d'|grille d'|plaque d')?(?:égout|avaloir|caniveau|grille"
    r"|puits|eau|bouche)s?"
    r"|(?:a|ont|ai|avons|est) (?:été )?(?:disparu|effacée?|rayée?|radiée?) (?:du|de la|des|de votre"
    r"|de vos) "
    r"(?:fichier|liste|registre|système|site|portail|dossier|logiciel)\w*(?: électora(?:l|le|les))?"
    r"|agressée?s? (?:verbalement|au téléphone|en paroles)"
    r"|(?:votre|un de vos|une de vos|vos) (?:camion|bus|car|benne|tracteur|voiture|véhicule|balayeuse"
    r"|poubelle"
    r"|tondeuse)s?(?: \w+)? (?:a|ont) (?:percuté|embouti|rayé|accroché|abîmé|cabossé|heurté|touché|cassé)"
    r" (?:ma|mon|notre|nos|la|le) (?:voiture|auto|véhicule|mur|portail|clôture|rétroviseur|scooter|vélo"
    r"|boîte)"
    rf"|{_OWN} (?:dossier|papier|document|passeport|carte|livret)s?(?: de \w+| d'\w+)? (?:a"
    rf"|ont) (?:été )?brûlée?s?"
    r"(?: (?:dans|pendant|avec|lors de) (?:l'|un |mon |notre )?(?:incendie|feu)(?: (?:de|du) (?:ma |la "
    r"|notre |mon )?\w+)?)?"
    r"|(?:la|ma|notre|cette|votre) (?:rue|route|avenue|sortie|place|voie"
    r"|descente) est (?:\w+ )?dangereuse(?: (?:car|parce que))?"
    r"|les (?:voitures|gens|camions|motos|scooters|automobilistes) (?:y )?(?:roulent|passent|vont"
    r"|conduisent)"
    r" (?:\w+ )?(?:trop vite|comme des (?:fous|dingues|malades))"
    r"|(?:quelqu'un|on|vous|tu) m'entend(?:ez|s)?"
    r"|(?:mon|son) ex (?:ne )?(?:me |m'|nous |lui )?(?:r?amène|rend|laisse|donne|confie|dépose) (?:plus"
    r"|jamais)"
    r" (?:voir )?(?:les|mes|nos|mon|ma|le|la) (?:petite?s?|enfants?|gosses?|gamine?s?|mômes?|fils|filles?)"
    # Who looks for a building, whose allowance was stopped, whose dead are buried.
    rf"|(?:je |on )?(?:n')?(?:arrive (?:pas|plus) à (?:trouver|voir)|(?:ne )?trouve (?:pas|plus)) {_BUILDING}"
    rf"|(?:je |on )?(?:ne )?trouve pas (?=(?:c'est|où|dans) (?:\w+ ){{1,3}}{_BUILDING}(?!\w))"
    rf"|(?:je suis|on est|nous sommes) perdue?s? (?=(?:\w+ )?(?:je|on|nous) (?:ne )?(?:trouve"
    rf"|cherche)(?: pas| plus)?"
    rf" {_BUILDING}(?!\w))|avec (?:le|mon|notre) gps"
    r"|(?:(?:j'ai|on a|il a|elle a) plus (?:le |de |d'|la |les |l'|mon |ma |mes )?)?(?:rsa|apl|aah"
    r"|allocations?|caf|chômage|aides?|pension|bourse|électricité|eau|gaz|téléphone|internet)"
    r"(?: (?:et|mais))?(?: (?:ils|on|elle|la caf))? (?:me |nous )(?:l'|les )(?:ont|a) (?:encore )?coupée?s?"
    rf"|(?:{_OWN} )?{_KIN} (?:est|sont|était) (?:enterrée?s?|inhumée?s?|incinérée?s?)(?= (?:chez vous|ici"
    rf"|au cimetière|depuis"
    r"|dans (?:le|votre|un|une|notre) (?:cimetière|caveau|tombe|concession|commune|village)"
    r"|et sur la tombe)\b|$)"
    r"|sur (?:la|sa|leur) tombe)(?!\w)"
)


def without_everyday(folded: str) -> str:
    """The words but for such turns."""
    return " ".join(_TURN.sub(" ", folded).split())
