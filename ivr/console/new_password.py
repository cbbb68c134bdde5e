"""Choosing a password: the same two fields and the same advice wherever it is done."""

from __future__ import annotations

from typing import Any

from wtforms import PasswordField
from wtforms.validators import InputRequired, StopValidation

from ivr.accounts import passwords
from ivr.console.messages import message
from ivr.web.forms import Form


class NewPasswordForm(Form):
    """A new password, twice. Set `about` to what must not be most of it: the person's name and address."""

    about: tuple[str, ...] = ()

    password = PasswordField(validators=[InputRequired()])
    password_again = PasswordField(validators=[InputRequired()])

    def validate_password(self, field: Any) -> None:
        """Long enough, and not what anybody would try first."""
        if wrong := passwords.weakness(field.data, *self.about):
            limits = {"least": passwords.MIN_LENGTH, "most": passwords.MAX_LENGTH}
            raise StopValidation(message(f"password.{wrong}", **limits))

    def validate_password_again(self, field: Any) -> None:
        """Typed the same twice."""
        if field.data != self.password.data:
            raise StopValidation(message("password.differs"))
