"""`standardiste users`: who may sign in to the console."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Literal

import click
from email_validator import EmailNotValidError, validate_email

from ivr.accounts import passwords
from ivr.accounts.accounts import Accounts
from ivr.accounts.phones import NotAPhone, PhoneTaken, normal_phone
from ivr.accounts.users import EmailTaken, Role, User
from ivr.cli.advice import tell
from ivr.cli.serve import fail, settings_or_exit
from ivr.house import accounts_path, prepare_databases
from ivr.messages import message
from ivr.settings import Settings

WHO = "standardiste users"
"""How the command line is named in the audit trail."""


@click.group(help="Les personnes qui ont accès à la console.")
@click.pass_context
def users(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = settings


def _email(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False).normalized
    except EmailNotValidError:
        raise click.BadParameter(message("users.email", value=value)) from None


def _phone(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return normal_phone(value)
    except NotAPhone:
        raise click.BadParameter(message("users.phone", value=value)) from None


@users.command(help="Ajouter quelqu'un ; le mot de passe est demandé, à moins que --invite ne donne un lien.")
@click.argument("email", callback=_email)
@click.option("--name", required=True, help="Nom affiché.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="agent", show_default=True)
@click.option(
    "--service", "services", multiple=True, help="Service suivi (plusieurs fois au besoin ; aucun : tous)."
)
@click.option("--phone", default="", callback=_phone, help="Numéro du poste : 04 65 71 00 01.")
@click.option(
    "--invite", is_flag=True, help="Donner un lien d'invitation au lieu de choisir un mot de passe."
)
@click.pass_obj
def add(
    settings: Settings, email: str, name: str, role: str, services: tuple[str, ...], phone: str, invite: bool
) -> None:
    for service in services:
        if service not in settings.services:
            fail(message("users.unknown_service", value=service))
    accounts = _accounts(settings)
    try:
        if invite:
            token = accounts.invitations.invite(
                email, name, Role(role), services=services, phone=phone, by=WHO
            )
            _tell_link(settings, token)
        else:
            password = _new_password(name, email, settings.town.name)
            accounts.users.add(email, name, Role(role), services=services, phone=phone, password=password)
            tell(message("users.added", email=email, address=f"{settings.line.public_url}/console"))
    except EmailTaken:
        fail(message("users.taken", email=email))
    except PhoneTaken as error:
        fail(message("users.phone_taken", name=error.name))
    accounts.audit.note(None, "user.invited" if invite else "user.added", email, role, who=WHO)


@users.command("list", help="Qui a accès à la console.")
@click.pass_obj
def list_(settings: Settings) -> None:
    accounts = _accounts(settings)
    for user in accounts.users.all():
        more = [message("users.disabled")] if user.disabled else []
        more += [message("users.second_factor")] if user.second_factor else []
        services = ", ".join(user.services) or message("users.all_services")
        tell("  ".join([user.email, user.name, user.role.value, services, *more]))
    for invitation in accounts.invitations.waiting():
        until = datetime.fromtimestamp(invitation.expires_at, tz=settings.zone)
        tell(
            message(
                "users.waiting", email=invitation.email, name=invitation.name, until=f"{until:%d/%m/%Y %H:%M}"
            )
        )


@users.command(help="Refuser quelqu'un ; ses sessions prennent fin.")
@click.argument("email")
@click.pass_obj
def disable(settings: Settings, email: str) -> None:
    _switch(settings, email, "disabled")


@users.command(help="Admettre de nouveau quelqu'un.")
@click.argument("email")
@click.pass_obj
def enable(settings: Settings, email: str) -> None:
    _switch(settings, email, "enabled")


def _switch(settings: Settings, email: str, state: Literal["disabled", "enabled"]) -> None:
    """Refuse or admit somebody, the last administrator too: whoever types here can make another."""
    accounts, user = _known(settings, email)
    try:
        accounts.users.disable(user.id, disabled=state == "disabled", even_last=True)
    except PhoneTaken as error:
        fail(message("users.phone_taken", name=error.name))
    accounts.audit.note(None, f"user.{state}", user.email, who=WHO)
    tell(message(f"users.now_{state}", email=user.email))


@users.command(help="Donner un lien qui change le mot de passe de quelqu'un.")
@click.argument("email")
@click.pass_obj
def reset(settings: Settings, email: str) -> None:
    accounts, user = _known(settings, email)
    token = accounts.invitations.reset(user, by=WHO)
    accounts.audit.note(None, "user.reset", user.email, who=WHO)
    _tell_link(settings, token)


@users.command(
    "reset-second-factor", help="Retirer le second facteur de quelqu'un qui a perdu son téléphone."
)
@click.argument("email")
@click.pass_obj
def reset_second_factor(settings: Settings, email: str) -> None:
    accounts, user = _known(settings, email)
    accounts.second_factors.remove(user.id)
    accounts.users.sign_out_everywhere(user.id)
    accounts.audit.note(None, "user.second_factor_removed", user.email, who=WHO)
    tell(message("users.second_factor_removed", email=user.email))


@users.command("sign-out", help="Mettre fin aux sessions de quelqu'un, ou de tout le monde.")
@click.argument("email", required=False)
@click.pass_obj
def sign_out(settings: Settings, email: str | None) -> None:
    accounts, user = _known(settings, email) if email else (_accounts(settings), None)
    accounts.users.sign_out_everywhere(user.id if user else None)
    accounts.audit.note(None, "user.signed_out", user.email if user else "", who=WHO)
    tell(message("users.signed_out"))


def _tell_link(settings: Settings, token: str) -> None:
    if settings.line.is_local:
        tell(message("users.set_public_url", address=settings.line.public_url))
    tell(message("users.link", address=invitation_address(settings, token)))


def invitation_address(settings: Settings, token: str) -> str:
    """The link somebody is sent."""
    return f"{settings.line.public_url}/console/invitation/{token}"


def _accounts(settings: Settings) -> Accounts:
    return Accounts(accounts_path(settings))


def _known(settings: Settings, email: str) -> tuple[Accounts, User]:
    accounts = _accounts(settings)
    user = accounts.users.by_email(email)
    if user is None:
        fail(message("users.unknown", email=email))
    return accounts, user


def _new_password(*about: str) -> str:
    # Read from a pipe too, so that an installation script may give it.
    password = (
        click.prompt(
            message("users.password"), hide_input=True, confirmation_prompt=message("users.password_again")
        )
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    if wrong := passwords.weakness(password, *about):
        fail(message(f"users.{wrong}", least=passwords.MIN_LENGTH, most=passwords.MAX_LENGTH))
    return str(password)
