"""Each process sees which others are loaded, until they end in whatever way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from ivr.loaded import FOLDER, Loaded

HOLD = """
import sys
from pathlib import Path
from ivr.loaded import Loaded
Loaded(Path(sys.argv[1])).here()
print(flush=True)
input()
"""


def test_a_process_is_seen_by_others_until_it_is_told_to_stop(tmp_path):
    one, other = Loaded(tmp_path, 1), Loaded(tmp_path, 2)
    one.here()
    assert (one.elsewhere(), other.elsewhere()) == (set(), {1})
    other.here()
    assert (one.elsewhere(), other.elsewhere()) == ({2}, {1})
    one.no_longer()
    one.no_longer()
    assert other.elsewhere() == set()
    assert os.listdir(tmp_path / FOLDER) == ["2"]


def test_a_process_that_is_killed_is_seen_no_more_and_its_file_is_taken_away(tmp_path):
    held = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with held:
        assert held.stdout is not None
        held.stdout.readline()
        assert Loaded(tmp_path).elsewhere() == {held.pid}
        held.send_signal(signal.SIGKILL)
    assert Loaded(tmp_path).elsewhere() == set()
    assert os.listdir(tmp_path / FOLDER) == []


def test_other_files_are_left_alone(tmp_path):
    loaded = Loaded(tmp_path)
    (tmp_path / FOLDER / "3.new").touch()
    assert loaded.elsewhere() == set()
    assert os.listdir(tmp_path / FOLDER) == ["3.new"]
