"""From one call to the next of the list it was opened from: the search, or those to listen to again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from ivr.calls.search import ANY_REASON, Filters, find
from ivr.console.access import signed_in
from ivr.console.office import office
from ivr.console.review_filters import Asked, asked

QUEUE, SEARCH = "a-revoir", "recherche"
LIST = "liste"
"""Name in the address of a call; what was looked for stands beside it."""
_PAGE = ("avant", "apres")
_LONGEST_KEY = 40


@dataclass(frozen=True)
class CallList:
    """A list of calls that somebody reads."""

    name: str
    """QUEUE or SEARCH."""
    wanted: Asked
    page: Mapping[str, str]
    """Which page of it was open."""

    @property
    def filters(self) -> Filters:
        """What it holds, of what this user may see."""
        wanted = self.wanted.filters
        if self.name == QUEUE:
            wanted = Filters(attention=wanted.attention or ANY_REASON, reviewed=False)
        return replace(wanted, services=() if signed_in().is_admin else signed_in().services)

    @property
    def kept(self) -> dict[str, Any]:
        """What the address of one of its calls keeps of it."""
        return {LIST: self.name, **self._asked}

    @property
    def _asked(self) -> dict[str, Any]:
        return {**self.wanted.values, **self.page}

    @property
    def address(self) -> str:
        """Of the list, as it was open."""
        end = "reviews.queue" if self.name == QUEUE else "reviews.search"
        return url_for(end, **self._asked)

    def after(self, call_id: str) -> str:
        """The address of the call that follows one, whether that one is still in the list; empty when none
        does. After the last one to listen to again comes the first that is left."""
        db = office().calls.get()
        row = db.execute("select started_at, id from call_search where call_id = ?", [call_id]).fetchone()
        found = find(db, self.filters, before=f"{row[0]!r}_{row[1]}", limit=1).calls if row else ()
        if not found and self.name == QUEUE:
            first = find(db, self.filters, limit=2).calls
            found = tuple(one for one in first if one.call_id != call_id)
        return url_for("reviews.call", call_id=found[0].call_id, **self.kept) if found else ""


def call_list(name: str, given: Mapping[str, str]) -> CallList:
    """The list of that name, as the address of a page asks for it."""
    page = {key: value for key in _PAGE if (value := given.get(key, "")[:_LONGEST_KEY])}
    return CallList(name, asked(given, office().settings.zone), page)


def came_from(given: Mapping[str, str]) -> CallList | None:
    """The list a call was opened from; None when its address tells of none."""
    name = given.get(LIST, "")
    return call_list(name, given) if name in (QUEUE, SEARCH) else None
