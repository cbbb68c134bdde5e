"""On the path of a web worker, makes it slow to load, as on a machine that has much else to do.

While the file named by SLOW_START exists, the line is not loaded before a process has lived for the seconds
that are written in it.
"""

from __future__ import annotations

import importlib.abc
import os
import sys
import time
from pathlib import Path
from typing import Any

LAST = "ivr.console.office"
"""Imported when all that takes time is loaded."""
_born = time.monotonic()


def _is_born() -> None:
    global _born
    _born = time.monotonic()


os.register_at_fork(after_in_child=_is_born)  # a web worker is a fork of its master


class _Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        flag = Path(os.environ.get("SLOW_START", ""))
        if fullname == LAST and flag.is_file():
            time.sleep(max(0.0, float(flag.read_text()) - (time.monotonic() - _born)))


sys.meta_path.insert(0, _Slow())
