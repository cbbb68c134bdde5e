"""All the settings together, and what must agree between their sections."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, SecretStr, model_validator

from ivr.messages import message
from ivr.settings.sections import (
    AppointmentKind,
    Closure,
    Desk,
    FollowUp,
    Indicators,
    Line,
    Mail,
    Provider,
    Recording,
    Retention,
    Section,
    Service,
    Town,
    Voice,
    Week,
    Words,
)


class Settings(Section):
    """Everything a town hall decides."""

    town: Town
    line: Line
    voice: Voice = Voice()
    words: Words = Words()
    retention: Retention = Retention()
    indicators: Indicators = Indicators()
    mail: Mail | None = None
    """None: the services are not written to, and read what was left in the console."""
    recording: Recording = Recording()
    follow_up: FollowUp = FollowUp()
    hours: dict[str, Week]
    break_hours: dict[str, Week] = Field(default_factory=dict)
    """Weeks kept instead during the school holidays, by the same names."""
    closures: tuple[Closure, ...] = Field(default=(), strict=False)
    services: dict[str, Service]
    desks: dict[str, Desk] = Field(default_factory=dict)
    appointments: dict[str, AppointmentKind] = Field(default_factory=dict)
    """By article; the town that has none books nothing."""
    facts: dict[str, str] = Field(default_factory=dict)
    provider: Provider = Provider()
    metrics_token: SecretStr | None = None
    """Opens /metrics; from the environment only. None: to the machine itself."""
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
            if service.fallback and service.fallback not in self.services:
                raise ValueError(message("problem.unknown_service", value=service.fallback))
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
