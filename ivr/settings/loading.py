"""Reading the settings: mairie.toml, then what the environment decides, checked once."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from ivr.messages import message
from ivr.settings.errors import SettingsError, explanations
from ivr.settings.whole import Settings

CONFIG = "STANDARDISTE_CONFIG"


def config_path(environ: Mapping[str, str]) -> Path:
    """Where the town hall's file is."""
    return Path(environ.get(CONFIG, "mairie.toml"))


def load_settings(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from mairie.toml (STANDARDISTE_CONFIG) and the environment. Raises SettingsError.

    Environment: STANDARDISTE_VAR, STANDARDISTE_PUBLIC_URL, STANDARDISTE_MODE, STANDARDISTE_NOW,
    STANDARDISTE_TWILIO_ACCOUNT_SID, STANDARDISTE_TWILIO_AUTH_TOKEN (several: separated by commas),
    STANDARDISTE_SMTP_PASSWORD, STANDARDISTE_METRICS_TOKEN; the last four also as …_FILE naming a file that
    holds the secret.
    """
    path = path or config_path(environ)
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
        lines = [message("settings.invalid", path=path), *explanations(error, source)]
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
    if isinstance(tree.get("mail"), dict):
        if "password" in tree["mail"]:
            raise SettingsError(message("settings.secret_in_file", name="STANDARDISTE_SMTP_PASSWORD"))
        password = _secret("STANDARDISTE_SMTP_PASSWORD", environ)
        tree["mail"]["password"] = SecretStr(password)
    if metrics := _secret("STANDARDISTE_METRICS_TOKEN", environ):
        tree["metrics_token"] = SecretStr(metrics)
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
