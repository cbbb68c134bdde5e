"""The kinds of values that settings are made of: telephone numbers, addresses, zones, hours."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated
from zoneinfo import ZoneInfo

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator

from ivr.messages import message
from knowledge.located import InputError
from knowledge.town import Span

_PUBLIC_URL = re.compile(r"https://[\w.-]+(:\d{1,5})?|http://(127\.0\.0\.1|localhost):\d{1,5}")
"""The provider calls https and wss only; plain http is for the machine itself."""


def _problem(name: str, value: object, **more: object) -> ValueError:
    return ValueError(message(f"problem.{name}", value=value, **more))


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        raise _problem("phone", value) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _url(value: str) -> str:
    if not _PUBLIC_URL.fullmatch(value):
        raise _problem("url", value)
    return value


def _network(value: str) -> str:
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        raise _problem("network", value) from None
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise _problem("zone", value) from None
    return value


def _range(value: str) -> str:
    try:
        Span.parse(value)
    except InputError:
        raise _problem("hours", value) from None
    return value


def _email(value: str) -> str:
    try:
        # A town hall's own network may well be called something.local.
        return validate_email(value, check_deliverability=False, globally_deliverable=False).normalized
    except EmailNotValidError:
        raise _problem("email", value) from None


Phone = Annotated[str, AfterValidator(_phone)]
"""E.164, such as +33465710000."""
Url = Annotated[str, AfterValidator(_url)]
"""Scheme, host and port, such as https://voix.ma-mairie.fr."""
Network = Annotated[str, AfterValidator(_network)]
"""An address or a network, such as 127.0.0.1 or 10.0.0.0/24."""
Zone = Annotated[str, AfterValidator(_zone)]
"""A time zone, such as Europe/Paris."""
Email = Annotated[str, AfterValidator(_email)]
"""An address such as voirie@ma-mairie.fr."""
Range = Annotated[str, AfterValidator(_range)]
"""Opening hours within a day, such as 08:30-12:00."""
