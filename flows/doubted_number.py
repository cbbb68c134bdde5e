"""Which number to ring when somebody leaves while another one is being read back to them."""

from __future__ import annotations

from flows.ask import Talk
from flows.dialogue import CallerGone
from flows.interruptions import Interruption


def left_unsure(talk: Talk, phone: str) -> bool:
    """Is that number, left by whoever is gone, one that was never agreed to?"""
    return bool(phone) and phone in (talk.number_in_doubt, talk.number_refused)


def agreed_unsure(talk: Talk, phone: str) -> bool:
    """Is that number, kept for want of another at the end of it all, one that its owner had refused?"""
    return bool(phone) and phone == talk.number_refused


def number_left(talk: Talk, leaving: CallerGone | Interruption, otherwise: str) -> str:
    """The number in E.164, `otherwise` when none is being read back; empty for none.

    Whoever hangs up on hearing it read back has agreed to it as far as anybody knows. Whoever asks for
    somebody instead may well have heard a wrong one, and is rung on it only for a yes, or for want
    of another.
    """
    doubted = talk.number_in_doubt
    if not doubted:
        return otherwise
    if isinstance(leaving, CallerGone):
        return doubted
    said = talk.tongue.yes_or_no(leaving.text)
    if said is True:
        return doubted
    return otherwise or ("" if said is False else doubted)
