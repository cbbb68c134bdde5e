"""What our forms have in common."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms.meta import DefaultMeta


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with a CSRF token, whose errors are in French."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        locales = ("fr_FR", "fr")

        def get_translations(self, form: Any) -> Any:
            # Flask-WTF would ask Flask-Babel, and without it leave every message in English.
            return DefaultMeta.get_translations(self, form)

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            # Errors and hints are read with the field they belong to.
            if field.errors:
                render_kw = {"aria-invalid": "true", **render_kw}
            return super().render_field(field, render_kw)
