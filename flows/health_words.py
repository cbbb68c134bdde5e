"""Words that tell of somebody's health: they are read by the service they were told for, and by no other."""

from __future__ import annotations

import re

from flows.collect.words import bare

_HEALTH = re.compile(
    r"\b(?:malad\w+|cancer\w*|tumeur\w*|leucemi\w+|chimio\w*|radiotherapie|metastases?|greffee?s?|dialys\w+"
    r"|allergi\w+|intoleran\w+ au|coeliaque|asthm\w+|diabet\w+|epilep\w+|cardiaques?|infarctus|avc|pacemaker"
    r"|handicap\w*|invalid\w+|infirm\w+|paralys\w+|tetraplegi\w+|fauteuil roulant|aveugles?|malvoyant\w*"
    r"|autis\w+|trisomi\w+|dyslexi\w+|hyperactif\w*|alzheimer|parkinson|sclerose\w*|demence|senil\w+"
    r"|depressi\w+|depressive?s?|bipolaires?|schizophren\w+|anorexi\w+|burn out|suicid\w+|psychiatri\w+"
    r"|alcooliques?|toxicoman\w+|sida|vih|seropositi\w+|hepatite|tuberculose|covid|varicelle"
    r"|enceintes?|grossesse|fausse couche|avortement|ivg|hospitalise\w*|operee?s? (?:de|du|des|d|le|la)"
    r"|fait opere?r|insuline|traitement medical|arret maladie|blessee?s?|casse (?:le|la) (?:bras|jambe|hanche"
    r"|col du femur|cheville|poignet|pied)"
    r"|sick|ill|illness|disease|disab\w+|wheelchair|blind|allerg\w+|asthma\w*|diabet\w+|pregnan\w+"
    r"|miscarriage|surgery|hospitali[sz]ed|in hospital|depress\w+|autis\w+|dementia|stroke|heart attack|hiv"
    r"|injured|broke (?:my|his|her) (?:arm|leg|hip|ankle|wrist|foot))\b"
)


def tells_health(text: str) -> bool:
    """Do these words tell of an illness, a disability, a pregnancy, of whoever it may be?

    A special category of personal data: article 9 of the GDPR.
    """
    return bool(_HEALTH.search(bare(text)))
