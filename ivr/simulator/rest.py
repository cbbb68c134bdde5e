"""The small part of the provider's REST API that a line uses: calls, messages, recordings. Pure.

https://www.twilio.com/docs/usage/api
"""

from __future__ import annotations

import base64
import hmac
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.simulator.account import API_VERSION, Account, new_sid
from ivr.simulator.leg import CallUpdate, Leg
from ivr.simulator.recordings import Recordings

MAX_INLINE_TWIML = 4000
UNAUTHORISED, NOT_FOUND, NOT_IN_PROGRESS, TOO_MANY = 20003, 20404, 21220, 20429
INVALID_NUMBER, TWIML_TOO_LONG, BODY_MISSING = 21211, 32018, 21602


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"


@dataclass(frozen=True)
class TextMessage:
    """An SMS the line sent."""

    sid: str
    to: str
    sender: str
    body: str


@dataclass
class RestApi:
    """One account's calls, messages and recordings, as the REST API shows them."""

    account: Account
    recordings: Recordings
    busy: int = 0
    """Requests still to be refused with 429 before any is executed."""
    messages: list[TextMessage] = field(default_factory=list)
    _calls: dict[str, Leg] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def register(self, leg: Leg) -> None:
        """A call now exists, and stays known once it is over."""
        self._calls[leg.record.sid] = leg

    def handle(self, method: str, path: str, authorization: str, form: Mapping[str, str]) -> Reply:
        """Answer one request; `path` is without its query."""
        if not self._authorised(authorization):
            return _error(401, UNAUTHORISED, "Authenticate")
        with self._lock:
            if self.busy > 0:
                self.busy -= 1
                return _error(429, TOO_MANY, "Too Many Requests")
        root = f"/{API_VERSION}/Accounts/{self.account.sid}/"
        rest = path.removeprefix(root)
        if rest == path:
            return _error(404, NOT_FOUND, f"The requested resource {path} was not found")
        if method == "POST" and (found := re.fullmatch(r"Calls/(\w+)\.json", rest)):
            return self._update_call(found[1], form)
        if method == "POST" and rest == "Messages.json":
            return self._send_message(form)
        if found := re.fullmatch(r"Recordings/(\w+?)(\.wav|\.json)?", rest):
            return self._recording(method, found[1])
        return _error(404, NOT_FOUND, f"The requested resource {path} was not found")

    def _authorised(self, authorization: str) -> bool:
        kind, _, encoded = authorization.partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True)
        except ValueError:
            return False
        wanted = f"{self.account.sid}:{self.account.auth_token}".encode()
        return kind.lower() == "basic" and hmac.compare_digest(given, wanted)

    def _update_call(self, sid: str, form: Mapping[str, str]) -> Reply:
        leg = self._calls.get(sid)
        if leg is None:
            return _error(404, NOT_FOUND, f"The requested resource Calls/{sid}.json was not found")
        if leg.record.over:
            return _error(400, NOT_IN_PROGRESS, "Call is not in-progress. Cannot redirect.")
        twiml = form.get("Twiml", "")
        if len(twiml) > MAX_INLINE_TWIML:
            return _error(400, TWIML_TOO_LONG, "Twiml is over 4000 characters.")
        leg.change(
            CallUpdate(
                url=form.get("Url", ""),
                method=form.get("Method", "POST"),
                twiml=twiml,
                status=form.get("Status", ""),
            )
        )
        record = leg.record
        return _json(200, {"sid": sid, "status": record.status, "from": record.caller, "to": record.called})

    def _send_message(self, form: Mapping[str, str]) -> Reply:
        to, body = form.get("To", ""), form.get("Body", "")
        if not re.fullmatch(r"\+[1-9]\d{6,14}", to):
            return _error(400, INVALID_NUMBER, f"The 'To' number {to} is not a valid phone number.")
        if not body or len(body) > 1600:
            return _error(400, BODY_MISSING, "A message has a body of 1 to 1600 characters.")
        message = TextMessage(new_sid("SM"), to, form.get("From", ""), body)
        self.messages.append(message)
        return _json(201, {"sid": message.sid, "status": "queued", "to": to, "body": body})

    def _recording(self, method: str, sid: str) -> Reply:
        if method == "DELETE":
            return Reply(204) if self.recordings.delete(sid) else _error(404, NOT_FOUND, f"No {sid}")
        sound = self.recordings.fetch(sid)
        if sound is None:
            return _error(404, NOT_FOUND, f"The requested resource Recordings/{sid} was not found")
        return Reply(200, sound, "audio/x-wav")


def _json(status: int, content: Mapping[str, object]) -> Reply:
    return Reply(status, json.dumps(content).encode())


def _error(status: int, code: int, message: str) -> Reply:
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    return _json(status, {"code": code, "message": message, "more_info": more_info, "status": status})
