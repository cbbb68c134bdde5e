"""Browsers and networks that somebody has signed in from before: strangers' guesses do not shut them out.

Guesses are counted by account, wherever they come from. Counted that way alone, they would let anybody keep
a colleague out; so a browser that carries proof of an earlier sign-in has a small count of its own, and so
has a network the account was signed in to from: the town hall's, for a computer never used. There, each
address has its own count, so that a neighbour shuts nobody out; all networks together have a last one.
Whoever is somewhere new waits a quarter of an hour, or is given a new link by an administrator.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from ivr.accounts.users import User
from ivr.console.office import office
from ivr.web.addresses import client_address, network_of

COOKIE = "standardiste-known"
KEPT_SECONDS = 180 * 86_400
"""How long after the last sign-in a browser is known."""
MOST_PEOPLE = 10
"""How many people share a browser, the latest ones."""


def may_try(email: str, user: User | None) -> bool:
    """May this browser try a password or a code of this account now? The attempt is counted."""
    return office().accounts.throttle.admit(
        email, client_address(), known=_known(user), familiar=_is_familiar_network(user)
    )


def forgive(user: User) -> None:
    """They signed in: what they tried from here no longer counts."""
    throttle = office().accounts.throttle
    for place in (client_address(), _known(user)):
        if place:
            throttle.forgive(user.email, place)


def remember_browser(user: User) -> None:
    """Know this browser again, until every session of theirs is ended at once."""
    held = _held()
    others = {number: version for number, version in held["users"].items() if number != str(user.id)}
    users = {**dict(list(others.items())[-(MOST_PEOPLE - 1) :]), str(user.id): user.session_version}
    value = _signer().dumps({"id": held["id"], "users": users})

    @after_this_request
    def give(answer: Response) -> Response:
        answer.set_cookie(
            COOKIE,
            value,
            max_age=KEPT_SECONDS,
            path="/console",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return answer


def _known(user: User | None) -> str:
    """What this browser is called where attempts on this account are counted; empty: not known to it."""
    held = _held()
    known = user is not None and held["users"].get(str(user.id)) == user.session_version
    return f"browser {held['id']}" if known else ""


def _is_familiar_network(user: User | None) -> bool:
    """Have they signed in lately from the network that this is asked from?"""
    if user is None:
        return False
    before = office().accounts.sessions.addresses(user.id, user.session_version)
    return network_of(client_address()) in map(network_of, before)


def _held() -> dict[str, Any]:
    try:
        held: dict[str, Any] = _signer().loads(request.cookies.get(COOKIE, ""), max_age=KEPT_SECONDS)
    except BadData:
        return {"id": secrets.token_urlsafe(12), "users": {}}
    return held


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known-browser")
