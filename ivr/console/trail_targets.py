"""What the journal's lines are about, as people name it: an article's title, "Signalement 277381"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import url_for

from ivr.accounts.audit import Entry
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.titles import every_title
from ivr.console.words import moment, service_name, word

NUMBERED = ("agendas", "alert", "article", "closure", "invitation", "proposal", "refusal", "session")
KINDS = ("message", "callback", "report")
OF_CALLS = ("call", "number", "recording", "question")
"""Sections of the actions that are done to a call."""
LISTS = ("inbox", "visits", "board")
_NUMBER = re.compile(r"#?(\d+)")
_NUMBERED = re.compile(r"(?:n°|nº|#)\s*(\d+)", re.IGNORECASE)


def target_told(entry: Entry, titles: Mapping[str, str]) -> str:
    """What it was done to, as it is read. `titles`: of the articles, by slug."""
    section = entry.action.partition(".")[0]
    if section in ("article", "proposal") and entry.target in titles:
        return titles[entry.target]
    if entry.action == "agendas.created":
        return service_name(entry.target)
    if section == "wording":
        return _sentence(entry.target)
    if section == "list":
        return word("listed", entry.target)
    if section in OF_CALLS and (began := _began(entry.target)) is not None:
        return message("trail.call", moment=moment(began))
    kind, _, item = entry.target.partition(" ")
    if kind in KINDS and item:
        return f"{word('kind', kind)} {item}"
    if (found := _NUMBER.fullmatch(entry.target)) and section in NUMBERED:
        return message("trail.number", number=found[1])
    return entry.target


def action_told(entry: Entry) -> str:
    """What was done, as it is read: "Signalement ouvert"."""
    kind = entry.target.partition(" ")[0]
    return (
        word("opened", kind)
        if entry.action == "inbox.seen" and kind in KINDS
        else word("action", entry.action)
    )


def address_of(entry: Entry) -> str:
    """Where the call it was done to is read; empty for anything else, or a call that is not known."""
    known = entry.action.partition(".")[0] in OF_CALLS and _began(entry.target) is not None
    return url_for("call_page.call", call_id=entry.target) if known else ""


def targets_meant(typed: str) -> list[str]:
    """Everything the journal may have kept for what somebody typed: it as it is, and what it is read as."""
    if not typed:
        return []
    wanted = typed.casefold()
    meant = [typed]
    meant += [slug for slug, title in every_title().items() if title.casefold() == wanted]
    meant += [
        slug for slug, service in office().settings.services.items() if service.title.casefold() == wanted
    ]
    kind, _, item = wanted.partition(" ")
    meant += [f"{one} {item.strip()}" for one in KINDS if word("kind", one).casefold() == kind and item]
    meant += _calls_of(" ".join(wanted.split()))
    meant += [one for one in LISTS if word("listed", one).casefold() == wanted]
    if found := _NUMBERED.fullmatch(typed):
        meant += [found[1], f"#{found[1]}"]
    return list(dict.fromkeys(meant))


def _calls_of(wanted: str) -> list[str]:
    """The calls of the trail that are read so: "appel du mer. 25 nov. 2026, 10 h 42"."""
    if not wanted.startswith(message("trail.call", moment="").casefold().strip()):
        return []
    told = (
        (one, message("trail.call", moment=moment(began)))
        for one in office().accounts.audit.targets(OF_CALLS)
        if (began := _began(one)) is not None
    )
    return [one for one, text in told if " ".join(text.casefold().split()) == wanted]


def _began(call_id: str) -> float | None:
    """When a call began, in seconds since the epoch; None when there is none of that name."""
    row = office().calls.get().execute("select started_at from calls where id = ?", [call_id]).fetchone()
    return float(row[0]) if row else None


def _sentence(key: str) -> str:
    """The town's sentence of that key, and the key, by which it is found again."""
    said = office().desk.catalogue
    return message("trail.sentence", sentence=said.written(key), name=key) if key in said else key
