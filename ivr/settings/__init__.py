"""The town hall's settings: mairie.toml and the environment, checked once, frozen.

A new section: its class in `sections.py`, its line in `whole.py`.
"""

from ivr.settings.errors import SettingsError, line_of
from ivr.settings.loading import load_settings
from ivr.settings.sections import (
    AppointmentKind,
    Desk,
    FollowUp,
    Line,
    Mail,
    Provider,
    Recording,
    Retention,
    Service,
    Town,
    Voice,
    Week,
)
from ivr.settings.served import put_in_service
from ivr.settings.whole import Settings

__all__ = [
    "AppointmentKind",
    "Desk",
    "FollowUp",
    "Line",
    "Mail",
    "Provider",
    "Recording",
    "Retention",
    "Service",
    "Settings",
    "SettingsError",
    "Town",
    "Voice",
    "Week",
    "line_of",
    "load_settings",
    "put_in_service",
]
