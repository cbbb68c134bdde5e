"""Secrets that must be read again, kept so that a copy of the database alone does not give them away."""

from __future__ import annotations

import logging
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from ivr.web.secret_key import secret_key

log = logging.getLogger(__name__)

_MARK = "sealed:"


class Seal:
    """Seals with a key in a file beside the database, which no backup of the databases holds."""

    def __init__(self, key_file: Path) -> None:
        self._key_file = key_file

    def seal(self, secret: str) -> str:
        """The secret, unreadable without the key; the key is made when there is none."""
        return _MARK + self._fernet().encrypt(secret.encode()).decode()

    def unseal(self, kept: str) -> str | None:
        """The secret again. None, and an error in the log, when this is not the key it was sealed with."""
        if not is_sealed(kept):
            return kept  # written by an earlier version; `SecondFactors.seal_all` sees to it
        try:
            if not self._key_file.exists():
                raise FileNotFoundError(self._key_file)
            return self._fernet().decrypt(kept.removeprefix(_MARK)).decode()
        except (InvalidToken, OSError, ValueError) as error:
            log.error(
                "A second factor cannot be read (%s): put back the %s it was sealed with, or have the person"
                " sign in with a recovery code and enrol again.",
                type(error).__name__,
                self._key_file,
            )
            return None

    def _fernet(self) -> Fernet:
        return Fernet(urlsafe_b64encode(bytes.fromhex(secret_key(self._key_file))))


def is_sealed(kept: str) -> bool:
    """Was this written by `Seal.seal`?"""
    return kept.startswith(_MARK)
