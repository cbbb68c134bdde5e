"""Texts: to whom they may be sent, in which letters, once each; and who has said STOP."""

from __future__ import annotations

import logging
import re
import unicodedata
from typing import Protocol

import phonenumbers
from phonenumbers import PhoneNumberType
from sqlite_utils import Database

from flows.collect.phone_number import is_mobile
from ivr.calls.outbox import Claimed, DeedError
from ivr.database import Connections

log = logging.getLogger(__name__)

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38, the default alphabet: 160 of these characters make one text, 70 as soon as any other is used."""
GSM_7_EXTENDED = frozenset("^{}\\[~]|€\f")
"""They count double."""
_WRITTEN_OTHERWISE = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "œ": "oe",
        "Œ": "OE", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "°": "o", "•": "-",
    }
)  # fmt: skip
_STOP = re.compile(r"^\W*(stop|arret|arreter|desabonner|desinscrire|unsubscribe)\b", re.IGNORECASE)
_START = re.compile(r"^\W*(start|reprendre|reprise)\b", re.IGNORECASE)
_NEVER_TEXTED = (
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.VOIP,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.PAGER,
    PhoneNumberType.VOICEMAIL,
)


class TextSender(Protocol):
    """Sends an SMS. Raises DeedError."""

    def __call__(self, to: str, text: str) -> None: ...


class TextRefused(DeedError):
    """The person has told the provider that they want no text."""


def can_be_texted(number: str) -> bool:
    """May this E.164 number receive an SMS? Hidden numbers and landlines never, French or foreign."""
    if not number or not is_mobile(number):
        return False
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(parsed) not in _NEVER_TEXTED


def in_gsm_letters(text: str) -> str:
    """A text in the letters that one text holds 160 of: "fête" becomes "fete", "l’été" "l'été"."""
    return "".join(_in_gsm(character) for character in text.translate(_WRITTEN_OTHERWISE))


def note_reply(connections: Connections, phone: str, text: str, at: float) -> str:
    """Obey STOP and START sent in reply to our texts: "stop", "start", or "" for any other words."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    with connections.writing() as db:
        if _STOP.match(plain):
            db.table("text_refusals").insert({"phone": phone, "at": at}, replace=True)
            return "stop"
        if _START.match(plain):
            db.execute("delete from text_refusals where phone = ?", [phone])
            return "start"
    return ""


def wants_no_text(db: Database, phone: str) -> bool:
    """Has this number said STOP?"""
    return bool(db.table("text_refusals").count_where("phone = ?", [phone]))


class Texts:
    """Sends the texts of the outbox, each one once."""

    def __init__(self, connections: Connections, send_text: TextSender, now: float) -> None:
        self._connections = connections
        self._send_text = send_text
        self._now = now

    def send_once(self, claimed: Claimed, to: str, text: str) -> None:
        """Send, then remember it: only a death between the two sends a text twice. Raises DeedError."""
        if not can_be_texted(to):
            raise DeedError("A landline can receive no text: none was sent.", permanent=True)
        db = self._connections.get()
        sent = db.table("sent_texts")
        if sent.count_where("deed = ?", [claimed.id]):
            return
        if wants_no_text(db, to):
            log.info("No text was sent for deed %d: the person said STOP.", claimed.id)
            return
        try:
            self._send_text(to, in_gsm_letters(text))
        except TextRefused:
            log.info("The provider knows that the person wants no text: deed %d is done with.", claimed.id)
            db.table("text_refusals").insert({"phone": to, "at": self._now}, ignore=True)
            return
        sent.insert({"deed": claimed.id, "sent_at": self._now}, ignore=True)


def _in_gsm(character: str) -> str:
    if character in GSM_7 or character in GSM_7_EXTENDED:
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base in GSM_7 else "?"
