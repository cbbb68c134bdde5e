"""What our forms have in common."""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict
from wtforms.meta import DefaultMeta

#: WTForms' own French has no subject there: "N'est pas un choix valide."
_WHOLE = {
    "Not a valid choice.": "Ce choix n’est pas proposé : prenez-en un de la liste.",
    "Not a valid date value.": "Ce n’est pas une date valide.",
    "Not a valid datetime value.": "Ce n’est pas une date suivie d’une heure valide.",
    "Not a valid integer value.": "Ce n’est pas un nombre entier.",
}


class _Sentences:
    """WTForms' messages in French, in whole sentences."""

    def __init__(self, french: Any) -> None:
        self._french = french

    def gettext(self, string: str) -> str:
        return _WHOLE.get(string) or str(self._french.gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return str(self._french.ngettext(singular, plural, n))


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with a CSRF token, whose errors are in French."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        locales = ("fr_FR", "fr")

        def get_translations(self, form: Any) -> Any:
            # Flask-WTF would ask Flask-Babel, and without it leave every message in English.
            return _Sentences(DefaultMeta.get_translations(self, form))

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            # None of our forms takes files: one sent where words are expected is not the field's value.
            found = super().wrap_formdata(form, formdata)
            return request.form if isinstance(found, CombinedMultiDict) else found

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            # Errors and hints are read with the field they belong to; the first field at fault on the page
            # has the focus, which brings it into sight.
            if field.errors:
                render_kw = {"aria-invalid": "true", **render_kw}
                if g.setdefault("focused", field.id) == field.id:
                    render_kw["autofocus"] = True
            elif render_kw.get("autofocus"):
                g.focused = field.id
            return super().render_field(field, render_kw)
