"""What people answer to our texts: STOP is obeyed at once; nothing else is read by a machine."""

from __future__ import annotations

import logging
import sqlite3

from flask import Blueprint, Response, abort, request

from ivr.channels.equipment import equipment

log = logging.getLogger(__name__)

texts = Blueprint("texts", __name__)

EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""Nothing is sent back: the provider itself confirms a STOP."""


@texts.post("/sms")
def received() -> Response:
    """Somebody answered a text, or wrote to the number."""
    here = equipment()
    query = request.query_string.decode("latin-1")
    if not here.signatures.accepts(
        request.path, query, request.form, request.headers.get("X-Twilio-Signature")
    ):
        log.warning("Refused: a text that the provider has not signed.")
        abort(403)
    sender = request.form.get("From", "")
    try:
        asked = here.desk.text_reply(sender, request.form.get("Body", ""))
    except sqlite3.Error as error:
        log.error("A reply to a text could not be kept: %s", error)
        abort(503)  # the provider tries again
    log.info("A text came from a number ending in %s: %s.", sender[-2:], asked or "nothing for us")
    return Response(EMPTY, mimetype="text/xml")
