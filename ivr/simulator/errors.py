"""What can go wrong in a simulated call, by whose fault it is."""

from __future__ import annotations

from dataclasses import dataclass


class SimulatorError(Exception):
    """The person who runs the simulator asked for something it cannot do: a bad script, a missing file."""


class ProviderError(Exception):
    """The line did something the provider refuses; carries the provider's own error code.

    https://www.twilio.com/docs/api/errors
    """

    def __init__(self, code: int, message: str, url: str = "") -> None:
        super().__init__(f"{code}: {message}" + (f" ({url})" if url else ""))
        self.code = code
        self.message = message
        self.url = url
        """The document or resource at fault; given to the fallback URL as ErrorUrl."""


class HungUp(Exception):
    """Whoever holds the telephone of `leg` has put it down. Normal, not an error."""

    def __init__(self, leg: object) -> None:
        super().__init__("hung up")
        self.leg = leg


class CallUpdated(Exception):
    """The line changed the call through the REST API: what it was doing stops."""


@dataclass(frozen=True)
class Alert:
    """One entry of the provider's error log."""

    code: int
    message: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.message}" + (f" [{self.url}]" if self.url else "")
