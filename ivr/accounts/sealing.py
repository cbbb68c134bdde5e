"""Secrets that must be read again, kept so that a copy of the database alone does not give them away."""

from __future__ import annotations

import logging
import re
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from ivr.secret_key import KeyDamaged, secret_key

log = logging.getLogger(__name__)

_MARK = "sealed:"
_KEY = re.compile(r"[0-9a-fA-F]{64}")


class SealUnusable(Exception):
    """Nothing can be sealed for now: the key's file must be put back first."""

    def __init__(self, key_file: Path) -> None:
        super().__init__(
            f"{key_file} must be put back: nothing can be sealed without the key of what is sealed."
        )
        self.key_file = key_file


class SealLost(SealUnusable):
    """The key's file is gone, or unreadable, while secrets sealed with it exist."""


class SealDamaged(SealUnusable):
    """The key's file holds something else than a key."""


class Seal:
    """Seals with a key in a file beside the database, which no backup of the databases holds."""

    def __init__(self, key_file: Path) -> None:
        self._key_file = key_file

    def seal(self, secret: str, *, first: bool) -> str:
        """The secret, unreadable without the key. `first`: no other is sealed, so that a key may be made.

        Raises SealLost rather than make another key beside the one that must be put back, and SealDamaged.
        """
        try:
            if not first and not self._key_file.exists():
                raise SealLost(self._key_file)
            return _MARK + self._fernet().encrypt(secret.encode()).decode()
        except OSError as error:
            raise SealLost(self._key_file) from error
        except ValueError as error:
            raise SealDamaged(self._key_file) from error

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
        key = secret_key(self._key_file)
        if not _KEY.fullmatch(key):
            raise KeyDamaged(f"{self._key_file} holds no usable key: put back the one that was there.")
        return Fernet(urlsafe_b64encode(bytes.fromhex(key)))


def is_sealed(kept: str) -> bool:
    """Was this written by `Seal.seal`?"""
    return kept.startswith(_MARK)
