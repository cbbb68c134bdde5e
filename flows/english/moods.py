"""English beside the question: rude words, a change of mind, two requests in one breath, a wrong number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.french.rude_words import SURE, Rudeness
from flows.understand import fold

_INSULT = re.compile(
    r"\b(fuck (you|off)|go to hell|piss off|screw you|shut up|son of a bitch|asshole|arsehole|bastards?|bitch"
    r"|wankers?|dickheads?|motherfuckers?|pieces? of shit"
    r"|you('re| are)?( all| so| just| such| a| an| bunch of| fucking| bloody| useless)* "
    r"(idiots?|morons?|imbeciles?|useless|stupid|pathetic|cretins?|clowns?|scum))\b"
)
_THREAT = re.compile(
    r"\b(i('ll| will|'m going to| am going to) (come (and|over and) )?(kill|hurt|beat|smash|stab|shoot|burn"
    r"|blow up"
    r"|punch|hit) (you|your|all of you|the place|everything|the town hall)|i know where you (live|work)"
    r"|you('ll| will|'re going to) (pay for this|regret this)"
    r"|(i'm coming|i'll come|i'll be back|i'm going to come) (\w+ ){0,3}with (a|my)"
    r" (gun|rifle|knife|bat|weapon)"
    r"|i('ve| have) got a (gun|rifle|knife) (and|with me))\b"
)
_TEMPER = re.compile(
    r"^(oh |well |but )*((and |so )?"
    r"(for (god|fuck|christ|heaven)('s)? sake|bloody hell|damn( it)?|shit|fuck|fucking hell"
    r"|(this|it)('s| is) (ridiculous|a joke|useless|hopeless|unbearable|unacceptable|disgraceful|a disgrace"
    r"|a scandal)"
    r"|you('re not| don't| aren't) understand\w* (anything|me)"
    r"|(this is|it's) the (second|third|fourth|fifth|tenth) time"
    r" i('ve| have)? (call|called|ring|rung|rang|phoned)"
    r"|i('ve| have) (called|rung|phoned) (two|three|four|five|ten) times|nobody (ever )?(answers|calls back)"
    r"|this is driving me mad|i('m| am) fed up|i've had enough"
    r"|i('m| am) going to (complain|make a complaint|lodge a complaint|see a lawyer|write to the mayor))( "
    r"|$))+$"
)
_TOLD = re.compile(r"\b(called me|told me|neighbours?|graffiti|written|painted|someone (said|wrote))\b")
_SMALL_WORDS = frozenset(
    (
        "i",
        "you",
        "are",
        "a",
        "an",
        "the",
        "to",
        "and",
        "of",
        "all",
        "so",
        "just",
        "bunch",
        "well",
        "please",
        "oh",
    )
)
_REQUEST_WORDS = 2

_LEAD = r"(?:(?:oh|no|nope|sorry|wait|well|er|um) )*"
_THING = r"(?:the |a |an |my |for )"
_INSTEAD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_LEAD}(?:it's |i said |i meant )?not {_THING}.+? (?:but|it's|i (?:want|wanted|meant)|i'd like)"
        rf" (.+)$",
        rf"^{_LEAD}not {_THING}.*\w ({_THING}(?!.* {_THING}).+)$",
        rf"^{_LEAD}({_THING}.+?) (?:and |but )?not {_THING}.+$",
        rf"^{_LEAD}(?:actually|in fact|instead) (?:i (?:want|wanted|need|meant)|i'd like|it's) (.+)$",
        rf"^{_LEAD}(?:i'd like|i would like|i want|i'd prefer|i need|make it) (?:for )?(.+) instead$",
        r"^(?:no|nope) (?:no |sorry |wait |actually )*(?:i (?:want|wanted|need|meant)|i'd like|it's for)"
        r" (.+)$",
    )
)
_BETWEEN = re.compile(
    r" (?:and )?(?:also|as well as|then|another thing|on top of that|secondly) (?:i (?:want|need) (?:to )?"
    r"|i'd like to )?"
    r"| and (?=(?:i (?:also )?(?:want|need|would)|i'd (?:also )?like|report|make|book|know|get"
    r"|speak (?:to|with)|talk (?:to|with)|put me through)\b)"
    r"|(?<!to)(?<!want)(?<!and)(?<!also) (?=(?:make|book) an appointment\b|report an?\b)"
    r"|(?<!make)(?<!book)(?<!like)(?<!want)(?<!need)(?<!get)(?<!have)(?<!cancel)(?<!change)(?<!move)(?<!for)"
    r"(?<!about)(?<!with)(?<!is)(?<!and)(?<!also)(?<!arrange) (?=an appointment for\b)"
    r"| and (?=the (?:opening hours|hours|times|price|prices|address|telephone|phone|dates?|menu)\b)"
)
_ANNOUNCED = re.compile(
    r"\b(?:(?:another|one more|one last)(?: \w+)? (?:question|thing)|i (?:have|had"
    r"|'ve got) a (?:quick )?question)\b(.*)$"
)
_NONE_LEFT = re.compile(r"\b(no (other|more|further)|don't have|haven't|not|nothing)\b")
_GOODBYE_THEN = re.compile(
    r"^(?:[\w']+ ){0,4}?(?:goodbye|good bye|bye bye|bye) (?:oh |ah |er )*"
    r"(?:and (?!thank|have|all the best)|(?=(?:no|wait|actually|sorry|but|hold on|one more)\b))(?P<rest>.+)$"
)
_LEAST = 2
_WRONG_NUMBER = re.compile(r"\b(wrong number|wrong person|misdialled|dialled the wrong)\b")
_LONGEST_WRONG_NUMBER = 9


def rudeness(text: str, confidences: Mapping[str, float]) -> Rudeness | None:
    """How a caller is rude, if they are and the recogniser is sure of the words."""
    folded = fold(text)
    if _TOLD.search(folded):
        return None
    for kind, pattern in (
        (Rudeness.THREAT, _THREAT),
        (Rudeness.INSULT, _INSULT),
        (Rudeness.TEMPER, _TEMPER),
    ):
        found = pattern.search(folded)
        if found and all(confidences.get(word, 1.0) >= SURE for word in found[0].split()):
            return kind
    return None


def request_beside(text: str) -> str:
    """What is asked for beside the insult; empty for nothing."""
    rest = " ".join(_INSULT.sub(" ", fold(text)).split())
    telling = sum(word not in _SMALL_WORDS for word in rest.split())
    return rest if telling >= _REQUEST_WORDS else ""


def instead(text: str) -> str:
    """The subject put in the place of another: "not the passport, the identity card"; empty for none."""
    folded = fold(text)
    found = next((match for pattern in _INSTEAD if (match := pattern.match(folded))), None)
    return re.sub(r"^for ", "", found[1].strip()) if found else ""


def two_requests(text: str) -> list[tuple[str, str]]:
    """Every way these words may be two requests, likeliest first."""
    folded = fold(text)
    parts = [(folded[: m.start()].strip(), folded[m.end() :].strip()) for m in _BETWEEN.finditer(folded)]
    return [pair for pair in parts if all(len(part.split()) >= _LEAST for part in pair)]


def another_question(text: str) -> str | None:
    """What follows "I have another question"; empty for nothing, None when none is announced."""
    found = None if _NONE_LEFT.search(fold(text)) else _ANNOUNCED.search(fold(text))
    return found[1].strip() if found else None


def after_goodbye(text: str) -> str:
    """What is said after a goodbye that it takes back: "bye, oh no wait"; empty for a mere one."""
    found = _GOODBYE_THEN.search(fold(text))
    return found["rest"] if found else ""


def is_wrong_number(text: str) -> bool:
    """Did the caller mean to ring somebody else?"""
    folded = fold(text)
    return bool(_WRONG_NUMBER.search(folded)) and len(folded.split()) <= _LONGEST_WRONG_NUMBER
