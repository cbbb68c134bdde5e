"""What every question understands whatever it asks: yes, no, and the commands that work anywhere.

Recognised text is lower case, without punctuation. The words here are the caller's, so they are French.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Command(StrEnum):
    """Something a caller may say at any moment, whatever was asked."""

    REPEAT = "repeat"
    SLOWER = "slower"
    AGENT = "agent"
    GOODBYE = "goodbye"
    BACK = "back"
    WAIT = "wait"
    EMERGENCY = "emergency"


_FILLERS = re.compile(
    r"\b(euh+|heu+|hum+|hein|ben|bah|beh|alors|donc|bon|voilà|s'il (vous|te) pla[iî]t|svp|merci|madame"
    r"|monsieur"
    r"|bonjour|allô|allo|écoutez|enfin|je dirais|je crois que|je pense que|c'est)\b"
)

_YES = re.compile(
    r"^(oui|ouais|ouai|ouip|si|mm|mmh|d'accord|dac|ok|okay|volontiers|exactement|exact|tout à fait"
    r"|absolument"
    r"|parfait|parfaitement|bien sûr|évidemment|effectivement|affirmatif|entendu|certainement|c'est ça"
    r"|ça(?! (ira|va|suffi))|cela"
    r"|voilà|je veux bien|avec plaisir|pourquoi pas|correct|juste|bien|vas y|allez y|allez)\b"
)
_NO = re.compile(
    r"^(non|nan|nenni|pas (du tout|vraiment|exactement|ça|tout à fait|la peine|besoin|celui|celle"
    r"|maintenant)"
    r"|jamais|aucun|aucune|négatif|surtout pas|ce n'est pas|c'est pas|n'est pas|ça ne|ça va|rien"
    r"|sans façon)\b"
)
_REFUSAL = re.compile(r"\b(non|pas ça|pas du tout|sans façon)\b")
_ENOUGH = re.compile(r"\b(rien d'autre|c'est tout|(ce )?sera tout|ça ira|ça suffi(t|ra))\b")

_PERSON = (
    r"(quelqu'un|une (vraie |autre )?personne|un(e)? agente?|un humain|un être humain"
    r"|un(e)? conseill(er|ère)"
    r"|un(e)? opérat(eur|rice)|la standardiste|le standard|un(e)? secrétaire|le secrétariat|l'accueil)"
)

# The first rule that fits wins; emergencies come first, always.
_COMMANDS: tuple[tuple[Command, re.Pattern[str]], ...] = (
    (
        Command.AGENT,
        re.compile(
            rf"\b(parler|discuter|échanger) (à|avec) {_PERSON}\b"
            rf"|\b(joindre|contacter) (directement )?{_PERSON}\b"
            rf"|\b(passez|passe|transférez|mettez|donnez)(-|\s)?(moi|nous)?\b.{{0,25}}\b{_PERSON}\b"
            rf"|\b(veux|voudrais|souhaite|aimerais|préfère|puis-je|peux|pouvez|pourriez)\b"
            rf".{{0,20}}\b(avoir|voir|passer|obtenir)\b( (moi|me|au téléphone|directement))* {_PERSON}\b"
            rf"(?! (handicapée|âgée|numérique|dans|pour vider))"
            rf"|\b(veux|voudrais|préfère) (un agent|un humain|un être humain|une vraie personne"
            rf"|quelqu'un)\b"
            r"|\bvraie personne\b|\bêtre humain\b|\bquelqu'un de (réel|vivant)\b"
            r"|\bpas (parler )?(à|avec) une? (machine|robot|ordinateur|répondeur)\b"
            r"|^(un |une |l'|le |la |à |au )?(agente?|accueil|conseill(er|ère)|opérat(eur|rice)"
            r"|standard|standardiste"
            r"|humain|personne|quelqu'un|secrétariat)$"
        ),
    ),
    (
        Command.SLOWER,
        re.compile(
            r"\b(plus lentement|moins vite|trop vite|parlez lentement|articulez)\b|^(plus )?doucement$"
        ),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"\b(répétez|répéter|répète|redi(tes|re)|encore une fois|pas (bien )?(compris|entendu|saisi)"
            r"|rien compris|rien entendu|(vous )?(pouvez|pourriez)( vous)? recommencer)\b"
            r"|^(pardon|comment|quoi|hein|plaît il)$"
        ),
    ),
    (
        Command.WAIT,
        re.compile(
            r"^((oui|non|mais|en fait) )*(attende[zr]|une (petite )?(minute|seconde)"
            r"|un (petit )?(instant|moment)"
            r"|deux (minutes|secondes)"
            r"|ne (quittez|raccrochez) pas|laissez moi (le temps|chercher|réfléchir)|je réfléchis)\b"
            r"|^je cherche( (mon|ma|mes) \w+)?$"
        ),
    ),
    (
        Command.GOODBYE,
        re.compile(
            r"\bau revoir\b|\b(bonne (journée|soirée|nuit|fin de journée)|à bientôt|je raccroche"
            r"|je vous laisse)$"
            r"|^(merci )?(bye|salut|adieu|ciao|tchao)$"
        ),
    ),
    (
        Command.BACK,
        re.compile(
            r"^(retour|revenir|revenons|recommençons|annuler|annulez|annule|(revenir |retour )?en arrière)$"
            r"|^(revenir|retour) (au début|en arrière|au menu)$"
        ),
    ),
)

#: Words that always mean that somebody needs the emergency services now.
_EMERGENCY = re.compile(
    r"\b(au (feu|secours)|à l'aide|(il y a|y a) (le feu|un (gros )?incendie|une fuite de gaz|une explosion)"
    r"|(maison|immeuble|appartement|cuisine|garage|voiture|cave|toit|forêt|école|poubelle)s? "
    r"(est |sont )?(en feu|brûle(nt)?|en train de brûler)"
    r"|est en feu|ça brûle|odeur de gaz|ça sent le gaz|sent le gaz|fuite de gaz|(a pris|prend) feu"
    r"|((fait|faire|eu) un|un) (malaise|arrêt cardiaque)|(fait|faire|en train de faire) un (infarctus"
    r"|a v c|avc)"
    r"|crise cardiaque"
    r"|respire (plus|pas)|n'arrive (plus|pas) à respirer|s'étouffe|inconscient[e]?|perdu connaissance"
    r"|évanoui[e]?|convulsions|perd (beaucoup de|son) sang|saigne beaucoup"
    r"|se noie|noyade|électrocuté[e]?|agress(e|ée?|ion) en ce moment|se fait agresser"
    r"|(on|il|elle|mon mari|mon père|ma mère|un homme) (m'|me |nous )(agresse|frappe|tape|menace)"
    r"|(on|il|quelqu'un|un homme) me suit (dans|depuis|jusqu|en)\w*|arme à feu|coups de feu"
    r"|avec un couteau|cambriol(eur|age en cours)|quelqu'un (est )?entré chez moi"
    r"|appele[rz] (les pompiers|le samu|une ambulance|la police|les secours|les urgences)"
    r"|c'est une urgence (vitale|médicale)|urgence (vitale|médicale)|accident grave|grave accident"
    r"|blessé[es]* grave|(veux|envie de) (mourir|me suicider|en finir)|me suicider)\b"
)

#: Wordings that name a danger without being one: taken out of the sentence before it is searched.
_NOT_EMERGENCY = re.compile(
    r"\b(feux? (rouges?|verts?|tricolores?|d'artifice|de camp|de (la )?saint jean|de signalisation)"
    r"|don du sang|formation aux premiers secours|centre d'incendie|alarme incendie|bouche d'incendie"
    r"|(l'an(née)? derni(er|ère)|le mois dernier|la semaine dernière|il y a (un|deux|trois"
    r"|quelques) (ans?|mois))"
    r" \w+ (a|ai|avait) (fait|eu) un (malaise|avc|infarctus))\b"
)


def fold(text: str) -> str:
    """Lower case, typographic apostrophes and spaces made plain; accents stay."""
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return re.sub(r"[^\w']+", " ", text).strip()


def without_fillers(text: str) -> str:
    """The utterance without hesitations and politeness; itself when nothing else is left."""
    kept = re.sub(r"\s+", " ", _FILLERS.sub(" ", fold(text))).strip()
    return kept or fold(text)


def is_emergency(text: str) -> bool:
    """Does the caller speak of a danger that cannot wait?"""
    folded = fold(text)
    return bool(_EMERGENCY.search(_NOT_EMERGENCY.sub(" ", folded)))


def command(text: str) -> Command | None:
    """The command this utterance is, if it is one.

    Long sentences are never commands except to reach a person or in an emergency: "je n'ai pas compris
    ma facture d'eau" is a question, "je n'ai pas compris" is a command.
    """
    if is_emergency(text):
        return Command.EMERGENCY
    folded = fold(text)
    bare = without_fillers(text)
    for kind, pattern in _COMMANDS:
        if pattern.search(bare) or pattern.search(folded):
            limit = 14 if kind is Command.AGENT else 7
            if len(bare.split()) <= limit:
                return kind
    return None


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None when the words are neither (or both)."""
    folded = fold(text)
    if re.fullmatch(
        r"(c'est|voilà|oui) ?(ça|bien ça|exact|exactement|correct|bon|cela|bon pour moi)?", folded
    ):
        return True
    bare = without_fillers(text)
    first_no, first_yes = _NO.search(bare), _YES.search(bare)
    if _ENOUGH.search(folded) and not first_yes:
        return False
    if first_no:
        return False
    if first_yes:
        later_no = re.search(r"\b(non|mais non|pas)\b", bare[first_yes.end() :])
        return None if later_no and len(bare.split()) <= 4 and "pas" not in first_yes.group() else True
    if _REFUSAL.search(bare):
        return False
    if re.search(r"\b(oui|d'accord|exactement|c'est ça|tout à fait)\b", folded):
        return True
    return None
