"""Mouth, the voice itself: words to sound, with Piper on this machine."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
import piper
from piper.config import PiperConfig, SynthesisConfig

from speech.loudness import levelled, silence, trimmed
from speech.model_errors import ModelDamaged, ModelMissing
from speech.pcm import Samples, from_float
from speech.sentences import speakable, split_long, split_sentences
from speech.turnstile import Busy, Turnstile

log = logging.getLogger(__name__)

RENDERING = 1
"""Part of the fingerprint: to be raised when the same voice and text begin to give another sound."""
SLOWER = 1.3
"""How much longer everything lasts for a caller who asked for it."""
THREADS = 2
"""Processors for one sentence. Two make it in 0.55 of the time of one, for a tenth more processor."""

Wave = np.ndarray[Any, np.dtype[np.floating[Any]]]


class SynthesisError(Exception):
    """A text could not be said; the message names it and why."""

    def __init__(self, text: str, reason: str) -> None:
        shown = text if len(text) <= 80 else f"{text[:79]}…"
        super().__init__(f"The voice could not say {shown!r}: {reason}")
        self.text = text


class Synthesiser(Protocol):
    """Says a text."""

    @property
    def rate(self) -> int:
        """Hertz."""

    @property
    def fingerprint(self) -> str:
        """Two voices that sound different never have the same."""

    @property
    def at_once(self) -> int:
        """How many texts it can say at the same time."""

    def speak(self, text: str, *, slow: bool = False) -> Iterator[Samples]:
        """Sound for each sentence as soon as it is made, with the pause that follows it; shape (n,).

        Nothing at all for a text without words. Raises SynthesisError.
        """


@dataclass(frozen=True)
class Pauses:
    """Silence left around what is said; a network puts anything from 0.05 to 0.5 s."""

    before_seconds: float = 0.02
    """Before the first sound: the answer is late enough as it is."""
    sentence_seconds: float = 0.28
    """After a sentence."""
    clause_seconds: float = 0.12
    """After a comma."""
    cut_seconds: float = 0.04
    """After a piece that no sign ends: a long sentence was cut there."""


PAUSES = Pauses()
_FADE_SECONDS = 0.004
"""At both ends of what is trimmed, so that a cut in the middle of a breath does not click."""


class PiperVoice:
    """A Piper voice. Any thread may speak; those who come first are served first."""

    def __init__(
        self, model_path: Path, *, threads: int = 0, at_once: int = 0, wait_seconds: float = 10.0
    ) -> None:
        """`model_path`: the .onnx file, or a folder that holds one, with its .onnx.json beside.

        `threads` processors make one sentence, `at_once` sentences at a time; 0 chooses for this machine.
        A text that waited `wait_seconds` for its turn fails. The network, about 300 MB once loaded, is loaded
        at the first word or by `load`. Raises ModelMissing or ModelDamaged.
        """
        self._file, self._config = _voice_files(Path(model_path))
        processors = os.cpu_count() or 1
        self._threads = threads or min(THREADS, processors)
        self._at_once = at_once or max(1, processors // self._threads)
        self._wait_seconds = wait_seconds
        self._turnstile = Turnstile(self._at_once)
        self._loading = threading.Lock()
        self._hashing = threading.Lock()
        self._voice: piper.PiperVoice | None = None
        self._fingerprint = ""

    @property
    def rate(self) -> int:
        """Hertz."""
        return int(self._config.sample_rate)

    @property
    def at_once(self) -> int:
        """How many texts it can say at the same time."""
        return self._at_once

    @property
    def fingerprint(self) -> str:
        """Of the network, its settings and the way we treat its sound, as hexadecimal."""
        with self._hashing:
            if not self._fingerprint:
                with self._file.open("rb") as network:
                    digest = hashlib.file_digest(network, "sha256")
                digest.update(_config_file(self._file).read_bytes())
                digest.update(f"{RENDERING} {SLOWER} {PAUSES}".encode())
                self._fingerprint = digest.hexdigest()
            return self._fingerprint

    def load(self) -> None:
        """Load the network now rather than at the first word; raises ModelDamaged."""
        self._loaded()

    def speak(self, text: str, *, slow: bool = False) -> Iterator[Samples]:
        """Sound for each sentence as soon as it is made, with the pause that follows it; shape (n,).

        Nothing for a text without words. Raises SynthesisError when the network fails on a text, or when no
        turn came in time, and ModelDamaged when it cannot be loaded.
        """
        for sentence in split_sentences(speakable(text)):
            for piece in split_long(sentence):
                sound = self._say(piece, slow)
                if len(sound):
                    yield sound

    def _say(self, piece: str, slow: bool) -> Samples:
        voice = self._loaded()
        pace = SLOWER if slow else 1.0
        style = SynthesisConfig(length_scale=self._config.length_scale * pace)
        try:
            with self._turnstile.turn(self._wait_seconds):
                waves = [chunk.audio_float_array for chunk in voice.synthesize(piece, style)]
        except Busy as busy:
            raise SynthesisError(piece, f"too many others are being said. {busy}") from busy
        except Exception as error:  # espeak and onnxruntime raise their own kinds
            raise SynthesisError(piece, f"{type(error).__name__}: {error}") from error
        return self._finish([wave for wave in waves if wave.size], piece, pace)

    def _finish(self, waves: list[Wave], piece: str, pace: float) -> Samples:
        """One level, and the pause that the piece's last sign calls for."""
        if not waves:
            return np.zeros(0, np.int16)
        sound = trimmed(from_float(np.concatenate(waves)), self.rate, PAUSES.before_seconds, 0.04)
        if not len(sound):
            return sound
        after = _pause_after(piece)
        sound = _faded(levelled(sound, self.rate), round(_FADE_SECONDS * self.rate))
        return np.concatenate([sound, silence(after * pace, self.rate)])

    def _loaded(self) -> piper.PiperVoice:
        with self._loading:
            if self._voice is None:
                try:
                    self._voice = piper.PiperVoice(session=self._session(), config=self._config)
                except Exception as error:  # onnxruntime raises a dozen kinds of its own
                    raise ModelDamaged(
                        "trial", name=self._file.stem, engine="Piper", reason=f"« {error} »."
                    ) from error
            return self._voice

    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait take a third more processor, and twice the time on a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self._file), options, providers=["CPUExecutionProvider"])


def _pause_after(piece: str) -> float:
    if piece[-1] in '.!?…"»':
        return PAUSES.sentence_seconds
    return PAUSES.clause_seconds if piece[-1] in ",;:)" else PAUSES.cut_seconds


def _faded(sound: Samples, samples: int) -> Samples:
    """The sound rising from nothing and falling back to it over so many samples."""
    samples = min(samples, len(sound) // 2)
    ramp = np.ones(len(sound))
    ramp[:samples] = np.linspace(0.0, 1.0, samples, endpoint=False)
    ramp[len(sound) - samples :] = np.linspace(1.0, 0.0, samples)
    return np.rint(sound * ramp).astype(np.int16)


def _config_file(network: Path) -> Path:
    return network.with_name(f"{network.name}.json")


def _voice_files(path: Path) -> tuple[Path, PiperConfig]:
    """The network's file and its settings; raises ModelMissing or ModelDamaged."""
    name = path.stem if path.suffix == ".onnx" else path.name
    if not path.exists():
        raise ModelMissing("missing", name=name, folder=path.parent)
    networks = sorted(path.glob("*.onnx")) if path.is_dir() else [path]
    if not networks:
        raise ModelDamaged("file_missing", name=name, file=f"{name}.onnx")
    config_file = _config_file(networks[0])
    if not config_file.is_file():
        raise ModelDamaged("file_missing", name=name, file=config_file.name)
    try:
        config = PiperConfig.from_dict(json.loads(config_file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamaged("trial", name=name, engine="Piper", reason=f"« {error!r} ».") from error
    return networks[0], config
