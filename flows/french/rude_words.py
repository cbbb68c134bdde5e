"""Insults and threats, told from swearing at nobody, from reports of them, and from innocent words.

Works on folded text (see `understand.fold`). A word counts only where it can hardly be another one: said
to somebody ("espèce de…", "vous êtes des…"), or so rude that it is nothing else. A caller wrongly scolded
is worse than an insult left unanswered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Rudeness(StrEnum):
    """How a caller lost their temper."""

    INSULT = "insult"
    THREAT = "threat"
    TEMPER = "temper"
    """At the situation rather than at anybody: "c'est pas possible", "putain"."""


#: Rude whatever stands around them.
_ALWAYS = (
    r"connards?|connasses?|salopes?|enculée?s?|enfoirée?s?|fils de pute|fdp|ta gueule|vos gueules|ferme la"
    r" gueule"
    r"|(va te|allez vous|va vous) faire (foutre|enculer|mettre|voir|cuire)|nique (ta|vos) (mère|race|morts)"
    r"|je (t'|vous |te )emmerde|je te chie|sous merdes?|casse toi|trous? du cul"
    r"|bande d'(incapables|abrutis|idiots|imbéciles|enfoirés|enculés)|bande de (cons|connards|guignols|nuls"
    r"|débiles"
    r"|crétins|merdes?|salauds|bouffons|branleurs|tocards)|pauvres? (con|conne|cons|abrutie?)"
    r"|gros(se)? (con|conne|abrutie?)|sales? (con|conne|cons|race|pute|arabe|juif|juive|étranger)"
)
#: Rude only when said to somebody.
_AT_SOMEBODY = (
    r"cons?|connes?|idiote?s?|imbéciles?|abrutie?s?|crétine?s?|débiles?|bouffons?|bouffonnes?|nuls?|nulles?"
    r"|(gros|grosses?) (merdes?|vaches?|porcs?)|merdes?|salauds?|salops?|putes?|bâtards?|incapables?"
    r"|branleurs?"
    r"|tocards?|guignols?|bons à rien|pauvres? types?|dégueulasses?|tarée?s?|pourritures?|clowns?|stupides?"
)
_TO_YOU = (
    r"(espèce d(e |')|(t'es|tu es|vous êtes|êtes vous|es tu|t'as l'air|vous avez l'air|vous n'êtes|sale|toi)"
    r"( vraiment| tous| toutes| trop| complètement| qu'une?| que| une?| des| d'| de| bande| pas| quand même|"
    r" bien"
    r"| franchement| juste| rien)* ?)"
)
_ALONE = r"(gros |sale |pauvre |quel |quelle )?(abrutie?|imbécile|crétine?|salaud|salop)"
_INSULT = re.compile(
    rf"\b({_ALWAYS}|{_TO_YOU}({_AT_SOMEBODY}))\b|^(mais |oh |ah )*({_ALONE}|dégagez?|(ferme|fermez) la|ta"
    rf" gueule)$"
)
_WEAPON = (
    r"(fusil|arme|carabine|pistolet|flingue|couteau|machette|hache|batte|bidon d'essence|cocktail molotov)"
)
_THREAT = re.compile(
    r"\bje (vais|viens|vas|pourrais) (te |vous |tous vous |venir (te |vous )?)"
    r"(tuer|buter|crever|égorger|frapper(?! à)|défoncer|massacrer|cogner|saigner|faire la peau"
    r"|foutre mon poing|mettre mon poing|tomber dessus)"
    r"|(?<!\bse )(?<!\bme )\b(casser|péter|exploser|fracasser) (la|ta|votre|vos|leur) (gueules?|tête|figure)"
    r"|\bfaire (la|ta|votre) peau\b"
    r"|\b(je vais|je viens|j'arrive|on va|on arrive|je peux) (\w+ ){0,3}avec (un|une|mon|ma|le|la) "
    rf"{_WEAPON}\b|\b(je vais|je peux) (\w+ ){{0,2}}(prendre|sortir|chercher|ramener) (un|une|mon|ma|le|la) "
    rf"{_WEAPON}\b|\bj'ai (un|une|mon) {_WEAPON} (et|sur moi|avec moi)\b"
    r"|\b(mettre|poser|déposer) une bombe\b|\btirer dans le tas\b|\b(te|vous) tirer dessus\b"
    r"|\b(je vais|on va|je viens) (venir )?(tout (casser|péter|brûler|faire sauter)|mettre le feu (à|au)"
    r"|poser une bombe"
    r"|faire (tout )?sauter)\b|\b(tu vas|vous allez) (mourir|crever|le payer|me le payer|le regretter)\b"
    r"|\bje sais où (tu habites|vous habitez)\b"
)
#: Somebody else's rude words, told to the town hall: "mon voisin m'a traité de connard".
_TOLD = re.compile(
    r"\b(traite|traitée?s?|insulte|insultée?s?|injuri\w+|a dit|m'a dit|il dit|elle dit|appelle|appelée?s?"
    r"|menacée?s?"
    r"|écrit|marqué|tagué|tag|graffiti|inscription|inscrit|voisins?|voisine)\b"
)
_TEMPER = re.compile(
    r"\b(putain|bordel|merde|fait chier|fais chier|(j'en ai )?ras le bol|ras la casquette"
    r"|c'est (n'importe quoi|insupportable|une blague|infernal|chiant|pénible|agaçant|énervant|débile|con|nul"
    r"|lamentable|scandaleux|inadmissible|inacceptable|honteux|une honte|un scandale|de la merde)"
    r"( (ce|votre) (service|accueil|standard|répondeur|système|mairie)| la mairie| ici)?"
    r"|(ça|vous|tu) (m'|me )(énervez|énerves?"
    r"|agacez|agace"
    r"|saoulez|saoule|soule|gonflez|gonfle|emmerdez)|ça (saoule|soûle|gonfle)"
    r"|(vous|tu|il|elle) (ne )?(comprenez|comprends?) (vraiment )?rien|vous (ne )?servez à rien|ça (ne"
    r" )?sert à rien"
    r"|(j'|y |il y )?en ai? (vraiment |franchement |plus que )?(marre|assez)( d'attendre)?|marre d'attendre"
    r"|j'attends? (déjà )?depuis (au moins |plus d'|plus de |presque )?(\d+|une?|deux|trois|cinq|dix"
    r"|quinze|vingt|trente|longtemps|des)( (bonnes? )?(demi )?"
    r"(heures?|minutes?|jours?|semaines?|plombes|lustres))?"
    r"( au téléphone| en ligne)?$"
    r"|quel service (pourri|nul|lamentable)|c'est (quoi|n'importe quoi) ce service"
    r"|(ça fait |c'est |déjà |bien |au moins |la )*(\d+|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt"
    r"|cent|mille|deuxième|troisième|quatrième|cinquième|énième|plusieurs|une|des)"
    r" (fois|minutes?|heures?|jours?|semaines?) (déjà )?(que|où) (j'|je |on )(vous )?(\w+ ){0,2}"
    r"(appell?e|rappelle|téléphone|attends?|dis|demande|répète|essa[iy]e)"
    r"|(personne|on) (ne )?(me |m'|nous )?(répond|rappelle|décroche) (jamais|pas)"
    r"|personne (ne )?(me |m'|nous )?(répond|rappelle|décroche)( au téléphone)?"
    r"|(je (veux|voudrais|souhaite|tiens à) )(me plaindre|faire une réclamation)"
    r"( (de|contre|auprès de) (vous|la mairie|vos services|votre service))?"
    r"|j'ai une réclamation( à faire)?( contre (vous|la mairie|vos services))?"
    r"|(je (vais|veux|compte) )?(porter|déposer|porterai) plainte contre (vous|la mairie|la commune"
    r"|vos services|le maire)"
    r"|(vous|la mairie) (aurez|allez avoir|va avoir|entendrez) (de mes nouvelles|parler de moi)"
    r"|ça marche pas (votre|ton) (truc|machin|système))\b"
)
_COMPLAINT = re.compile(
    r"\b(je (vais|veux|compte) (aller )?|j'irai )(porter plainte|déposer plainte|me plaindre|le signaler"
    r"|écrire au maire"
    r"|saisir (le |la |un |mon )?(médiateur|tribunal|avocat|préfet|justice)|appeler (la presse|mon avocat)"
    r"|faire une réclamation|au tribunal|voir le maire)( (contre|de|auprès de) (vous|la mairie"
    r"|vos services))?\b"
)
""""Je vais porter plainte": beside an outburst it is one more; alone, somebody asks how."""
_SMALL_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        vous tu toi t' êtes es t'es tous toutes que qu'une qu'un des un une de d' et ou à la le les mais
        vraiment bien pas ne n' on y a est c'est alors donc quoi hein oh ah non oui bon va moi je me te se
        ça rien plus trop très votre vos ta ton tes bande espèce putain bordel merde chier
        fait répondez réponds allez là franchement il elle
        """,
    )
)
_REQUEST_WORDS = 2
"""Words beside the insult that make a request of the rest."""
SURE, BARELY = 0.5, 0.35
"""Confidence, of rude words together and of each, below which they may be innocent ones misheard. Each may be
lower: "incapables" shares its own with "incapable", where "vous êtes vraiment des" was heard well."""


def rudeness(folded: str, confidences: Mapping[str, float] | None = None) -> Rudeness | None:
    """What kind of rudeness a caller shows; None for none, or when the recogniser is not sure of the words.

    `confidences`: 0 to 1, by word; a word that is not there counts as sure.
    """
    sure = confidences or {}

    def trusted(found: re.Match[str]) -> bool:
        heard = [sure.get(word, 1.0) for word in found[0].split()]
        return sum(heard) / len(heard) >= SURE and min(heard) >= BARELY

    if (found := _THREAT.search(folded)) and trusted(found) and not _TOLD.search(folded):
        return Rudeness.THREAT
    if (found := _INSULT.search(folded)) and trusted(found) and not _TOLD.search(folded):
        return Rudeness.INSULT
    rest = _COMPLAINT.sub(" ", _TEMPER.sub(" ", folded))
    if (found := _TEMPER.search(folded)) and trusted(found) and not _content(rest):
        return Rudeness.TEMPER
    return None


def request_beside(folded: str) -> str:
    """What is asked for beside the insult: "répondez connard je veux un passeport"; empty for nothing."""
    rest = " ".join(_INSULT.sub(" ", _TEMPER.sub(" ", folded)).split())
    return rest if _content(rest) >= _REQUEST_WORDS else ""


def _content(text: str) -> int:
    """How many words are more than padding."""
    return sum(word not in _SMALL_WORDS for word in text.split())
