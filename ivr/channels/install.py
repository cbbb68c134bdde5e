"""Puts the telephone on an application: webhooks, websocket, audio files."""

from __future__ import annotations

import logging
import secrets
import signal
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from flask import Blueprint, Flask, Response, abort, request
from flask_sock import Sock
from simple_websocket import Server  # type: ignore[import-untyped]

from ivr.channels import media_stream, passes
from ivr.channels.agents_side import AgentsSide
from ivr.channels.documents import Documents
from ivr.channels.equipment import EXTENSION, Equipment, equipment
from ivr.channels.hold_music import music
from ivr.channels.incoming_texts import texts
from ivr.channels.listener import Ears
from ivr.channels.live_streams import LiveStreams
from ivr.channels.media_messages import MAX_MESSAGE_CHARS
from ivr.channels.passes import Passes
from ivr.channels.recordings import Recordings
from ivr.channels.recordings_left import RecordingsLeft
from ivr.channels.signature import HEADER, SignatureCheck
from ivr.channels.sounds import Renderer, Sounds
from ivr.channels.speaker import Mouth
from ivr.channels.voice import voice
from ivr.database import Connections

if TYPE_CHECKING:
    from ivr.calls.desk import Desk
    from speech.recogniser import Recogniser

log = logging.getLogger(__name__)

AUDIO_SECONDS = 31_536_000
"""A digest never names anything else: the provider may keep the file for ever."""


class LineMouth(Mouth, Renderer, Protocol):
    """Everything the channels ask of `speech.mouth.Mouth`."""

    def read(self, digest: str) -> bytes:
        """A rendered sentence; raises LookupError or OSError when there is none of that name."""
        ...


class _Deaf:
    """Ears of a machine without a recogniser: never asked, since its callers use keys."""

    def open(self, phrases: Sequence[str] = (), language: str = "fr") -> Recogniser:
        raise RuntimeError("There is no recogniser on this machine; install one with the models command.")


class _Mute:
    """The voice of a machine without one: never asked either."""

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        raise RuntimeError("There is no voice on this machine; install one with the models command.")

    def cached(self, text: str, slow: bool = False) -> bool:
        return False


def install(
    app: Flask, desk: Desk, connections: Connections, ears: Ears | None, mouth: LineMouth | None
) -> LiveStreams:
    """Register /voice…, /media and /audio on the application; the streams it will hold are returned.

    `connections`: to the calls' database. Without `ears`, callers use keys; without `mouth`, the provider's
    voice reads our sentences.
    """
    settings = desk.settings
    tokens = settings.provider.tokens()
    if not tokens:
        log.error("No token of the provider is known: every request will be refused.")
    try:
        passes.migrate(connections.get())
    except sqlite3.Error as error:
        log.error("The streams will not be written down: %s.", error)
    live = LiveStreams(settings.line.max_calls)
    offered = Passes(connections, tokens or [secrets.token_hex(16)])
    agents = AgentsSide(desk)
    left = RecordingsLeft(connections)
    documents = Documents(desk, Sounds(mouth, desk.voice_text), offered, agents)
    app.extensions[EXTENSION] = Equipment(
        desk=desk,
        line=media_stream.Line(
            desk, ears or _Deaf(), mouth or _Mute(), offered, live, on_transfer=documents.prepare
        ),
        documents=documents,
        agents=agents,
        recordings=Recordings(
            ears or _Deaf(),
            (settings.provider.account_sid, tokens[0] if tokens else ""),
            local=settings.line.is_local,
            deleted=left.deleted,
        ),
        left=left,
        signatures=SignatureCheck(settings.line.public_url, tokens),
        hears=ears is not None,
        speaks=mouth is not None,
    )
    app.config.setdefault("SOCK_SERVER_OPTIONS", {"max_message_size": MAX_MESSAGE_CHARS})
    app.register_blueprint(voice)
    app.register_blueprint(texts)
    app.register_blueprint(music)
    app.register_blueprint(_media())
    if mouth is not None:
        app.register_blueprint(_audio(mouth))
    return live


def hand_over_on_sigterm(live: LiveStreams) -> None:
    """When this process is told to stop, end its streams in good order, then do what was to be done.

    Only in a process's main thread, after its server has set its own handlers.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    previous = signal.getsignal(signal.SIGTERM)

    def drain(number: int, frame: FrameType | None) -> None:
        live.drain()
        if callable(previous):
            previous(number, frame)

    signal.signal(signal.SIGTERM, drain)


def _media() -> Blueprint:
    media = Blueprint("media", __name__)

    @media.before_request
    def check_handshake() -> None:
        """Before the socket is opened: who asks, and is there room?"""
        here = equipment()
        if not here.signatures.accepts_stream(request.path, request.headers.get(HEADER)):
            log.warning("Refused: a websocket that the provider has not signed.")
            abort(403)
        if here.line.streams.full or here.line.streams.draining:
            abort(503)

    def stream(websocket: Server) -> None:
        media_stream.serve(websocket, equipment().line)

    Sock().route("/media", bp=media, strict_slashes=False)(stream)
    return media


def _audio(mouth: LineMouth) -> Blueprint:
    audio = Blueprint("audio", __name__)

    @audio.get("/audio/<string(length=64):digest>.ulaw")
    def sentence(digest: str) -> Response:
        """A sentence of ours. Not signed: its name is as secret as what it says."""
        if not all(character in "0123456789abcdef" for character in digest):
            abort(404)
        try:
            content = mouth.read(digest)
        except (LookupError, OSError):
            abort(404)
        response = Response(content, mimetype="audio/basic")
        response.set_etag(digest)
        response.cache_control.public = True
        response.cache_control.max_age = AUDIO_SECONDS
        response.cache_control.immutable = True
        response.make_conditional(request)
        return response

    return audio
