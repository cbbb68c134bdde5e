"""The TwiML verbs the simulator plays, with the provider's defaults."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One instruction of a document."""


@dataclass(frozen=True, kw_only=True)
class Stream:
    """https://www.twilio.com/docs/voice/twiml/stream, inside <Connect>."""

    url: str = ""
    name: str = ""
    status_callback: str = ""
    status_callback_method: str = "POST"
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Connect(Verb):
    """https://www.twilio.com/docs/voice/twiml/connect"""

    stream: Stream
    action: str | None = None
    method: str = "POST"


@dataclass(frozen=True, kw_only=True)
class Play(Verb):
    """https://www.twilio.com/docs/voice/twiml/play"""

    url: str = ""
    loop: int = 1
    digits: str = ""


@dataclass(frozen=True, kw_only=True)
class Say(Verb):
    """https://www.twilio.com/docs/voice/twiml/say: words spoken by the provider's own voice."""

    text: str
    voice: str = "man"
    language: str = "en-US"
    loop: int = 1


@dataclass(frozen=True, kw_only=True)
class Gather(Verb):
    """https://www.twilio.com/docs/voice/twiml/gather"""

    prompts: tuple[Verb, ...] = ()
    action: str = ""
    """Empty: the URL of the document itself."""
    method: str = "POST"
    input: str = "dtmf"
    timeout: int = 5
    num_digits: int = 1000
    finish_on_key: str = "#"
    action_on_empty_result: bool = False
    language: str = "en-US"
    hints: str = ""
    speech_timeout: str = ""
    speech_model: str = ""
    enhanced: bool = False
    profanity_filter: bool = True
    barge_in: bool = True
    partial_result_callback: str = ""
    partial_result_callback_method: str = "POST"


@dataclass(frozen=True, kw_only=True)
class Record(Verb):
    """https://www.twilio.com/docs/voice/twiml/record"""

    action: str = ""
    method: str = "POST"
    timeout: int = 5
    max_length: int = 3600
    finish_on_key: str = "1234567890*#"
    play_beep: bool = True
    trim: str = "trim-silence"
    recording_status_callback: str = ""
    recording_status_callback_method: str = "POST"
    recording_status_callback_event: str = "completed"
    transcribe: bool = False


@dataclass(frozen=True, kw_only=True)
class Number:
    """https://www.twilio.com/docs/voice/twiml/number, inside <Dial>."""

    phone: str
    url: str = ""
    """The whisper: run on the agent's side before the caller is put through."""
    method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"
    status_callback_event: str = "completed"


@dataclass(frozen=True, kw_only=True)
class Dial(Verb):
    """https://www.twilio.com/docs/voice/twiml/dial"""

    numbers: tuple[Number, ...] = ()
    action: str = ""
    """Empty: the next verb follows once the other party has left."""
    method: str = "POST"
    timeout: int = 30
    time_limit: int = 14400
    caller_id: str = ""
    answer_on_bridge: bool = False
    hangup_on_star: bool = False
    ring_tone: str = ""
    sequential: bool = False
    record: str = "do-not-record"


@dataclass(frozen=True, kw_only=True)
class Enqueue(Verb):
    """https://www.twilio.com/docs/voice/twiml/enqueue"""

    queue: str
    action: str = ""
    method: str = "POST"
    wait_url: str = ""
    wait_url_method: str = "POST"


@dataclass(frozen=True, kw_only=True)
class Redirect(Verb):
    """https://www.twilio.com/docs/voice/twiml/redirect"""

    url: str = ""
    method: str = "POST"


@dataclass(frozen=True, kw_only=True)
class Pause(Verb):
    """https://www.twilio.com/docs/voice/twiml/pause"""

    length: int = 1


@dataclass(frozen=True, kw_only=True)
class Hangup(Verb):
    """https://www.twilio.com/docs/voice/twiml/hangup"""


@dataclass(frozen=True, kw_only=True)
class Reject(Verb):
    """https://www.twilio.com/docs/voice/twiml/reject"""

    reason: str = "rejected"
