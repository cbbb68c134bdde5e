"""A yes/no question that is answered beside: the words are kept, and the question is asked once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

from flows.actions import Action
from flows.ask import NOTHING, Talk, Values
from flows.change_of_mind import look_for_another_subject
from flows.closed_questions import Confirmation
from flows.collect.problem import problem_in, says_danger
from flows.collect.words import bare
from flows.events import Event

_TELLING = 3
"""As few of them do, when none is about the question itself."""
_OF_THE_QUESTION = re.compile(
    r"\b(?:sms|textos?|messages?|portable|telephone|numero|besoin|remercie|peine|utile|merci|autre|meme"
    r"|pareil"
    r"|probleme|signalement|va|aller|text|texts|need|thanks|thank|phone|mobile|other|another|same|problem"
    r"|report"
    r"|fine|good|necessary|fois)\b"
)
_ASKS = re.compile(
    r"^(?:(?:oui|non|mais|et|euh|yes|no|but|and) )*(?:est ce que|c est (?:quoi|combien|payant|gratuit)"
    r"|combien|ca coute|is it|does it|do you|how much|will it)\b"
)
"""A question, which tells nothing."""
_SAYS_NOTHING = re.compile(
    r"\b(?:peut|etre|bof|mouais|alors|enfin|voila|bien|bon|euh+|hein|maybe|perhaps|well|sure|hmm+|attend\w*"
    r"|comment|pardon|quoi|blabla|allo|bonjour|salut|what|hello)\b"
)
_LETTERS = 4
"""Of a word that tells something."""
_LEAST_TOLD = 5
"""Words, beyond a yes or a no, that tell something."""


def confirm_noting(
    talk: Talk,
    prompt: str,
    values: Values = NOTHING,
    *,
    note: Callable[[str], object],
    denied_by: Callable[[str], bool] = lambda text: False,
) -> Generator[Action, Event, Confirmation]:
    """Ask a yes/no question; words that are neither are handed to `note`, and it is asked once again,
    as a question that was not understood.

    "Il clignote la nuit" is no refusal of an SMS: it tells more of the lamp. What is told after a yes or a no
    is noted as well; a question that is asked is not. `denied_by`: is it a no to this very question?
    """
    answer = yield from talk.confirm(
        prompt, values, denied_by=denied_by, told_by=lambda text: _describes(talk, text)
    )
    if answer.yes is not True:
        yield from look_for_another_subject(talk, answer.said)
    _note_of(talk, answer, note)
    if answer.yes is not None or not answer.text:
        return answer
    again = yield from talk.confirm(prompt, values, misunderstood=1, denied_by=denied_by)
    _note_of(talk, again, note)
    return again


def _describes(talk: Talk, text: str) -> bool:
    """A word or two that are no answer, and tell something: "éteint", "vert"."""
    tongue, said = talk.tongue, bare(text)
    answers = tongue.yes_or_no(text) is not None or tongue.unsure(text) or tongue.declines(text)
    return bool(
        not answers
        and 0 < len(said.split()) < _TELLING
        and any(len(word) >= _LETTERS for word in said.split())
        and not _OF_THE_QUESTION.search(said)
        and not _SAYS_NOTHING.search(said)
        and problem_in(text, talk.language) is None
        and tongue.route_of(text) is None
    )


def _tells_of_it(text: str) -> bool:
    """ "C'est pas il clignote, c'est éteint": more than the refusal of what was asked."""
    words = len(text.split())
    return words >= _LEAST_TOLD or (words >= _TELLING and not _OF_THE_QUESTION.search(bare(text)))


def _note_of(talk: Talk, answer: Confirmation, note: Callable[[str], object]) -> None:
    """What an answer tells: all of it when it is neither yes nor no; a danger, however short."""
    if _ASKS.search(bare(answer.said)):
        return
    if answer.yes is None and answer.text:
        note(answer.said)
    elif (
        len(answer.text.split()) >= _LEAST_TOLD
        or _tells_of_it(answer.text)
        or says_danger(answer.text, talk.language)
    ):
        note(talk.tongue.after_answer(answer.said))
