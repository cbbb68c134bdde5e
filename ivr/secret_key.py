"""Keys kept in var: that of cookies and forms, and others. Made once, the same for every worker."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

BYTES = 32


class KeyDamaged(ValueError):
    """The file is there and holds no key."""


def secret_key(path: Path) -> str:
    """The key in this file, which is made when missing, readable by its owner only."""
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(BYTES))
    try:
        # Whole or not there at all; of several workers that start together, the first one's stands.
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return _read(path)


def _read(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < BYTES:
        raise KeyDamaged(
            f"{path} holds no usable key: delete it, it will be made again (everybody signs in again)."
        )
    return key
