"""Which service's flow a caller asks for, in clear words; a question about one stays a question."""

from __future__ import annotations

import re
from enum import StrEnum

from flows.callbacks.route import OPENING, POLITE, asks_for_callback
from flows.collect.callback_wish import callback_wish
from flows.collect.claims import claims_harm
from flows.collect.elsewhere import told_elsewhere
from flows.collect.happening import happens
from flows.collect.problem import problem_in
from flows.collect.report_wish import report_wish_in
from flows.collect.wish import GIVING_UP, Wish, wish_of
from flows.collect.words import bare
from flows.french.places import ADDRESS
from flows.french.service_words import asks_for_service
from flows.giving_up import wish_taken_back


class Route(StrEnum):
    """A flow that gets something done, rather than an answer."""

    APPOINTMENT = "appointment"
    REPORT = "report"
    CALLBACK = "callback"
    STATUS = "status"
    MESSAGE = "message"
    PERSON = "person"
    """Somebody of a service that is named, or by their name."""


SEEN_TO_HERE = (Route.REPORT, Route.APPOINTMENT, Route.CALLBACK)
"""What the line does itself, though the caller would have somebody told of it."""

_QUESTION = re.compile(
    r"\b(?:comment|combien|pourquoi|faut il|(?:est ce )?qu il faut|il faut|dois je|doit on|ai je|a t on"
    r"|ou est ce que|est ce (?:que c est|possible|obligatoire)|obligatoire"
    r"|ou (?:puis je|peut on|faire|signaler)"
    r"|quels?|quelles?|quand|a quelle heure|a qui|qui (?:dois|doit|contacter|appeler)|sans rendez vous"
    r"|c est quoi|y a t il)\b"
)
"""What makes a sentence a question about a service: "faut-il un rendez-vous pour…"."""
_NOT_WANTED = re.compile(r"\b(?:pas|plus|deja) (?:besoin |envie )?(?:d |de |un |pris |signale )")
""""Je n'ai pas besoin de rendez-vous", "c'est déjà signalé"."""

_VISIT = r"(?:rendez vous|rdv|creneau)"
_ELSEWHERE = (
    r"(?:chez|medecin|medical|docteur|doctolib|dentiste|hopital|est|etait|a ete|annule|rate|manque|deja|hier"
    r"|que|qui|ou|et)\b"
)
"""What follows a visit somewhere else, or one that was made already."""
_APPOINTMENT = re.compile(
    rf"\b(?:(?:prendre|prenne|prends|reserver|avoir|obtenir|fixer|poser|veux|voudrais|voulais|aimerais"
    rf"|demande|demanderait|demander|veut|voudrait|aimerait|souhaiterait|desire|desirerait"
    rf"|souhaite"
    rf"|souhaiterais|faudrait|me faut|besoin d|(?:chang|deplac|decal|report|modifi|avanc|repouss"
    rf"|annul|decommand|supprim)(?:er?|ez)) (?:\w+ ){{0,3}}{_VISIT})\b"
    rf"|\b(?:peux|pourrai|pourrais|viendrai) (?:pas|plus) (?:\w+ ){{0,3}}{_VISIT}\b"
    rf"|\b{_VISIT}\b(?! (?:chez|medical|medecin)).*\b(?:peux|pourrai|pourrais|viendrai|serai) (?:pas|plus)\b"
    rf"|\bempechement\b.*\b{_VISIT}\b|\b{_VISIT}\b.*\bempechement\b"
    rf"|^(?:{OPENING} )*{_VISIT}(?: {POLITE})*(?: (?:pour|avec) .*|(?! {_ELSEWHERE})(?: \w+){{1,6}})?$"
    rf"|^(?:{OPENING} )*(?:c est )?pour (?:\w+ ){{1,5}}un {_VISIT}(?: {POLITE})*$"
)
_MANAGES = re.compile(
    rf"\b(?:faut|doit|dois|devons|devrait|peux tu|pouvez vous|vous pouvez|aimerais|voudrais|veux)\b"
    rf"(?: (?:que|qu|on|il|vous|me|m|l|bien|nous|donc|absolument|vite|lui|leur)){{0,3}}"
    rf" (?:annul|supprim|chang|deplac|decal|report)\w*"
    rf" (?:son|leur|mon|notre|le|ce) (?:\w+ )?{_VISIT}\b"
)
""""Mon mari est décédé, il faut annuler son rendez-vous": a deed, whatever it is told with."""
_OWN_VISIT = re.compile(
    rf"\b(?:mon|notre|un) (?:\w+ ){{0,2}}?{_VISIT}\b"
    rf"|\b(?:j ai|j avais|on a|on avait|nous avons|nous avions) (?:\w+ ){{0,3}}?{_VISIT}\b"
)
_DOES = r"(?:annul|decommand|supprim|chang|deplac|decal|report|modifi|avanc|repouss)(?:er|ez)"
_DONE_TO_IT = re.compile(
    rf"\b(?:l|le|la) {_DOES}\b|\b{_DOES}(?: (?:le|la|ca|cela|{POLITE}))*$"
    rf"|\b{_DOES} (?:mon|notre|ce|le) (?:\w+ )?{_VISIT}\b"
)
_ASKS_HOW = re.compile(
    r"\b(?:comment|combien|pourquoi|jusqu a quand|est ce possible|peut on|puis je|si (?:je|on)|sans frais"
    r"|avez|avaient|ont|aurait|a ete|etait)\b"
)
"""It is asked how that is done, or told that somebody did it."""
_VISIT_ELSEWHERE = re.compile(
    rf"\b{_VISIT} (?:medical|chez (?!vous\b)|(?:au|du|a l|de l|a la|de la|avec (?:le|la|l|un|mon|ma)) ?"
    r"(?:medecin|docteur|dentiste|hopital|clinique|kine|specialiste|coiffeur|garage|banque)\b)"
)
""""Il faut annuler mon rendez-vous chez le médecin": none of ours."""
_GIVES_UP = re.compile(
    rf"^(?:(?:bonjour|allo|oui|alors|en fait|finalement|c est encore moi|c est (?:moi|madame|monsieur) \w+"
    rf"|euh|je|j) )*{GIVING_UP}"
)
""""Je dois annuler": of the visit that was made, which is not named."""
_ELECTED = re.compile(
    r"\b(?:avec|rencontrer|voir) (?:(?:le|la|l|un|une|madame|monsieur) )*"
    r"(?:maire|adjointe?|elue?|conseill\w+(?! (?:numerique|social|sociale|en |france|emploi|conjugal)))\b"
)
""""Un rendez-vous avec le maire": an article tells how, no diary of ours holds it."""
_REPORT = re.compile(
    r"\b(?:signaler|signale|signalement|declarer (?:un|une|des) (?:probleme|depot|panne|fuite|degradation))\b"
)
_ON_FILE = re.compile(
    r"\b(?:signaler|signale|declarer) (?:un|une|des|le|la|mon|ma|l|mes|notre) (?:changement|deces|grossesse"
    r"|naissance|mariage|erreur|vol|perte|absence|demenagement|emmenagement|retard|depart|arrivee)\b"
)
"""What is told to an office, and repaired by nobody."""
_STATUS = re.compile(
    r"\b(?:ou en (?:est|sont)|suivre|suivi|nouvelles?|etat|avancement) (?:\w+ ){0,4}signalements?\b"
    r"|\bsignalements? (?:\w+ ){0,5}(?:ou (?:il|ca|cela) en (?:est|sont)|avance|nouvelles?)\b"
    r"|\b(?:ai|avais|avait|avons|avions) (?:deja )?(?:signale|fait un signalement)\b.*"
    r"\b(?:ou (?:ca|c|cela|il|elle)? ?en est|ou en est|des nouvelles|toujours (?:pas|rien))\b"
    # As "où en est" is often heard: some word before "mon signalement" that makes none and changes none.
    r"|^(?:(?:bonjour|allo|euh) )*(?!(?:fai|annul|retir|complet|corrig|modif|envo|chang|supprim)\w*)\w+ mon"
    r" signalement(?: s il vous plait)?$"
)
""""Où en est mon signalement ?": a question about the caller's own report, which is no new one."""
_THERE_IS = re.compile(
    r"\b(?:il y a|y a|on a|j ai vu|il manque) (?:encore )?(?:un|une|des|plein de|du|de l|de la)\b"
)
_AT_HOME = re.compile(
    r"\bdans (?:ma|mon|notre)"
    r" (?:salle|cuisine|chambre|salon|wc|toilettes|appartement|logement|maison|studio)\b"
)
""""Il y a une fuite d'eau dans ma salle de bains": a plumber's, not the street's."""
_VERMIN = r"\b(?:cafards?|blattes?|punaises?|souris|rats?)\b"
_VERMIN_AT_HOME = re.compile(
    rf"{_VERMIN}.*(?:(?<!devant )(?<!face de )(?<!cote de )(?<!pres de )(?<!derriere )\bchez (?:moi|nous)\b"
    r"|\bdans (?:ma|mon|notre|mes|nos) (?!rue|quartier|jardin|cour|allee|avenue|poubelle|village|ville)\w"
    r"|\b(?:proprietaire|bailleur|locataire|syndic)\b)"
    rf"|\b(?:proprietaire|bailleur|locataire)\b.*{_VERMIN}"
)
"""A home that vermin live in is its owner's to treat."""
_MINE = re.compile(r"\ba (?:enlever|faire|debarrasser|jeter|donner|vendre|evacuer)\b")
""""Il y a un matelas à enlever": something of the caller's own, which is not a problem in the street."""
_NOISE = r"(?:boucan|bruit|vacarme|raffut|tintamarre)"
_BROKEN = re.compile(
    r"\b(?:en panne|(?:est|sont|tout|toute|completement) (?:casse|abime|defonce|arrache|renverse|eteint"
    r"|bouche|detruit|degrade|tombe)e?s?"
    r"|fui(?:t|ent)"
    r"|abandonnee?s?|(?:a|ont) (?:pete|explose|cede|lache)"
    rf"|deborde(?:nt)?|clignote(?:nt)?|(?:font|fait) (?:un |du |trop de |beaucoup de |toujours du )+{_NOISE}"
    r"|(?:font|fait|met|mettent|passe|passent|ecoute|ecoutent) (?:\w+ ){0,3}?musique (?:\w+ ){0,2}?"
    r"(?:a fond|fort|la nuit|toutes les nuits|tous les soirs|jusqu)"
    r"|penche(?:nt)?|pend(?:ent)?|a nu|denudee?s?|perdu son chargement|bloque(?:nt)? les (?:pompiers|secours)"
    r"|(?:inonde|envahit|envahissent)(?:nt)? (?:la|le|l|toute|tout|notre)"
    r" (?:rue|route|chaussee|trottoir|place|quartier|carrefour)"
    r"|(?:plaques?|grilles?|tampons?) (?:d egouts? )?(?:\w+ ){0,2}(?:disparu\w*|manqu\w*|ouverte?s?"
    r"|enlevee?s?|volee?s?|cassee?s?)|plus de (?:plaque|grille|tampon|couvercle)"
    r"|en travers|au milieu de la (?:route|rue|chaussee)|n arrete(?:nt)? pas d aboyer)\b"
)
""""Le feu rouge de la place est en panne": what is wrong, told without asking anything."""
_SPOILT = re.compile(
    r"\b(?:marche|fonctionne|eclaire|s allume|ferme)(?:nt)? (?:plus|pas|mal)\b"
    r"|\b(?:sales?|degoutante?s?|degueulasses?|immondes?|infectes?|repugnante?s?|crasseu(?:x|ses?))\b"
)
""""Le lampadaire de la rue Hugo ne marche plus": what is wrong, where the street it is in is told with it."""
_FALLING = re.compile(
    r"\b(?:menace|risque)(?:nt)? (?:de |d )(?:se |s |nous |lui )?"
    r"(?:tomber(?! (?:malade|en panne|d accord|a l eau))|effondrer|ecrouler"
    r"|casser|detacher|renverser|ceder|basculer)\b"
    r"|\b(?:va|vont|peut|peuvent|pourrait|pourraient) (?:se |s )?(?:(?:bientot|encore|nous) )?"
    r"(?:tomber(?! (?:malade|en panne|d accord|a l eau|(?:un |le )?(?:\w+di|dimanche|jour)\b))"
    r"|effondrer|ecrouler|detacher)\b"
    r"|\b(?:vient|viennent) de (?:tomber(?! malade)|s effondrer|s ecrouler)\b"
    r"|\b(?:est|sont) en train de (?:tomber(?! malade)|basculer|ceder|se detacher|casser|pencher)\b"
    r"|\b(?:ai|as|a|avons|ont) failli (?:se |s |me |m |nous )?(?:tomber|blesser|ecraser|renverser"
    r"|faire (?:mal|ecraser|renverser))\b"
)
""""Une tuile menace de tomber de l'école": a danger of the street, even where nothing names the thing."""
_FALLEN = re.compile(
    r"\b(?:mur|muret|toit|toiture|plafond|facade|balcon|corniche|cheminee|tuile|echafaudage|grue|poteau"
    r"|pylone"
    r"|antenne|panneau|lampadaire|reverbere|arbre|branche|pont|passerelle|grille|enseigne|rocher|pierre"
    r"|camion|bus"
    r"|pan de mur|volet|barriere)s?\b(?: (?:d|de|du|des|la|le|l|les|en) \w+| \w+){0,4}?"
    r" (?:est|sont|s est|se sont|c est) (?:\w+ )?"
    r"(?:tombee?s?|effondree?s?|ecroulee?s?|decrochee?s?|renversee?s?|couchee?s?)\b"
    r"(?! (?:en panne|a l eau|dans (?:mon|ma|notre)|sur (?:mon|ma|notre) (?:toit|terrain|jardin|terrasse"
    r"|cloture|grillage|tombe|caveau)"
    r"|de (?:mon|ma|notre) (?:toit|maison|jardin|terrasse)))"
)
""""Le toit de la salle des fêtes s'est effondré", "un mur est tombé rue Pasteur"."""
_ON_PAPER = re.compile(r"\b(?:horaires?|projets?|prix|tarifs?|permis|factures?)\b")
""""Le prix du pont est tombé": nothing that lies in the street."""
_WHERE_CHILDREN_ARE = (
    r"(?:ecole|creche|college|lycee|parc|square|aire de jeux?|stade|gymnase|maternelle|centre aere)\b"
)
_BEAST_LOOSE = re.compile(
    r"\b(?:sanglier|vache|taureau|cheval|chevaux|ane|mouton|chevre|cerf|chevreuil|chien|molosse|animal"
    r"|animaux)s?\b"
    r" (?:\w+ ){0,4}(?:sur (?:la|les) (?:route|chaussee|voie|rails|rocade)|en liberte|divague(?:nt)?"
    r"|echappee?s?)\b"
    r"|\bchiens? (?:\w+ ){0,2}?(?:dangereux|mechants?|agressifs?|feroces?) (?:\w+ ){0,3}?"
    rf"(?:devant|dans|pres de|autour de|a cote de|sur) (?:la |le |l |les |une? )?{_WHERE_CHILDREN_ARE}"
    r"|\b(?:nid|essaim)s? (?:de |d )(?:frelons?|guepes?|abeilles?) (?:\w+ ){0,2}?"
    r"(?:devant|dans|pres de|au dessus de|a cote de|sur|a|au) "
    rf"(?:(?:la |le |l |les |une? )?(?:cour|preau|toit|porte|entree|grille|jeux) (?:de |du |d )?)?"
    rf"(?:la |le |l |les |une? )?{_WHERE_CHILDREN_ARE}"
)
"""A beast, or a nest, where it may hurt anybody: somebody has to come."""
_FALLS_OTHERWISE = re.compile(
    r"\b(?:nouvelles?|annonces?|cours|prix|taux|maire|gouvernement|ministre|neige|pluie|nuit|temperatures?"
    r"|verdict|resultats?|decision|dates?|feries?|noel|vacances|anniversaire|echeances?|baux|bail|loyers?"
    r"|rendez vous|collectes?|demandes?|dossiers?|reponses?|notes?|aides?|tension|fete|paques)\b"
)
""""La nouvelle vient de tomber": nothing that hurts anybody."""
_OWN_KIN = re.compile(
    r"\b(?:ma|mon|mes|notre|nos) (?:petite? |grande? )?(?:fils|fille|enfant|mari|femme|mere|pere|frere|soeur"
    r"|ami|amie|copain|copine|bebe|conjointe?|compagn\w+|collegue|client|chien|chat)"
)
_DETERMINER = re.compile(
    r"(?<!\bde )(?<!\bd )\b(?:la|le|l|les|un|une|des|mon|ma|mes|notre|nos|son|sa|ses|votre|vos|ce|cet"
    r"|cette|leur)\b"
)
"""Where a thing begins to be named: "le prix de la cantine" is one."""
_SUPPOSED = re.compile(
    r"\b(?:qui (?:paie|paye|est responsable|indemnise)|que risque t|peut on"
    r"|puis je (?:couper|abattre|faire|obliger|demander|elaguer|exiger)"
    r"|(?:si|lorsqu?|en cas)(?: \w+){0,5} (?:menace|risque|va|vont|peut|vient|tombe))\b"
)
""""Qui paie si l'arbre du voisin menace de tomber ?": a question of law, not a tree."""
_LEAST_TOLD = 3
"""Words of "lampadaire en panne"; fewer name a subject."""
_OWN = re.compile(
    r"\b(?:ma|mon|mes|notre|nos) (?!rue|quartier|immeuble|voisin|fenetre|trottoir|lotissement|residence"
    r"|batiment|allee|chemin|avenue|village|porte|portail|jardin|maison|ville|commune)"
    r"|\b(?:(?:m en|me|nous) faut|recueilli|eboueurs?|scooter sans)\b"
    r"|\b(?:bac|conteneur|poubelle)s? (?!publi)|\bfactures?\b"
)
""""Ma poubelle est cassée": the caller's own, which another one replaces."""
_MY_MESSAGE = re.compile(
    r"\b(?:mon message|le message que j ai laisse)\b(?: \w+){0,6}? (?:eu|recu|lu|transmis|ecoute)\b"
    r"|\b(?:eu|recu|lu|transmis|ecoute) mon message\b"
    r"|\b(?:ai|avais|avons|avions) (?:deja )?(?:laisse|envoye|ecrit) (?:(?:un|des|plusieurs|deux|trois) )?"
    r"(?:messages?|mails?|courriers?|lettres?)\b.*"
    r"\b(?:repon\w+|reponses?|nouvelles?|retour|rappele\w*|personne|rien)\b"
    r"|\b(?:modifier|changer|corriger|annuler|retirer|supprimer) (?:mon|le) message(?! du repondeur)\b"
)
""""Vous avez eu mon message ?", "j'ai laissé un message sans réponse": somebody there knows."""
_WHENEVER = re.compile(r"\b(?:comme|quand) (?:vous|ca vous) (?:voulez|pouvez|arrange|preferez)\b")
_MESSAGE = re.compile(
    r"\b(?<!ai )(?<!avais )(?<!avons )"
    r"(?:laisser|laisse|prendre|prenez|prends|deposer|transmettre|transmettez|enregistrer|faire passer|noter)"
    r" (?:juste |lui |leur |nous |moi |simplement )*(?:un |mon |le |ce )?(?:petit )?(?:message|mot)\b"
    r"|^(?:(?:c est pour )?un )?message (?:pour|a) "
    rf"|^(?:{OPENING} )*message(?: {POLITE})*$"
    r"|\b(?:ajouter|preciser|completer) (?:quelque chose|un mot|une precision) (?:a|au|dans|sur) (?:mon|le)"
    r" message\b|^je (?:voulais|voudrais|veux) (?:juste )?(?:ajouter|preciser) quelque chose$"
)
""""Laisser un message": asked for at the open question as when it is offered."""
_TO_BE_TOLD = re.compile(
    r"\b(?:(?:dites|dire) (?:lui|leur)|(?:dites|prevenez|dire|prevenir|faites savoir) (?:bien |juste )?"
    r"(?:a |au |aux )?(?:(?P<named>monsieur|madame|mademoiselle|docteur)"
    r"|(?:le |la |l )?(?:service|secretaire|secretariat|maire|mairie|accueil|bureau)))"
    r" (?:\w+ ){0,4}?(?:que|qu) (?P<told>.*)"
)
""""Dites à la mairie que…": a message, but where the line itself sees to what is told."""
_FOUND_AT_LAST = re.compile(r"\b(?:ah|oh) (?:oui|voila|si) (?:c est (?:pour )?)?((?:\w+ )+\w+)$")
""""C'est quoi déjà le truc ? Ah oui, un rendez-vous": said to somebody beside, then to us."""


def route_of(text: str) -> Route | None:
    """The flow these words ask for; None when they ask nothing of the kind, or only about it."""
    words = bare(text)
    if (wish := wish_taken_back(text)) and route_of(wish) is not None:
        return None
    if (found := _FOUND_AT_LAST.search(words)) and (route := route_of(found[1])) is not None:
        return route
    if _STATUS.search(words) or report_wish_in(text):
        return Route.STATUS
    if _MESSAGE.search(words):
        return Route.MESSAGE
    if to_be_told := _TO_BE_TOLD.search(words):
        seen_to = None if to_be_told["named"] else route_of(to_be_told["told"])
        return seen_to if seen_to in SEEN_TO_HERE else Route.MESSAGE
    if wish_of(text) in (Wish.MISS, Wish.ASK) and re.search(rf"\b{_VISIT}\b", words):
        return Route.APPOINTMENT
    if callback_wish(text) is not None:
        return Route.CALLBACK
    ours = _VISIT_ELSEWHERE.sub(" ", words)
    if _MANAGES.search(ours) or _does_something_to_it(ours):
        return Route.APPOINTMENT
    if claims_harm(text):
        return Route.REPORT
    if _QUESTION.search(_WHENEVER.sub(" ", words)):
        return None
    of_a_visit = wish_of(text) is Wish.CHANGE and re.search(rf"\b(?:mon|notre|un) {_VISIT}\b", ours)
    asks = of_a_visit or _APPOINTMENT.search(ours) or _GIVES_UP.search(words)
    if asks and not _NOT_WANTED.search(words) and not _ELECTED.search(words):
        return Route.APPOINTMENT
    if _VERMIN_AT_HOME.search(words) and not _REPORT.search(words):
        return None
    if told_elsewhere(text) or happens(text):
        return Route.REPORT
    if _REPORT.search(words) and not _NOT_WANTED.search(words) and not _of_no_street(text):
        return Route.REPORT
    if _tells_of_a_fall(words) or (_BEAST_LOOSE.search(words) and not _OWN.search(words)):
        return Route.REPORT
    named = problem_in(text) is not None
    if named and _THERE_IS.search(words) and not _MINE.search(words) and not _AT_HOME.search(words):
        return Route.REPORT
    if asks_for_callback(words):
        return Route.CALLBACK
    if named and _tells_of_damage(words):
        return Route.REPORT
    if asks_for_service(words) or _MY_MESSAGE.search(words):
        return Route.PERSON
    return None


def _does_something_to_it(words: str) -> bool:
    """ "J'ai rendez-vous demain et je dois l'annuler": a visit that is made, and what is to become of it."""
    own, done = _OWN_VISIT.search(words), _DONE_TO_IT.search(words)
    return bool(own and done) and not _ASKS_HOW.search(words) and not _NOT_WANTED.search(words)


def _of_no_street(text: str) -> bool:
    """ "Un changement d'adresse", "une fuite dans mon appartement": an office's business, or one's own."""
    words = bare(text)
    return bool(_AT_HOME.search(words) or (_ON_FILE.search(words) and problem_in(text) is None))


def _tells_of_a_fall(words: str) -> bool:
    """Has something fallen, or is it about to, where anybody may stand?"""
    if _SUPPOSED.search(words) or len(words.split()) < _LEAST_TOLD:
        return False
    fallen = None if _ON_PAPER.search(words) else _FALLEN.search(words)
    if fallen and not _OWN.search(fallen[0]) and not _OWN.search(_subject(words[: fallen.end()])):
        return True
    return any(_hurts(_subject(words[: found.start()])) for found in _FALLING.finditer(words))


def _subject(before: str) -> str:
    """The last thing named before a verb, and whose it is: only that thing falls, whatever else is named."""
    starts = [found.start() for found in _DETERMINER.finditer(before)]
    return before[starts[-1] :] if starts else before


def _hurts(subject: str) -> bool:
    """Does it hurt whoever stands there? Not what is the caller's own, nor a date."""
    own = _OWN.search(subject) and not _OWN_KIN.search(subject)
    return not own and not _FALLS_OTHERWISE.search(subject)


def _tells_of_damage(words: str) -> bool:
    """Is a thing of everybody's said to be broken, in a sentence of its own?"""
    others = _OWN_KIN.sub(" ", words)  # "mon mari est en fauteuil": the pavement is not his
    spoilt = _SPOILT.search(words) and ADDRESS.names_a_street(words)
    broken = (_BROKEN.search(words) or spoilt) and not _OWN.search(others) and not _MINE.search(words)
    return bool(broken) and len(words.split()) >= _LEAST_TOLD
