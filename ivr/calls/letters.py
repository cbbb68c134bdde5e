"""Letters to the services: what was left for them, in plain French, ready to be sent."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import Any, Protocol

from babel.dates import format_date
from sqlite_utils import Database

from flows.collect.phone_number import reachable, written_number
from flows.collect.problem import problem_called
from ivr.calls.following_up import PERHAPS, UNCONFIRMED, Kind, history
from ivr.calls.house_deeds import NotifyService
from ivr.calls.inbox import Item, one
from ivr.calls.visit_subject import what_for
from ivr.settings import Settings

_CONTRACTED = {"à le ": "au", "à les ": "aux", "de le ": "du", "de les ": "des"}
_ARTICLES = re.compile(r"\b(?:à|de) les? ", re.IGNORECASE)
LONGEST_SUBJECT = 120
"""Characters; mail programs cut what is longer."""

_LONGEST_ABOUT = 60
"""Characters of somebody's own words that make the subject of a letter."""


@dataclass(frozen=True)
class Letter:
    """A letter, complete but for its sender."""

    to: str
    subject: str
    """One line."""
    body: str
    key: str
    """The same for every try at the same deed, and for no other: what its Message-ID is made of."""
    written_at: datetime
    """With its zone."""


@dataclass(frozen=True)
class _Told:
    """What a letter tells."""

    service: str
    about: str
    """In its subject."""
    lines: list[str]
    dangerous: bool = False
    occasion: str = ""
    """Of its wording, where it is another than the deed's."""


class LetterSender(Protocol):
    """Sends a letter. Raises DeedError."""

    def __call__(self, letter: Letter) -> None: ...


class Letters:
    """Writes the letters of one town."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def write(self, db: Database, deed: NotifyService, number: int, now: float) -> Letter | None:
        """The letter for a deed; None when what it was about exists no more.

        `number`: the outbox's. `now`: seconds since the epoch.
        """
        told = self._appointment(db, deed) if deed.about == "appointment" else self._left(db, deed)
        if told is None:
            return None
        service, about, lines = told.service, told.about, told.lines
        values = {
            "item": deed.item,
            "about": about,
            "service": self._service_name(service),
            "town": self._settings.town.name,
            "link": f"{self._settings.line.public_url}/console/a-traiter/{deed.about}/{deed.item}",
        }
        words = catalogue()
        wording = words[deed.about][told.occasion or deed.occasion]
        parts = [words["greeting"], _contracted(wording["opening"].format(**values)), "\n".join(lines)]
        if deed.about != "appointment":
            parts.append(words["link"].format(**values))
        parts.append(words["closing"].format(**values))
        return Letter(
            to=self._address(service),
            subject=one_line(
                words["danger_subject"] * told.dangerous + _contracted(wording["subject"].format(**values))
            ),
            body="\n\n".join(parts) + "\n",
            key=f"{deed.about}-{deed.item}-{deed.occasion}-{number}",
            written_at=datetime.fromtimestamp(now, UTC).astimezone(self._settings.zone),
        )

    def _left(self, db: Database, deed: NotifyService) -> _Told | None:
        """A message, a callback or a report."""
        item = one(db, Kind(deed.about), deed.item)
        if item is None:
            return None
        if item.kind == Kind.REPORT:
            return self._report(db, item, deed.witness)
        words = catalogue()
        first_line = item.subject.partition("\n")[0]
        about = first_line or item.name or _beginning(item.text)
        about = about or written_number(reachable(item.phone)) or words["hidden"]
        values = {
            "subject": item.subject,
            "name": item.name,
            "phone": written_number(reachable(item.phone)) or words["hidden"],
            "window": written_window(item.starts, item.ends) if item.kind == Kind.CALLBACK else "",
            "left": self._moment(item.at),
            "due": self._moment(item.due_at) if item.due_at else "",
            "words": item.text,
        }
        return _Told(item.service, about, _lines(values))

    def _report(self, db: Database, item: Item, witness: int) -> _Told:
        """A report; of one that somebody joined, what that `witness` told, whom to ring and when."""
        words = catalogue()
        problem = problem_called(item.subject).title
        joined = next(iter(db.table("report_witnesses").rows_where("deed = ?", [witness])), None)
        values = {
            "reference": item.item,
            "problem": problem,
            "place": item.name or words["unknown_place"],
            "contact": written_number(reachable((joined["phone"] if joined else item.phone) or "")),
            "left": self._moment(joined["joined_at"] if joined else item.at),
            "words": joined["description"] if joined else item.text,
        }
        lines = _lines(values)
        if not values["words"]:
            lines.append(words["keyed"])
        if item.dangerous:
            lines.insert(0, words["danger"])
        rows = [*db.table("report_witnesses").rows_where("reference = ?", [item.item], order_by="joined_at")]
        known = {item.phone}
        if joined:
            known |= {row["phone"] for row in rows if row["joined_at"] < joined["joined_at"]}
        again = joined is not None and bool(joined["phone"]) and joined["phone"] in known
        # A hidden number is somebody else each time; a telephone that calls back is one person.
        phones = [item.phone, *(row["phone"] for row in rows)]
        people = len({phone for phone in phones if phone}) + sum(not phone for phone in phones)
        lines += [
            words[done.what].format(reference=done.text)
            for done in history(db, Kind.REPORT, item.item)
            if done.what in (PERHAPS, UNCONFIRMED)
        ]
        if people > 1:
            lines.append(words["joined"].format(count=people))
        about = f"{problem}, {item.name}".strip(", ")
        return _Told(item.service, about, lines, dangerous=bool(item.dangerous), occasion="again" * again)

    def _appointment(self, db: Database, deed: NotifyService) -> _Told | None:
        row = next(iter(db.table("appointments").rows_where("reference = ?", [deed.item])), None)
        if row is None:
            return None
        desk = self._settings.desks.get(row["desk"])
        title = what_for(self._settings, row)
        values = {
            "reference": row["reference"],
            "what": title,
            "when": _written(datetime.fromisoformat(row["start"])),
            "name": row["name"],
            "contact": written_number(row["phone"]),
        }
        return _Told(desk.service if desk else "", title, _lines(values))

    def _address(self, service: str) -> str:
        """The service's own address, else the reception's, else the town's: nothing is written to nobody."""
        services = self._settings.services
        known = services.get(service)
        return (known.email if known else None) or services["accueil"].email or self._settings.town.email

    def _service_name(self, service: str) -> str:
        return (self._settings.services.get(service) or self._settings.services["accueil"]).name

    def _moment(self, at: float) -> str:
        return _written(datetime.fromtimestamp(at, UTC).astimezone(self._settings.zone))


@cache
def catalogue() -> dict[str, Any]:
    """The sentences of letters."""
    return tomllib.loads(files(__package__).joinpath("letters_fr.toml").read_text(encoding="utf-8"))


def one_line(text: str) -> str:
    """A text as a header may hold it: one line, without control characters, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"


def _contracted(text: str) -> str:
    """ "à le service voirie" is "au service voirie": a service's name brings its article."""
    return _ARTICLES.sub(lambda found: f"{_CONTRACTED[found[0].lower()]} ", text)


def _lines(values: Mapping[str, str]) -> list[str]:
    labels = catalogue()["label"]
    return [
        f"{labels[name]} :\n{_quoted(text)}"
        if "\n" in text or name == "words"
        else f"{labels[name]} : {text}"
        for name, text in values.items()
        if text
    ]


def written_window(start: str, end: str) -> str:
    """When somebody is to be rung back, in French. Local times, ISO; empty: as soon as can be."""
    if not start:
        return str(catalogue()["as_soon"])
    return f"{_written(datetime.fromisoformat(start))} – {datetime.fromisoformat(end):%H:%M}"


def _quoted(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _written(moment: datetime) -> str:
    return f"{format_date(moment, 'EEEE d MMMM y', locale='fr')}, {moment:%H:%M}"


def _beginning(text: str) -> str:
    """The first words of what was said, for a subject."""
    return shorten(text.partition("\n")[0], _LONGEST_ABOUT, placeholder="…")
