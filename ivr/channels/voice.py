"""The provider's webhooks. Every answer is a document; none is ever an error page to a caller."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Mapping
from typing import cast, get_args

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import HTTPException

from flows.actions import Ask, Transfer
from flows.events import Event, Heard, HungUp, NoInput, Pressed, TransferEnded
from ivr.calls.conversation import Conversation
from ivr.calls.log import FlowChanged
from ivr.channels import twiml
from ivr.channels.documents import MOST_LOST, Way, address
from ivr.channels.equipment import Equipment, equipment
from ivr.channels.limits import seconds_left
from ivr.channels.listener import EarsFailed
from ivr.channels.media_messages import SID
from ivr.channels.outcomes import transfer_outcome
from ivr.channels.recordings import NotReady, RecordingError, TooBusy

log = logging.getLogger(__name__)

MAX_FORM_BYTES = 65_536
"""The provider's forms are under 4 kB."""
RECORDING_TRIES = 3
FINAL_STATUSES = ("completed", "busy", "failed", "no-answer", "canceled")
E164 = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
ANONYMOUS = "+266696687"
"""ANONYMOUS on a keypad: how some networks write a hidden number."""

voice = Blueprint("voice", __name__)


@voice.before_request
def check_signature() -> None:
    """Let in the provider alone, before anything is looked at."""
    request.max_content_length = MAX_FORM_BYTES
    query = request.query_string.decode("latin-1")
    signature = request.headers.get("X-Twilio-Signature")
    if not equipment().signatures.accepts(request.path, query, request.form, signature):
        log.warning("Refused: %s %s is not signed by the provider.", request.method, request.path)
        abort(403)


@voice.errorhandler(Exception)
def rather_a_person(error: Exception) -> Response | HTTPException:
    """Whatever failed was ours: the caller gets a person, never the provider's error message."""
    if isinstance(error, HTTPException):
        return error
    log.error("%s failed.", request.path, exc_info=error)
    if request.endpoint in ("voice.whisper", "voice.accept"):
        return document(twiml.hang_up())  # an agent's telephone: <Dial> is not allowed there (13201)
    return document(equipment().documents.trouble(caller_id=_caller_id()))


@voice.post("/voice")
def incoming() -> Response:
    """A call comes in: begin it, and listen to it as well as there is room for."""
    here = equipment()
    way = here.way_for_a_new_call()
    conversation = here.desk.begin(
        _call_id(), caller=_caller(), channel="stream" if way == "stream" else "turns"
    )
    return document(here.documents.next(conversation, way, caller_id=_caller_id()))


@voice.post("/voice/resume")
def resume() -> Response:
    """A stream has ended, well or not: what comes next?"""
    here = equipment()
    call_id = _call_id()
    ending = here.passes.last_ending(call_id)
    log.info("Call %s: its stream ended (%s).", call_id, ending or "without a word")
    if ending in ("trouble", "apologised"):
        return document(here.documents.trouble(told=ending == "apologised", caller_id=_caller_id()))
    conversation = _conversation(here, call_id)
    lost = _number("lost") + 1 if ending in ("", "lost") else 0
    way: Way = "stream"
    if ending == "ears":
        way = "keys"
    elif ending == "voice" or lost > MOST_LOST or (lost and here.line.streams.full):
        way = here.way_without_stream()
    return document(
        here.documents.next(
            conversation,
            way,
            heard=ending == "done",
            our_voice=ending != "voice",
            lost=lost,
            caller_id=_caller_id(),
        )
    )


@voice.post("/voice/turn")
def turn() -> Response:
    """The caller answered a document: words recorded, keys, or silence."""
    here = equipment()
    call_id = _call_id()
    conversation = _conversation(here, call_id)
    way, our_voice, step = _way(), request.args.get("voice") != "0", _number("step")
    question = conversation.waiting_for
    try:
        event = _answer(here, question if isinstance(question, Ask) else Ask(prompt=""))
    except NotReady:
        again = _number("try") + 1
        if again <= RECORDING_TRIES:
            return document(_once_more(again))
        event = Heard(text="", confidence=0.0)
    except RecordingError as error:
        log.warning("Call %s: %s", call_id, error)
        event = Heard(text="", confidence=0.0)
    except EarsFailed:
        log.exception("Call %s goes on with keys.", call_id)
        event, way = Heard(text="", confidence=0.0), "keys"
    except TooBusy as busy:
        log.warning("Call %s goes to the switchboard: %s", call_id, busy)
        return document(here.documents.busy(caller_id=_caller_id()))
    if isinstance(event, str):
        return document(
            here.documents.more_keys(
                cast(Ask, question), step=step, first=event, way=way, our_voice=our_voice
            )
        )
    if seconds_left(here.desk, call_id, time.time()) <= 0 and not conversation.ended:
        conversation.handle("hungup", HungUp(reason="limit"))
        return document(here.documents.too_long())
    if isinstance(event, HungUp):
        conversation.handle("hungup", event)
        return document(twiml.hang_up())
    if isinstance(event, NoInput) and step == conversation.position:
        longer = here.documents.listen_again(
            conversation, way, our_voice=our_voice, recordings=max(1, _number("recordings"))
        )
        if longer is not None:
            return document(longer)
    # A repeated webhook carries the step it was given: known already, it changes nothing.
    conversation.handle(f"turn/{step}", event)
    return document(here.documents.next(conversation, way, our_voice=our_voice, caller_id=_caller_id()))


@voice.post("/voice/dialled")
def dialled() -> Response:
    """The agents' telephones have rung, and it is over one way or the other."""
    here = equipment()
    call_id = _call_id()
    status, bridged = request.form.get("DialCallStatus", ""), request.form.get("DialBridged", "")
    if request.args.get("attempt") == "switchboard":
        answered = (
            transfer_outcome(status, bridged, "accepted" if status == "completed" else "") == "answered"
        )
        return document(twiml.hang_up() if answered else here.documents.nobody())
    attempt = _number("attempt")
    outcome = transfer_outcome(status, bridged, here.agent_answer(call_id, attempt))
    here.end_transfer(call_id, attempt, outcome)
    conversation = _conversation(here, call_id)
    conversation.handle(f"dialled/{attempt}", TransferEnded(outcome=outcome))
    return document(here.documents.next(conversation, _way(), caller_id=_caller_id()))


@voice.post("/voice/whisper")
def whisper() -> Response:
    """An agent has picked up: who calls, and why; the call is theirs with one key."""
    here = equipment()
    call_id, attempt = request.args.get("call", ""), _number("attempt")
    conversation = here.desk.resume(call_id) if SID.fullmatch(call_id) else None
    transfer = conversation.waiting_for if conversation else None
    if not isinstance(transfer, Transfer):
        return document(twiml.hang_up())  # the caller is gone
    return document(here.documents.whisper(transfer, address("/voice/accept", call=call_id, attempt=attempt)))


@voice.post("/voice/accept")
def accept() -> Response:
    """The agent pressed a key."""
    here = equipment()
    accepted = request.form.get("Digits") == "1"
    here.agent_answers(
        request.args.get("call", ""),
        _number("attempt"),
        agent=request.form.get("To", ""),
        answer="accepted" if accepted else "declined",
    )
    return document(here.documents.accepted() if accepted else here.documents.declined())


@voice.post("/voice/status")
def status() -> Response:
    """How a call is going, as the provider tells it: late, twice or out of order, as it may."""
    here = equipment()
    call_id, call_status = _call_id(), request.form.get("CallStatus", "")
    seconds = request.form.get("CallDuration", "")
    try:
        here.desk.provider_says(
            call_id,
            call_status,
            _number_in(request.form, "SequenceNumber"),
            int(seconds) if seconds.isdecimal() else None,
        )
        conversation = here.desk.resume(call_id)
        if conversation is not None and call_status in FINAL_STATUSES and not conversation.ended:
            conversation.handle("hungup", HungUp())
    except (sqlite3.Error, FlowChanged) as error:
        log.warning("What the provider says of call %s could not be kept: %s", call_id, error)
    return Response(status=204)


@voice.post("/voice/stream")
def stream_status() -> Response:
    """The provider opened a stream, closed it, or could not."""
    if request.form.get("StreamEvent") == "stream-error":
        log.error(
            "Call %s: the provider's stream failed: %s", _call_id(), request.form.get("StreamError", "")
        )
    return Response(status=204)


@voice.post("/voice/fallback")
def fallback() -> Response:
    """One of our documents could not be had, or not be read: a person takes over."""
    log.error(
        "The provider met error %s at %s.",
        request.form.get("ErrorCode", "")[:20],
        request.form.get("ErrorUrl", "")[:200],
    )
    return document(equipment().documents.trouble(caller_id=_caller_id()))


def document(text: str) -> Response:
    """TwiML as the provider wants it: text/xml, with its length, never cached."""
    return Response(text, mimetype="text/xml", headers={"Cache-Control": "no-store"})


def _conversation(here: Equipment, call_id: str) -> Conversation:
    """The call from its log; begun now when nobody did: its first webhook may have been lost."""
    return here.desk.resume(call_id) or here.desk.begin(call_id, caller=_caller(), channel="turns")


def _answer(here: Equipment, question: Ask) -> Event | str:
    """What the caller did; a text: the first key of several. Raises as Recordings.hear."""
    form, first = request.form, request.args.get("first", "")
    digits = form.get("Digits", "")
    if digits == "hangup":
        return HungUp()
    if digits or first:
        digits = re.sub(r"[^0-9*#A-D]", "", first + digits)[:32]
        if question.digits > 1 and not first and len(digits) == 1 and digits not in "*#":
            return digits
        return Pressed(digits=digits)
    url = form.get("RecordingUrl") or request.args.get("recording", "")
    if not url or form.get("RecordingDuration") == "0" or request.args.get("silence"):
        return NoInput()
    heard = here.recordings.hear(url, question.phrases)
    here.recordings.forget(url)
    return heard


def _once_more(again: int) -> str:
    """Ask for the same webhook again in a second, with what it was told of the recording."""
    values: dict[str, str | int] = {**request.args.to_dict(), "try": again}
    values.setdefault("recording", request.form.get("RecordingUrl", ""))
    return twiml.say([], redirect=address("/voice/turn", **values), pause_seconds=1)


def _call_id() -> str:
    call_id = request.form.get("CallSid", "")
    if not SID.fullmatch(call_id):
        abort(400)
    return call_id


def _caller() -> str:
    """The caller's number; empty when it is hidden, or is no telephone number."""
    number = request.form.get("From", "").strip()
    return number if E164.fullmatch(number) and number != ANONYMOUS else ""


def _caller_id() -> str:
    """What agents see when the caller's own number cannot be shown: the line's."""
    number = request.form.get("To", "")
    return number if not _caller() and E164.fullmatch(number) else ""


def _way() -> Way:
    way = request.args.get("way", "")
    return cast(Way, way) if way in get_args(Way) else "record"


def _number(name: str) -> int:
    """A number that we wrote into the address."""
    return _number_in(request.args, name)


def _number_in(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
