"""TwiML documents: what the provider is told to do next. Pure: values in, text out.

https://www.twilio.com/docs/voice/twiml
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse  # type: ignore[import-untyped]

from ivr.channels.provider_voice import FALLBACK_VOICE, FALLBACK_VOICES
from speech.written import language_of

MAX_BYTES = 64 * 1024
"""Longest document the provider reads (11750 beyond)."""
MAX_NUMBERS = 10
"""Telephones one <Dial> may ring at once."""
_UNSPEAKABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, or discourages: control characters, halves of surrogates."""


class DocumentTooLong(Exception):
    """We wrote more than the provider reads; saying less is for the caller of this module."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One prompt, ready to be said by the provider."""

    text: str
    """Written, with its language (`speech.written`), for when there is no sound."""
    urls: tuple[str, ...] = ()
    """Addresses of its sentences as mu-law; empty: the provider's voice says the text."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Listening to keys."""

    digits: int
    seconds: int
    """Time without a key that ends the wait."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Listening by recording what the caller says, or one key."""

    max_seconds: int
    silence_seconds: int
    """Silence that ends the recording, before the first word too."""
    keys_first: Keys | None = None
    """Listen to keys before, from the question's first word on: the first key ends a recording by a request,
    and what is pressed during a request reaches nobody. What is said meanwhile is not recorded."""


def connect(*, stream: str, token: str, then: str, status: str, spoken: Sequence[Spoken] = ()) -> str:
    """Open a stream; `then` is asked what comes next, whatever ends it.

    The stream's address may carry no query (the provider drops it), hence the token as a parameter.
    """
    response = VoiceResponse()
    _say(response, spoken)
    connection = response.connect(action=then, method="POST").stream(
        url=stream, status_callback=status, status_callback_method="POST"
    )
    connection.parameter(name="token", value=token)
    # Reached only by a provider that would not ask the action: never a dead line.
    response.redirect(then, method="POST")
    return _text(response)


def listen(
    *, spoken: Sequence[Spoken], how: Recording | Keys, then: str, silence: str, beep: bool = True
) -> str:
    """Say, then listen. `then` gets the recording or the keys; `silence` is asked when nothing came."""
    response = VoiceResponse()
    keys = how.keys_first if isinstance(how, Recording) else how
    if keys is not None:
        # Where a recording follows, the hash key is passed on: alone it is an answer too.
        ended_by_hash = keys.digits > 1 and keys is how
        gather = Gather(
            input="dtmf",
            action=then,
            method="POST",
            num_digits=keys.digits,
            finish_on_key="#" if ended_by_hash else "",
            timeout=keys.seconds,
            # Else a hash key before any other is passed over, as silence is: "Twilio will not make a request
            # to the action URL but instead continue processing the current TwiML document".
            action_on_empty_result=ended_by_hash or None,
        )
        _say(gather, spoken)
        response.append(gather)
    else:
        _say(response, spoken)
    if isinstance(how, Recording):
        response.record(
            action=then,
            method="POST",
            timeout=how.silence_seconds,
            max_length=how.max_seconds,
            finish_on_key="1234567890*#",
            play_beep=beep,
            trim="do-not-trim",
        )
    response.redirect(silence, method="POST")
    return _text(response)


def dial(
    *,
    spoken: Sequence[Spoken],
    numbers: Sequence[str],
    then: str,
    ring_seconds: int,
    limit_seconds: int,
    whisper: str = "",
    caller_id: str = "",
) -> str:
    """Ring all these telephones; the first to answer takes the call. `then` learns how it went.

    `whisper`: address of what the agent hears first; empty: who answers is put through at once.
    `caller_id`: E.164 number shown to the agents; empty: the caller's own.
    """
    response = VoiceResponse()
    _say(response, spoken)
    ring = Dial(
        action=then,
        method="POST",
        timeout=ring_seconds,
        time_limit=limit_seconds,
        answer_on_bridge=True,
        ring_tone="fr",
        caller_id=caller_id or None,
    )
    for number in list(dict.fromkeys(numbers))[:MAX_NUMBERS]:
        if whisper:
            ring.number(number, url=whisper, method="POST")
        else:
            ring.number(number)
    response.append(ring)
    return _text(response)


def wait(*, spoken: Sequence[Spoken], music: str, then: str) -> str:
    """Say, then play music; `then` is asked what comes next, with the key that stopped either of them."""
    response = VoiceResponse()
    gather = Gather(input="dtmf", action=then, method="POST", num_digits=1, finish_on_key="", timeout=1)
    _say(gather, spoken)
    gather.play(music)
    response.append(gather)
    response.redirect(then, method="POST")
    return _text(response)


def whisper(*, announce: Sequence[Spoken], declined: Spoken, then: str, seconds: int = 4) -> str:
    """What the agent alone hears: who calls and why, twice, then one key to take the call.

    `announce`: what is said twice, and what follows it the first time alone. A voicemail presses nothing:
    `then` is asked without a key at the end, and the call is not put through.
    """
    response = VoiceResponse()
    for last in (False, True):
        gather = Gather(
            input="dtmf",
            action=then,
            method="POST",
            num_digits=1,
            finish_on_key="",
            timeout=seconds,
            action_on_empty_result=last or None,
        )
        _say(gather, announce[:1] if last else announce)
        response.append(gather)
    _say(response, [declined])
    response.hangup()
    return _text(response)


def say(spoken: Sequence[Spoken], *, redirect: str = "", pause_seconds: int = 0) -> str:
    """Say, then go on with what comes after this document: `redirect`, or what was waiting for it."""
    response = VoiceResponse()
    _say(response, spoken)
    if pause_seconds:
        response.pause(length=pause_seconds)
    if redirect:
        response.redirect(redirect, method="POST")
    return _text(response)


def hang_up(spoken: Sequence[Spoken] = ()) -> str:
    """Say the last words and end the call."""
    response = VoiceResponse()
    _say(response, spoken)
    response.hangup()
    return _text(response)


def _say(response: VoiceResponse | Gather, spoken: Sequence[Spoken]) -> None:
    for prompt in spoken:
        if prompt.urls:
            for url in prompt.urls:
                response.play(url)
        elif prompt.text.strip():
            response.say(
                _speakable(prompt.text), **FALLBACK_VOICES.get(language_of(prompt.text), FALLBACK_VOICE)
            )


def _speakable(text: str) -> str:
    """Without what XML cannot carry: a control character or half a surrogate spoils the whole document."""
    return _UNSPEAKABLE.sub("", text)


def _text(response: VoiceResponse) -> str:
    text = str(response)
    size = len(text.encode("utf-8"))
    if size > MAX_BYTES:
        raise DocumentTooLong(f"We wrote {size} bytes of TwiML; the provider reads {MAX_BYTES}.")
    return text
