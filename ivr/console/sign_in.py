"""Signing in: the password, then the code of those who have a second factor; signing out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from ivr.accounts import passwords
from ivr.accounts.demonstration import EMAIL as DEMONSTRATION
from ivr.accounts.users import User
from ivr.console.access import (
    HOME,
    anybody,
    begin_session,
    end_session,
    noted,
    requires,
    safe_target,
    signed_in,
    signed_in_session,
)
from ivr.console.known_browsers import forgive, may_try
from ivr.console.messages import message
from ivr.console.office import office
from ivr.web import kept_forms
from ivr.web.addresses import client_address
from ivr.web.forgery import forget_session
from ivr.web.forms import Form
from ivr.web.limits import largest_request, limiter

blueprint = Blueprint("sign_in", __name__, url_prefix="/console")

TRIES = "30 per minute"
"""From one address, in one worker; the real count is kept in accounts.db."""
CODE_SECONDS = 300.0
"""How long after the password the code may come."""
KEPT_BYTES = 512 * 1024
"""The form may carry another one, kept from a session that ended."""


class SignInForm(Form):
    """Address and password."""

    email = EmailField(validators=[InputRequired(), Length(max=254)])
    password = PasswordField(validators=[InputRequired(), Length(max=passwords.MAX_LENGTH)])
    suite = HiddenField()
    kept = HiddenField()


class CodeForm(Form):
    """The second factor."""

    code = StringField(validators=[InputRequired(), Length(max=20)])
    suite = HiddenField()
    kept = HiddenField()


class ConfirmForm(Form):
    """The password again."""

    password = PasswordField(validators=[InputRequired(), Length(max=passwords.MAX_LENGTH)])
    suite = HiddenField()
    kept = HiddenField()


def sign_in_page(
    form: SignInForm | None = None, *, kept: str = "", suite: str = HOME, error: str = "", status: int = 200
) -> ResponseReturnValue:
    """The page itself. `kept`: a form to be given back afterwards."""
    form = form or SignInForm(formdata=None, kept=kept, suite=suite)
    return render_template("console/sign_in.html", form=form, error=error), status


@blueprint.get("/connexion")
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    suite = safe_target(request.args.get("suite", HOME))
    return redirect(suite) if anybody() else sign_in_page(suite=suite)


@blueprint.post("/connexion")
@limiter.limit(TRIES)
@largest_request(KEPT_BYTES)
def enter() -> ResponseReturnValue:
    """Compare the password; then either ask for the code or begin the session."""
    form = SignInForm()
    if not form.validate():
        return sign_in_page(form, error=message("sign_in.wrong"), status=422)
    accounts, email = office().accounts, form.email.data
    user = accounts.users.by_email(email)
    if not may_try(email, user):
        accounts.audit.note(None, "sign_in.throttled", _told(email), address=client_address())
        return sign_in_page(form, error=message("sign_in.too_many"), status=429)
    try:
        # The same work whether the account exists or not: nobody learns who has one.
        kept = accounts.users.password_of(user.id) if user else ""
        right = passwords.matches(kept, form.password.data)
    except passwords.Busy:
        return sign_in_page(form, error=message("sign_in.busy"), status=503)
    if user is None or not right or not _admitted(user):
        accounts.audit.note(None, "sign_in.refused", _told(email), address=client_address())
        return sign_in_page(form, error=message("sign_in.wrong"), status=422)
    if passwords.outdated(kept):
        accounts.users.rehash(user.id, form.password.data)
    if user.second_factor:
        forget_session()
        session["awaiting_code"] = [user.id, user.session_version, accounts.clock()]
        return _code_page(CodeForm(formdata=None, kept=form.kept.data, suite=form.suite.data))
    forgive(user)
    return _welcome(user, form.suite.data, form.kept.data)


@blueprint.post("/connexion/code")
@limiter.limit(TRIES)
@largest_request(KEPT_BYTES)
def enter_code() -> ResponseReturnValue:
    """Compare the code of somebody whose password was right a moment ago."""
    form, accounts = CodeForm(), office().accounts
    user = _awaited()
    if user is None:
        session.pop("awaiting_code", None)
        return sign_in_page(
            kept=form.kept.data or "",
            suite=form.suite.data or HOME,
            error=message("sign_in.too_late"),
            status=422,
        )
    if not may_try(user.email, user):
        accounts.audit.note(None, "sign_in.throttled", user.email, address=client_address())
        return _code_page(form, message("sign_in.too_many"), 429)
    if not form.validate() or not accounts.second_factors.accept(user.id, form.code.data):
        accounts.audit.note(None, "sign_in.refused_code", user.email, address=client_address())
        return _code_page(form, message("sign_in.wrong_code"), 422)
    forgive(user)
    return _welcome(user, form.suite.data, form.kept.data)


@blueprint.route("/confirmation", methods=["GET", "POST"])
@limiter.limit(TRIES, methods=["POST"])
@largest_request(KEPT_BYTES)
@requires()
def confirm() -> ResponseReturnValue:
    """Ask for the password again before something that matters."""
    form, accounts, user = ConfirmForm(), office().accounts, signed_in()
    if request.method == "GET":
        form.suite.data = safe_target(request.args.get("suite", HOME))
        return render_template("console/confirm.html", form=form, error="")
    if not may_try(user.email, user):
        return render_template("console/confirm.html", form=form, error=message("sign_in.too_many")), 429
    try:
        right = form.validate() and passwords.matches(accounts.users.password_of(user.id), form.password.data)
    except passwords.Busy:
        return render_template("console/confirm.html", form=form, error=message("sign_in.busy")), 503
    if not right:
        return render_template(
            "console/confirm.html", form=form, error=message("sign_in.wrong_password")
        ), 422
    forgive(user)
    accounts.sessions.confirm(signed_in_session().id)
    noted("session.confirmed")
    return _onwards(user, form.suite.data, form.kept.data, confirmed=True)


@blueprint.post("/deconnexion")
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    if anybody():
        noted("session.ended")
    end_session()
    flash(message("sign_in.signed_out"))
    return redirect(url_for("sign_in.sign_in"))


def _told(email: str) -> str:
    """What the trail keeps of an address that was typed: people type their password there by mistake."""
    return email if "@" in email else ""


def _admitted(user: User) -> bool:
    """May they sign in at all?"""
    return not user.disabled and (user.email != DEMONSTRATION or office().settings.line.is_local)


def _awaited() -> User | None:
    """Who typed the right password a moment ago, and has not changed it since."""
    awaiting = session.get("awaiting_code")
    if not awaiting or office().accounts.clock() - awaiting[2] > CODE_SECONDS:
        return None
    user = office().accounts.users.by_id(awaiting[0])
    return user if user and user.session_version == awaiting[1] and _admitted(user) else None


def _code_page(form: CodeForm, error: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("console/code.html", form=form, error=error), status


def _welcome(user: User, suite: str | None, kept: str | None) -> ResponseReturnValue:
    begin_session(user)
    office().accounts.audit.note(user, "session.began", address=client_address())
    return _onwards(user, suite, kept)


def _onwards(
    user: User, suite: str | None, kept: str | None, *, confirmed: bool = False
) -> ResponseReturnValue:
    """To the form that was kept, if any; else to the page that was wanted.

    `confirmed`: it was kept for its sender to type their password, and is not late.
    """
    form = kept_forms.kept(kept) if kept else None
    if form is None:
        return redirect(safe_target(suite or HOME))
    if form.owner not in (None, user.id):
        flash(message("sign_in.kept_for_another"))
        return redirect(HOME)
    return render_template("web/kept.html", form=form, confirmed=confirmed)
