"""Which service's flow a caller asks for in English; a question about one stays a question."""

from __future__ import annotations

import re

from flows.collect.callback_wish import callback_wish
from flows.collect.claims import claims_harm
from flows.collect.elsewhere import told_elsewhere
from flows.collect.happening import happens
from flows.collect.problem import problem_in, says_danger
from flows.collect.report_wish import report_wish_in
from flows.collect.wish import Wish
from flows.english.fillers import without_fillers
from flows.english.wish import speaks_of_a_visit, wish_of
from flows.giving_up import wish_taken_back
from flows.routes import SEEN_TO_HERE, Route

_QUESTION = re.compile(
    r"\b(how|how much|why|do i (need|have)|must i|is it|should i|where|what|which|when|who"
    r"|without an appointment"
    r"|is there)\b"
)
_WANTED_STATUS = re.compile(
    r"\b(follow|track|chase|check|status of|news (of|about)|update on|happened (to|with)) (up )?(on )?"
    r"(my|the|a) (last )?report\b|\b(where|how)( is|'s| are) my (last )?reports?\b"
    r"|\bi (have )?(already )?reported\b.*\b(still|nothing|news|heard)\b"
)
""""What happened to my report?" is a question about the caller's own, which is no new one."""
_THERE_IS = re.compile(
    r"\b(there's|there is|there are|i('ve| have) (seen|found)|i saw) (a|an|some|lots of)\b"
)
_BROKEN = re.compile(
    r"\b(is|are|has been|have been) (\w+ )?(flooding|flooded|leaning|hanging|broken|blocked|burst|open"
    r"|missing|gone|stolen|sticking out|blocking|leaking|overflowing|not working)\b"
)
_BARE_THING = re.compile(
    r"^(a |an |some |the |one )?((big|huge|deep|large|small|broken|dark|new) )*"
    r"(pot ?holes?|street ?lights?|lamp ?posts?|graffiti|fly ?tipping|dumped \w+|broken \w+|burst \w+"
    r"|dead \w+) (\w+ )?(in|on|at|outside|opposite|near|by|along|down)\b"
)
""""Pothole in front of my house": what is wrong and where, which asks nothing."""
_ELECTED = re.compile(r"\b(with|meet|see) (the |a )?(deputy )?(mayor|councillor|elected)\b")
""""An appointment with the mayor": an article tells how, no diary of ours holds it."""
_OWN = re.compile(
    r"\b(my|our) (?!(street|road|neighbours?|neighbour's|building|house|pavement|village|town)\b)"
)
_FALLING = re.compile(
    r"\b(the|a|an|some|one of the|their|our neighbour's|my neighbour's) ([\w']+ ){0,6}?"
    r"((is|are) (about|going|threatening|likely) to|(could|might|may|will) (soon )?|threatens? to)"
    r" ?(fall(?! (ill|behind|through|on a|due|asleep))|collapse|give way|come down|topple)\b"
    r"|\b(is|are) falling (down|off|apart)\b"
    r"|\b(just|nearly|almost) (fell(?! (ill|asleep|behind))|tripped|got hurt|been hurt)\b"
)
""""A tile is about to fall from the school": a danger of the street, even where nothing names the thing."""
_FALLS_OTHERWISE = re.compile(
    r"\b(price|prices|date|holiday|snow|rain|night|rates?|news|deadline|appointment)\b"
)
_ON_FILE = re.compile(
    r"\breport (?:an? |the |my |our )"
    r"(?:change|death|pregnancy|birth|wedding|marriage|error|mistake|theft|absence)\b"
)
"""What is told to an office, and repaired by nobody."""
_TO_BE_TOLD = re.compile(
    r"^((please|just|can you|could you) )*tell (him|her|them) (?!to )(that )?(?P<told>.+)"
)
""""Tell them that…": a message, but where the line itself sees to what is told."""
_WANTED = (
    (
        Route.MESSAGE,
        re.compile(
            r"\b(leave|take|pass on|record)( you| him| her| them)? (a|my|this|the) (short )?message\b"
            r"|^(a |the )?message( please)?$"
            r"|\b(tell|let) (mister|mr|mrs|ms|miss|the (secretary|mayor)) (\w+ ){0,2}(know )?that\b"
        ),
    ),
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
            r"|^report\w*$|^(i'm )?report(ing)? (?!cards?\b)\w+( \w+)?$"
        ),
    ),
    (
        Route.CALLBACK,
        re.compile(
            r"\b(call|ring|phone) me back\b|\bcall ?back\b|\bbe (called|rung|phoned) back\b"
            r"|\b(can|could|would|will|have|get|want|need|like) (you|someone|somebody|anyone|anybody)( to)?"
            r" (call|ring|phone) (me|us)\b"
        ),
    ),
    (
        Route.PERSON,
        re.compile(
            r"\b(speak|talk) (to|with) (the|mister|mr|mrs|miss|ms) (?!mayor\b|phone\b)\w{3,}"
            r"|\bput me through to (the |mister |mr |mrs |miss |ms )?\w{3,}"
        ),
    ),
)


def route_of(text: str) -> Route | None:
    """The service's flow these words ask for; None when they ask none, or only about it."""
    folded = without_fillers(text)
    if (wish := wish_taken_back(text)) and route_of(wish) is not None:
        return None
    if to_be_told := _TO_BE_TOLD.search(folded):
        seen_to = route_of(to_be_told["told"])
        return seen_to if seen_to in SEEN_TO_HERE else Route.MESSAGE
    if _WANTED_STATUS.search(folded) or report_wish_in(text, "en"):
        return Route.STATUS
    if wish_of(text) in (Wish.MISS, Wish.ASK):
        return Route.APPOINTMENT
    if callback_wish(text) is not None:
        return Route.CALLBACK
    if claims_harm(text, "en"):
        return Route.REPORT
    if _QUESTION.search(folded):
        return None
    if wish_of(text) in (Wish.CHANGE, Wish.CANCEL) and speaks_of_a_visit(text):
        return Route.APPOINTMENT
    if _ELECTED.search(folded):
        return None
    if told_elsewhere(text, "en") or happens(text, "en"):
        return Route.REPORT
    named = problem_in(text, "en") is not None
    wanted = next((route for route, pattern in _WANTED if pattern.search(folded)), None)
    if wanted is Route.REPORT and _ON_FILE.search(folded) and not named:
        return None
    if wanted is None and _FALLING.search(folded) and not _FALLS_OTHERWISE.search(folded):
        return Route.REPORT
    broken = _BROKEN.search(folded) and not _OWN.search(folded)
    told = _THERE_IS.search(folded) or _BARE_THING.search(folded) or broken or says_danger(text, "en")
    if wanted is None and named and told:
        return Route.REPORT
    return wanted
