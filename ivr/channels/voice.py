"""The provider's webhooks. Every answer is a document; none is ever an error page to a caller."""

from __future__ import annotations

import logging
import re
import sqlite3
from functools import partial
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, Response, abort, g, request
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.exceptions import HTTPException

from flows.actions import Ask, Transfer
from flows.events import HungUp, Pressed, TransferEnded
from flows.routing import WaitInQueue
from ivr.calls.conversation import Conversation
from ivr.calls.log import FlowChanged
from ivr.calls.records import FINAL_STATUSES
from ivr.calls.transfers import Answer
from ivr.channels import twiml
from ivr.channels.documents import MOST_LOST, Way, address
from ivr.channels.equipment import Equipment, equipment
from ivr.channels.media_messages import SID
from ivr.channels.provider_voice import TOLD_ONCE
from ivr.channels.turns import (
    keys_in,
    number_in,
    take_turn,
    take_up_old_recordings,
    take_up_recordings,
    turn_of,
    way_in,
)

log = logging.getLogger(__name__)

MAX_FORM_BYTES = 65_536
"""The provider's forms are under 4 kB."""
ANSWERS: dict[str, Answer] = {"1": "accepted", "2": "declined"}
"""Keys of the whisper."""
NOT_FETCHED = ("11200", "11205", "11206", "11210", "11215", "11220")
"""Errors of the provider for a document that it could not fetch, as opposed to one it could not read."""
E164 = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
ANONYMOUS = "+266696687"
"""ANONYMOUS on a keypad: how some networks write a hidden number."""

voice = Blueprint("voice", __name__)


@voice.before_request
def check_signature() -> None:
    """Let in the provider alone, before anything is looked at."""
    g.signed = False
    request.max_content_length = MAX_FORM_BYTES
    query = request.query_string.decode("latin-1")
    signature = request.headers.get("X-Twilio-Signature")
    if not equipment().signatures.accepts(request.path, query, request.form, signature):
        log.warning("Refused: %s %s is not signed by the provider.", request.method, request.path)
        abort(403)
    g.signed = True
    # What the provider tells once only, this process having asked it to come again while it was loading.
    told_before = {name: request.args[name] for name in TOLD_ONCE if name in request.args}
    g.form = CombinedMultiDict([request.form, MultiDict(told_before)])


@voice.errorhandler(Exception)
def rather_a_person(error: Exception) -> Response | HTTPException:
    """Whatever failed was ours: the caller gets a person, never the provider's error message."""
    if isinstance(error, HTTPException):
        return error
    log.error("%s failed.", request.path, exc_info=error)
    if not g.get("signed", False):
        return Response(status=403)  # whoever asks is not known to be the provider
    if request.endpoint in ("voice.whisper", "voice.accept"):
        return document(twiml.hang_up())  # an agent's telephone: <Dial> is not allowed there (13201)
    return document(equipment().documents.trouble(caller_id=_caller_id()))


@voice.post("/voice")
def incoming() -> Response:
    """A call comes in: begin it, and listen to it as well as there is room for."""
    here, call_id = equipment(), _call_id()
    way = here.way_for_a_new_call(call_id)
    conversation = here.desk.begin(
        call_id, caller=_caller(), channel="stream" if way == "stream" else "turns"
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
    resume = partial(_conversation, here, call_id)
    return document(take_turn(here, call_id, resume, turn_of(g.form, request.args), caller_id=_caller_id()))


@voice.post("/voice/dialled")
def dialled() -> Response:
    """The agents' telephones have rung, and it is over one way or the other."""
    here = equipment()
    call_id = _call_id()
    status, bridged = g.form.get("DialCallStatus", ""), g.form.get("DialBridged", "")
    if request.args.get("attempt") == "switchboard":
        answered = bridged == "true" or (not bridged and status == "completed")
        here.note_outcome(call_id, "transferred" if answered else "unanswered")
        return document(twiml.hang_up() if answered else here.documents.nobody())
    attempt = _number("attempt")
    outcome = here.agents.ended(call_id, attempt, status, bridged)
    conversation = _conversation(here, call_id)
    if _rings(conversation, attempt):  # else it is told late, or twice: it moves nothing
        conversation.handle(f"dialled/{attempt}", TransferEnded(outcome=outcome))
    return document(here.documents.next(conversation, way_in(request.args), caller_id=_caller_id()))


@voice.post("/voice/wait")
def wait() -> Response:
    """A caller in the line has heard some music, or pressed a key: has anything changed for them?"""
    here = equipment()
    call_id, step, way = _call_id(), _number("step"), way_in(request.args)
    our_voice = request.args.get("voice") != "0"
    conversation = _conversation(here, call_id)
    waiting = conversation.waiting_for
    if isinstance(waiting, WaitInQueue) and step == conversation.position:
        keys = keys_in(g.form)
        event = Pressed(digits=keys) if keys else here.agents.look(call_id, waiting)
        if event is None:
            return document(here.documents.wait(conversation, way, our_voice=our_voice))
        conversation.handle(f"wait/{step}", event)
    return document(here.documents.next(conversation, way, our_voice=our_voice, caller_id=_caller_id()))


@voice.post("/voice/whisper")
def whisper() -> Response:
    """An agent has picked up: who calls, and why; the call is theirs with one key."""
    here = equipment()
    call_id, attempt = request.args.get("call", ""), _number("attempt")
    conversation = here.desk.resume(call_id) if SID.fullmatch(call_id) else None
    transfer = conversation.waiting_for if conversation and _rings(conversation, attempt) else None
    if not isinstance(transfer, Transfer):
        return document(twiml.hang_up())  # the caller is gone
    here.agents.picked_up(call_id, attempt, g.form.get("To", ""), transfer.service)
    then = address("/voice/accept", call=call_id, attempt=attempt, service=transfer.service)
    return document(here.documents.whisper(transfer, then))


@voice.post("/voice/accept")
def accept() -> Response:
    """The agent pressed a key, or none to the end: 1 takes the call, 2 refuses it."""
    here = equipment()
    keys = g.form.get("Digits", "")
    if keys and keys not in ANSWERS:
        return whisper()  # once more
    answer = ANSWERS.get(keys, "silent")
    agent, service = g.form.get("To", ""), request.args.get("service", "")
    holds = here.agents.answered(request.args.get("call", ""), _number("attempt"), agent, answer, service)
    if holds == "accepted":
        return document(here.documents.accepted())
    return document(here.documents.declined() if answer == "declined" else twiml.hang_up())


@voice.post("/voice/status")
def status() -> Response:
    """How a call is going, as the provider tells it: late, twice or out of order, as it may."""
    here = equipment()
    call_id, call_status = _call_id(), g.form.get("CallStatus", "")
    seconds = g.form.get("CallDuration", "")
    try:
        here.desk.provider_says(
            call_id,
            call_status,
            number_in(g.form, "SequenceNumber"),
            int(seconds) if seconds.isdecimal() else None,
        )
        if call_status in FINAL_STATUSES:
            take_up_recordings(here, call_id)
        conversation = here.desk.resume(call_id)
        if conversation is not None and call_status in FINAL_STATUSES:
            here.agents.caller_left(conversation)
            if _said_all(here, conversation):
                conversation.handle("hungup", HungUp())
    except (sqlite3.Error, FlowChanged) as error:
        log.warning("What the provider says of call %s could not be kept: %s", call_id, error)
    if call_status in FINAL_STATUSES:
        take_up_old_recordings(here)
    return Response(status=204)


@voice.post("/voice/stream")
def stream_status() -> Response:
    """The provider opened a stream, closed it, or could not."""
    if g.form.get("StreamEvent") == "stream-error":
        code = _code(g.form.get("StreamError", ""))
        log.error("Call %s: the provider's stream failed with error %s.", _call_id(), code)
    return Response(status=204)


@voice.post("/voice/fallback")
def fallback() -> Response:
    """One of our documents could not be had, or not be read: a person takes over."""
    # The address carries keys that were pressed, and where words were recorded: its path alone is logged.
    path = urlsplit(g.form.get("ErrorUrl", "")).path
    known = path if path.startswith("/voice") or path.startswith("/audio/") else "an address"
    code = _code(g.form.get("ErrorCode", ""))
    log.error("The provider met error %s at %s.", code, known[:100])
    return document(_still_waiting(code) or equipment().documents.trouble(caller_id=_caller_id()))


def document(text: str) -> Response:
    """TwiML as the provider wants it: text/xml, with its length, never cached."""
    return Response(text, mimetype="text/xml", headers={"Cache-Control": "no-store"})


def _said_all(here: Equipment, conversation: Conversation) -> bool:
    """The provider's word that a call is over may end it here: nothing the caller said is still on its way.

    Whoever dictates a message and hangs up is heard a moment later: the webhook of the recording, or the
    stream, ends that call. Should both fail, the worker's sweep does.
    """
    waiting = conversation.waiting_for
    dictating = here.hears and isinstance(waiting, Ask) and waiting.patience == "long"
    unheard = here.left.awaited(conversation.call_id, conversation.position)
    return not (dictating or unheard or conversation.ended)


def _still_waiting(code: str) -> str | None:
    """The next moment in the line, for a caller whose document was not to be had: a worker died, no more."""
    here, call_id = equipment(), g.form.get("CallSid", "")
    conversation = here.desk.resume(call_id) if code in NOT_FETCHED and SID.fullmatch(call_id) else None
    if conversation is None or not isinstance(conversation.waiting_for, WaitInQueue):
        return None
    written = dict(parse_qsl(urlsplit(g.form.get("ErrorUrl", "")).query))
    return here.documents.wait(conversation, way_in(written), our_voice=written.get("voice") != "0")


def _rings(conversation: Conversation, attempt: int) -> bool:
    """Is this the transfer that the call waits for now?"""
    return isinstance(conversation.waiting_for, Transfer) and conversation.position == attempt


def _conversation(here: Equipment, call_id: str) -> Conversation:
    """The call from its log; begun now when nobody did: its first webhook may have been lost."""
    return here.desk.resume(call_id) or here.desk.begin(call_id, caller=_caller(), channel="turns")


def _call_id() -> str:
    call_id: str = g.form.get("CallSid", "")
    if not SID.fullmatch(call_id):
        abort(400)
    return call_id


def _code(text: str) -> str:
    """The provider's error code in a text of its own: the rest may cite what it was told."""
    found = re.search(r"\b\d{3,6}\b", text, re.ASCII)
    return found[0] if found else "unknown"


def _caller() -> str:
    """The caller's number; empty when it is hidden, or is no telephone number."""
    number = g.form.get("From", "").strip()
    return number if E164.fullmatch(number) and number != ANONYMOUS else ""


def _caller_id() -> str:
    """What agents see when the caller's own number cannot be shown: the line's."""
    number = g.form.get("To", "")
    return number if not _caller() and E164.fullmatch(number) else ""


def _number(name: str) -> int:
    """A number that we wrote into the address."""
    return number_in(request.args, name)
