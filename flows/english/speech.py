"""What every question understands in English: yes, no, choices, and which service is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.choosing import Option, likeness
from flows.english import moods
from flows.english.commands import command
from flows.english.danger import HURT, cries_danger, kind_told, level_told
from flows.english.fillers import without_fillers
from flows.english.numbers import with_digits
from flows.english.places import ADDRESS, CORRECTION
from flows.english.routes import route_of
from flows.english.wish import wish_in, wish_of
from flows.tongue import Tongue
from flows.understand import fold

YES_NO = ("yes", "no", "yeah", "yep", "no thanks", "no thank you", "that's right", "okay", "not at all")
ORDINALS = ("the first one", "the second one", "the third one", "the last one", "first", "second", "third")

_YES = re.compile(
    r"^(yes|yeah|yep|yup|ya|aye|sure|ok|okay|right|correct|exactly|absolutely|certainly|definitely|of course"
    r"|please do|go ahead|that's (right|it|correct|fine|good|me)|that is (right|it|correct|fine)|fine"
    r"|perfect|great|i do"
    r"|it is( (right|correct|fine|that|indeed|the same|me))?$"
    r"|(i would|i'd)( (like|love)( that| to| it)?)?$|(the )?same( one| problem| thing)?$|why not|alright"
    r"|all right|indeed)\b"
)
_NO = re.compile(
    r"^(no|nope|nah|not (at all|really|that|this|now|quite|exactly|the)|never|neither|none|nothing"
    r"|don't|i don't|it's not|it isn't|that's (not|wrong|incorrect)|that is (not|wrong)|wrong|incorrect"
    r"|i'm (fine|good)|i am (fine|good))\b"
)
_ENOUGH = re.compile(
    r"\b(that's all|that is all|that'll be all|nothing else|no more|i'm done|that's everything)\b"
)
_LEADING = frozenset(
    ("yes", "yeah", "yep", "no", "nope", "not", "it's", "it", "is", "that's", "that", "but", "rather", "the")
)

_YES_BUT = re.compile(
    r"^(?:[\w']+ ){1,3}?(?:but|actually|in fact|rather|except|though|only)\b"
    r"(?! (?:quickly|be quick|make it quick|hurry up)$)(?P<rest>.*)$"
)
_YES_AND = re.compile(r"^(?P<answer>(?:[\w']+ ){1,4}?)(?:(?:and|but|also|by the way)\b ?)+(?P<rest>.+)$")
_TOO = re.compile(r"\b(?:also|as well|too|another (?:thing|question)|something else)\b")
_DETAILS = re.compile(
    r"\b(details?|more (information|info|about)|tell me more|know more|go on|further information|the rest"
    r"|carry on|continue)\b|^(yes )?more( please)?$"
)
_UNHAPPY = re.compile(
    r"\b(not (what i|my question|the (right )?(question|answer))|wrong answer|nothing to do with"
    r"|didn't answer"
    r"|doesn't (help|answer)|not helpful|isn't (what i|my question|the answer))\b"
)

_NUMBERED = (
    frozenset(("first", "one", "1")),
    frozenset(("second", "two", "2", "latter")),
    frozenset(("third", "three", "3")),
    frozenset(("fourth", "four", "4")),
)
_COMMON = frozenset(
    fold(
        "the a an one of for to and or is it it's that that's my i i'd i'm like want please in on at option"
        " number answer choice"
    ).split()
)
_NO_OTHER = re.compile(
    r"^(?:no |thanks |i )*(?:have |don't have |'ve got )?(?:no|any) (?:other|more|further)"
    r" (?:questions?|requests?)"
    r"( thanks| thank you)?$"
)
_CONTENT = re.compile(
    r"(?:(?:that's|that is|it's|all|oh|ok|okay|no|well|right|you've been|you have been|you are|you're"
    r"|so|very) )*"
    r"(?:(?:great|lovely|brilliant|perfect|wonderful|fantastic|helpful|kind|good|splendid) )*"
    r"(?:thanks|thank you|cheers|much appreciated|ta|(?<=been )(?:great|lovely|brilliant|wonderful|kind))"
    r"(?: (?:very much|so much|a lot|a million|again|mate|love|dear|madam|sir|for (?:your|the|all your) help"
    r"|for everything|indeed))*"
)
"""The words of whoever is content, and asks for nothing else."""
_MERE_NO = re.compile(
    r"(?:(?:oh|ah|er|um|well|okay|ok|yes|but|no|nope|nah|not|never|none|neither|nothing|at all|really|now|yet"
    r"|quite|today|for (?:now|today|the moment|me)|right now|at the moment|just|all|else|more|other|further"
    r"|anything|(?:any|no) (?:other|more|further)|questions?|requests?|thanks|thank you|so much|very much"
    r"|a lot|cheers|please|sorry|madam|sir|of them|don't|i don't(?: think so| need anything)?|i do not"
    r"|(?:that's|that is|that'll be|that will be|that was|it's|it is)"
    r" (?:all|it|everything|fine|great|good|okay|ok|perfect|very kind)"
    r"|(?:i'm|i am) (?:fine|good|done|okay|ok|all set)|i have everything(?: i need)?|i think|i need"
    r"|you've been (?:very |so )?(?:kind|helpful)|never mind|forget it)(?: |$))+"
)
"""The words of whoever refuses and says nothing else: a no with any other word tells something."""
_TELLING = 0.6
"""Share of an option's telling words that chooses it."""

_UNSURE = re.compile(
    r"(i )?(don't|do not|dunno) ?(really )?(know|remember)?( (yet|exactly|really))*|i'm not (really )?sure"
    r"|not sure"
    r"|no idea|maybe|perhaps|it depends"
)


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None when the words are neither."""
    folded, bare = fold(text), without_fillers(text)
    if _UNSURE.fullmatch(bare):
        return None
    if _ENOUGH.search(folded) and not _YES.search(bare):
        return False
    for said in (bare, folded):
        if _NO.search(said):
            return False
        if found := _YES.search(said):
            unsure = re.search(r"\b(no|not)\b", said[found.end() :]) and len(said.split()) <= 4
            return None if unsure else True
    return True if re.search(r"\b(yes|that's right|of course)\b", folded) else None


def chosen_option(text: str, options: Sequence[Option]) -> int | None:
    """Index of the one option these words choose; None when none or several do."""
    said = set(fold(text).split())
    telling = said - _COMMON if said != {"one"} else said
    for index, words in enumerate(_NUMBERED[: len(options)]):
        if telling and telling <= words:
            return index
    if telling == {"last"}:
        return len(options) - 1
    heard = said - _COMMON
    scores = [
        max(likeness(heard, set(fold(phrase).split()) - _COMMON) for phrase in (o.label, *o.phrases))
        for o in options
    ]
    best = max(scores)
    if best < _TELLING or sum(score >= best - 0.1 for score in scores) > 1:
        return None
    return scores.index(best)


def nothing_more(text: str) -> bool:
    """ "no thanks", "that's all": an answer to "anything else?", never a question."""
    if _NO_OTHER.search(fold(text)):
        return True
    if _CONTENT.fullmatch(fold(text)):
        return True
    said = fold(text)
    return yes_or_no(text) is False and bool(_MERE_NO.fullmatch(said))


def unsure(text: str) -> bool:
    """ "I don't know": neither a yes nor a no, and nothing else either."""
    return bool(_UNSURE.fullmatch(without_fillers(text)))


def wants_later(text: str) -> bool:
    """Is none of what was offered wanted? "later", "another day", "none of them"."""
    return bool(
        re.search(
            r"\b(later|too (?:early|soon|close)|another|others?|nothing|none( of)?|neither|next ones?"
            r"|not (possible|free|available|those)|(doesn't|don't|won't) (suit|work)|can't (do|make)|no)\b",
            fold(text),
        )
    )


def declines(text: str) -> bool:
    """Does the caller not want, or not know how, to give what was asked?"""
    return bool(
        re.search(
            r"\b(rather not|don't want to (give|say|tell)|i don't (know|have) (it|one|that|my|a)|no idea"
            r"|i refuse|none of your business|stay anonymous|remain anonymous"
            r"|(not|won't) giv(e|ing) (you )?(it|my)|^no (name|number)$"
            r"|(i|i've|have) (lost|forgotten|forgot) (it|that|the number|my number|the paper)|can't find it"
            r"|(don't|can't|do not|cannot) remember|(didn't|haven't) (write|written|note|noted) (it|that)"
            r"|not (to|on) hand|don't have it (here|with me))\b|^i don't know$",
            fold(text),
        )
    )


ENGLISH = Tongue(
    language="en",
    yes_no=YES_NO,
    ordinals=ORDINALS,
    command=command,
    yes_or_no=yes_or_no,
    yes_but=_YES_BUT,
    yes_and=_YES_AND,
    too=_TOO,
    without_fillers=without_fillers,
    leading=_LEADING,
    chosen_option=chosen_option,
    cries_danger=cries_danger,
    hurt=HURT,
    danger_level=level_told,
    kind_told=kind_told,
    details=_DETAILS,
    unhappy=_UNHAPPY,
    nothing_more=nothing_more,
    route_of=route_of,
    rudeness=moods.rudeness,
    request_beside=moods.request_beside,
    instead=moods.instead,
    two_requests=moods.two_requests,
    another_question=moods.another_question,
    after_goodbye=moods.after_goodbye,
    is_wrong_number=moods.is_wrong_number,
    wish_of=wish_of,
    wish_in=wish_in,
    unsure=unsure,
    wants_later=wants_later,
    declines=declines,
    digits=with_digits,
    address=ADDRESS,
    correction=CORRECTION,
)
