"""The menu: which screens there are, and who sees them in it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from ivr.accounts.users import Role, User
from ivr.console.messages import message

ADMIN, AGENT, VIEWER = Role.ADMIN, Role.AGENT, Role.VIEWER
EVERYBODY = (ADMIN, AGENT, VIEWER)


@dataclass(frozen=True)
class Screen:
    """One line of the menu; its words are at navigation.<name> in console_fr.toml."""

    name: str
    endpoint: str
    roles: tuple[Role, ...]
    also: tuple[str, ...] = ()
    """Blueprints of the pages that belong to it and have no line of their own."""


@dataclass(frozen=True)
class Link:
    """The same, ready to be shown."""

    text: str
    address: str
    current: bool


#: Groups in the order of the menu; their words are at navigation.group_<name>.
MENU: dict[str, tuple[Screen, ...]] = {
    "line": (
        Screen("home", "home.home", EVERYBODY),
        Screen("board", "board.board", (ADMIN, AGENT), ("call_page",)),
        Screen("inbox", "inbox.inbox", (ADMIN, AGENT), ("attachments",)),
        Screen("visits", "visits.visits", (ADMIN, AGENT)),
    ),
    "knowledge": (
        Screen("asked_in_vain", "asked_in_vain.questions", (ADMIN,)),
        Screen("proposals", "proposals.proposals", (ADMIN,)),
        Screen("articles", "articles.articles", (ADMIN,), ("article_edit", "article_history")),
        Screen("alerts", "alerts.alerts", (ADMIN,)),
        Screen("closures", "closures.month", (ADMIN,)),
        Screen("wordings", "wordings.wordings", (ADMIN,)),
    ),
    "measure": (
        Screen("indicators", "indicators.indicators", EVERYBODY),
        Screen("reviews", "reviews.search", (ADMIN, VIEWER)),
    ),
    "office": (
        Screen("people", "people.people", (ADMIN,)),
        Screen("privacy", "privacy.page", (ADMIN,)),
        Screen("agendas", "agendas.agendas", (ADMIN,)),
        Screen("deliveries", "deliveries.deliveries", (ADMIN,)),
        Screen("trail", "trail.trail", (ADMIN,)),
        Screen("account", "account.account", EVERYBODY),
    ),
}


def links(user: User) -> list[tuple[str, list[Link]]]:
    """The menu of this user: titles of groups with their links, empty groups left out."""
    shown = [
        (message(f"navigation.group_{group}"), [_link(one) for one in screens if user.role in one.roles])
        for group, screens in MENU.items()
    ]
    return [(title, group) for title, group in shown if group]


def _link(screen: Screen) -> Link:
    its_own = {screen.endpoint.partition(".")[0], *screen.also}
    return Link(
        message(f"navigation.{screen.name}"), url_for(screen.endpoint), current=request.blueprint in its_own
    )
