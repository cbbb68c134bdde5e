"""Sending an SMS through the provider."""

from __future__ import annotations

import logging

from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.http import HttpClient  # type: ignore[import-untyped]
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from ivr.calls.outbox import DeedError
from ivr.calls.texts import TextRefused, TextSender
from ivr.settings import Settings

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 5.0
"""The provider's client waits for ever by default."""
UNSUBSCRIBED = 21610
"""Twilio: "Attempt to send to unsubscribed recipient"; the person has answered STOP to it."""
PERMANENT = (400, 403, 404)
"""Answers that a second try would only repeat: a wrong number, a caller who opted out."""


def sender_for(settings: Settings, http: HttpClient | None = None) -> TextSender:
    """What sends texts for this town: the provider, or the log while the line plays on its own machine.

    Its errors say what kind of failure it was and no more: the provider's own words may cite the number.
    """
    tokens = settings.provider.tokens()
    if not tokens or settings.line.is_local:
        return _write_down
    client = Client(
        settings.provider.account_sid,
        tokens[0],
        http_client=http or TwilioHttpClient(timeout=TIMEOUT_SECONDS),
    )
    number = settings.provider.number

    def send(to: str, text: str) -> None:
        if not number:
            raise DeedError(
                "No number of the provider is set to send texts from; set STANDARDISTE_TWILIO_NUMBER.",
                permanent=True,
            )
        try:
            client.messages.create(to=to, from_=number, body=text)
        except TwilioRestException as error:
            if error.code == UNSUBSCRIBED:
                raise TextRefused("The person wants no text.", permanent=True) from None
            raise DeedError(
                f"The provider refused a text: status {error.status}, error {error.code}.",
                permanent=error.status in PERMANENT,
            ) from None  # its words would be in the traceback
        except (TwilioException, OSError) as error:
            raise DeedError(f"The provider could not be reached: {type(error).__name__}.") from None

    return send


def _write_down(to: str, text: str) -> None:
    log.info("A text of %d characters would be sent to a number ending in %s.", len(text), to[-2:])
