"""What is asked about somebody who has, or will have, an account."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from wtforms import EmailField, HiddenField, RadioField, SelectMultipleField, StringField, TelField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from ivr.accounts.phones import NotAPhone, normal_phone
from ivr.accounts.users import Role
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.words import service_name
from ivr.web.forms import Form


@dataclass(frozen=True)
class Wanted:
    """A form once validated."""

    name: str
    role: Role
    services: tuple[str, ...]
    phone: str
    """E.164, or empty."""


def _one_line(text: str | None) -> str:
    """A name as it is kept: single blanks, no line end."""
    return " ".join((text or "").split())


class PersonForm(Form):
    """Name, role, services, telephone."""

    name = StringField(filters=[_one_line], validators=[DataRequired(), Length(max=80)])
    role = RadioField(validators=[InputRequired()], default=Role.AGENT.value)
    services = SelectMultipleField(
        validators=[Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    phone = TelField(validators=[Optional(), Length(max=30)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role.value, message(f"role.{role}")) for role in Role]
        self.services.choices = [
            SelectChoice(slug, service_name(slug)) for slug in office().settings.services
        ]

    def validate_name(self, field: Any) -> None:
        """Nothing that is not seen, or that turns what follows around."""
        if any(unicodedata.category(one)[0] == "C" for one in field.data):
            raise StopValidation(message("people.name"))

    def validate_phone(self, field: Any) -> None:
        """A number that can be rung."""
        try:
            normal_phone(field.data or "")
        except NotAPhone:
            raise StopValidation(message("people.phone")) from None

    def wanted(self) -> Wanted:
        """What was asked for."""
        phone = normal_phone(self.phone.data or "")
        return Wanted(self.name.data.strip(), Role(self.role.data), tuple(self.services.data or ()), phone)


class AccountForm(PersonForm):
    """The same, and what was seen before deciding: of two who decide at once, the second is told."""

    revision = HiddenField()


class InviteForm(PersonForm):
    """The same, and an address to invite."""

    email = EmailField(validators=[InputRequired(), Length(max=254), Email()])
