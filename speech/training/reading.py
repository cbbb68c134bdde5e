"""What packages of texts hold: one reader for each form they come in."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import read_mo

from speech.training.fact_sheets import fact_sheets

FRENCH_CATALOGUE = re.compile(r".*/fr(?:_FR)?/LC_MESSAGES/[^/]+\.mo")
FILLETS_DIALOGUES = re.compile(r".*/dialogs_fr\.lua")
_LUA_TEXT = re.compile(r'dialogStr\("((?:[^"\\]|\\.)*)"\)')


def gettext(package: Path) -> Iterator[str]:
    """Every French message of a Debian package's catalogues that is a sentence."""
    for content in _files(package, FRENCH_CATALOGUE):
        for message in read_mo(BytesIO(content)):
            if message.id and isinstance(message.string, str) and message.string != message.id:
                yield message.string


def fillets(package: Path) -> Iterator[str]:
    """The French dialogues of a game."""
    for content in _files(package, FILLETS_DIALOGUES):
        yield from _LUA_TEXT.findall(content.decode("utf-8", "ignore"))


def _files(package: Path, wanted: re.Pattern[str]) -> Iterator[bytes]:
    """The contents of a Debian package's files with such names."""
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacked:  # noqa: S603 (a fixed Debian tool)
        if unpacked.stdout is None:
            return
        with tarfile.open(fileobj=unpacked.stdout, mode="r|") as archive:
            for member in archive:
                if wanted.fullmatch(member.name) and (opened := archive.extractfile(member)) is not None:
                    yield opened.read()


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "fact_sheets": fact_sheets,
    "gettext": gettext,
    "fillets": fillets,
}
"""By the name `data/sources.toml` gives them."""
