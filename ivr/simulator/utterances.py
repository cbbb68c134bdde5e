"""What simulated callers can say: recordings with their words, and files of one's own."""

from __future__ import annotations

import shlex
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message
from ivr.simulator.sounds import NotAWave, ulaw_of_wav


@dataclass(frozen=True)
class Utterance:
    """Something said aloud."""

    slug: str
    text: str
    """What is said, as written French."""
    ulaw: bytes
    """How it sounds on the telephone: mu-law, 8 kHz, no header, ending with the last word."""

    @property
    def seconds(self) -> float:
        return len(self.ulaw) / 8000


@cache
def _index() -> dict[str, dict[str, str]]:
    source = files("ivr.simulator").joinpath("audio", "index.yaml").read_text(encoding="utf-8")
    return {str(slug): dict(entry) for slug, entry in yaml.safe_load(source).items()}


@cache
def recorded(language: str = "") -> dict[str, str]:
    """Text of each recording shipped, by slug; of one language alone when it is named."""
    return {
        slug: str(entry["text"])
        for slug, entry in _index().items()
        if language in ("", entry.get("language", "fr"))
    }


@cache
def utterance(slug: str) -> Utterance:
    """The recording of this name. Raises SimulatorError."""
    texts = recorded()
    if slug not in texts:
        near = ", ".join(get_close_matches(slug, texts, n=3, cutoff=0.4)) or ", ".join(sorted(texts)[:5])
        raise SimulatorError(message("script.no_recording", slug=slug, near=near))
    sound = files("ivr.simulator").joinpath("audio", f"{slug}.ulaw").read_bytes()
    return Utterance(slug, texts[slug], sound)


def saying(text: str) -> Utterance:
    """The recording of these words, whatever their case and punctuation. Raises SimulatorError."""
    by_words = {_words(known): slug for slug, known in recorded().items()}
    wanted = _words(text)
    if wanted not in by_words:
        near = get_close_matches(wanted, by_words, n=3, cutoff=0.3)
        shown = " / ".join(recorded()[by_words[words]] for words in near) or "…"
        raise SimulatorError(message("script.nobody_says", text=text, near=shown))
    return utterance(by_words[wanted])


def from_file(path: Path) -> Utterance:
    """A recording of one's own: .wav (16-bit), or .ulaw (8 kHz, no header). Raises SimulatorError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SimulatorError(message("script.unreadable", path=path, error=error.strerror)) from None
    if path.suffix.lower() == ".ulaw":
        return Utterance(path.stem, path.stem, data)
    if path.suffix.lower() != ".wav":  # what telephones record
        wav = shlex.quote(str(path.with_suffix(".wav")))
        raise SimulatorError(message("script.not_wav", path=path, quoted=shlex.quote(str(path)), wav=wav))
    try:
        return Utterance(path.stem, path.stem, ulaw_of_wav(data))
    except NotAWave as error:
        raise SimulatorError(message("script.not_sound", path=path, error=error)) from None


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return " ".join("".join(c if c.isalnum() or c in "'-" else " " for c in plain).split())
