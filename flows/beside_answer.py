"""What is asked for in the same breath as an answer: the answer is taken, and the rest waits for its turn."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, FindAnswers, Say
from flows.asks_if_open import asks_by_the_way, asks_if_open, without_lead
from flows.collect.problem import problem_in, says_danger
from flows.collect.visit_asked import asked_in
from flows.collect.words import bare
from flows.events import AnswersFound, Event, Heard
from flows.in_parts import in_parts, said_in_one_go
from flows.later import later_of
from flows.memory import Memory
from flows.messages.words import asks_for_hours
from flows.routes import Route
from flows.whose_business import service_of

_OF_THEIR_OWN = (Route.REPORT, Route.APPOINTMENT, Route.STATUS)
"""Requests that no answer to a question holds by chance."""
_ASKS_WHAT_FOR = {
    "appointment.what": Route.APPOINTMENT,
    "appointment.which_2": Route.APPOINTMENT,
    "appointment.which_3": Route.APPOINTMENT,
    "appointment.which_4": Route.APPOINTMENT,
    "callback.": Route.CALLBACK,
    "message.": Route.MESSAGE,
    "report.what": Route.REPORT,
    "status.": Route.STATUS,
}
"""How questions begin that the same request answers, said with more: "aussi un rendez-vous passeport"."""
_TOO = re.compile(
    r"(?P<answer>.*?\b)??(?:(?:ah|oh|euh) )*(?:(?:et|mais|and) (?:puis )?)?"
    r"(?P<asked>(?:aussi|également|en plus|also)\b.+|(?:je (?:voudrais|veux|voulais) aussi|j'aimerais aussi"
    r"|i(?:'d| would) also like(?: to)?|i also want(?: to)?)\b.+)",
    re.IGNORECASE,
)
_ANSWERED_ASIDE = (
    "appointment.",
    "report.",
    "callback.",
    "name.",
    "phone.",
    "address.",
    "digits.",
    "status.",
    "message.same_number",
    "message.number_by_keys",
)
"""Questions of what is being taken down: what is asked in the middle of it is answered, and they again."""
_DICTATED = ("report.describe", "report.what", "callback.subject")
"""There whatever is said is the answer."""
_NAMED_HOURS = re.compile(
    r"\b(?:horaires?|tarifs?|prix|adresse|hours|prices?|address) (?:de|du|des|d|of|for)\b"
    r"(?! (?:l )?(?:rendez|creneau|rdv|appointment|slot))"
)
"""At a booking, "les horaires" alone are those of its slots."""
_OPEN_NOW = re.compile(
    r"^(?!(?:quand|des que|lorsque|si|when|if|once|as soon)\b)(?:(?:et|mais|au fait|and|but) )?"
    r"(?:la |le |l |les |the )?(?!(?:elles?|celui|celle|this|that|they|tout)\b)\w{4,}(?: \w+){0,2}"
    r" (?:(?:c est|est|sont|is|are)"
    r" (?:ouverte?s?|fermee?s?|open|closed)|(?:ouvre|ferme|opens|closes))"
    r"(?: (?:quand|a quelle heure|quels jours|aujourd hui|demain|today|tomorrow))?$"
)
""" "La piscine c'est ouvert"."""
_FIRST = re.compile(r",? (?:d'abord|avant(?: (?:ça|cela|tout))?|first)$", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"^(?:(?:et|aussi|en plus|je (?:voudrais|veux|voulais)|j aimerais|il me faut|also|i (?:want|need|d like)"
    r"|i would like|to|like) )*(?:signaler\b|report\b|(?:prendre )?(?:un )?(?:rendez vous|rdv)\b"
    r"|(?:make |book )?an? appointment\b)"
)


def asked_beside(talk: Memory, text: str) -> Generator[Action, Event, bool]:
    """Keep another request made in the place of an answer, "et aussi signaler un tag"; true if it is one."""
    asked, _ = talk.tongue.without_too(text)
    route = talk.tongue.route_of(asked)
    if route not in _OF_THEIR_OWN or says_danger(asked, talk.language):
        return False
    talk.put_off(later_of(asked, route, service=(yield from service_of(talk, asked))))
    return True


def told_aside(talk: Memory, prompt: str, reply: Heard) -> Generator[Action, Event, bool]:
    """Tell the hours, the price or the address that is asked in the place of an answer; true when it was."""
    text = _asked_aside(prompt, reply.text, talk.language) if prompt.startswith(_ANSWERED_ASIDE) else ""
    if not text:
        return False
    looked_up = yield FindAnswers(text=text, language=talk.language)
    told = _told_at_once(looked_up, talk.language) if isinstance(looked_up, AnswersFound) else ()
    for part in told:
        yield Say(prompt="answer.spoken", values={"text": part}, slow=talk.slow, language=talk.language)
    return bool(told)


def asked_too(talk: Memory, prompt: str, reply: Heard) -> Generator[Action, Event, Heard | None]:
    """What answers the question, when something else is asked for beside it and said to be: "le premier, et
    aussi rappelez-moi". None when nothing does: it is asked again. What is asked for waits for its turn.
    """
    found = None if prompt.startswith("main.") else _TOO.fullmatch(reply.text)
    if found is None or talk.tongue.asked_with_answer(reply.text)[1]:
        return reply
    asked, _ = talk.tongue.without_too(found["asked"])
    route = talk.tongue.route_of(asked)
    said_outright = route in (Route.CALLBACK, Route.MESSAGE) or _OUTRIGHT.search(bare(asked))
    if route is None or not said_outright or says_danger(asked, talk.language):
        return reply
    if any(prompt.startswith(begun) and route is own for begun, own in _ASKS_WHAT_FOR.items()):
        return reply
    talk.put_off(later_of(asked, route, service=(yield from service_of(talk, asked))))
    yield Say(prompt="ask.noted_too", slow=talk.slow, language=talk.language)
    answer = (found["answer"] or "").strip(" ,")
    return replace(reply, text=answer, alternatives=()) if answer else None


def _asked_aside(prompt: str, text: str, language: str) -> str:
    """What is asked that the question itself is not about: hours, prices, an address; empty for nothing."""
    if asks_if_open(text):
        return without_lead(text)
    if asks_by_the_way(text) and asked_in(without_lead(text)) is None:
        return without_lead(text)
    return _FIRST.sub("", text) if _asks_aside(prompt, text, language) else ""


def _asks_aside(prompt: str, text: str, language: str) -> bool:
    """Are hours, prices or an address asked, which the question itself is not about?"""
    if prompt.startswith(_DICTATED):
        return False
    said = bare(text)
    if _OPEN_NOW.search(said):
        return not (prompt.startswith("report.") and problem_in(text, language))
    named = _NAMED_HOURS.search(said) or not prompt.startswith("appointment.")
    return asks_for_hours(_FIRST.sub("", text)) and bool(named)


def _told_at_once(found: AnswersFound, language: str) -> tuple[str, ...]:
    """The parts of the answer said in one go; none where it is not sure, or asks which case is meant."""
    sure = found.decision == "answer" and found.choices and found.choices[0].language == language
    parts = in_parts(found.choices[0].spoken) if sure else ()
    return parts[: said_in_one_go(parts)]


def kept_for_later(talk: Memory, reply: Heard) -> Generator[Action, Event, Heard]:
    """The answer alone, when something else is asked for with it: that waits for its turn.

    What is told of the matter itself, a danger above all, stays with the answer.
    """
    answer, asked = talk.tongue.asked_with_answer(reply.text)
    if not asked or says_danger(asked, talk.language):
        return reply
    asked, too = talk.tongue.without_too(asked)
    route, offer, service = talk.tongue.route_of(asked), "", ""
    if route is None and too:
        found = yield FindAnswers(text=asked, language=talk.language)
        if isinstance(found, AnswersFound) and found.decision in ("answer", "confirm") and found.choices:
            offer, service = found.choices[0].title, found.choices[0].service
    if not offer and not (route in _OF_THEIR_OWN or (route and too)):
        return reply
    talk.put_off(later_of(asked, route, offer, service or (yield from service_of(talk, asked))))
    return replace(reply, text=answer, alternatives=())
