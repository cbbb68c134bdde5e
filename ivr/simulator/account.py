"""The town hall's account at the provider, the number it answers, and the form each request carries."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

API_VERSION = "2010-04-01"
PLACES = ("City", "State", "Zip", "Country")


def new_sid(prefix: str) -> str:
    """An identifier shaped like the provider's: two letters, 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who signs the requests."""

    sid: str
    auth_token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PhoneNumber:
    """A number of the account and where its calls go, as set in the provider's console."""

    number: str
    voice_url: str
    voice_method: str = "POST"
    fallback_url: str = ""
    """Asked for another document when the first cannot be fetched or run; empty: the call is cut."""
    status_callback: str = ""
    """Told once, when the call has ended."""


@dataclass(kw_only=True)
class CallRecord:
    """What the provider knows of one leg."""

    caller: str
    called: str
    direction: str = "inbound"
    sid: str = field(default_factory=lambda: new_sid("CA"))
    parent_sid: str = ""
    status: str = "ringing"
    duration: float = 0.0
    """Seconds since it was answered."""
    country: str = "FR"
    forwarded_from: str = ""

    @property
    def over(self) -> bool:
        return self.status in ("completed", "busy", "failed", "no-answer", "canceled")

    def form(self, account: Account) -> dict[str, str]:
        """The fields every voice request carries; unknown places are sent empty, and signed.

        https://www.twilio.com/docs/voice/twiml#request-parameters
        """
        fields = {
            "CallSid": self.sid,
            "AccountSid": account.sid,
            "From": self.caller,
            "To": self.called,
            "Caller": self.caller,
            "Called": self.called,
            "CallStatus": self.status,
            "ApiVersion": API_VERSION,
            "Direction": self.direction,
        }
        for side in ("From", "Caller", "To", "Called"):
            for place in PLACES:
                fields[side + place] = self.country if place == "Country" else ""
        if self.parent_sid:
            fields["ParentCallSid"] = self.parent_sid
        if self.forwarded_from:
            fields["ForwardedFrom"] = self.forwarded_from
        return fields

    def progress_form(self, account: Account, sequence: int) -> dict[str, str]:
        """The fields of a call-progress callback; SequenceNumber restores the order."""
        fields = self.form(account) | {
            "Timestamp": format_datetime(datetime.now(UTC)),
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(sequence),
        }
        if self.over:
            fields["CallDuration"] = str(round(self.duration))
            fields["Duration"] = str(max(1, -(-int(self.duration) // 60)))
        return fields


def stream_form(
    account: Account, call: CallRecord, stream_sid: str, name: str, event: str, error: str = ""
) -> Mapping[str, str]:
    """The fields of a stream's status callback; its timestamp is ISO 8601 in UTC with nanoseconds."""
    now = datetime.now(UTC)
    fields = {
        "StreamName": name or stream_sid,
        "StreamEvent": event,
        "CallSid": call.sid,
        "Timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z",
        "AccountSid": account.sid,
        "StreamSid": stream_sid,
    }
    return fields | ({"StreamError": error} if error else {})
