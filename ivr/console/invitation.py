"""The page behind an invitation: whoever holds the link chooses a password, once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from ivr.accounts import passwords
from ivr.accounts.users import EmailTaken
from ivr.console.access import end_session
from ivr.console.known_browsers import remember_browser
from ivr.console.messages import message
from ivr.console.new_password import NewPasswordForm
from ivr.console.office import office
from ivr.web.addresses import client_address
from ivr.web.limits import limiter

blueprint = Blueprint("invitation", __name__, url_prefix="/console/invitation")

TRIES = "30 per minute"


@blueprint.get("/<token>")
@limiter.limit(TRIES)
def invitation(token: str) -> ResponseReturnValue:
    """Who is invited, and two fields."""
    found = office().accounts.invitations.find(token)
    if found is None:
        return render_template("console/invitation_over.html"), 410
    return render_template("console/invitation.html", invitation=found, form=NewPasswordForm(), error="")


@blueprint.post("/<token>")
@limiter.limit(TRIES)
def accept(token: str) -> ResponseReturnValue:
    """Make the account, or change its password; then they sign in with it."""
    accounts = office().accounts
    found = accounts.invitations.find(token)
    if found is None:
        return render_template("console/invitation_over.html"), 410
    form = NewPasswordForm()
    form.about = (found.name, found.email, office().settings.town.name)
    if not form.validate():
        return render_template("console/invitation.html", invitation=found, form=form, error=""), 422
    try:
        user_id = accounts.invitations.accept(token, form.password.data)
    except passwords.Busy:
        page = render_template(
            "console/invitation.html", invitation=found, form=form, error=message("sign_in.busy")
        )
        return page, 503
    except EmailTaken:
        user_id = None
    if user_id is None:
        return render_template("console/invitation_over.html"), 410
    user = accounts.users.by_id(user_id)
    accounts.audit.note(user, "invitation.accepted", found.email, address=client_address())
    # Whoever was signed in with this browser is not the person invited.
    end_session()
    if user is not None:
        remember_browser(user)  # whoever was shut out by strangers' guesses enters with a new link
    flash(message("invitation.accepted"))
    return redirect("/console/connexion")
