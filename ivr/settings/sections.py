"""The sections of mairie.toml, each with its defaults; `Settings` puts them together."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from ivr.messages import message
from ivr.settings.values import Email, Network, Phone, Range, Url, Zone
from knowledge.town import WEEKDAYS


class Section(BaseModel):
    """One section: frozen, and every name in it is known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Town(Section):
    """Who answers."""

    name: str
    switchboard: Phone
    """Who takes the call when everything else fails."""
    address: str
    phone: str
    email: str
    website: str
    time_zone: Zone = "Europe/Paris"
    holiday_zone: str = "Métropole"
    school_zone: Literal["A", "B", "C", ""] = ""


class Line(Section):
    """How the line is reached."""

    public_url: Url
    """Scheme, host and port as the provider calls them; what signatures are computed on."""
    mode: Literal["stream", "turns"] = "stream"
    language: Literal["fr"] = "fr"
    languages: tuple[Literal["fr", "en"], ...] = Field(default=("fr",), min_length=1, strict=False)
    """What callers may choose to speak; French, which a call begins in, is always one of them."""
    max_call_minutes: int = Field(default=30, ge=1, le=240)
    max_calls: int = Field(default=20, ge=1, le=500)
    """Simultaneous streams; calls beyond it are answered turn by turn."""
    ring_seconds: int = Field(default=20, ge=5, le=120)
    """How long agents' telephones ring."""
    text_links: bool = False
    """Offer the link of an answer by SMS, to callers whose number can receive one."""
    max_wait_minutes: int = Field(default=10, ge=0, le=60)
    """How long a caller waits in line for an agent; 0: nobody waits, a message is offered at once."""
    survey: bool = False
    """Ask callers what they thought of the call, once it went well."""

    proxies: tuple[Network, ...] | None = Field(default=None, strict=False)
    """Who is believed in X-Forwarded-For; None: this machine, when the public address is not its own."""

    @property
    def trusted_proxies(self) -> tuple[str, ...]:
        """Addresses and networks of the proxies before the line."""
        if self.proxies is not None:
            return self.proxies
        return () if self.is_local else ("127.0.0.0/8", "::1")

    @property
    def others(self) -> tuple[str, ...]:
        """The languages beside the one that a call begins in."""
        return tuple(dict.fromkeys(other for other in self.languages if other != self.language))

    @property
    def is_local(self) -> bool:
        """Does the public address only reach the machine itself?"""
        return self.public_url.startswith(("http://127.0.0.1:", "http://localhost:"))


class Voice(Section):
    """Names of installed models."""

    recogniser: str = "vosk-model-fr-mairie-0.15"
    synthesiser: str = "fr_FR-siwis-kokoro"
    recogniser_en: str = "vosk-model-small-en-us-0.15"
    """Without it, whoever speaks English answers by keys."""
    synthesiser_en: str = "en_US-joe-medium"

    def models(self, language: str) -> tuple[str, str]:
        """The ears and the voice of a language."""
        if language == "en":
            return self.recogniser_en, self.synthesiser_en
        return self.recogniser, self.synthesiser


class Words(Section):
    """What the ears should know of the town, besides its streets, services and articles."""

    people: tuple[str, ...] = Field(default=(), strict=False)
    """Elected people and others whom callers name: "Camille Perrin"."""
    sentences: tuple[str, ...] = Field(default=(), strict=False)
    """Anything else callers say: places, associations, events."""


class Retention(Section):
    """Days after which personal data is erased."""

    words_days: int = Field(default=90, ge=1)
    numbers_days: int = Field(default=30, ge=1)


class Indicators(Section):
    """What the indicators take for granted."""

    minutes_per_call: float = Field(default=4.0, ge=0.0, le=60.0, strict=False)
    """What an agent spends on a call that the line settles alone: answering, speaking, noting."""


class Week(Section):
    """Opening hours of a usual week."""

    monday: tuple[Range, ...] = Field(default=(), strict=False)
    tuesday: tuple[Range, ...] = Field(default=(), strict=False)
    wednesday: tuple[Range, ...] = Field(default=(), strict=False)
    thursday: tuple[Range, ...] = Field(default=(), strict=False)
    friday: tuple[Range, ...] = Field(default=(), strict=False)
    saturday: tuple[Range, ...] = Field(default=(), strict=False)
    sunday: tuple[Range, ...] = Field(default=(), strict=False)

    def table(self) -> dict[str, tuple[str, ...]]:
        """Ranges by day: {"monday": ("08:30-12:00",)}."""
        return {day: getattr(self, day) for day in WEEKDAYS}


class Closure(Section):
    """Days on which a set of hours does not hold."""

    service: str
    first: date
    last: date
    reason: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Closure:
        if self.last < self.first:
            raise ValueError(message("problem.closure_dates", first=self.first, last=self.last))
        return self


class Service(Section):
    """A service of the town hall."""

    name: str
    """As said aloud, with its article: "le service état civil"."""
    name_en: str = ""
    """The same for callers who speak English: "the registry office"; empty: said in French."""
    words_en: tuple[str, ...] = Field(default=(), strict=False)
    """What else they ask for it by: "births", "marriages"."""
    hours: str = "mairie"
    agents: tuple[Phone, ...] = Field(default=(), strict=False)
    email: Email | None = None
    """Where it is told of what callers leave for it; None: the reception is told, else the town."""
    around_the_clock: bool = False
    """Somebody answers at any hour, whatever the doors' hours."""
    ring: Literal["together", "in_turn"] = "together"
    """All free telephones at once, or one after the other in the order of `agents`."""
    fallback: str = ""
    """The service that takes the calls when nobody of this one can; empty: a message is offered."""

    @property
    def title(self) -> str:
        """As written in a list: "Service état civil"."""
        bare = self.name
        for article in ("le ", "la ", "les ", "l'", "l’"):
            bare = bare.removeprefix(article)
        return bare[:1].upper() + bare[1:]

    def named(self, language: str) -> str:
        """As said aloud in that language."""
        return self.name_en or self.name if language == "en" else self.name


class Desk(Section):
    """Where visits with an appointment are received."""

    service: str
    counters: int = Field(default=1, ge=1, le=50)
    """Visits received at the same time."""
    hours: Week
    """When visits are received; not on bank holidays, nor when the service is closed exceptionally."""


class AppointmentKind(Section):
    """Something one makes an appointment for; its name is the slug of the article about it."""

    title: str
    """Fits after "un rendez-vous pour": "une carte d'identité"."""
    desk: str
    words: tuple[str, ...] = Field(min_length=1, strict=False)
    """What callers name it by: "carte d'identité", "cni"."""
    documents: str = ""
    """What to bring, as a sentence."""
    title_en: str = ""
    """The title in English: "an identity card"; empty: the name that the article has in English."""
    documents_en: str = ""
    duration_minutes: int = Field(ge=5, le=480)
    notice_hours: int = Field(default=24, ge=0, le=24 * 60)
    """How long before a visit it can no longer be booked."""
    horizon_days: int = Field(default=60, ge=1, le=365)
    """How far ahead one may book."""


class Mail(Section):
    """The server that takes our letters to the services; its password is in the environment."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    """starttls: as usual on port 587; implicit: on port 465; none: only on this machine or network."""
    sender: Email = Field(alias="from")
    user: str = ""
    password: SecretStr = SecretStr("")
    timeout_seconds: int = Field(default=10, ge=1, le=60)

    @model_validator(mode="after")
    def _password_is_hidden(self) -> Mail:
        if self.user and self.tls == "none" and self.host not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError(message("problem.mail_in_clear"))
        return self


class Recording(Section):
    """Whether voices are kept; off unless the town hall says otherwise."""

    messages: bool = False
    """Keep the voice of whoever leaves a message and agrees to it."""
    days: int = Field(default=30, ge=1, le=180)
    """After how many days a recording is erased, whether the message was handled or not."""


class FollowUp(Section):
    """What callers are promised."""

    answer_days: int = Field(default=2, ge=1, le=30)
    """Opening days of a service within which a message is answered, and somebody rung back when no time was
    agreed."""


class Provider(Section):
    """The telephone provider's account, from the environment only."""

    account_sid: str = ""
    number: str = ""
    """The number rented from the provider, E.164: texts are sent from it; empty: none can be."""
    auth_tokens: tuple[SecretStr, ...] = Field(default=(), strict=False)
    """Any of them signs a valid request: two while one is being replaced."""

    def tokens(self) -> list[str]:
        """The tokens in clear, first the current one."""
        return [token.get_secret_value() for token in self.auth_tokens]
