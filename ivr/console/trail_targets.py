"""What the journal's lines are about, as people name it: an article's title, "Signalement 277381"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ivr.accounts.audit import Entry
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.words import service_name, word

NUMBERED = ("agendas", "alert", "article", "closure", "invitation", "proposal", "refusal", "session")
KINDS = ("message", "callback", "report")
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
    kind, _, item = entry.target.partition(" ")
    if kind in KINDS and item:
        return f"{word('kind', kind)} {item}"
    if (found := _NUMBER.fullmatch(entry.target)) and section in NUMBERED:
        return message("trail.number", number=found[1])
    return entry.target


def targets_meant(typed: str) -> list[str]:
    """Everything the journal may have kept for what somebody typed: it as it is, and what it is read as."""
    if not typed:
        return []
    wanted = typed.casefold()
    meant = [typed]
    meant += [slug for slug, title in office().knowledge.titles().items() if title.casefold() == wanted]
    meant += [
        slug for slug, service in office().settings.services.items() if service.title.casefold() == wanted
    ]
    kind, _, item = wanted.partition(" ")
    meant += [f"{one} {item.strip()}" for one in KINDS if word("kind", one).casefold() == kind and item]
    if found := _NUMBERED.fullmatch(typed):
        meant += [found[1], f"#{found[1]}"]
    return list(dict.fromkeys(meant))


def _sentence(key: str) -> str:
    """The town's sentence of that key, and the key, by which it is found again."""
    said = office().desk.catalogue
    return message("trail.sentence", sentence=said.written(key), name=key) if key in said else key
