"""The journal's details as people read them: what was noted as a code is shown in French."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl

from ivr.accounts.audit import Entry
from ivr.console.messages import has_message, message
from ivr.console.office import office
from ivr.console.review_words import term
from ivr.console.words import day, service_name, word

EVERYWHERE = "*"
"""Stands for every service in a closure."""
_SEARCHED = re.compile(r"(qui|action|objet|du|au)=(.*?)(?= (?:qui|action|objet|du|au)=|$)")
_CLOSURE = re.compile(r"(\S+) (\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_NUMBER = re.compile(r"#?(\d+)")


def details_told(entry: Entry) -> str:
    """The details of a line of the journal: "Lecture seule, Service élections". Never raises."""
    tell = _TOLD.get(entry.action)
    try:
        return tell(entry.details) if tell and entry.details else entry.details
    except (ValueError, AttributeError):  # written otherwise by an earlier version
        return entry.details


def _role(details: str) -> str:
    role, *services = details.split()
    return ", ".join([word("role", role), *map(service_name, services)])


def _reviewed(details: str) -> str:
    verdict, _, slug = details.partition(" ")
    told = term("verdict", verdict)
    return message("trail.pair", name=told, value=_title(slug)) if slug else told


def _searched(details: str) -> str:
    return _pairs((name, _searched_value(name, value)) for name, value in _SEARCHED.findall(details))


def _searched_value(name: str, value: str) -> str:
    if name == "action":
        return word("action", value)
    if name == "qui":
        return next((one.name for one in office().accounts.users.all() if str(one.id) == value), value)
    return day(value) if name in ("du", "au") else value


def _exported(details: str) -> str:
    return _pairs((name, _exported_value(name, value)) for name, value in parse_qsl(details))


def _exported_value(name: str, value: str) -> str:
    if name in ("du", "au"):
        return day(value)
    if name == "fiche":
        return _title(value)
    if name == "service":
        return service_name(value)
    if name in ("ecoute", "certitude"):
        return message("trail.below", percent=value)
    if name in ("note", "raison") and has_message(f"trail_value.{value}"):
        return message(f"trail_value.{value}")
    section = {"issue": "outcome", "canal": "channel", "langue": "language", "raison": "attention"}.get(name)
    return term(section, value) if section else value


def _erased(details: str) -> str:
    counts = json.loads(details).items()
    told = [message("trail.pair", name=term("count", name), value=count) for name, count in counts]
    return ", ".join(told) or message("trail.nothing_erased")


def _closed(details: str) -> str:
    found = _CLOSURE.fullmatch(details)
    if found is None:
        return details
    service, first, last = found.groups()
    where = message("trail.everywhere") if service == EVERYWHERE else service_name(service)
    if first == last:
        return message("trail.closed_on", where=where, day=day(first))
    return message("trail.closed", where=where, first=day(first), last=day(last))


def _numbered(details: str) -> str:
    found = _NUMBER.fullmatch(details)
    return message("trail.number", number=found[1]) if found else details


def _wrapped_up(details: str) -> str:
    return word("wrap_up", details)


def _count(details: str) -> str:
    return message("trail.sent_again", count=details)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(
        message("trail.pair", name=word("trail_filter", name), value=value) for name, value in pairs
    )


def _title(slug: str) -> str:
    return office().files.title(slug) or slug


_TOLD: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("user.invited", "user.added", "user.changed"), _role),
    **dict.fromkeys(
        (
            "article.proposed",
            "article.restored",
            "proposal.published",
            "proposal.undone",
            "refusal.proposed",
            "recording.heard",
        ),
        _numbered,
    ),
    "call.wrapped_up": _wrapped_up,
    "calls.exported": _exported,
    "closure.declared": _closed,
    "deliveries.retried": _count,
    "indicators.exported": service_name,
    "privacy.purged": _erased,
    "question.reviewed": _reviewed,
    "trail.seen": _searched,
}
"""Actions whose details are codes; those of the others are people's own words, or already French."""
