"""The provider as an HTTP client: signs, asks, follows, gives up, as the provider does.

https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

import requests

from ivr.simulator.account import Account
from ivr.simulator.errors import ProviderError
from ivr.simulator.signing import HEADER, signature

TOTAL_SECONDS = 15.0
"""Hard limit for one call-related request, redirects and retries included."""
MAX_REDIRECTS = 10
MAX_BODY_BYTES = 1024 * 1024
"""Bytes read of any answer; documents have a smaller limit of their own."""
XML_TYPES = ("text/xml", "application/xml")
IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token"

UNUSABLE = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)
"""What a URL that cannot be requested at all raises."""

FETCH_FAILED, UNREACHABLE, BAD_HOST = 11200, 11205, 11210
TOO_MANY_REDIRECTS, TLS_FAILED, NOT_XML = 11215, 11220, 12300


@dataclass(frozen=True)
class Overrides:
    """Connection settings carried by a URL's fragment (`#ct=1000&rc=2`), never sent nor signed."""

    connect_ms: int = 5000
    read_ms: int = 15000
    total_ms: int = 15000
    retries: int = 1
    policies: tuple[str, ...] = ("ct",)
    """What is retried: ct connection failures, rt read timeouts, 4xx, 5xx, all."""

    @classmethod
    def of(cls, fragment: str) -> Overrides:
        """Read a fragment; values out of the provider's bounds are brought back into them."""
        given = dict(parse_qsl(fragment))

        def number(name: str, default: int, low: int, high: int) -> int:
            text = given.get(name, "")
            return min(high, max(low, int(text))) if text.isdecimal() else default

        return cls(
            connect_ms=number("ct", 5000, 100, 10000),
            read_ms=number("rt", 15000, 100, 15000),
            total_ms=number("tt", 15000, 100, 15000),
            retries=number("rc", 1, 0, 5),
            policies=tuple(given["rp"].split(",")) if "rp" in given else ("ct",),
        )

    def retry(self, policy: str) -> bool:
        return policy in self.policies or "all" in self.policies


@dataclass(frozen=True)
class Answer:
    """What a request brought back."""

    url: str
    """The last one, after redirects."""
    status: int
    content_type: str
    body: bytes
    seconds: float
    """Wall-clock time it took, redirects and retries included."""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


@dataclass
class Habits:
    """How requests are signed and delivered; the wrong ways exist to test the line's defences."""

    sign: str = "right"
    """right, wrong, missing."""
    header_case: str = "title"
    """title or lower: HTTP headers have no case."""
    deliver_twice: bool = False
    """Every request is delivered, its answer lost, then retried with the same idempotency token."""


@dataclass
class Exchanged:
    """One request made, for the report and the tests."""

    method: str
    url: str
    form: dict[str, str]
    status: int
    seconds: float


class Webhooks:
    """One call's HTTP client: keeps cookies, caches GET answers, never POST ones."""

    def __init__(self, account: Account, habits: Habits | None = None) -> None:
        self._account = account
        self.habits = habits or Habits()
        self._session = requests.Session()
        self._session.trust_env = False
        self._cache: dict[str, tuple[str, Answer]] = {}
        self.log: list[Exchanged] = []

    def document(self, url: str, method: str, form: Mapping[str, str]) -> Answer:
        """Fetch TwiML. Anything but a 2xx answer typed as XML is an error of the provider's."""
        answer = self.fetch(url, method, form)
        if answer.content_type not in XML_TYPES:
            raise ProviderError(
                NOT_XML, f"The answer is {answer.content_type or 'untyped'}; it must be text/xml.", answer.url
            )
        return answer

    def fetch(self, url: str, method: str = "GET", form: Mapping[str, str] | None = None) -> Answer:
        """Request `url`, following redirects and retrying what the provider retries."""
        target, fragment = urldefrag(url)
        overrides = Overrides.of(fragment)
        began = time.monotonic()
        deadline = began + min(TOTAL_SECONDS, overrides.total_ms / 1000)
        fields = dict(form or {})
        for _ in range(MAX_REDIRECTS + 1):
            response = self._attempts(target, method, fields, overrides, deadline)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            target = urljoin(target, response.headers.get("Location", ""))
            if response.status_code not in (307, 308):
                method, fields = "GET", {}
        else:
            raise ProviderError(TOO_MANY_REDIRECTS, f"More than {MAX_REDIRECTS} redirections.", url)
        if response.status_code == 304:
            return self._cache[target][1]
        answer = Answer(
            url=target,
            status=response.status_code,
            content_type=response.headers.get("Content-Type", "").split(";")[0].strip().lower(),
            body=_read(response, deadline, target),
            seconds=time.monotonic() - began,
        )
        if not 200 <= answer.status < 300:
            raise ProviderError(FETCH_FAILED, f"The line answered {answer.status}.", target)
        if method == "GET" and (tag := response.headers.get("ETag")):
            self._cache[target] = (tag, answer)
        return answer

    def _attempts(
        self, url: str, method: str, form: dict[str, str], overrides: Overrides, deadline: float
    ) -> requests.Response:
        token = secrets.token_hex(16)
        left = overrides.retries
        if self.habits.deliver_twice and method == "POST":
            self._once(url, method, form, overrides, deadline, token).close()
        while True:
            try:
                response = self._once(url, method, form, overrides, deadline, token)
                policy, error = f"{response.status_code // 100}xx", None
                if response.status_code < 400 or not overrides.retry(policy):
                    return response
            except ProviderError as failed:
                policy, error = ("ct" if failed.code == UNREACHABLE else "rt"), failed
            if left == 0 or not overrides.retry(policy) or time.monotonic() >= deadline:
                if error is not None:
                    raise error
                return response
            left -= 1

    def _once(
        self,
        url: str,
        method: str,
        form: dict[str, str],
        overrides: Overrides,
        deadline: float,
        token: str,
    ) -> requests.Response:
        if method == "GET" and form:
            parts = urlsplit(url)
            query = "&".join(filter(None, (parts.query, urlencode(form))))
            url = urlunsplit(parts._replace(query=query))
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            IDEMPOTENCY_HEADER: token,
            **self._signed(url, form if method == "POST" else {}),
        }
        if method == "GET" and url in self._cache:
            headers["If-None-Match"] = self._cache[url][0]
        began = time.monotonic()
        left = max(0.1, deadline - began)
        try:
            response = self._session.request(
                method,
                url,
                data=form if method == "POST" else None,
                headers=headers,
                timeout=(min(overrides.connect_ms / 1000, left), min(overrides.read_ms / 1000, left)),
                allow_redirects=False,
                stream=True,
            )
        except UNUSABLE:
            raise ProviderError(BAD_HOST, "The URL is not one that can be requested.", url) from None
        except requests.exceptions.SSLError as error:
            raise ProviderError(TLS_FAILED, f"No secure connection: {error}.", url) from None
        except requests.exceptions.ReadTimeout:
            raise ProviderError(FETCH_FAILED, "No answer in time.", url) from None
        except requests.exceptions.RequestException as error:
            raise ProviderError(UNREACHABLE, f"No connection: {error}.", url) from None
        self.log.append(Exchanged(method, url, form, response.status_code, time.monotonic() - began))
        return response

    def _signed(self, url: str, form: Mapping[str, str]) -> dict[str, str]:
        if self.habits.sign == "missing":
            return {}
        token = self._account.auth_token if self.habits.sign == "right" else "not the token"
        name = HEADER.lower() if self.habits.header_case == "lower" else HEADER
        return {name: signature(token, url, form)}

    def close(self) -> None:
        self._session.close()


def _read(response: requests.Response, deadline: float, url: str) -> bytes:
    """The whole body, within its bounds of size and time."""
    body = bytearray()
    try:
        for chunk in response.iter_content(16384):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise ProviderError(FETCH_FAILED, f"The answer is over {MAX_BODY_BYTES} bytes.", url)
            if time.monotonic() > deadline:
                raise ProviderError(FETCH_FAILED, "The answer took too long to arrive.", url)
    except requests.exceptions.RequestException as error:
        raise ProviderError(FETCH_FAILED, f"The answer broke off: {error}.", url) from None
    finally:
        response.close()
    return bytes(body)
