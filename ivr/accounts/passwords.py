"""Passwords: what is accepted, how they are kept, how they are compared."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
MAX_LENGTH = 256
"""Longer ones would only give work to the processor that callers need."""
SHORTEST_RUN = 4
"""Neighbouring keys in a row that no word has."""
_LINES = (
    *("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("1234567890", "&é\"'(-è_çà", "abcdefghijklmnopqrstuvwxyz"),
)
_ROWS = (*_LINES, *(line[::-1] for line in _LINES))
_TRIED_FIRST = (
    *("motdepasse", "password", "passe", "secret", "bonjour", "bienvenue", "welcome", "coucou", "soleil"),
    *("iloveyou", "jetaime", "doudou", "chouchou", "loulou", "princesse", "chocolat", "football", "dragon"),
    *(
        "standardiste",
        "standard",
        "administrateur",
        "administration",
        "admin",
        "accueil",
        "mairie",
        "commune",
    ),
)
"""Words that anybody would try first at a town hall, the longer before those they hold."""
_LOOKALIKES = str.maketrans("013457@$€!", "oieastasei")
"""Signs written for letters: "B0nj0ur" is no better than "Bonjour"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGAIN = re.compile(r"(.{3,})\1+")
TURN_SECONDS = 5.0
"""How long to wait for another comparison to finish."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's minimum for argon2id: some 30 ms of one processor, for the others listen to callers."""
_turn = threading.BoundedSemaphore(1)
"""One at a time in a process: a hail of sign-ins must not take the processors from the calls."""


class Busy(RuntimeError):
    """Too many passwords are being compared at this moment; try again."""


def weakness(password: str, *about: str) -> str:
    """Key of what is wrong with a password: short, long, obvious; empty when nothing is.

    `about`: the person's name and address, the town's name, which must not be most of it.
    """
    if len(password) < MIN_LENGTH:
        return "short"
    if len(password) > MAX_LENGTH:
        return "long"
    plain = password.casefold()
    readings = {plain, _bare(plain), _without_rows(_bare(plain)).translate(_LOOKALIKES)}
    return "obvious" if any(_is_obvious(reading, about) for reading in readings) else ""


def _is_obvious(plain: str, about: tuple[str, ...]) -> bool:
    """Is little left once what anybody would try first is taken out?"""
    whole = [form for text in about if text for form in (text.casefold(), _bare(text.casefold()))]
    parts = [part for text in whole for part in re.split(r"[\W_]+", text) if len(part) > 3]
    for part in (*whole, *parts, *_TRIED_FIRST):
        plain = plain.replace(part, "")
    return len(set(_AGAIN.sub("", _YEAR.sub("", _without_rows(plain))))) < 5


def _bare(text: str) -> str:
    """Without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _without_rows(plain: str) -> str:
    """What is left once runs of neighbouring keys, or letters, are taken out: "azertyuiop12" leaves "12"."""
    kept, start = "", 0
    while start < len(plain):
        end = start + 1
        while end < len(plain) and any(plain[start : end + 1] in row for row in _ROWS):
            end += 1
        kept += plain[start:end] if end - start < SHORTEST_RUN else ""
        start = end
    return kept


def hashed(password: str) -> str:
    """What is kept of a password. Raises Busy."""
    with _in_turn():
        return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Is this the password? The same work is done when there is none. Raises Busy."""
    with _in_turn():
        try:
            return _HASHER.verify(kept or _nobody(), password[:MAX_LENGTH]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Was it hashed with other parameters than today's?"""
    return bool(kept) and _HASHER.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    """A hash that is compared for accounts that do not exist, so that they take as long."""
    return _HASHER.hash("nobody has this password")


@contextmanager
def _in_turn() -> Iterator[None]:
    if not _turn.acquire(timeout=TURN_SECONDS):
        raise Busy("Too many passwords are being compared at this moment.")
    try:
        yield
    finally:
        _turn.release()
