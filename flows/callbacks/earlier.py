"""A callback agreed in an earlier call, or earlier in this one: moved, given up, or told; never doubled.

It is found by the number of the call, and only whoever calls from it hears of it.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk
from flows.booking import (
    AskCallback,
    CallbacksFound,
    CancelCallback,
    FindCallbacks,
    OpenCallback,
    Window,
    answered,
)
from flows.callbacks.window import agree_on_window, written_window
from flows.callbacks.words import subject_in
from flows.collect.callback_wish import CallbackWish, asks_to_be_rung, callback_wish
from flows.collect.moments import read_when
from flows.collect.phone_number import reachable, written_number
from flows.dialogue import CallerGone
from flows.events import CallStarted, Event
from flows.giving_up import gives_up_callback
from flows.interruptions import BackWanted, Interruption


def earlier_callback(talk: Talk, started: CallStarted, words: str) -> Generator[Action, Event, bool | str]:
    """See to the callback that was agreed before; the words that ask for one when there is none, or when
    another one is wanted: what was said of it meanwhile is among them."""
    wish = callback_wish(words)
    before = yield from _agreed_before(talk, started, wish)
    if before is None and wish is CallbackWish.CANCEL and not asks_to_be_rung(words):
        yield from talk.say("callback.none_from_here")
        return True
    if before is None:
        return words
    if wish is CallbackWish.CANCEL:
        return (yield from _give_up(talk, before))
    if wish is CallbackWish.MISSED:
        return (yield from _missed(talk, started, before, words))
    if wish is None:
        try:
            same = yield from talk.confirm(*_asked_about(talk, before, "callback.same_one"))
        except BackWanted as back:
            if not gives_up_callback(back.text):
                raise
            return (yield from _give_up(talk, before))
        if gives_up_callback(same.said):
            return (yield from _give_up(talk, before))
        moment_alone = same.yes is not False and _says_when(talk, same.text)
        if not same.recognised and not moment_alone:
            told = same.text if subject_in(same.text, least=1) and not subject_in(words) else ""
            return ", ".join(filter(None, (words, told)))
        if _says_when(talk, same.text):  # "oui mais plutôt vendredi"
            words = same.text
    return (yield from _move(talk, before, words))


def _agreed_before(
    talk: Talk, started: CallStarted, wish: CallbackWish | None
) -> Generator[Action, Event, OpenCallback | None]:
    """That of this call if it is spoken of, else the last one asked for from this telephone."""
    if talk.rung_back is not None:
        return _as_agreed(talk.rung_back) if wish else None
    phone = reachable(started.caller)
    if not phone:
        return None
    event = yield FindCallbacks(phone=phone)
    return next(iter(answered(event, CallbacksFound).callbacks), None)


def _as_agreed(asked: AskCallback) -> OpenCallback:
    return OpenCallback(
        reference=asked.replaces,
        service=asked.service,
        subject=asked.subject,
        phone=asked.phone,
        start=asked.start,
        end=asked.end,
        name=asked.name,
    )


def give_up(talk: Talk) -> Generator[Action, Event, bool]:
    """Give up the callback agreed in this call, once that is made sure of; always true."""
    return True if talk.rung_back is None else (yield from _give_up(talk, _as_agreed(talk.rung_back)))


_WITHOUT_WINDOW = {
    "callback.same_one": "callback.same_one_soon",
    "callback.cancel_this": "callback.cancel_this_soon",
    "callback.another_moment": "callback.another_moment_soon",
}


def _asked_about(talk: Talk, before: OpenCallback, prompt: str) -> tuple[str, dict[str, Value]]:
    """A question about it, which tells its window if it has one."""
    if not before.start or not talk.today:
        return _WITHOUT_WINDOW[prompt], {}
    window = Window(start=before.start, end=before.end)
    return prompt, {"window": written_window(talk, window, date.fromisoformat(talk.today))}


def _missed(
    talk: Talk, started: CallStarted, before: OpenCallback, words: str
) -> Generator[Action, Event, bool]:
    """Nobody rang, or nobody picked up: the service reads it, and another moment is agreed.

    One that is still to come is told first, and stands unless another moment is wanted.
    """
    if talk.today and before.end > started.local_time[:16]:
        another = yield from talk.confirm(*_asked_about(talk, before, "callback.another_moment"))
        as_it_is = another.yes is False and not _says_when(talk, another.text)  # "non ça me va"
        if as_it_is or (not another.yes and not another.text):
            yield from talk.say("callback.unchanged")
            return True
        return (yield from _move(talk, before, another.text))
    late = replace(before, subject="\n".join(filter(None, (before.subject, words))), start="", end="")
    if not before.end:
        return (yield from _as_soon_as_can_be(talk, late))
    yield from talk.say("callback.late")
    today = date.fromisoformat(talk.today) if talk.today else None
    try:
        window = yield from agree_on_window(talk, late.service, "", today)
    except (CallerGone, Interruption):
        yield from _keep(talk, late)
        raise
    yield from _keep(talk, late, window)
    yield from _tell(talk, late, window)
    return True


def _says_when(talk: Talk, words: str) -> bool:
    """Do these words tell another moment?"""
    return bool(talk.today) and read_when(talk.language, words, date.fromisoformat(talk.today)) is not None


def _as_soon_as_can_be(talk: Talk, waited_for: OpenCallback) -> Generator[Action, Event, bool]:
    """No window was promised, so that none is past: it stands, and its service reads that it is awaited."""
    another = yield from talk.confirm(*_asked_about(talk, waited_for, "callback.another_moment"))
    if another.yes or (another.text and (another.yes is None or _says_when(talk, another.text))):
        return (yield from _move(talk, waited_for, another.text))
    yield from _keep(talk, waited_for)
    yield from talk.say("callback.unchanged")
    return True


def _move(talk: Talk, before: OpenCallback, words: str) -> Generator[Action, Event, bool]:
    """Another window for it, or the same as before; always true."""
    today = date.fromisoformat(talk.today) if talk.today else None
    window = yield from agree_on_window(talk, before.service, words, today)
    if window is None:
        yield from talk.say("callback.unchanged")
        return True
    yield from _keep(talk, before, window)
    yield from _tell(talk, before, window)
    return True


def _keep(talk: Talk, before: OpenCallback, window: Window | None = None) -> Generator[Action, Event, None]:
    asked = AskCallback(
        service=before.service,
        subject=before.subject,
        phone=before.phone,
        start=window.start if window else before.start,
        end=window.end if window else before.end,
        name=before.name,
        changes=True,
        replaces=before.reference,
    )
    yield NoteOutcome(outcome="message")
    yield asked
    talk.rung_back = asked


def _tell(talk: Talk, before: OpenCallback, window: Window | None) -> Generator[Action, Event, None]:
    phone = written_number(before.phone)
    if window is None:
        yield from talk.say("callback.soon", {"phone": phone})
        return
    told = written_window(talk, window, date.fromisoformat(talk.today))
    yield from talk.say("callback.agreed", {"window": told, "phone": phone})


def _give_up(talk: Talk, before: OpenCallback) -> Generator[Action, Event, bool]:
    sure = yield from talk.confirm(*_asked_about(talk, before, "callback.cancel_this"))
    if not sure.yes:
        yield from talk.say("callback.unchanged")
        return True
    yield NoteOutcome(outcome="answered")
    yield CancelCallback(reference=before.reference, phone=before.phone)
    talk.rung_back = None
    yield from talk.say("callback.cancelled")
    return True
