"""What comes with something a caller left, for its agents alone: photos, and a voice."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from ivr.calls.following_up import Kind
from ivr.calls.inbox import one
from ivr.calls.photos import Photos
from ivr.calls.sounds_kept import SoundsKept
from ivr.console.access import Role, noted, requires, sees_service, signed_in
from ivr.console.office import office

blueprint = Blueprint("attachments", __name__, url_prefix="/console/a-traiter")


@blueprint.get("/report/<item>/photo/<photo_id>.jpg")
@requires(Role.ADMIN, Role.AGENT)
def photo(item: str, photo_id: str) -> ResponseReturnValue:
    """A photo of a report of one of their services."""
    _check(Kind.REPORT, item)
    found = Photos(office().settings.var, office().calls).photo_for_agent(photo_id)
    if found is None or found[0].reference != item:
        abort(404)
    return _private(found[1], "image/jpeg")


@blueprint.get("/message/<item>/voix.wav")
@requires(Role.ADMIN, Role.AGENT)
def voice(item: str) -> ResponseReturnValue:
    """The voice of whoever left a message, who agreed to be recorded; listening is written in the trail."""
    name = _check(Kind.MESSAGE, item)
    content = SoundsKept(office().settings.var).wav_for_agent(name)
    if content is None:
        abort(404)
    noted("inbox.listened", f"message {item}")
    return _private(content, "audio/wav")


def _check(kind: Kind, item: str) -> str:
    """The name of the item's recording, if the item is for whoever asks; else not found."""
    found = one(office().calls.get(), kind, item)
    if found is None or not sees_service(signed_in(), found.service):
        abort(404)
    return found.audio


def _private(content: bytes, kind: str) -> ResponseReturnValue:
    response = Response(content, mimetype=kind)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = "inline"
    response.accept_ranges = "bytes"  # players ask for pieces
    return response.make_conditional(request, accept_ranges=True, complete_length=len(content))
