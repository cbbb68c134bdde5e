"""My account: password, second factor, recovery codes, where I am signed in."""

from __future__ import annotations

import logging

import segno
from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from ivr.accounts import passwords
from ivr.accounts.sealing import SealDamaged, SealUnusable
from ivr.accounts.second_factor import address_of, new_secret
from ivr.console.access import (
    begin_session,
    noted,
    requires,
    requires_confirmation,
    signed_in,
    signed_in_session,
)
from ivr.console.known_browsers import forgive, may_try
from ivr.console.messages import message
from ivr.console.new_password import NewPasswordForm
from ivr.console.office import office
from ivr.web.forms import Form

log = logging.getLogger(__name__)

blueprint = Blueprint("account", __name__, url_prefix="/console/compte")
ENROLLING = "enrolling"


class PasswordForm(NewPasswordForm):
    """Another password, given by somebody who knows the present one."""

    present_password = PasswordField(validators=[InputRequired(), Length(max=passwords.MAX_LENGTH)])


class EnrolForm(Form):
    """The first code of an authenticator application."""

    code = StringField(validators=[InputRequired(), Length(max=20)])


@blueprint.get("/")
@requires()
def account() -> ResponseReturnValue:
    """Everything about me."""
    return _page(PasswordForm(formdata=None))


@blueprint.post("/mot-de-passe")
@requires()
def change_password() -> ResponseReturnValue:
    """Change it; every other session of mine ends."""
    accounts, user = office().accounts, signed_in()
    form = PasswordForm()
    form.about = (user.name, user.email, office().settings.town.name)
    if not may_try(user.email, user):
        return _page(form, message("sign_in.too_many"), 429)
    if not form.validate():
        return _page(form, status=422)
    try:
        if not passwords.matches(accounts.users.password_of(user.id), form.present_password.data):
            form.present_password.errors = [message("sign_in.wrong_password")]
            return _page(form, status=422)
        accounts.users.set_password(user.id, form.password.data)
    except passwords.Busy:
        return _page(form, message("sign_in.busy"), 503)
    forgive(user)
    noted("user.password_changed", user.email)
    changed = accounts.users.by_id(user.id)
    begin_session(changed or user)
    flash(message("account.password_changed"))
    return redirect(url_for("account.account"))


@blueprint.get("/second-facteur")
@requires()
@requires_confirmation
def enrol() -> ResponseReturnValue:
    """Show the secret as a drawing to photograph, and as letters to type."""
    session[ENROLLING] = session.get(ENROLLING) or new_secret()
    return _enrolment(EnrolForm(formdata=None))


@blueprint.post("/second-facteur")
@requires()
@requires_confirmation
def finish_enrolment() -> ResponseReturnValue:
    """Switch it on once the application gives the right code."""
    form, secret = EnrolForm(), session.get(ENROLLING)
    if not secret:
        return redirect(url_for("account.enrol"))
    user = signed_in()
    factors = office().accounts.second_factors
    try:
        codes = factors.enrol(user.id, secret, form.code.data) if form.validate() else []
    except SealUnusable as error:
        log.error("Nobody can enrol a second factor. %s", error)
        told = "account.key_damaged" if isinstance(error, SealDamaged) else "account.key_lost"
        return _enrolment(form, message(told, file=error.key_file.name), 503)
    if not codes:
        return _enrolment(form, message("account.wrong_first_code"), 422)
    session.pop(ENROLLING)
    noted("user.second_factor_added", user.email)
    return render_template("console/recovery_codes.html", codes=codes)


@blueprint.post("/codes-de-secours")
@requires()
@requires_confirmation
def renew_codes() -> ResponseReturnValue:
    """Other recovery codes; the earlier ones open nothing any more."""
    user = signed_in()
    if not user.second_factor:
        abort(409)
    noted("user.recovery_codes_renewed", user.email)
    return render_template(
        "console/recovery_codes.html", codes=office().accounts.second_factors.renew_codes(user.id)
    )


@blueprint.post("/second-facteur/retirer")
@requires()
@requires_confirmation
def remove_second_factor() -> ResponseReturnValue:
    """Go back to the password alone."""
    user = signed_in()
    office().accounts.second_factors.remove(user.id)
    noted("user.second_factor_removed", user.email)
    flash(message("account.second_factor_removed"))
    return redirect(url_for("account.account"))


@blueprint.post("/sessions/<int:session_id>/fermer")
@requires()
def revoke(session_id: int) -> ResponseReturnValue:
    """End one of my sessions; nobody else's."""
    if not office().accounts.sessions.revoke(signed_in().id, session_id):
        abort(404)
    noted("session.revoked", str(session_id))
    flash(message("account.session_ended"))
    return redirect(url_for("account.account"))


@blueprint.post("/sessions/fermer")
@requires()
def revoke_others() -> ResponseReturnValue:
    """End all my sessions but this one."""
    here, user = signed_in_session(), signed_in()
    for one in office().accounts.sessions.of(user.id):
        if one.id != here.id:
            office().accounts.sessions.revoke(user.id, one.id)
    noted("session.others_revoked")
    flash(message("account.sessions_ended"))
    return redirect(url_for("account.account"))


def _page(form: PasswordForm, error: str = "", status: int = 200) -> ResponseReturnValue:
    accounts, user = office().accounts, signed_in()
    return (
        render_template(
            "console/account.html",
            form=form,
            error=error,
            sessions=accounts.sessions.of(user.id),
            here=signed_in_session().id,
            codes_left=accounts.second_factors.recovery_codes_left(user.id),
        ),
        status,
    )


def _enrolment(form: EnrolForm, error: str = "", status: int = 200) -> ResponseReturnValue:
    secret, town = session[ENROLLING], office().settings.town.name
    drawing = segno.make(address_of(secret, signed_in().email, f"Standardiste {town}"), micro=False)
    # Our own drawing of our own text: nothing in it comes from outside.
    svg = Markup(drawing.svg_inline(scale=5, border=3, light="#fff"))  # noqa: S704
    letters = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    page = render_template("console/enrol.html", form=form, error=error, svg=svg, letters=letters)
    return page, status
