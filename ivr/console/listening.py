"""Hearing a sentence before callers do, and how long it lasts."""

from __future__ import annotations

import io
import logging
import re
import threading
import wave

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from flows.in_parts import in_parts
from flows.prompts import Catalogue
from ivr.console.access import Role, requires
from ivr.console.messages import has_message, message
from ivr.console.office import office
from ivr.town import town_facts
from ivr.web.limits import largest_request, limiter
from knowledge.articles import SPOKEN_SECONDS, speaking_seconds
from knowledge.placeholders import fill, placeholder_problems
from speech.audio import mulaw_decode
from speech.pcm import PHONE_RATE
from speech.synthesiser import SynthesisError
from speech.written import Written

log = logging.getLogger(__name__)

blueprint = Blueprint("listening", __name__, url_prefix="/console")

LONGEST = 700
"""Characters said at once: the longest details, their placeholders filled."""
AT_ONCE = threading.BoundedSemaphore(1)
"""Sentences one process makes for pages at the same time: callers come first."""
TRIES = "40 per minute"
LARGEST_BYTES = 32 * 1024
_RANK = re.compile(r"_\d+$")


@blueprint.post("/ecouter")
@requires(Role.ADMIN)
@limiter.limit(TRIES)
@largest_request(LARGEST_BYTES)
def listen() -> ResponseReturnValue:
    """The sound of a sentence, as it is heard on the telephone; a sentence of text when it cannot be."""
    language = request.form.get("langue", "")
    language = language if language in office().desk.catalogues else office().settings.line.language
    text = Written(said(request.form.get("text", ""), request.form.get("kind", ""), language), language)
    if not text.strip():
        return _told("listening.nothing", 422)
    if len(text) > LONGEST:
        return _told("listening.too_long", 422, limit=LONGEST)
    mouth = office().mouth
    if mouth is None:
        return _told("listening.no_voice", 503)
    if not mouth.sentences(text):
        return _told("listening.nothing", 422)
    if not AT_ONCE.acquire(blocking=False):
        return _told("listening.busy", 429)
    try:
        sound = b"".join(mouth.say(text))
    except SynthesisError as error:
        log.error("A sentence could not be made for a page. %s", error)
        return _told("listening.failed", 503)
    finally:
        AT_ONCE.release()
    answer = Response(as_wav(sound), mimetype="audio/wav")
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer


@blueprint.post("/estimation")
@requires(Role.ADMIN)
@limiter.limit("240 per minute")
@largest_request(LARGEST_BYTES)
def estimate() -> ResponseReturnValue:
    """How long an answer lasts, what it says once filled, and what is wrong with its braces."""
    typed = request.form.get("text", "")[:3000]
    facts = town_facts(office().settings)
    text = said(typed, "")
    seconds, parts = round(speaking_seconds(text)), in_parts(text)
    key = "listening.lasts_in_parts" if len(parts) > 1 else "listening.lasts"
    return jsonify(
        seconds=seconds,
        limit=round(SPOKEN_SECONDS),
        said=text,
        told=message(
            "listening.lasts_too_long" if seconds > SPOKEN_SECONDS else key,
            seconds=seconds,
            first=round(speaking_seconds(parts[0])) if parts else 0,
            limit=round(SPOKEN_SECONDS),
        ),
        problems=placeholder_problems(typed, facts),
    )


def said(text: str, kind: str, language: str = "fr") -> str:
    """A text with its braces filled. `kind`: "prompt" for a sentence of the line's own, else an answer."""
    here = office()
    if kind == "prompt":
        try:
            catalogue = Catalogue({"text": text})
            values = {name: _example(name, language) for name in catalogue.placeholders("text")}
            return catalogue.voice("text", {**values, **here.desk.town_values()})
        except (ValueError, KeyError, IndexError):
            return ""
    facts = town_facts(here.settings)
    return fill(text, facts, here.librarian.calendar(here.now()), here.now())


def _example(placeholder: str, language: str) -> str:
    """What stands for a value that only a call knows: a day for `slot_2`, a number for `phone`."""
    name = _RANK.sub("", placeholder)
    section = f"examples_{language}" if has_message(f"examples_{language}.other") else "examples_fr"
    return message(f"{section}.{name if has_message(f'{section}.{name}') else 'other'}")


def as_wav(mulaw: bytes) -> bytes:
    """Telephone sound as a file that browsers play: 16 bits, 8 kHz."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(PHONE_RATE)
        writer.writeframes(mulaw_decode(mulaw))
    return file.getvalue()


def _told(key: str, status: int, **values: object) -> ResponseReturnValue:
    return Response(f"{message(key, **values)}\n", status=status, mimetype="text/plain; charset=utf-8")
