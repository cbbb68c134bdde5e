"""Addresses by which a service's calendar program follows its visits: given out once, taken back at will."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.agendas import AgendaLinks
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.messages import message
from ivr.console.office import office

blueprint = Blueprint("agendas", __name__, url_prefix="/console/agendas")


@blueprint.get("/")
@requires(Role.ADMIN)
def agendas() -> ResponseReturnValue:
    """Every address given out."""
    return _page()


@blueprint.post("/creer")
@requires(Role.ADMIN)
def create() -> ResponseReturnValue:
    """Give one out: its secret is on this page, and on no other."""
    here, service = office(), request.form.get("service", "")
    if service not in _services():
        abort(422)
    token = AgendaLinks(here.calls).create(service, who=signed_in().email, at=here.accounts.clock())
    noted("agendas.created", service)
    return _page(f"{here.settings.line.public_url}/agenda/{token}.ics")


@blueprint.post("/<int:number>/retirer")
@requires(Role.ADMIN)
def revoke(number: int) -> ResponseReturnValue:
    """Take one back."""
    if AgendaLinks(office().calls).revoke(number, at=office().accounts.clock()):
        noted("agendas.revoked", str(number))
        flash(message("agendas.revoked"))
    return redirect(url_for("agendas.agendas"))


def _services() -> list[str]:
    """Services that receive visits."""
    return sorted({desk.service for desk in office().settings.desks.values()})


def _page(made: str = "") -> ResponseReturnValue:
    return render_template(
        "console/agendas.html", found=AgendaLinks(office().calls).all(), services=_services(), made=made
    )
