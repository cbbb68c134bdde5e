"""Who is signed in, and what they may open."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import flask_login
from flask import Flask, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from ivr.accounts.sessions import Session
from ivr.accounts.users import Role, User, sees_service
from ivr.console.known_browsers import remember_browser
from ivr.console.office import office
from ivr.web import kept_forms
from ivr.web.addresses import client_address
from ivr.web.forgery import forget_session

__all__ = ["Role", "User", "noted", "requires", "sees_service", "signed_in"]

View = TypeVar("View", bound=Callable[..., Any])
HOME = "/console/"
OPENED_SECONDS = 900.0
"""Whoever looks at the same thing again within a quarter of an hour has opened it once."""
LISTED_SECONDS = 3600.0
"""A list read many times in an hour is one line of the trail."""
POLLING = "X-Polling"
"""Header of requests that a page makes by itself: they do not keep a session awake."""


@dataclass(frozen=True)
class Visitor(flask_login.UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """What Flask-Login carries: somebody, and the session their browser holds."""

    user: User
    session: Session
    token: str

    def get_id(self) -> str:
        """What the browser's signed cookie holds: a secret that can be revoked, never a user's number."""
        return self.token


def install_access(app: Flask) -> None:
    """Recognise who asks, on every request of the console."""
    manager = flask_login.LoginManager()
    # Sessions end by being revoked; being tied to an address would sign out every telephone that moves.
    manager.session_protection = None
    manager.user_loader(_visitor)
    manager.init_app(app)


def requires(*roles: Role) -> Callable[[View], View]:
    """Open this view only to these roles; to anybody signed in when none is named."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def checked(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            visitor = _current()
            if visitor is None:
                return ask_to_sign_in()
            if roles and visitor.user.role not in roles:
                noted("access.refused", request.path)
                abort(403)
            if POLLING not in request.headers:
                office().accounts.sessions.seen(visitor.session)
            answer: ResponseReturnValue = view(*args, **kwargs)
            return answer

        checked.required_roles = roles  # type: ignore[attr-defined]  # read by the test that no view forgets it
        return checked  # type: ignore[return-value]  # the same view, checked first

    return decorate


def requires_confirmation(view: View) -> View:
    """Below `requires`: the password must have been typed in the last minutes, for acts that matter."""

    @functools.wraps(view)
    def checked(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if not office().accounts.sessions.is_confirmed(signed_in_session()):
            if request.method == "GET":
                return redirect(url_for("sign_in.confirm", suite=_here()))
            from ivr.console.sign_in import ConfirmForm  # that screen needs this module first

            form = ConfirmForm(formdata=None, kept=kept_forms.keep(signed_in().id), suite=HOME)
            return render_template("console/confirm.html", form=form, error=""), 401
        answer: ResponseReturnValue = view(*args, **kwargs)
        return answer

    return checked  # type: ignore[return-value]  # the same view, checked first


def signed_in() -> User:
    """Who asks. Only in views that `requires` somebody."""
    return _known().user


def signed_in_session() -> Session:
    """Their browser's session. Only in views that `requires` somebody."""
    return _known().session


def anybody() -> User | None:
    """Who asks, if they are signed in."""
    visitor = _current()
    return visitor.user if visitor else None


def noted(action: str, target: str = "", details: str = "") -> None:
    """Write in the audit trail what the signed-in user saw or did."""
    office().accounts.audit.note(anybody(), action, target, details, address=client_address())


def noted_once(action: str, target: str = "", details: str = "", *, within: float = OPENED_SECONDS) -> None:
    """The same for what is only looked at: a page that comes back after each of its forms is one opening."""
    audit = office().accounts.audit
    audit.note_once(signed_in(), action, target, details, within=within, address=client_address())


def begin_session(user: User) -> None:
    """Sign somebody in. Whatever the browser held before is thrown away: nobody prepared it for them."""
    forget_session()
    sessions = office().accounts.sessions
    browser = request.headers.get("User-Agent", "")
    token = sessions.begin(user.id, user.session_version, address=client_address(), browser=browser)
    found = sessions.find(token)
    assert found is not None  # noqa: S101 - for the type checker: it was written just above
    flask_login.login_user(Visitor(user, found, token))
    remember_browser(user)


def end_session() -> None:
    """Sign out this browser."""
    visitor = _current()
    if visitor is not None:
        office().accounts.sessions.end(visitor.user.id, visitor.session.id)
    flask_login.logout_user()
    forget_session()


def safe_target(suite: str) -> str:
    """Where to go next: a page of the console, never another site, whatever the address said."""
    parts = urlsplit(suite)
    inside = suite.startswith(HOME) and not parts.scheme and ".." not in unquote(parts.path)
    return suite if inside and suite.isprintable() and "\\" not in suite else HOME


def ask_to_sign_in() -> ResponseReturnValue:
    """Send somebody to the sign-in page and back; what they were sending is kept for them."""
    if POLLING in request.headers:
        return "", 401
    if request.method != "POST":
        wanted = _here() if request.method == "GET" else HOME
        return redirect(url_for("sign_in.sign_in", suite=wanted))
    from ivr.console.sign_in import sign_in_page  # that screen needs this module first

    return sign_in_page(kept=kept_forms.keep(_last_owner()), status=401)


def _here() -> str:
    return request.full_path.rstrip("?")


def _known() -> Visitor:
    visitor = _current()
    if visitor is None:
        raise RuntimeError("Nobody is signed in: this view lacks its `requires`.")
    return visitor


def _current() -> Visitor | None:
    found = flask_login.current_user
    return found._get_current_object() if found.is_authenticated else None


def _visitor(token: str) -> Visitor | None:
    accounts = office().accounts
    found = accounts.sessions.find(token)
    if found is None or not found.alive:
        return None
    user = accounts.users.by_id(found.user_id)
    return Visitor(user, found, token) if user else None


def _last_owner() -> int | None:
    """Whose session this browser still carries, although it has ended."""
    token = session.get("_user_id")
    found = office().accounts.sessions.find(token) if isinstance(token, str) else None
    return found.user_id if found else None
