"""Is this request really the provider's? Its signature, checked on the address that it called.

https://www.twilio.com/docs/usage/security#validating-requests
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

log = logging.getLogger(__name__)

HEADER = "X-Twilio-Signature"


class SignatureCheck:
    """Checks signatures with the tokens of the account; with none, nothing is ever accepted.

    `public_url`: scheme, host and port as the provider calls them. The address signed is never rebuilt from
    the request: behind a proxy its host, scheme and port are somebody else's.
    `tokens`: any of them may have signed, so that changing the account's token drops no call.
    """

    def __init__(self, public_url: str, tokens: Sequence[str]) -> None:
        self._public_url = public_url
        self._validators = [RequestValidator(token) for token in tokens if token]

    def accepts(self, path: str, query: str, parameters: Mapping[str, object], signature: str | None) -> bool:
        """Did the provider send this webhook?

        `path` and `query` as on the request line, `parameters` the form's (blank values included: they are
        signed), none for a GET. A missing signature is refused like a wrong one.
        """
        url = f"{self._public_url}{path}" + (f"?{query}" if query else "")
        return self._signed([url], parameters, signature)

    def accepts_stream(self, path: str, signature: str | None) -> bool:
        """Did the provider open this websocket? Signed on the wss address, without parameters.

        Some see the provider add a slash to the address before signing it: both are accepted.
        """
        url = stream_url(self._public_url, path.rstrip("/"))
        return self._signed([url, f"{url}/"], {}, signature)

    def _signed(self, urls: list[str], parameters: Mapping[str, object], signature: str | None) -> bool:
        """A check that fails has not succeeded: whatever is raised in it means no."""
        try:
            written = [variant for url in urls for variant in _ports(url)]
            return self._matches(written, parameters, signature)
        except Exception as error:
            log.error(
                "A signature could not be checked: the public address %r is wrong, or the request is: %s.",
                self._public_url,
                type(error).__name__,
            )
            return False

    def _matches(self, urls: list[str], parameters: Mapping[str, object], signature: str | None) -> bool:
        given = (signature or "").encode("utf-8", "replace")
        # Every candidate is compared, in constant time: how long it takes tells nothing.
        matches = [
            hmac.compare_digest(validator.compute_signature(url, parameters).encode(), given)
            for validator in self._validators
            for url in urls
        ]
        return any(matches)


def stream_url(public_url: str, path: str) -> str:
    """The websocket address of a path: https becomes wss, and http (a demonstration) ws."""
    return "ws" + public_url.removeprefix("http") + path


def _ports(url: str) -> Iterator[str]:
    """The address with and without its port: the provider signs either."""
    yield url
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    if parts.port is None:
        default = 443 if parts.scheme in ("https", "wss") else 80
        yield parts._replace(netloc=f"{host}:{default}").geturl()
    else:
        yield parts._replace(netloc=host).geturl()
