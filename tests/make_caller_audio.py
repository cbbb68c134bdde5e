"""Makes what simulated callers say: `python -m tests.make_caller_audio VOICES [SLUG…]`.

VOICES is the `voices/` folder of npm package kokoro-js 1.2.1 (`npm pack kokoro-js@1.2.1`, unpacked). Words
and voice of each recording are read from the index.yaml of ivr/simulator/audio, which every town hall gets,
and of tests/calls/voix; the network is the one installed as the line's own voice. Without slugs, the
recordings that are missing are made. Each is tried at several paces and heard by the line's ears; the one
they understand best is kept, and what they make of it is told.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import yaml
from onnx import numpy_helper
from rapidfuzz.distance import Levenshtein
from scipy.signal import butter, sosfiltfilt

from flows.collect.alphabet import SPELLING
from ivr.simulator.line_noise import SilentLine
from speech.audio import PHONE_RATE, dbfs, from_float, mulaw_decode, mulaw_encode, resampled, to_bytes
from speech.recogniser import VoskEars
from speech.synthesiser import PiperVoice

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "ivr" / "simulator" / "audio", ROOT / "tests" / "calls" / "voix")
MODELS = ROOT / "var" / "models"
VOICE, EARS = "fr_FR-siwis-kokoro", "vosk-model-fr-mairie-0.15"
ROWS = 401
"""Rows of the style table that the assembled voice keeps."""
BAND_HERTZ = (280.0, 3450.0)
"""What a telephone line lets through."""
LEVEL_DBFS, NOISE_DBFS = -21.0, -56.0
EDGE_SECONDS = 0.03
"""Sound kept before the first word and after the last one."""
SLOWER = (1.0, 1.06, 1.13)
"""Paces tried, the voice's own first."""

#: Who speaks: how much of which style tables, and how fast. See the README beside the recordings.
PEOPLE: dict[str, tuple[dict[str, float], float]] = {
    "monique": ({"ff_siwis": 0.30, "bf_emma": 0.70}, 0.92),
    "paul": ({"ff_siwis": 0.35, "bm_george": 0.40, "im_nicola": 0.25}, 1.00),
    "karim": ({"ff_siwis": 0.35, "im_nicola": 0.40, "pm_alex": 0.25}, 1.05),
    "sylvie": ({"ff_siwis": 0.35, "if_sara": 0.65}, 1.05),
    "leo": ({"ff_siwis": 0.40, "em_alex": 0.30, "bm_daniel": 0.30}, 1.05),
    "jeanne": ({"ff_siwis": 0.30, "af_heart": 0.35, "bf_isabella": 0.35}, 0.85),
}

Wave = npt.NDArray[np.float64]


class Person:
    """One of the voices, ready to speak."""

    def __init__(self, name: str, voices: Path, folder: Path) -> None:
        mix, pace = PEOPLE[name]
        style = sum(share * _table(voices / f"{table}.bin") for table, share in mix.items())
        network = onnx.load(str(MODELS / VOICE / f"{VOICE}.onnx"))
        (place,) = [at for at, tensor in enumerate(network.graph.initializer) if tensor.name == "pv_style"]
        mixed = numpy_helper.from_array(np.asarray(style, np.float32), "pv_style")
        network.graph.initializer[place].CopyFrom(mixed)
        file = folder / f"{name}.onnx"
        onnx.save(network, str(file))
        self._config = (MODELS / VOICE / f"{VOICE}.onnx.json").read_text(encoding="utf-8")
        self._file, self._pace = file, pace

    def say(self, text: str, slower: float) -> bytes:
        """Mu-law at 8 kHz, as the line would receive it, ending with the last word."""
        config = json.loads(self._config)
        config["inference"]["length_scale"] = slower / self._pace
        Path(f"{self._file}.json").write_text(json.dumps(config), encoding="utf-8")
        voice = PiperVoice(self._file)
        sound = np.concatenate(list(voice.speak(text)))
        return _on_the_telephone(resampled(sound, voice.rate, PHONE_RATE).astype(np.float64) / 32768)


def _table(path: Path) -> npt.NDArray[np.float32]:
    return np.frombuffer(path.read_bytes(), np.float32).reshape(-1, 256)[:ROWS]


def _on_the_telephone(sound: Wave) -> bytes:
    """Trim, keep the band of a telephone line, level, add a little noise."""
    band = butter(4, BAND_HERTZ, "bandpass", fs=PHONE_RATE, output="sos")
    sound = sosfiltfilt(band, sound)
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
    edge = round(EDGE_SECONDS * PHONE_RATE)
    sound = sound[max(0, loud[0] - edge) : loud[-1] + edge]
    sound = sound * 10 ** ((LEVEL_DBFS - dbfs(from_float(sound))) / 20)
    noise = np.random.default_rng(len(sound)).normal(0, 10 ** (NOISE_DBFS / 20), len(sound))
    return mulaw_encode(to_bytes(from_float(np.clip(sound + noise, -0.99, 0.99))))


def heard(ears: VoskEars, sound: bytes, phrases: Sequence[str] = ()) -> str:
    """What the line's ears make of a recording, at a question that expects these phrases."""
    silence, recogniser = SilentLine(), ears.open(phrases)
    recogniser.accept(mulaw_decode(silence.frame(2400) + sound + silence.frame(4000)))
    text = recogniser.finish().text
    recogniser.close()
    return text


def _words(text: str) -> list[str]:
    return "".join(c if c.isalpha() else " " for c in text.lower()).split()


def make(voices: Path, slugs: Sequence[str], ears: VoskEars) -> Iterator[str]:
    """Make these recordings; a line for each. `voices`: the folder of style tables."""
    index: dict[str, Any] = {}
    files: dict[str, Path] = {}
    for kept in FOLDERS:
        here = yaml.safe_load((kept / "index.yaml").read_text(encoding="utf-8"))
        index |= here
        files |= {slug: kept / f"{slug}.ulaw" for slug in here}
    missing = [slug for slug in index if not files[slug].exists()]
    with tempfile.TemporaryDirectory() as folder:
        people: dict[str, Person] = {}
        for slug in slugs or missing:
            text, name = index[slug]["text"], index[slug]["voice"]
            person = people.setdefault(name, Person(name, voices, Path(folder)))
            tries = []
            for slower in SLOWER:
                sound = person.say(text, slower)
                words = heard(ears, sound, SPELLING if index[slug].get("spelled") else ())
                tries.append((Levenshtein.distance(_words(words), _words(text)), slower, sound, words))
                if not tries[-1][0]:
                    break
            mistakes, slower, sound, words = min(tries)
            files[slug].write_bytes(sound)
            yield f"{slug}: {mistakes} mistakes, {slower} – {words}"


if __name__ == "__main__":
    adapted = MODELS / f"{EARS}.commune"
    listening = VoskEars(adapted if adapted.exists() else MODELS / EARS)
    for told in make(Path(sys.argv[1]), sys.argv[2:], listening):
        print(told, flush=True)
