"""What our forms have in common."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with a CSRF token, whose errors are in French."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        locales = ("fr_FR", "fr")

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            # Errors and hints are read with the field they belong to.
            if field.errors:
                render_kw = {"aria-invalid": "true", **render_kw}
            return super().render_field(field, render_kw)
