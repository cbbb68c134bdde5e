"""Accounts, for administrators: invite, change, disable, sign out, help those who lost their telephone."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ivr.accounts.phones import PhoneTaken
from ivr.accounts.users import EmailTaken, LastAdmin, Overtaken, Role, User
from ivr.console.access import noted, requires, requires_confirmation, signed_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.people_forms import AccountForm, InviteForm
from ivr.console.words import phone as shown_phone
from ivr.console.words import service_name
from ivr.web.addresses import own_origin

LOCAL_ORIGINS = ("http://127.0.0.1", "http://localhost", "http://[::1]")
"""Addresses that lead nobody else here."""
blueprint = Blueprint("people", __name__, url_prefix="/console/comptes")


@blueprint.get("/")
@requires(Role.ADMIN)
@requires_confirmation
def people() -> ResponseReturnValue:
    """Everybody, those invited, and how to invite."""
    return _list(InviteForm(formdata=None))


@blueprint.post("/inviter")
@requires(Role.ADMIN)
@requires_confirmation
def invite() -> ResponseReturnValue:
    """Make a link for somebody new; it is shown once."""
    form = InviteForm()
    if not form.validate():
        return _list(form, status=422)
    wanted = form.wanted()
    try:
        token = office().accounts.invitations.invite(
            form.email.data,
            wanted.name,
            wanted.role,
            services=wanted.services,
            phone=wanted.phone,
            by=signed_in().name,
        )
    except EmailTaken:
        form.email.errors = [message("people.taken")]
        return _list(form, status=422)
    except PhoneTaken as error:
        form.phone.errors = [message("people.phone_taken", name=error.name)]
        return _list(form, status=422)
    noted("user.invited", form.email.data, wanted.role)
    return _link(form.email.data, token)


@blueprint.post("/invitations/<int:invitation_id>/annuler")
@requires(Role.ADMIN)
@requires_confirmation
def revoke_invitation(invitation_id: int) -> ResponseReturnValue:
    """Make a link void."""
    if office().accounts.invitations.revoke(invitation_id):
        noted("invitation.revoked", str(invitation_id))
        flash(message("people.invitation_revoked"))
    return redirect(url_for("people.people"))


@blueprint.route("/<int:user_id>", methods=["GET", "POST"])
@requires(Role.ADMIN)
@requires_confirmation
def person(user_id: int) -> ResponseReturnValue:
    """One account, and its changes."""
    user = _known(user_id)
    form = AccountForm(obj=user, role=user.role.value, services=list(user.services))
    if not form.is_submitted():
        return _person(user, form)
    if not form.validate():
        return _person(user, form, 422)
    wanted = form.wanted()
    try:
        office().accounts.users.change(
            user.id,
            name=wanted.name,
            role=wanted.role,
            services=wanted.services,
            phone=wanted.phone,
            revision=form.revision.data or None,
        )
    except Overtaken:
        now = _known(user.id)
        flash(message("people.overtaken", **_told(now)), "warning")
        form.revision.data = now.revision
        return _person(now, form, 409)
    except LastAdmin:
        form.role.errors = [message("people.last_admin")]
        return _person(user, form, 422)
    except PhoneTaken as error:
        form.phone.errors = [message("people.phone_taken", name=error.name)]
        return _person(user, form, 422)
    noted("user.changed", user.email, f"{wanted.role} {' '.join(wanted.services)}".strip())
    flash(message("people.changed", name=wanted.name))
    return redirect(url_for("people.people"))


@blueprint.post("/<int:user_id>/<any(desactiver, reactiver):gesture>")
@requires(Role.ADMIN)
@requires_confirmation
def switch(user_id: int, gesture: str) -> ResponseReturnValue:
    """Refuse somebody, or admit them again."""
    user, disabled = _known(user_id), gesture == "desactiver"
    try:
        if disabled and user.id == signed_in().id:
            raise LastAdmin(user.email)
        office().accounts.users.disable(user.id, disabled=disabled)
    except LastAdmin:
        flash(message("people.last_admin"), "error")
        return redirect(url_for("people.person", user_id=user.id))
    except PhoneTaken as error:
        flash(message("people.phone_taken_since", name=error.name), "error")
        return redirect(url_for("people.person", user_id=user.id))
    noted("user.disabled" if disabled else "user.enabled", user.email)
    flash(message("people.disabled" if disabled else "people.enabled", name=user.name))
    return redirect(url_for("people.person", user_id=user.id))


@blueprint.post("/<int:user_id>/fermer-les-sessions")
@requires(Role.ADMIN)
@requires_confirmation
def sign_out(user_id: int) -> ResponseReturnValue:
    """End every session of somebody."""
    user = _known(user_id)
    office().accounts.users.sign_out_everywhere(user.id)
    noted("user.signed_out", user.email)
    flash(message("people.signed_out", name=user.name))
    return redirect(url_for("people.person", user_id=user.id))


@blueprint.post("/fermer-toutes-les-sessions")
@requires(Role.ADMIN)
@requires_confirmation
def sign_everyone_out() -> ResponseReturnValue:
    """End every session of everybody, this one included."""
    noted("user.everyone_signed_out")
    office().accounts.users.sign_out_everywhere()
    flash(message("people.everyone_signed_out"))
    return redirect(url_for("sign_in.sign_in"))


@blueprint.post("/<int:user_id>/second-facteur")
@requires(Role.ADMIN)
@requires_confirmation
def reset_second_factor(user_id: int) -> ResponseReturnValue:
    """Take it off somebody who lost their telephone; they sign in again."""
    user = _known(user_id)
    office().accounts.second_factors.remove(user.id)
    office().accounts.users.sign_out_everywhere(user.id)
    noted("user.second_factor_removed", user.email)
    flash(message("people.second_factor_removed", name=user.name))
    return redirect(url_for("people.person", user_id=user.id))


@blueprint.post("/<int:user_id>/nouveau-lien")
@requires(Role.ADMIN)
@requires_confirmation
def reset_password(user_id: int) -> ResponseReturnValue:
    """A link for somebody who forgot their password; it is shown once."""
    user = _known(user_id)
    token = office().accounts.invitations.reset(user, by=signed_in().name)
    noted("user.reset", user.email)
    return _link(user.email, token)


def _known(user_id: int) -> User:
    user = office().accounts.users.by_id(user_id)
    if user is None:
        abort(404)
    return user


def _told(user: User) -> dict[str, str]:
    """What is decided of somebody, in words."""
    services = ", ".join(service_name(slug) for slug in user.services) or message("people.all_services")
    phone = shown_phone(user.phone) if user.phone else message("people.no_phone")
    return {"name": user.name, "role": message(f"role.{user.role}"), "services": services, "phone": phone}


def _list(form: InviteForm, status: int = 200) -> ResponseReturnValue:
    accounts = office().accounts
    page = render_template(
        "console/people.html",
        people=accounts.users.all(),
        waiting=accounts.invitations.waiting(),
        signed_in_at=accounts.audit.last("session.began"),
        form=form,
    )
    return page, status


def _person(user: User, form: AccountForm, status: int = 200) -> ResponseReturnValue:
    sessions = office().accounts.sessions.of(user.id)
    return render_template("console/person.html", person=user, form=form, sessions=sessions), status


def _link(email: str, token: str) -> ResponseReturnValue:
    line = office().settings.line
    # As long as no public address is set, where this page was asked for is the only one known to work.
    origin = own_origin() if line.is_local else line.public_url
    address = origin + url_for("invitation.invitation", token=token)
    only_here = line.is_local and origin.startswith(LOCAL_ORIGINS)
    return render_template("console/invitation_link.html", email=email, address=address, only_here=only_here)
