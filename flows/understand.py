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

# The first rule that fits wins; emergencies come first, always.
_COMMANDS: tuple[tuple[Command, re.Pattern[str]], ...] = (
    (
        Command.AGENT,
        re.compile(
            r"\b(parler|joindre|avoir|passer|passez|passe|contacter|voir)\b.{0,25}\b(quelqu'un"
            r"|une? (vraie )?personne|agent"
            r"|humain|conseiller|conseillère|opérat(eur|rice)|standardiste|standard|secrétaire"
            r"|secrétariat|l'accueil)\b"
            r"|\b(vraie personne|être humain|un humain|un agent|une agente|un conseiller|une conseillère"
            r"|une opératrice|un opérateur|la standardiste|une standardiste|quelqu'un de réel)\b"
            r"|\bpas (parler )?(à|avec) une? (machine|robot|ordinateur|répondeur)\b"
            r"|^(agent|l'agent|personne|quelqu'un|accueil|l'accueil|conseiller|opérateur|standard|humain)$"
        ),
    ),
    (
        Command.SLOWER,
        re.compile(r"\b(plus lentement|moins vite|trop vite|parlez lentement|doucement|articulez)\b"),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"\b(répéte[rz]|répète|répétition|redi(tes|re|s)|encore une fois|pas (bien )?(compris"
            r"|entendu|saisi)"
            r"|rien compris|rien entendu|(vous )?(pouvez|pourriez)( vous)? recommencer)\b"
            r"|^(pardon|comment|quoi|hein|plaît il)$"
        ),
    ),
    (
        Command.WAIT,
        re.compile(
            r"\b(attende[zr]|une (petite )?(minute|seconde)|un (petit )?(instant|moment)|deux (minutes"
            r"|secondes)"
            r"|ne quittez pas|ne raccrochez pas|je cherche|laissez moi (le temps|chercher))\b"
        ),
    ),
    (
        Command.GOODBYE,
        re.compile(
            r"\b(au revoir|bonne (journée|soirée|nuit|fin de journée)|à bientôt|je raccroche"
            r"|je vous laisse(?! (choisir|voir|faire|regarder|décider|chercher|vérifier|noter|répondre"
            r"|parler|me|mon|ma|mes|un|une|le|la|les)))\b"
            r"|^(merci )?(bye|salut|adieu|ciao|tchao)$"
        ),
    ),
    (
        Command.BACK,
        re.compile(r"\b(revenir|retour|en arrière|recommençons|revenons)\b|^(annuler|annulez|annule)$"),
    ),
)

#: Words that always mean that somebody needs the emergency services now.
_EMERGENCY = re.compile(
    r"\b(au (feu|secours)|à l'aide|(il y a|y a) (le feu|un incendie|une fuite de gaz|une explosion)"
    r"|(maison|immeuble|appartement|cuisine|garage|voiture|cave|toit|forêt|école) (est )?(en feu|brûle"
    r"|en train de brûler)"
    r"|est en feu|ça brûle|odeur de gaz|ça sent le gaz|sent le gaz|fuite de gaz|(a pris|prend) feu"
    r"|(un|faire un|fait un) (malaise|arrêt cardiaque|infarctus|a v c|avc)|crise cardiaque"
    r"|ne respire (plus|pas)|respire (plus|pas)|n'arrive (plus|pas) à respirer|s'étouffe|étouffe"
    r"|(est )?inconscient[e]?|perdu connaissance|évanoui[e]?|convulsions|perd (beaucoup de|son) sang"
    r"|saigne beaucoup"
    r"|se noie|noyade|électrocuté[e]?|agress(e|ée?|ion) en ce moment|(on|il|elle) (m'|me |l'|le |la "
    r"|nous )?(agresse|frappe|tape)"
    r"|me (frappe|menace|suit)|couteau|arme à feu|coups de feu|cambriol(eur|age en cours)"
    r"|quelqu'un (est )?entré chez moi"
    r"|appele[rz] (les pompiers|le samu|une ambulance|la police|les secours|les urgences)"
    r"|c'est une urgence|urgence (vitale|médicale)|accident grave|blessé[es]* grave|bébé ne respire"
    r"|veux (mourir|me suicider|en finir)|(me|se) suicider|suicide)\b"
)

#: Wordings that name a danger without being one: a question about it, or about the past.
_NOT_EMERGENCY = re.compile(
    r"\b(déjà eu|l'an(née)? derni(er|ère)|le mois dernier|la semaine dernière|détecteur|alarme incendie"
    r"|feu (rouge|tricolore|d'artifice)"
    r"|feux (rouges?|tricolores?|d'artifice)|quel numéro|formation|don du sang|centre d'incendie"
    r"|feu vert|de camp)\b"
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
    return bool(_EMERGENCY.search(folded)) and not _NOT_EMERGENCY.search(folded)


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
