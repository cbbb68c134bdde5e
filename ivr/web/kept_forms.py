"""Nothing typed is lost: a form that could not be accepted is kept and offered again.

A session that ends in the middle of an edit, or a page left open while somebody signed in again: what was
typed goes, signed, into the page that asks to sign in, and comes back to be read and sent again.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer

from ivr.web.forgery import sent_by_ourselves

GIVEN_BACK_BYTES = 640 * 1024
"""The largest form given back to be shortened: 200 kB of text, whose every accent is encoded threefold."""
GIVEN_BACK_FIELDS = 500
"""Forms of ours have far fewer fields."""
KEPT_SECONDS = 24 * 3600
NEVER_KEPT = ("csrf_token", "kept", "suite", "code")
NEVER_SHOWN = ("revision", "losses", "month", "mois", "kind", "id", "slug")
"""What pages put in their own forms: sent again, and of no use to readers."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
TYPED_AGAIN = "password"
"""Fields with this in their name are not kept."""


@dataclass(frozen=True)
class KeptForm:
    """What somebody had typed."""

    path: str
    """Where it was being sent, with its query."""
    fields: tuple[tuple[str, str], ...]
    """Names and values, in order; a name may come several times."""
    owner: int | None
    """Number of the user whose session had ended; None when not known."""

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What is worth reading before it is sent again."""
        return [(name, value) for name, value in self.fields if is_shown(name, value)]


def is_shown(name: str, value: str) -> bool:
    """Is this field worth reading before it is sent again?"""
    return bool(value.strip()) and name not in NEVER_SHOWN


def keep(owner: int | None = None) -> str:
    """The form of this request, signed, for a hidden field; empty when there is nothing worth keeping."""
    if request.method != "POST" or not sent_by_ourselves():
        return ""
    fields = [(name, value) for name, value in request.form.items(multi=True) if _is_kept(name)]
    if not any(value.strip() for _, value in fields):
        return ""
    return str(_signer().dumps([request.full_path.rstrip("?"), fields, owner]))


def kept(token: str) -> KeptForm | None:
    """The form in a hidden field; None when there is none, or it is too old, or not ours."""
    try:
        path, fields, owner = _signer().loads(token, max_age=KEPT_SECONDS)
    except BadData:
        return None
    return KeptForm(path, tuple((name, value) for name, value in fields), owner)


def offer_again(status: int) -> tuple[str, int] | None:
    """A page with what this request tried to send, to be read and sent again; None: nothing to keep."""
    form = kept(keep())
    return (render_template("web/kept.html", form=form), status) if form else None


def offer_shorter(status: int) -> tuple[str, int] | None:
    """A page with the form that was too large to be taken, to be shortened and sent again.

    None: there is no such form, or it is larger than what is read for that.
    """
    size, limit = request.content_length or 0, request.max_content_length or GIVEN_BACK_BYTES
    is_form = request.method == "POST" and request.mimetype in _FORMS and request.url_rule is not None
    if not is_form or not limit < size <= GIVEN_BACK_BYTES or not sent_by_ourselves():
        return None
    # Refused before any of it was read: this reads it, for this page alone.
    request.max_content_length = request.max_form_memory_size = GIVEN_BACK_BYTES
    form = kept(keep())
    if form is None or len(form.fields) > GIVEN_BACK_FIELDS:
        return None
    longest = max((len(value) for _, value in form.shown), default=0)
    return render_template("web/shorter.html", form=form, longest=longest, is_shown=is_shown), status


def _is_kept(name: str) -> bool:
    return name not in NEVER_KEPT and TYPED_AGAIN not in name


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept-form")
