"""After an answer: its link by SMS, for whoever wants it and can receive it."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, SendText
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import CallStarted, Choice, Event, Heard

_NO_TEXT = re.compile(
    r"\b(?:pas|no|not|without|sans) (?:(?:de|d|par|besoin|un|le|les|a) )*(?:sms|textos?|text|texts|message)\b"
    r"|\bsur (?:un |mon )?(?:telephone )?fixe\b|\b(?:on a )?landline\b"
)
LEAST_QUESTION = 2
"""Words said besides yes or no that are another question."""


def offer_text(talk: Talk, started: CallStarted, choice: Choice) -> Generator[Action, Event, Heard | None]:
    """Offer an answer's link, once a call for each article; what the caller asked instead, if they did.

    Never offered to a landline nor a hidden number: `CallStarted.texts` says so. Only a yes sends anything.
    """
    if not started.texts or not choice.text_message or choice.slug in talk.texted:
        return None
    talk.texted.add(choice.slug)
    answer = yield from talk.confirm("answer.by_text")
    wish = next((said for said in (answer.text, answer.said) if talk.tongue.route_of(said) is not None), "")
    if not answer.yes and _NO_TEXT.search(bare(answer.said)):
        return None  # "pas de SMS, je suis sur un fixe"
    if answer.yes and wish:
        return Heard(text=wish)  # "oui, un rendez-vous", "i'd like to report…": no link is agreed to
    if answer.yes:
        yield SendText(to=started.caller, text=choice.text_message)
        yield from talk.say("answer.text_sent")
        asked = talk.tongue.another_question(answer.said)
        return Heard(text=asked) if asked else None  # "oui, et j'ai une autre question sur…"
    if len(answer.text.split()) >= LEAST_QUESTION and not talk.tongue.nothing_more(answer.text):
        return Heard(text=answer.text)
    return None
