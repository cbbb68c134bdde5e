"""Who sees to what is no town hall's business: a driving licence, a residence permit, the family allowance.

Asked only of words that nothing the town hall knows comes near: an article, a report, a service come first.
"""

from __future__ import annotations

import re

from flows.collect.words import bare

_BODIES: dict[str, dict[str, re.Pattern[str]]] = {
    "fr": {
        "elsewhere.vehicles": re.compile(
            r"\bcartes? grises?\b|\bcertificats? d immatriculation\b|\bimmatricul\w+"
            r"|\bpermis (?:de conduire|moto|b|a points)\b|\bpoints (?:sur|de) mon permis\b"
            r"|\bfrance titres\b|\bants\b"
        ),
        "elsewhere.prefecture": re.compile(
            r"\b(?:cartes?|titres?) de (?:sejour|resident)\b|\bnaturalis\w+|\bnationalite francaise\b"
            r"|\bdemande d asile\b|\bregroupement familial\b|\bprefecture\b"
        ),
        "elsewhere.criminal_record": re.compile(r"\bcasiers? judiciaires?\b"),
        "elsewhere.health_insurance": re.compile(
            r"\bcartes? vitales?\b|\bsecurite sociale\b|\bassurance maladie\b|\bcpam\b"
            r"|\barrets? (?:de )?(?:maladie|travail)\b|\bindemnites journalieres\b|\bfeuilles? de soins?\b"
        ),
        "elsewhere.family_allowance": re.compile(
            r"\bcaf\b|\ballocations? familiales?\b|\bprimes? d activite\b|\b(?:l |les |mes |mon |une )apl\b"
        ),
        "elsewhere.taxes": re.compile(
            r"\bimpots? sur (?:le|les|mes) revenus?\b|\bdeclarations? (?:d impots?|de revenus?|des impots)\b"
            r"|\bavis d imposition\b|\bcentre des impots\b|\btresor public\b|\bprelevement a la source\b"
        ),
        "elsewhere.jobs": re.compile(
            r"\bpole emploi\b|\bfrance travail\b|\b(?:allocations?|indemnites?|droits au) chomage\b"
        ),
        "elsewhere.pension": re.compile(
            r"\b(?:ma|la|une) (?:pension de )?retraite (?:n |ne |est |arrive|verse|complementaire|pas)"
            r"|\b(?:caisse|point|dossier|demande|trimestres?) de (?:ma |la )?retraite\b|\bcarsat\b"
        ),
        "elsewhere.post": re.compile(
            r"\bla poste\b|\b(?:mon|un) colis\b|\bavis de passage\b"
            r"|\blettre recommandee\b"
        ),
        "elsewhere.complaint": re.compile(
            r"\b(?:porter|deposer|depot de|depose|porte|enregistrer|enregistrez|prendre|prenez|prend)"
            r" (?:(?:une|ma|des|les|la) )?plaintes?\b|\b(?:faire|deposer) une main courante\b"
        ),
        "elsewhere.pharmacy": re.compile(r"\bpharmacies? (?:de garde|ouvertes?)\b"),
        "elsewhere.justice": re.compile(
            r"\btribunal\b|\bdivorc\w+|\bhuissier\b|\bprud hommes\b|\bgarde (?:alternee|de mes enfants)\b"
            r"|\bpension alimentaire\b"
        ),
    },
    "en": {
        "elsewhere.vehicles": re.compile(
            r"\bdriv(?:ing|er s|ers) licen[cs]e\b|\b(?:car|vehicle) registration\b"
            r"|\bregister my (?:car|vehicle)\b"
        ),
        "elsewhere.prefecture": re.compile(
            r"\bresiden(?:ce|t|cy) (?:permit|card)\b|\bfrench (?:nationality|citizenship)\b"
            r"|\bprefecture\b|\bvisa\b"
        ),
        "elsewhere.criminal_record": re.compile(r"\bcriminal record\b"),
        "elsewhere.health_insurance": re.compile(
            r"\bhealth insurance\b|\bcarte vitale\b|\bsocial security\b|\bsick leave\b"
        ),
        "elsewhere.family_allowance": re.compile(r"\bcaf\b|\b(?:family|housing) (?:allowance|benefit)s?\b"),
        "elsewhere.taxes": re.compile(r"\bincome tax\b|\btax (?:return|office)\b"),
        "elsewhere.jobs": re.compile(r"\bunemployment\b|\bfrance travail\b"),
        "elsewhere.pension": re.compile(r"\b(?:my|retirement|state) pension\b"),
        "elsewhere.post": re.compile(r"\bpost office\b|\bmy parcel\b|\bpostman\b"),
        "elsewhere.complaint": re.compile(r"\b(?:file|make|press) (?:a )?(?:police report|charges)\b"),
        "elsewhere.pharmacy": re.compile(r"\b(?:duty|night|open) (?:pharmacy|chemist)\b|\bchemist\b"),
        "elsewhere.justice": re.compile(
            r"\bdivorce\b|\bbailiff\b|\b(?:to|in) court\b|\bcourt (?:case|order|hearing)\b"
            r"|\bchild support\b"
        ),
    },
}

_PLACE = re.compile(
    r"\b(?:devant|derriere|pres|cote|face|angle|place|rue|avenue|boulevard|parking|rond point|arret|quartier"
    r"|opposite|behind|near|front of|next to|outside) (?:de |du |d |la |le |l |des |the )*$"
)
"""Before what only tells where something is."""
_OURS = re.compile(
    r"\b(?:cantine|creche|garderie|ecole|centre de loisirs|certificats?|justificatifs?|attestations?|actes?"
    r"|inscri\w+|logement|mariage|pacs|passeports?|carte d identite|maire|canteen|nursery|school"
    r"|certificate)\b"
)
"""The town hall's own business, for which another body's papers may be asked."""


_DESK = re.compile(
    r"\b(?:(?:a|au|aupres|avec|chez|devant|par|pres|aux|est ce que|vers) )+"
    r"(?:(?:de|du|des|d|la|l|le|les|votre) )*"
    r"(?:(?:poste|agents?|service)(?: de)?(?: la)? )?(?:police(?: municipale)?|policiers? municipa\w+|mairie"
    r"|hotel de ville|gendarmerie|commissariat|vous|ici)\b|\bici\b"
)
"""Where somebody would lodge a complaint: no subject of it."""
_MERELY = re.compile(
    r"\b(?:bonjour|allo|oui|euh|alors|et|mais|je|j|on|voudrais|veux|voulais|viens|souhaite|souhaiterais|aimerais"
    r"|appelle|pour|peux|peut|puis|pouvez|vous|est ce que|c est|possible|de|d|faut|faire|dois|comment|ou|s il"
    r"|plait|merci|madame|monsieur|la|le|les|un|une|police municipale|aller|savoir|si|me|vais)\b"
)


def without_desk(text: str) -> str:
    """A complaint to be lodged without where: "porter plainte à la police municipale" asks nothing of it.

    Any other words are left as they are.
    """
    words = bare(text)
    if not _BODIES["fr"]["elsewhere.complaint"].search(words):
        return text
    without = _DESK.sub(" ", words)
    return " ".join(without.split()) if without != words else text


def lodges_complaint(text: str) -> bool:
    """Do these words say that a complaint is to be lodged, and nothing of what it is about?"""
    complaint = _BODIES["fr"]["elsewhere.complaint"]
    words = bare(text)
    if not complaint.search(words):
        return False
    return not _MERELY.sub(" ", complaint.sub(" ", _DESK.sub(" ", words))).split()


def other_body(text: str, language: str = "fr") -> str:
    """The prompt that says who sees to it; empty where it is nobody known."""
    words = bare(text)
    if _OURS.search(words):
        return ""
    bodies = _BODIES.get(language, _BODIES["fr"])
    named = ((prompt, told) for prompt, body in bodies.items() for told in body.finditer(words))
    return next((prompt for prompt, told in named if not _PLACE.search(words[: told.start()])), "")
