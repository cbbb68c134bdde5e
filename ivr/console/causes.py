"""Why something could not be sent, for people: a French sentence by kind of failure."""

from __future__ import annotations

import re

from ivr.console.messages import message

_CAUSES = (
    ("no_number", r"No number of the provider is set"),
    ("text_credentials", r"The provider refused a text: status 401\b"),
    ("text_overloaded", r"The provider refused a text: status (?:429|5\d\d)\b"),
    ("text_refused", r"The provider refused a text"),
    ("text_unreachable", r"The provider could not be reached"),
    ("landline", r"A landline can receive no text"),
    ("unwanted", r"The person wants no text"),
    ("mail_address", r"The mail server refused the address"),
    ("mail_refused", r"The mail server refused the letter"),
    ("mail_password", r"The mail server refused the password"),
    ("mail_failed", r"The mail server failed"),
    ("mail_unreachable", r"The mail server \S+ could not be reached"),
    ("mail_header", r"A letter's header holds"),
    ("report_unknown", r"No report has the number"),
    ("callback_unknown", r"Call \S+ has no callback to change yet"),
    ("unreadable", r"This \w+ cannot be read|\w+ is no deed|Nobody knows how to do"),
)
"""Names of sentences, and how the errors of `DeedError` begin that they stand for."""
UNEXPECTED = "unexpected"


def cause_named(error: str) -> str:
    """The kind of failure an error of the outbox tells of; UNEXPECTED for one that nobody foresaw."""
    return next((name for name, begins in _CAUSES if re.match(begins, error)), UNEXPECTED)


def cause_of(error: str) -> str:
    """What happened and what can be done about it, as a French sentence; empty for no error."""
    return message(f"cause.{cause_named(error)}") if error else ""
