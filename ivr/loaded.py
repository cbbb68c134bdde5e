"""Which processes of the line are loaded: each holds a file of its own, locked until it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

FOLDER = "loaded"
"""In the folder of the line's data."""


class Loaded:
    """The folder of these files; a process says by it that it takes requests, and sees which others do.

    `var`: the folder of the line's data. `number`: this process's; None: as the system has it.
    """

    def __init__(self, var: Path, number: int | None = None) -> None:
        self._folder = var / FOLDER
        self._folder.mkdir(parents=True, exist_ok=True)
        self._number = os.getpid() if number is None else number
        self._mine: int | None = None

    def here(self) -> None:
        """This process is loaded, until it ends or `no_longer` is called."""
        # Under its own name only once it is locked: nobody must take it for the file of a dead process.
        unnamed = self._folder / f"{self._number}.new"
        mine = os.open(unnamed, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(mine, fcntl.LOCK_EX)
        unnamed.replace(self._folder / str(self._number))
        self._mine = mine

    def no_longer(self) -> None:
        """This process takes no more requests: it was told to stop."""
        mine, self._mine = self._mine, None
        if mine is not None:
            (self._folder / str(self._number)).unlink(missing_ok=True)
            os.close(mine)

    def elsewhere(self) -> set[int]:
        """Numbers of the other processes that are loaded; the files of dead ones are taken away.

        For a moment a dead one is among them, when somebody else is looking too.
        """
        found = (int(path.name) for path in self._folder.iterdir() if path.name.isdecimal())
        return {number for number in found if number != self._number and self._is_held(number)}

    def _is_held(self, number: int) -> bool:
        path = self._folder / str(number)
        with contextlib.suppress(FileNotFoundError):
            probe = os.open(path, os.O_RDWR)
            try:
                fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            else:
                path.unlink(missing_ok=True)
            finally:
                os.close(probe)
        return False
