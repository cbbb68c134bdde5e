"""What every question understands in English: yes, no, commands, choices, and which service is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from flows.choosing import Option
from flows.collect.wish import Wish
from flows.english import moods
from flows.english.numbers import with_digits
from flows.routes import Route
from flows.tongue import Tongue
from flows.understand import Command, fold

YES_NO = ("yes", "no", "yeah", "yep", "no thanks", "no thank you", "that's right", "okay", "not at all")
ORDINALS = ("the first one", "the second one", "the third one", "the last one", "first", "second", "third")

_FILLERS = re.compile(
    r"\b(er+|um+|uh+|erm+|well|so|please|thanks|thank you|hello|hi|hey|good (morning|afternoon|evening)|sorry"
    r"|excuse me|i think|i guess|actually|madam|sir|just|you know|it's|it is)\b"
)
_YES = re.compile(
    r"^(yes|yeah|yep|yup|ya|aye|sure|ok|okay|right|correct|exactly|absolutely|certainly|definitely|of course"
    r"|please do|go ahead|that's (right|it|correct|fine|good|me)|that is (right|it|correct|fine)|fine"
    r"|perfect|great|i do|it is|i would|i'd (like|love)( that| to)?|why not|alright|all right|indeed)\b"
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

_PERSON = (
    r"(someone|somebody|a (real |human )?person|a human( being)?|an? (real |human )?(agent|operator|adviser"
    r"|advisor)"
    r"|the (receptionist|reception|switchboard|operator|secretary)|a receptionist|anyone|anybody)"
)
_COMMANDS: tuple[tuple[Command, re.Pattern[str]], ...] = (
    (
        Command.RELAY,
        re.compile(
            r"\b(relay service|i'm an? interpreter|i am an? interpreter|calling for a deaf (person|man|woman"
            r"|lady))\b"
        ),
    ),
    (
        Command.DEAF,
        re.compile(
            r"\b(i'm|i am) (a bit |very |profoundly |almost |totally )?(deaf|hard of hearing|hearing"
            r" impaired|mute)\b"
        ),
    ),
    (
        Command.ROBOT,
        re.compile(
            r"\b(are you|is this|am i (talking|speaking) to) (an? )?(real |actual )?"
            r"(robot|machine|computer|recording|bot|a i|ai|human|person|human being|answering machine)\b"
            r"|^(who are you|who is this|who am i speaking to|an? (robot|machine))$"
        ),
    ),
    (
        Command.AGENT,
        re.compile(
            rf"\b(speak|talk) (to|with) {_PERSON}\b|\b(put|connect|transfer) me (through|to)\b"
            rf"|\b(want|need|like|prefer|can i (have|get)|could i (have|get)) (to (speak|talk) (to"
            rf"|with) )?{_PERSON}"
            r"(?! (who|to (come|collect|remove|clean|repair)))\b"
            r"|\b(real|human|actual) (person|being)\b"
            r"|\bnot (to |with )?an? (machine|robot|computer|answering machine)\b"
            r"|^(an? |the )?(agent|operator|reception|receptionist|human|person|someone|somebody|advis[eo]r)$"
        ),
    ),
    (
        Command.PRESENT,
        re.compile(r"\b(can|do) you hear me$|\bare you (still )?there$|\b(anyone|anybody) there$"),
    ),
    (
        Command.LOUDER,
        re.compile(
            r"\b(speak up|louder|turn it up|(can't|cannot|can barely) hear( you| anything| a thing)?)$"
            r"|\bthe line is (bad|terrible|breaking up)\b|\byou're breaking up\b"
        ),
    ),
    (
        Command.TIME,
        re.compile(
            r"\b(let me (finish|speak)|don't (interrupt|cut me off)|(need|give me) (more |some )?time|take"
            r" your time"
            r"|i speak slowly|i'm (a bit )?slow|be patient|i have a (stammer|stutter))\b"
        ),
    ),
    (
        Command.SLOWER,
        re.compile(r"\b(more slowly|slower|slow down|too fast|speak slowly|not so fast)\b|^slowly$"),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"\b(repeat( that| it)?|say (that|it) again|once more|one more time"
            r"|(didn't|did not|don't|can't|couldn't) (quite )?(hear|catch|understand|get)( (that|it|you))?"
            r"|come again)\b|^(pardon( me)?|what|sorry|again|excuse me)$"
        ),
    ),
    (
        Command.WAIT,
        re.compile(
            r"^((yes|no|but|ok|okay) )*(wait|hold on|hang on|one (moment|minute|second)|just a (moment"
            r"|minute|second)"
            r"|a (moment|minute|second)|bear with me|give me a (moment|minute|second)|let me (think|check"
            r"|look))\b"
        ),
    ),
    (
        Command.GOODBYE,
        re.compile(
            r"\b(goodbye|good bye|bye|bye bye)\b|\b(have a (nice|good) (day|evening|weekend)"
            r"|see you( soon)?)$"
            r"|^cheers$"
        ),
    ),
    (
        Command.BACK,
        re.compile(
            r"^(go )?back$|^(cancel|start (again|over)|never mind|go back to the (start|beginning|menu))$"
        ),
    ),
)
_LONGEST_COMMAND = 8
"""Words beyond which only a person, or an emergency, is still a command."""
_LONGEST_FOR_A_PERSON = 16

_EMERGENCY = re.compile(
    r"\b(help me|(there's|there is|there has been|it's|is) (a )?(big )?(fire|explosion|gas leak)"
    r"|on fire|smell(s|ing)?( of)? gas|gas leak|(house|flat|building|car|kitchen|bin|forest"
    r"|school) is burning"
    r"|heart attack|cardiac arrest|(having|had|has had) a (stroke|seizure|fit)"
    r"|(can't|cannot|not|isn't|stopped) (breathe|breathing)|chok(es|ing)|unconscious|passed out|collapsed"
    r"|fainted"
    r"|bleeding (a lot|badly|heavily)|drowning|electrocuted|seriously (hurt|injured)|badly (hurt|injured)"
    r"|being (attacked|assaulted|followed)|attack(ed|ing) (me|us|someone)|(he|she|they)('s| is"
    r"| are) (hitting|beating)"
    r"|(has|with) a (gun|knife)|gunshots?|shooting|(someone|somebody) is (breaking in|in my house)|burglar"
    r"|call (an ambulance|the (police|fire brigade|fire service|firemen))|medical emergency"
    r"|it's an emergency|(want|going) to (die|kill myself|end it)|kill(ing)? myself|suicid(e|al))\b"
)
_NOT_EMERGENCY = re.compile(
    r"\b(fire (station|works|place|alarm|drill)|fireworks?|bonfire|last (week|month|year)|(weeks?|months?"
    r"|years?) ago"
    r"|shooting (club|range)|film shooting)\b"
)
_EMERGENCIES = (
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
        re.compile(r"\b(attack\w*|assault\w*|hitting|beating|gun|knife|gunshots?|break\w*|burglar|police)\b"),
    ),
)

_DETAILS = re.compile(
    r"\b(details?|more (information|info|about)|tell me more|know more|go on|further information)\b"
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
_TELLING = 0.6
"""Share of an option's telling words that chooses it."""

_QUESTION = re.compile(
    r"\b(how|how much|why|do i (need|have)|must i|is it|should i|where|what|which|when|who"
    r"|without an appointment"
    r"|is there)\b"
)
_WANTED = (
    (
        Route.APPOINTMENT,
        re.compile(
            r"\b((make|book|get|have|arrange|need|want|like|change|move|reschedule|postpone|cancel)"
            r" (\w+ ){0,3}(appointment|slot|booking)s?|can't (come|make it) to my appointment)\b"
            r"|^(an? |my |the )*(appointment|booking)( for .*| please)?$"
        ),
    ),
    (
        Route.REPORT,
        re.compile(
            r"\b(report (a|an|the|some|something)|i('d| would)? (like|want) to report|reporting a)\b"
            r"|^report\w*$"
        ),
    ),
    (
        Route.CALLBACK,
        re.compile(r"\b(call|ring|phone) me back\b|\bcall ?back\b|\bbe (called|rung|phoned) back\b"),
    ),
)


def without_fillers(text: str) -> str:
    """The utterance without hesitations and politeness; itself when nothing else is left."""
    kept = " ".join(_FILLERS.sub(" ", fold(text)).split())
    return kept or fold(text)


def command(text: str) -> Command | None:
    """The command this utterance is, if it is one; long sentences only for a person or an emergency."""
    folded = fold(text)
    if _EMERGENCY.search(_NOT_EMERGENCY.sub(" ", folded)) or folded in ("help", "fire"):
        return Command.EMERGENCY
    bare = without_fillers(text)
    for kind, pattern in _COMMANDS:
        if pattern.search(bare) or pattern.search(folded):
            limit = _LONGEST_FOR_A_PERSON if kind is Command.AGENT else _LONGEST_COMMAND
            if len(bare.split()) <= limit:
                return kind
    return None


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None when the words are neither."""
    folded, bare = fold(text), without_fillers(text)
    if _ENOUGH.search(folded) and not _YES.search(bare):
        return False
    for said in (bare, folded):
        if _NO.search(said):
            return False
        if found := _YES.search(said):
            unsure = re.search(r"\b(no|not)\b", said[found.end() :]) and len(said.split()) <= 4
            return None if unsure else True
    return True if re.search(r"\b(yes|that's right|of course)\b", folded) else None


def besides(text: str) -> str:
    """What a reply says besides its yes or no."""
    words = without_fillers(text).split()
    while words and words[0] in _LEADING:
        words.pop(0)
    return " ".join(words)


def chosen_option(text: str, options: Sequence[Option]) -> int | None:
    """Index of the one option these words choose; None when none or several do."""
    said = set(fold(text).split())
    telling = said - _COMMON if said != {"one"} else said
    for index, words in enumerate(_NUMBERED[: len(options)]):
        if telling and telling <= words:
            return index
    if telling == {"last"}:
        return len(options) - 1
    scores = [max(_likeness(said, phrase) for phrase in (o.label, *o.phrases)) for o in options]
    best = max(scores)
    if best < _TELLING or sum(score >= best - 0.1 for score in scores) > 1:
        return None
    return scores.index(best)


def emergency_kind(text: str) -> str:
    """distress, fire, medical or police; any when the words do not tell."""
    folded = fold(text)
    return next((kind for kind, pattern in _EMERGENCIES if pattern.search(folded)), "any")


def wants_details(text: str) -> bool:
    """Does the caller ask for more about the answer just given?"""
    return bool(_DETAILS.search(fold(text)))


def did_not_help(text: str) -> bool:
    """Does the caller say that the answer was not the right one?"""
    return bool(_UNHAPPY.search(fold(text)))


def nothing_more(text: str) -> bool:
    """ "no thanks", "that's all": an answer to "anything else?", never a question."""
    if fold(text) in {"thanks", "thank you", "thank you very much", "thanks a lot"}:
        return True
    return yes_or_no(text) is False and len(without_fillers(text).split()) <= 4


def route_of(text: str) -> Route | None:
    """The service's flow these words ask for; None when they ask none, or only about it."""
    folded = without_fillers(text)
    if _QUESTION.search(folded):
        return None
    return next((route for route, pattern in _WANTED if pattern.search(folded)), None)


def wish_of(text: str) -> Wish:
    """Book, unless the words speak of changing or cancelling an appointment."""
    folded = fold(text)
    if not re.search(r"\b(appointment|booking|slot|date|time)\b", folded):
        return Wish.BOOK
    if re.search(r"\b(change|move|reschedule|postpone|put off|bring forward)\b", folded):
        return Wish.CHANGE
    return Wish.CANCEL if re.search(r"\b(cancel|can't (come|make)|cannot come)\b", folded) else Wish.BOOK


def wants_later(text: str) -> bool:
    """Is none of what was offered wanted? "later", "another day", "none of them"."""
    return bool(
        re.search(
            r"\b(later|another|others?|none( of)?|neither|next ones?|not (possible|free|available|those)"
            r"|(doesn't|don't|won't) (suit|work)|can't (do|make)|no)\b",
            fold(text),
        )
    )


def declines(text: str) -> bool:
    """Does the caller not want, or not know how, to give what was asked?"""
    return bool(
        re.search(
            r"\b(rather not|don't want to (give|say|tell)|i don't (know|have) (it|one|that|my|a)|no idea"
            r"|i've (lost|forgotten) it|can't find it)\b|^i don't know$",
            fold(text),
        )
    )


def _likeness(said: set[str], phrase: str) -> float:
    """Share of the phrase's telling words that were said, near-misses counted in part."""
    wanted = set(fold(phrase).split()) - _COMMON
    heard = said - _COMMON
    if not wanted or not heard:
        return 0.0
    return sum(max(SequenceMatcher(None, w, h).ratio() for h in heard) for w in wanted) / len(wanted)


ENGLISH = Tongue(
    language="en",
    yes_no=YES_NO,
    ordinals=ORDINALS,
    command=command,
    yes_or_no=yes_or_no,
    without_fillers=without_fillers,
    besides=besides,
    chosen_option=chosen_option,
    emergency_kind=emergency_kind,
    wants_details=wants_details,
    did_not_help=did_not_help,
    nothing_more=nothing_more,
    route_of=route_of,
    rudeness=moods.rudeness,
    request_beside=moods.request_beside,
    instead=moods.instead,
    two_requests=moods.two_requests,
    is_wrong_number=moods.is_wrong_number,
    wish_of=wish_of,
    wants_later=wants_later,
    declines=declines,
    digits=with_digits,
    services=frozenset((Route.APPOINTMENT, Route.CALLBACK)),
)
