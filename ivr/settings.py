"""The town hall's settings: mairie.toml and the environment, checked once, frozen."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import phonenumbers
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from ivr.messages import has_message, message
from knowledge.located import InputError
from knowledge.town import WEEKDAYS, Span


class SettingsError(Exception):
    """The settings cannot be used; the text says where and what to write instead."""


_PUBLIC_URL = re.compile(r"https://[\w.-]+(:\d{1,5})?|http://(127\.0\.0\.1|localhost):\d{1,5}")
"""The provider calls https and wss only; plain http is for the machine itself."""


def _problem(name: str, value: object, **more: object) -> ValueError:
    return ValueError(message(f"problem.{name}", value=value, **more))


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        raise _problem("phone", value) from None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _url(value: str) -> str:
    if not _PUBLIC_URL.fullmatch(value):
        raise _problem("url", value)
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise _problem("zone", value) from None
    return value


def _range(value: str) -> str:
    try:
        Span.parse(value)
    except InputError:
        raise _problem("hours", value) from None
    return value


Phone = Annotated[str, AfterValidator(_phone)]
"""E.164, such as +33465710000."""
Range = Annotated[str, AfterValidator(_range)]
"""Opening hours within a day, such as 08:30-12:00."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Town(_Section):
    """Who answers."""

    name: str
    switchboard: Phone
    """Who takes the call when everything else fails."""
    address: str
    phone: str
    email: str
    website: str
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/Paris"
    holiday_zone: str = "Métropole"
    school_zone: Literal["A", "B", "C", ""] = ""


class Line(_Section):
    """How the line is reached."""

    public_url: Annotated[str, AfterValidator(_url)]
    """Scheme, host and port as the provider calls them; what signatures are computed on."""
    mode: Literal["stream", "turns"] = "stream"
    language: Literal["fr"] = "fr"
    max_call_minutes: int = Field(default=30, ge=1, le=240)
    max_calls: int = Field(default=20, ge=1, le=500)
    """Simultaneous streams; calls beyond it are answered turn by turn."""
    ring_seconds: int = Field(default=20, ge=5, le=120)
    """How long agents' telephones ring."""
    survey: bool = False
    """Ask callers what they thought of the call, once it went well."""

    @property
    def is_local(self) -> bool:
        """Does the public address only reach the machine itself?"""
        return self.public_url.startswith(("http://127.0.0.1:", "http://localhost:"))


class Voice(_Section):
    """Names of installed models."""

    recogniser: str = "vosk-model-fr-mairie-0.1"
    synthesiser: str = "fr_FR-siwis-kokoro"


class Retention(_Section):
    """Days after which personal data is erased."""

    words_days: int = Field(default=90, ge=1)
    numbers_days: int = Field(default=30, ge=1)


class Week(_Section):
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


class Closure(_Section):
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


class Service(_Section):
    """A service of the town hall."""

    name: str
    """As said aloud, with its article: "le service état civil"."""
    hours: str = "mairie"
    agents: tuple[Phone, ...] = Field(default=(), strict=False)
    around_the_clock: bool = False
    """Somebody answers at any hour, whatever the doors' hours."""


class Desk(_Section):
    """Where visits with an appointment are received."""

    service: str
    counters: int = Field(default=1, ge=1, le=50)
    """Visits received at the same time."""
    hours: Week
    """When visits are received; not on bank holidays, nor when the service is closed exceptionally."""


class AppointmentKind(_Section):
    """Something one makes an appointment for; its name is the slug of the article about it."""

    title: str
    """Fits after "un rendez-vous pour": "une carte d'identité"."""
    desk: str
    words: tuple[str, ...] = Field(min_length=1, strict=False)
    """What callers name it by: "carte d'identité", "cni"."""
    documents: str = ""
    """What to bring, as a sentence."""
    duration_minutes: int = Field(ge=5, le=480)
    notice_hours: int = Field(default=24, ge=0, le=24 * 60)
    """How long before a visit it can no longer be booked."""
    horizon_days: int = Field(default=60, ge=1, le=365)
    """How far ahead one may book."""


class Provider(_Section):
    """The telephone provider's account, from the environment only."""

    account_sid: str = ""
    number: str = ""
    """The number rented from the provider, E.164: texts are sent from it; empty: none can be."""
    auth_tokens: tuple[SecretStr, ...] = Field(default=(), strict=False)
    """Any of them signs a valid request: two while one is being replaced."""

    def tokens(self) -> list[str]:
        """The tokens in clear, first the current one."""
        return [token.get_secret_value() for token in self.auth_tokens]


class Settings(_Section):
    """Everything a town hall decides."""

    town: Town
    line: Line
    voice: Voice = Voice()
    retention: Retention = Retention()
    hours: dict[str, Week]
    break_hours: dict[str, Week] = {}
    """Weeks kept instead during the school holidays, by the same names."""
    closures: tuple[Closure, ...] = Field(default=(), strict=False)
    services: dict[str, Service]
    desks: dict[str, Desk] = {}
    appointments: dict[str, AppointmentKind] = {}
    """By article; the town that has none books nothing."""
    facts: dict[str, str] = {}
    provider: Provider = Provider()
    var: Path = Field(default=Path("var"), strict=False)
    """Folder of everything that is written: databases, models, rendered sentences."""
    rehearsed_at: AwareDatetime | None = Field(default=None, strict=False)
    """A moment to play the line at, on the machine itself; None: now."""

    @model_validator(mode="after")
    def _names_exist(self) -> Settings:
        if "accueil" not in self.services:
            raise ValueError(message("problem.no_reception"))
        for service in self.services.values():
            if service.hours not in self.hours:
                raise ValueError(message("problem.unknown_hours", value=service.hours))
        if self.rehearsed_at is not None and not self.line.is_local:
            raise ValueError(message("problem.rehearsed_in_public", value=self.rehearsed_at))
        for closure in self.closures:
            if closure.service not in {*self.services, *self.hours}:
                raise ValueError(message("problem.unknown_service", value=closure.service))
        for desk in self.desks.values():
            if desk.service not in self.services:
                raise ValueError(message("problem.unknown_service", value=desk.service))
        for kind in self.appointments.values():
            if kind.desk not in self.desks:
                raise ValueError(message("problem.unknown_desk", value=kind.desk))
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The town's time zone."""
        return ZoneInfo(self.town.time_zone)


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from mairie.toml (STANDARDISTE_CONFIG) and the environment. Raises SettingsError.

    Environment: STANDARDISTE_VAR, STANDARDISTE_PUBLIC_URL, STANDARDISTE_MODE, STANDARDISTE_NOW,
    STANDARDISTE_TWILIO_ACCOUNT_SID, STANDARDISTE_TWILIO_AUTH_TOKEN (several: separated by commas), the
    last two also as …_FILE naming a file that holds the secret.
    """
    path = path or Path(environ.get("STANDARDISTE_CONFIG", "mairie.toml"))
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(message("settings.missing_file", path=path)) from error
    try:
        tree = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        raise SettingsError(message("settings.not_toml", path=path, line=line, error=error)) from error
    _overlay(tree, environ)
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        lines = [message("settings.invalid", path=path), *_explanations(error, source)]
        raise SettingsError("\n".join(lines)) from None


def _overlay(tree: dict[str, Any], environ: Mapping[str, str]) -> None:
    """Let the environment decide what belongs to the machine rather than to the town."""
    for name, section, key in (
        ("STANDARDISTE_PUBLIC_URL", "line", "public_url"),
        ("STANDARDISTE_MODE", "line", "mode"),
    ):
        if environ.get(name):
            tree.setdefault(section, {})[key] = environ[name]
    for name, key in (("STANDARDISTE_VAR", "var"), ("STANDARDISTE_NOW", "rehearsed_at")):
        if environ.get(name):
            tree[key] = environ[name]
    tokens = _secret("STANDARDISTE_TWILIO_AUTH_TOKEN", environ)
    tree["provider"] = {
        "account_sid": _secret("STANDARDISTE_TWILIO_ACCOUNT_SID", environ),
        "number": environ.get("STANDARDISTE_TWILIO_NUMBER", ""),
        "auth_tokens": [SecretStr(token) for token in tokens.replace(",", " ").split()],
    }


def _secret(name: str, environ: Mapping[str, str]) -> str:
    """The variable, or the content of the file that NAME_FILE designates. Fails loudly."""
    named = environ.get(f"{name}_FILE")
    if not named:
        return environ.get(name, "")
    try:
        return Path(named).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(
            message("settings.secret_file", name=f"{name}_FILE", path=named, error=error.strerror)
        ) from error


def _line_in(text: str) -> str:
    found = re.search(r"line (\d+)", text)
    return found[1] if found else "?"


def _explanations(error: ValidationError, source: str) -> Iterator[str]:
    """One sentence per mistake: where, what, what to write instead."""
    for mistake in error.errors():
        path = tuple(part for part in mistake["loc"])
        kind = mistake["type"] if has_message(f"problem.{mistake['type']}") else "other"
        values = {"name": path[-1] if path else "", "value": mistake["input"], **mistake.get("ctx", {})}
        values["message"] = str(mistake.get("ctx", {}).get("error", mistake["msg"]))
        problem = message(f"problem.{kind}", **values)
        where = ".".join(str(part) for part in path) or "mairie.toml"
        line = line_of(source, path)
        yield message("settings.at" if line else "settings.at_end", line=line, where=where, problem=problem)


def line_of(source: str, path: tuple[str | int, ...]) -> int | None:
    """Line, from 1, of a value in TOML source; of its nearest section when the value is missing."""
    best, depth = None, 0
    section: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)
        key = re.match(r"\s*([\w-]+)\s*=", line)
        if header:
            section = tuple(part.strip("\"' ") for part in header[2].split("."))
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                section = (*section, counts[header[2]])
            here = section
        elif key:
            here = (*section, key[1])
        else:
            continue
        if here and path[: len(here)] == here and len(here) > depth:
            best, depth = number, len(here)
    return best
