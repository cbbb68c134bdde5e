"""What is told of a thing that an answer asks to have described, "un trousseau rouge": it is passed on."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.asking_twice import confirm_noting
from flows.choosing import Option
from flows.closed_questions import Confirmation
from flows.collect.words import bare
from flows.events import AnswersFound, CallStarted, Event
from flows.follow_up import Told
from flows.messages.offer import message_unless_rung
from flows.told_case import case_in_request

_ASKED_FOR = re.compile(r"^(?:decrivez|describe)\b|\b(?:decrivez le|decrivez la|describe it)\b")
"""What an answer that wants a description says."""
_ASKS = re.compile(
    r"\b(?:comment|combien|quand|quels?|quelles?|est ce|a t on|avez vous|auriez vous|y a t il|quelqu un|qui"
    r"|faut|dois|doit|peut|peux|pouvez|puis je|ou (?:est|sont|puis|dois|c est|ca)|c est ou|horaires?|heures?"
    r"|ouverte?s?|fermee?s?|ouvre|voudrais|veux|aimerais|souhaite|besoin|numero|adresse|agent|suite|details?"
    r"|how|when|where|what|which|who|has anyone|have you|is there|can|could|should|must|want|would|need"
    r"|open|closed|hours|number|address)\b"
)
"""A question, or something that is wanted."""
_LEAD = r"^(?:(?:oui|alors|donc|euh|ben|bah|bon|et|enfin|ah|voila|bonjour|yes|well|so|and|er|um) )*"
_TELLS = re.compile(_LEAD + r"(?:un|une|des|le|la|les|l|mon|ma|mes|j ai perdu|j avais|a|an|the|my)\b")
"""How a thing is named, among other ways."""
_TELLS_PLAINLY = re.compile(
    _LEAD + r"(?:il|elle|ils|elles|c est un|c est une|c etait|ce sont|dans|au|a la|sur|pres|devant|hier|avec"
    r"|de (?:marque|couleur|la marque)|(?:la )?(?:couleur|marque)|en (?:cuir|metal|plastique|tissu|or|argent)"
    r"|it|they|in|on|near|yesterday|with)\b"
)
"""How it is described, or where and when it was lost: nothing that is asked for begins so."""
_LITTLE = 3
"""Letters of the words that tell nothing by themselves."""


def describes(talk: Talk, told: Told, words: str, found: AnswersFound) -> bool:
    """Do these words tell of the thing that the answer just told asks to have described?

    `found`: what they would be without it. An article that is surely another one is another subject.
    """
    choice = told.choice
    spoken = choice.spoken if told.case is None else choice.variants[told.case].spoken
    if choice.language != talk.language or not _wants_description(spoken):
        return False
    said = bare(words)
    if _ASKS.search(said) or not any(len(one) > _LITTLE for one in said.split()):
        return False
    other = found.decision != "none" and found.choices and found.choices[0].slug != choice.slug
    if not _TELLS_PLAINLY.search(said) and (other or not _TELLS.search(said)):
        return False
    if other and found.decision == "answer":
        return False
    if talk.tongue.yes_or_no(words) is not None or talk.tongue.nothing_more(words):
        return False
    options = [Option(variant.label, variant.phrases) for variant in choice.variants]
    case = case_in_request(words, choice.title, options) if options else None
    return case is None or case == told.case


def pass_on(
    talk: Talk, started: CallStarted, told: Told, before: str, words: str
) -> Generator[Action, Event, bool | Confirmation]:
    """Offer to pass a description on to the service, with what was said before it, and take it down.

    True when it was; else what the offer was answered by.
    """
    parts = list(dict.fromkeys(one for one in (before, words) if one))
    heard = yield from confirm_noting(talk, "answer.pass_on", note=parts.append)
    if not heard.yes:
        return heard
    choice = told.choice
    begun = "\n".join(parts)
    return (yield from message_unless_rung(talk, started, choice.service, choice.for_agents, begun))


def _wants_description(spoken: str) -> bool:
    return any(_ASKED_FOR.search(bare(sentence)) for sentence in re.split(r"(?<=[.!?,])\s+", spoken))
