"""What may be said in English at any moment, whatever was asked: repeat, slower, a person, help."""

from __future__ import annotations

import re

from flows.commands import Command
from flows.english.danger import is_surely_listed
from flows.english.fillers import without_fillers
from flows.understand import fold
from flows.waiting_words import after_wait

_PERSON = (
    r"(someone|somebody|a (real |human )?person|a human( being)?|an? (real |human )?(agent|operator|adviser"
    r"|advisor)"
    r"|the (receptionist|reception|switchboard|operator|secretary)"
    r"|(a|the|your) (manager|supervisor|boss)|a receptionist|anyone|anybody)"
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
        Command.SLOWER,
        re.compile(r"\bspeak (a bit |a little |very |more )?(slowly|slower)\b"),
    ),
    (
        Command.HESITANT,
        re.compile(
            r"\b(don't|do not|can't) (speak|understand) (much english|english (very |so |that )?well)$"
            r"|\bi (only )?speak (a )?(little|bad) (bit of )?english$"
            r"|\bmy english is(n't| not) (very |so |that )?good$|\bmy english is (bad|poor)$"
        ),
    ),
    (
        Command.FASTER,
        re.compile(
            r"\bspeak (a bit |a little |much )?(faster|more quickly)\b"
            r"|^(a bit |a little |much )?(faster|more quickly)$|\b(speed up|too slow)$"
        ),
    ),
    (
        Command.LOUDER,
        re.compile(r"\b(i'm|i am) a (bit|little) (deaf|hard of hearing)\b"),
    ),
    (
        Command.RECORDED,
        re.compile(
            r"\b(are you recording|(is|are) (this|this call|the call|it|we|i) (being )?recorded"
            r"|am i being recorded"
            r"|do you record)\b"
        ),
    ),
    (
        Command.PRIVACY,
        re.compile(
            r"^((yes|no|but|and|wait|well) )*(is (it|this|that)|will (it|this) be|can i stay|do i stay|am i)"
            r" (anonymous|confidential|private)$"
        ),
    ),
    (
        Command.CHILD,
        re.compile(
            r"^(hello |hi |is |are you |where's |where is |i want |i'm looking for |can i (speak|talk) to )*"
            r"(my )?(mummy|daddy|mommy|mum|dad|mom)( (there|please|here))?$"
        ),
    ),
    (
        Command.DEAF,
        re.compile(
            r"\b(i'm|i am) (a bit |very |profoundly |almost |totally )?(deaf|hard of hearing|hearing"
            r" impaired|mute)\b|\bi (can't|cannot) (speak|talk)$|\bi('ve| have)? lost my voice$"
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
            r"|^((no|yes|but|i want|i'd like|i would like|rather) )*"
            r"((an? |the )(agent|employee|officer|clerk|person)|someone|somebody) (from|of|at|in) "
            r"(the )?(?!my\b)[\w']+( (?!(has|had|is|was|did|who|that|came|broke)\b)[\w']+){0,4}$"
            r"|^(an? |the )?(agent|operator|reception|receptionist|human|person"
            r"|someone|somebody|advis[eo]r|manager|supervisor)$"
        ),
    ),
    (
        Command.PRESENT,
        re.compile(r"\b(can|do) you hear me$|\bare you (still )?there$|\b(anyone|anybody) there$"),
    ),
    (
        Command.GREETING,
        re.compile(r"^(hello|hi|hey|good (morning|afternoon|evening))( (there|hello|madam|sir))*$"),
    ),
    (
        Command.OPTIONS,
        re.compile(
            r"^(the )?(main )?menu$"
            r"|\bwhat (can|do) you (do|know how to do|help with)( for me| exactly)?$"
            r"|\bwhat are (the|my) options$|\bwhat can i ask( you)?( for)?$"
        ),
    ),
    (
        Command.QUIETER,
        re.compile(
            r"\b(speak more quietly|(too|not so|less) loud(ly)?|turn (it|the volume) down|quieter( please)?)$"
        ),
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
        Command.CONFUSED,
        re.compile(
            r"^(i |sorry |but )*(don't|do not) understand( (you|it|that|what you (say|mean)|the question"
            r"|anything|at all))*$"
            r"|^what (do you mean|does (that|it|this) mean)$|^i'm (lost|confused)$"
        ),
    ),
    (
        Command.ERASURE,
        re.compile(r"\b(delete|erase|remove) (all )?(my|the) (personal )?(data|details|information)\b"),
    ),
    (
        Command.REPEAT,
        re.compile(
            r"\b(repeat( that| it)?|say (that |it )?again|what did you say|what was that|once more"
            r"|one more time"
            r"|(didn't|did not|don't|can't|couldn't) (quite )?(hear|catch|understand|get)( (that|it|you))?"
            r"|come again)\b"
            r"|\bwhat('s| is| was) (the|my|that) (reference |report )?(number|reference) again$"
            r"|^(the |my )?number again$"
            r"|^(pardon( me)?|what|(oh )?sorry|again|excuse me)( (sorry|excuse me))?$"
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


def command(text: str) -> Command | None:
    """The command this utterance is, if it is one; long sentences only for a person or an emergency."""
    if is_surely_listed(text):
        return Command.EMERGENCY
    folded, bare = fold(text), without_fillers(text)
    for kind, pattern in _COMMANDS:
        if pattern.search(bare) or pattern.search(folded):
            if kind is Command.WAIT and after_wait(text):  # "wait, the first one": no mere request to wait
                continue
            limit = _LONGEST_FOR_A_PERSON if kind is Command.AGENT else _LONGEST_COMMAND
            if len(bare.split()) <= limit:
                return kind
    return None
