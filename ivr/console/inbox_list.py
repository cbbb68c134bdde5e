"""The list of what is to be done as somebody asked for it: what it holds, and what comes after an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from flask import url_for

from ivr.calls.following_up import Kind
from ivr.calls.inbox import Item, State, Wanted, search
from ivr.console.access import sees_service, signed_in
from ivr.console.office import office
from ivr.web.numbers import whole_number

STATES: tuple[State, ...] = get_args(State)
LAST_PAGE = 100_000
LOOKED_THROUGH = 500
"""Items among which the next one is looked for."""
_FIELDS = ("etat", "type", "service", "qui", "q")


@dataclass(frozen=True)
class InboxList:
    """The list, by what its address says."""

    asked: Mapping[str, str]
    """What was typed or chosen, by name; empty where nothing was."""
    page: int

    @property
    def state(self) -> State:
        return next((one for one in STATES if one == self.asked["etat"]), "open")

    @property
    def wanted(self) -> Wanted:
        """What it holds, of what this user may see."""
        asked = self.asked
        return Wanted(
            kinds=[Kind(asked["type"])] if asked["type"] in tuple(Kind) else tuple(Kind),
            services=[asked["service"]] if asked["service"] else [] if sees_all() else services_seen(),
            state=self.state,
            text=asked["q"],
            assigned_to={"moi": signed_in().email, "personne": ""}.get(asked["qui"]),
        )

    @property
    def kept(self) -> dict[str, Any]:
        """What the addresses of its pages and of its items keep of it."""
        page = {"page": self.page} if self.page > 1 else {}
        return {name: value for name, value in self.asked.items() if value} | page

    @property
    def address(self) -> str:
        """As it was open."""
        return url_for("inbox.inbox", **self.kept)

    def address_of(self, page: int) -> str:
        """Another page of it."""
        return url_for("inbox.inbox", **{**self.kept, "page": page})

    def after(self, item: Item, now: float) -> str:
        """The address of the item that follows one, whether that one is still in the list; then those that
        were passed over. Empty when there is no other."""
        found = search(office().calls.get(), self.wanted, now, limit=LOOKED_THROUGH)
        others = [one for one in found if (one.kind, one.item) != (item.kind, item.item)]
        later = [one for one in others if self._place(one) >= self._place(item)]
        following = next(iter(later or others), None)
        return (
            url_for("inbox.item", kind=following.kind, item=following.item, **self.kept) if following else ""
        )

    def _place(self, one: Item) -> tuple[float, ...]:
        """Its place in the order of `search`."""
        if self.state == "done":
            return (-(one.done_at or 0.0),)
        return (not one.dangerous, one.at if one.due_at is None else one.due_at, one.at)


def inbox_list(given: Mapping[str, str]) -> InboxList:
    """The list an address asks for."""
    asked = {name: given.get(name, "").strip() for name in _FIELDS}
    if asked["service"] not in services_seen():  # what is not theirs is not looked for
        asked["service"] = ""
    return InboxList(asked, min(max(1, whole_number(given.get("page")) or 1), LAST_PAGE))


def services_seen() -> list[str]:
    """Slugs of the services this user sees."""
    return [slug for slug in office().settings.services if sees_service(signed_in(), slug)]


def sees_all() -> bool:
    """Whether this user is held to no service."""
    return signed_in().is_admin or not signed_in().services
