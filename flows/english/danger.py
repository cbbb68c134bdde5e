"""English words of somebody in danger, told from those that only name a danger."""

from __future__ import annotations

import re

from flows.collect.claims import claims_harm
from flows.emergencies.alarm.learnt import Level, danger_level, together
from flows.emergencies.dangers import danger_told
from flows.emergencies.rescue_asked import rescue_asked
from flows.understand import fold

_EMERGENCY = re.compile(
    r"\b((there's|there is|there has been|it's|is) (a )?(big )?(fire|explosion|gas leak)"
    r"|on fire|smell(s|ing)?( of)? gas|gas (leak|smell|odou?r)|(house|flat|building|car|kitchen|bin|forest"
    r"|school) is burning"
    r"|heart attack|cardiac arrest|(having|had|has had) a (stroke|seizure|fit)"
    r"|(can't|cannot|not|isn't|stopped) (breathe|breathing)|chok(es|ing)|unconscious|passed out|collapsed"
    r"|fainted"
    r"|bleeding (a lot|badly|heavily)|drowning|electrocuted|seriously (hurt|injured)|badly (hurt|injured)"
    r"|being (attacked|assaulted|followed)|attack(ed|ing) (me|us|someone)|(he|she|they)('s| is"
    r"| are) (hitting|beating)"
    r"|(has|with) a (gun|knife)|gunshots?|shooting|(someone|somebody) is (breaking in|in my house)|burglars?"
    r"|being (burgled|robbed)|(is|are) (burgling|robbing) (me|us|my|our|the)"
    r"|call (an ambulance|the (police|fire brigade|fire service|firemen))|medical emergency"
    r"|it's an emergency|(want|going) to (die|kill myself|end it)|kill(ing)? myself|suicid(e|al))\b"
)
_HELP = re.compile(
    r"((oh|god|my god|quick|quickly|somebody|someone|hello|please) )*(help( me| us)?|fire)"
    r"( (help( me| us)?|fire|please|quick|quickly|now))*"
)
"""A cry, which is all that is said: "can you help me with my passport" is none."""

_ENGLISH = frozenset(
    [
        "my",
        "is",
        "the",
        "there",
        "there's",
        "he",
        "she",
        "i",
        "i'm",
        "not",
        "can't",
        "someone",
        "somebody",
        "has",
        "having",
        "it's",
        "to",
        "house",
        "husband",
        "wife",
        "an",
        "call",
        "please",
        "help",
        "smell",
        "gas",
        "in",
        "he's",
        "she's",
        "we're",
        "we",
        "his",
        "her",
        "are",
        "of",
        "and",
        "our",
        "been",
        "was",
        "won't",
        "somebody's",
        "someone's",
        "i've",
        "want",
        "it",
        "with",
        "daughter",
        "neighbour",
        "mother",
        "father",
        "boiling",
        "raped",
        "battered",
        "man",
        "heard",
        "gunshots",
        "boyfriend",
        "fell",
        "off",
        "lorry",
        "everyone",
        "without",
        "following",
        "again",
        "knife",
        "over",
    ]
)
_SURE = 2
"""Words that no French sentence holds, from which a sentence is English for sure."""

_EVENT = (
    r"(heart attack|cardiac arrest|stroke|seizure|fit|fire|explosion|gas leak|accident|burglar(y|ies|s)?"
    r"|shooting|chok(es|ing)|unconscious|passed out|collapsed|fainted|drowning|electrocuted"
    r"|(seriously|badly) (hurt|injured)|being (attacked|assaulted|followed)|attack(ed|ing) (me|us|someone)"
    r"|on fire|medical emergency)"
)
_PAST = (
    r"(yesterday|last (night|week|month|year|spring|summer|autumn|winter|christmas|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)"
    r"|([\w']+ ){1,3}(days?|weeks?|months?|years?) ago|years ago|a long time ago|in (the past|my childhood"
    r"|(two thousand|twenty) [\w']+))"
)
_BETWEEN = r"(?: (?!(?:now|just|again|today|still)\b)[\w']+){0,5}?"
#: Wordings that name a danger without being one: taken out of the sentence before it is searched.
_HARMLESS = re.compile(
    r"\b(fire (station|works|place|alarm|drill|safety|regulations)|fireworks?|bonfire|burglar alarms?"
    r"|shooting (club|range)|film shooting"
    rf"|{_EVENT}{_BETWEEN} {_PAST}|{_PAST}{_BETWEEN} {_EVENT}"
    rf"|(no|not an?|without an?|in case of( an?)?|since (the|my|his|her)|after (the|a|my|his|her)) {_EVENT}"
    rf"|(if|when) (someone|somebody|a person|one|you|i) (has|have|sees?|is|are)( an?)? {_EVENT}"
    r"|(should|do|must) (i|we|you) call (an ambulance|the (police|fire brigade|fire service)))\b"
)


#: Kinds of emergency and their words; the first that fits is told.
_KINDS = (
    ("distress", re.compile(r"\b(suicid\w*|die|kill(ing)? myself|end it)\b")),
    ("fire", re.compile(r"\b(fire|burning|gas|explosion|firemen|drown\w*)\b")),
    (
        "medical",
        re.compile(
            r"\b(heart|cardiac|stroke|seizure|fit|breath\w*|chok\w*|unconscious|passed|collapsed|fainted"
            r"|bleed\w*"
            r"|ambulance|medical|hurt|injured|electrocuted|accident|baby)\b"
        ),
    ),
    (
        "police",
        re.compile(
            r"\b(attack\w*|assault\w*|hitting|beating|gun|knife|gunshots?|break\w*|burgl\w*|robb\w*|police)\b"
        ),
    ),
)


HURT = dict(_KINDS)["medical"]
"""Words of somebody hurt or ill."""


def level_told(text: str) -> Level:
    """How surely the caller speaks of one: by the lists of words and by what was learnt, together."""
    if rescue_asked(fold(text), "en"):
        return Level.SURE
    if claims_harm(text, "en"):
        return Level.LIKELY if in_the_lists(text) else Level.NONE
    return together(in_the_lists(text), danger_level(fold(text), "en"), fold(text), "en")


def in_the_lists(text: str) -> bool:
    """Do the words alone say so, whatever was learnt?"""
    return kind_told(text) is not None


def is_surely_listed(text: str) -> bool:
    """Do the words alone say so, in a sentence that does not sound like something harmless?"""
    return in_the_lists(text) and level_told(text) is Level.SURE


def kind_told(text: str) -> str | None:
    """Kind of emergency that the lists and the families of `dangers` hear; None when they hear none."""
    folded = fold(text)
    if asked := rescue_asked(folded, "en"):
        return asked
    left = " ".join(_HARMLESS.sub(" ", folded).split())
    if kind := danger_told(left, "en"):
        return kind
    if not (_HELP.fullmatch(folded) or _EMERGENCY.search(left)):
        return None
    return next((kind for kind, words in _KINDS if words.search(folded)), "any")


def cries_danger(text: str) -> bool:
    """As `in_the_lists`, of a sentence that is English for sure: "un shooting photo" is none."""
    sure = sum(word in _ENGLISH for word in fold(text).split()) >= _SURE
    return in_the_lists(text) and (sure or bool(_HELP.fullmatch(fold(text))))
