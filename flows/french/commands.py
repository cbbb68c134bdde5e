"""The commands that work at any question, as they are said in French: repeat, slower, a person, back…"""

from __future__ import annotations

import re

from flows.commands import Command
from flows.emergencies.urgent_words import is_surely_listed
from flows.french.other_services import rings_for_work
from flows.french.said_alone import said_alone
from flows.french.spoken_otherwise import spoken_to_otherwise
from flows.understand import fold, without_fillers
from flows.waiting_words import after_wait

_PERSON = (
    r"(quelqu'un|une (vraie |autre )?personne|un(e)? agente?|un humain|un être humain"
    r"|un(e)? conseill(er|ère)"
    r"|un(e)? opérat(eur|rice)|la standardiste|le standard|un(e)? secrétaire|le secrétariat|l'accueil"
    r"|(une? |le |la |votre |vos )(responsables?|chef|cheffe|supérieure?|hiérarchie))"
)

_SOME_TIME = (
    r"\b(?:heures?|midi|demain|matin|soir|après-midi|après midi|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|vacances|férié)\b"
)
""""Demain vers neuf heures y a quelqu'un" asks for the hours, not whether somebody listens."""

# The first rule that fits wins; emergencies come first, always.
_COMMANDS: tuple[tuple[Command, re.Pattern[str]], ...] = (
    (
        Command.RELAY,
        re.compile(
            r"\b(centre relais|relais téléphonique|service de relais|rogervoice|roger voice)\b"
            r"|\bje suis (un |une |l')?(interprète|transcripteur|transcriptrice)\b"
            r"|\b(appelle|téléphone) (pour|de la part d'|avec) (une personne|un monsieur|une dame|quelqu'un"
            r" de) "
            r"(sourde?|malentendante?)"
        ),
    ),
    (
        Command.DEAF,
        re.compile(
            r"\bje suis (un peu |très |presque |totalement |complètement |une personne )?"
            r"(sourde?|malentendante?|dure? d'oreille|dure? de la feuille|muet(te)?|aphasique|aphone)\b"
            r"|^je (ne )?(peux|sais|arrive) (pas|plus|pas à|plus à) parler$|\bj'ai perdu (ma|la) voix$"
            r"|\b(j'entends|j'entend) (très )?mal (de naissance|des deux oreilles|d'une oreille|à cause)"
            r"|\b(mes|mon) (appareils?|sonotones?) auditifs?\b"
        ),
    ),
    (
        Command.ROBOT,
        re.compile(
            r"\b(vous êtes|êtes vous|tu es|t'es|es tu|c'est|est ce) (une? |que c'est une? )?(vrai |vraie "
            r"|vraiment une? )?"
            r"(robot|machine|ordinateur|répondeur|automate|humain|être humain|intelligence artificielle"
            r"|i a|ia|vraie personne|personne réelle)\b"
            r"|^(est ce que )?je parle (bien )?à (un|une) "
            r"(robot|machine|ordinateur|répondeur|automate|humain|être humain|vraie personne|personne)\b"
            r"|\bqui (êtes vous|est à l'appareil|vous êtes|parle)$|^(un |une )?(robot|machine)$"
        ),
    ),
    (
        Command.RECORDED,
        re.compile(
            r"\b(vous (m'|nous )?enregistre[zs]|vous gardez (ma voix|l'enregistrement)"
            r"|êtes vous enregistrée?s?"
            r"|(suis je|je suis|on est|sommes nous|vous êtes|(l'|cet )appel est|la conversation est)"
            r" (en train d'être )?(enregistrée?s?|sur écoute))"
            r"( là| en ce moment| tout| quand je parle| mon appel| l'appel| cet appel| la conversation"
            r"| ma voix| (les|vos) (appels|conversations))*$"
        ),
    ),
    (
        Command.PRIVACY,
        re.compile(
            r"^((oui|non|mais|et|euh|au fait|attendez) )*(est ce que |est ce )?(c'est|ça reste|ça restera"
            r"|ça sera|ce sera|je reste|je peux rester|je voudrais rester|je veux rester|l'appel est)"
            r" (bien )?(anonyme|confidentiel)( hein| ou pas)?$"
            r"|\bqui (va )?(voit|verra|voir|sait|saura|savoir)( que)? (c'est moi|mon (nom|numéro))\b"
            r"|\b(il|le voisin|mon voisin) (va |le )?(saura|savoir) que (c'est moi|j'ai (appelé|signalé))\b"
        ),
    ),
    (
        Command.CHILD,
        re.compile(
            r"^(allô |bonjour |euh |mais |il |elle |oh )*(c'est toi |tu es là |t'es là |est |c'est )?(mon "
            r"|ma )?(papa|maman)"
            r"( (c'est toi|tu es là|t'es là|est là|il est là|elle est là|t'es où|tu es où))*$"
            r"|\b(cherche|veux|voudrais|passe[rz]?( moi)?|parler à|où est|où il est|est où|est là|appeler) "
            r"(mon |ma |à )*(papa|maman)( (s'il (vous|te) plaît|maintenant|travaille où))?$"
            r"|\bje suis (toute? seule?|perdue?) (à la maison )?(et )?(je veux|je cherche|où est) (mon "
            r"|ma )?(papa|maman)\b"
            r"|^(allô |euh )*(mon |ma )?(papa|maman)( il| elle)? (ne |n')?(est|sont) (pas|plus) là$"
        ),
    ),
    (
        Command.AGENT,
        re.compile(
            rf"\b(parler|discuter|échanger) (à|avec) {_PERSON}\b"
            rf"|\b(joindre|contacter) (directement )?{_PERSON}\b"
            rf"|\b(?<!je )(?<!j'y )(?<!on )(?<!il )(?<!elle )(?<!qui )"
            rf"(passez|passe|transférez|mettez|donnez)(-|\s)?(moi|nous)?\b.{{0,25}}\b{_PERSON}\b"
            r"|^(vous pouvez |pouvez vous |pourriez vous )?(me )?transfér(ez|er)([- ]moi)?"
            r"( s'il vous plaît)?$"
            rf"|\bavoir (directement )?{_PERSON} (en ligne|au téléphone|au bout du fil)\b"
            rf"|\b(veux|voudrais|souhaite|aimerais|préfère|puis-je|peux|pouvez|pourriez)\b"
            rf".{{0,20}}\b(avoir|voir|passer|obtenir)\b( (moi|me|au téléphone|directement))* {_PERSON}\b"
            rf"(?! (handicapée|âgée|numérique|dans|pour vider))"
            rf"|\b(veux|voudrais|voulais|préfère|aimerais|souhaite) (un agent|un humain|un être humain"
            rf"|une vraie personne"
            rf"|quelqu'un)\b"
            r"|^((non|oui|bonjour|merci) )*(une? )?(agente?|humain|personne|conseill(er|ère)) "
            r"(s'il (vous|te) plaît )?(c'est|parce que c'est|pour une (affaire|raison)) "
            r"(très |un peu |assez )?"
            r"(personnel(le)?|privée?|urgente?|compliquée?|confidentiel(le)?|importante?|délicate?)$"
            r"|\bvraie personne\b|\bêtre humain\b|\bquelqu'un de (réel|vivant)\b"
            r"|^((je (veux|voudrais)|passez moi) )?(une? |l')?agente? (de|du|des|d')"
            r" ?(la |l'|le )?(\w+ ?){1,3}$"
            r"|\bpas (parler )?(à|avec) une? (machine|robot|ordinateur|répondeur)\b"
            r"|^((oui|non|mais|plutôt|je voudrais|je veux|je préfère) )*"
            r"((une? |l')(agente?|employée?|responsable|secrétaire|conseill(er|ère)) (du |des |de |d'|à |au )"
            r"|quelqu'un (du |des |de (la |l')))"
            r"(?!(ma|mon|mes|confiance|ménage|sécurité)\b)[\w']+( "
            r"(?!(m'|l'|s')?(a|ai|ont|est|sont|était|avait|fait|veut|vient|va|qui|que|pour)\b)[\w']+){0,5}$"
            r"|^(un |une |l'|le |la |à |au )?(agente?|accueil|conseill(er|ère)|opérat(eur|rice)"
            r"|standard|standardiste"
            r"|humain|personne|quelqu'un|secrétariat|responsable)$"
        ),
    ),
    (
        Command.HESITANT,
        re.compile(
            r"\b(parler?|comprends?|comprendre) (pas (très |trop )?bien|(très |un )?peu|(très )?mal"
            r"|pas beaucoup) (le |votre |de )?(français|langue)"
            r"( (et )?(vous|tu) parle[zs] (anglais|espagnol|arabe|allemand|italien))?$"
            r"|\bpas (parler|comprendre|bien parler|bien comprendre) (très |trop )?(bien |beaucoup )?"
            r"(le )?français$"
            r"|^(hilfe|socorro|ayuda|aiuto|ajuda|pomocy)$|^((yo )?hablo|falo|parlo) \w+$"
            r"|\bmon français (est|n'est) (pas (très )?bon|mauvais|très mauvais)$"
            r"|\b(no (hablo|entiendo|falo)|não falo|non (parlo|capisco)|habla(n)? (español|usted)"
            r"|sprechen sie|ich (spreche|verstehe)|parla italiano|fala português|nie mówię)\b"
            r"|^((je )?(parle|parlez vous|vous parlez|en) )?(espagnol|español|castellano|allemand|deutsch"
            r"|italien|italiano|portugais|português|arabe|turc|roumain|polonais|polski|russe|chinois"
            r"|ukrainien)$"
        ),
    ),
    (
        Command.FASTER,
        re.compile(r"^((allez|parlez|un peu|plus) )*(plus vite|rapidement)$|\b(trop lent|accélérez)$"),
    ),
    (
        Command.SLOWER,
        re.compile(
            r"\b(plus lentement|moins vite|trop vite|parlez lentement|articulez)\b|^(plus )?doucement$"
        ),
    ),
    (
        Command.OPTIONS,
        re.compile(
            r"^(le )?menu (principal|vocal)$|^menu$"
            r"|\b(qu'est ce que (vous|tu) (savez|pouvez|sais|peux) faire"
            r"|(vous|tu) (savez|pouvez|sais|peux) faire quoi|que (savez|pouvez) vous faire"
            r"|à quoi (vous servez|tu sers)"
            r"|quelles sont (les|mes|vos) options)( pour moi| exactement| au juste| d'autre)*$"
        ),
    ),
    (
        Command.QUIETER,
        re.compile(
            r"\b(moins fort|baisse[rz]? (le|votre|un peu le) (son|volume|voix)|baisse[rz]? d'un ton)$"
        ),
    ),
    (
        Command.CONFUSED,
        re.compile(
            r"^(désolée? |pardon |mais |non )*(je (ne )?|j'y )?comprends? (pas|rien|plus rien)"
            r"( (la question|ce que (vous|tu) (dites|voulez|demandez|dis|veux)|du tout|bien"
            r"|très bien|à (ça|rien)|votre question|de quoi vous parlez))*$"
            r"|^(c'est à dire|qu'est ce que (ça|cela) veut dire|(ça|cela) veut dire quoi|je suis perdue?"
            r"|je (ne )?(vois|sais) pas (ce que (vous|tu) (voulez|veux) dire|de quoi (vous|tu) parle[zs]))$"
        ),
    ),
    (
        Command.ERASURE,
        re.compile(
            r"\b(efface[rz]?|supprime[rz]?|détrui(re|sez)|suppression|effacement)"
            r" (toutes )?(de )?(mes|les) (données|informations|enregistrements)\b"
        ),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"\b(répétez|répéter|(?<!je )(?<!je vous )(?<!je le )répète|redi(tes|re)|encore une fois"
            r"|pas (bien )?(entendu|saisi)\b"
            r"|pas (bien )?compris(?! (?:(?:ma|mon|mes|notre|nos) (?!numéro|référence|rendez vous|créneau)"
            r"|(?:pourquoi|comment|si)\b"
            r"|(?:le|la|les|l'|une?) ?(?:courrier|lettre|facture|taxe|papier|formulaire|impôt)s?\b))"
            r"|rien compris|rien entendu|(vous )?(pouvez|pourriez)( vous)? recommencer)\b"
            r"|\b(c'était|quel était|vous avez dit)( quoi| quel| comme)?( déjà)?( le| mon| ce)? numéro"
            r"( déjà| encore| (du|de|de mon) (dossier|signalement|rendez vous))*$"
            r"|\bc'est quoi (déjà (le|mon) numéro|(le|mon) numéro (déjà|encore))$"
            r"|^(le |mon )?numéro (déjà|encore)$"
            r"|^(pardon |ah |oh )*excusez? moi( pardon| madame| monsieur)*$"
            r"|^(pardon|comment|quoi|hein|plaît il|vous dites|qu'est ce que vous (avez dit|dites)"
            r"|comment ça|vous avez dit quoi|qu'avez vous dit)$"
        ),
    ),
    (
        Command.LOUDER,
        re.compile(
            r"\b(plus fort|(parlez|parle) (un peu )?(plus )?fort|(montez|monter) le (son"
            r"|volume)"
            r"|(?<!il )(?<!elle )(?<!qui )entends? (vraiment |très |trop )?(rien|mal|pas bien|plus rien|pas"
            r"|plus)( bien)?( du tout)?( ce que vous dites)?|(plus|pas) de son)$"
            r"|\b(ça|la ligne) (grésille|coupe|est mauvaise)\b"
        ),
    ),
    (
        Command.PRESENT,
        re.compile(
            r"\b(vous|tu) m'entende[zs]?( bien| toujours)?$"
            rf"|^(?!.*{_SOME_TIME}).*\by ?'? ?a (?:quelqu'un|du monde)$"
            r"|\b(vous êtes|êtes vous) (toujours )?là$"
            r"|^all[oô]( (all[oô]|bonjour|bonsoir|madame|monsieur))*$"
        ),
    ),
    (
        Command.GREETING,
        re.compile(
            r"^(bonjour|bonsoir|rebonjour|coucou)"
            r"( (bonjour|bonsoir|allô|allo|madame|monsieur|mademoiselle|à (vous|toi|tous)))*$"
        ),
    ),
    (
        Command.TIME,
        re.compile(
            r"\b(laissez moi (parler|finir|terminer|m'expliquer|le temps)|(ne )?me (coupez|coupe) pas"
            r"|vous me coupez|besoin de (plus de )?temps|prenez (votre|le) temps|prenons (notre|le) temps"
            r"|je (suis|parle) (un peu |très )?(lente?|lentement)|du mal à (parler|m'exprimer|articuler)"
            r"|je bégaie|je bégaye|soyez patiente?s?|un peu de patience|plus de temps|pas si vite)\b"
        ),
    ),
    (
        Command.WAIT,
        re.compile(
            r"^((alors|ben|bah|bon|et|donc|voyons) )*(euh+|heu+|hum+)"
            r"( (alors|donc|voyons|et|bon|attendez|euh+|heu+|hum+))*$"
            r"|^((oui|non|ok|ah|mais|en fait|je (voudrais|veux)) )*(attend(ez|re|s)"
            r"|une (petite )?(minute|seconde)|un (petit )?(instant|moment)"
            r"|deux (minutes|secondes)"
            r"|ne (quittez|raccrochez) pas|laissez moi (chercher|réfléchir)|je réfléchis)\b"
            r"|^je cherche( (mon|ma|mes) \w+)?$|^(tenez |tiens )?je (te|vous) (le|la) passe$"
            r"|^(d'accord |ok |oui |pardon |bon )*je (me calme|suis (un peu )?énervée?)$"
        ),
    ),
    (
        Command.GOODBYE,
        re.compile(
            r"\bau revoir\b|\b(bonne (journée|soirée|nuit|fin de journée)|à bientôt|je raccroche"
            r"|je vous laisse|à la prochaine)"
            r"( à (vous|tous|toi)| (à )?vous aussi| également| merci| madame| monsieur)*$"
            r"|^((merci|allez|ok|bon|gros) )*(bye|salut|adieu|ciao|tchao|bisous?|bises)( madame| monsieur)*$"
        ),
    ),
    (
        Command.BACK,
        re.compile(
            r"^(c'(était|est) pas ça |non |pardon )*((la )?question (précédente|d'avant)|(retournez"
            r"|retourne|revenez|reviens|revenons) (en arrière|(à )?la question (précédente|d'avant)))$"
            r"|^(je (voudrais|veux|peux|souhaite) )?(retour|revenir|revenons|recommençons"
            r"|recommence[rz]|annuler"
            r"|annulez"
            r"|annule|(revenir |retour )?en arrière|on (recommence|reprend|revient)( (tout|du début|depuis"
            r" le début))?)$"
            r"|^(je (voudrais|veux|peux|souhaite) )?(revenir|retour|recommencer|reprendre|retourner"
            r"|revenons) "
            r"(tout )?(au début|du début|depuis le début|en arrière|au menu( principal)?|à zéro|à l'accueil"
            r" du menu"
            r"|(à )?la question (précédente|d'avant))$|^laissez tomber( ça)?$"
        ),
    ),
)


_LONGEST = {
    Command.AGENT: 14,
    Command.RELAY: 30,
    Command.DEAF: 12,
    Command.ROBOT: 10,
    Command.TIME: 10,
    Command.WAIT: 9,
}
"""Words beyond which a sentence that holds a command is something else; seven for the others."""


def command(text: str) -> Command | None:
    """The command this utterance is, if it is one.

    Long sentences are never commands except to reach a person or in an emergency: "je n'ai pas compris
    ma facture d'eau" is a question, "je n'ai pas compris" is a command.
    """
    if is_surely_listed(fold(text)):
        return Command.EMERGENCY
    folded = fold(text)
    bare = without_fillers(text)
    if rings_for_work(folded):
        return Command.AGENT
    if (alone := said_alone(folded)) is not None:
        return alone
    if (otherwise := spoken_to_otherwise(folded, len(bare.split()))) is not None:
        return otherwise
    for kind, pattern in _COMMANDS:
        found = pattern.search(bare) or pattern.search(folded)
        if found and kind is Command.WAIT and after_wait(text):  # "non attendez, je le garde"
            continue
        if found and len(bare.split()) <= _LONGEST.get(kind, 7):
            return kind
    return None
