"""The measure of ears and voice: its figures are those of real work."""

from __future__ import annotations

import mmap
import time
from pathlib import Path

import pytest

from speech import bench
from speech.models import ModelStore


def test_work_is_told_from_waiting() -> None:
    with bench.measured() as waiting:
        time.sleep(0.05)
    assert waiting.wall_seconds >= 0.05
    assert waiting.cpu_seconds < 0.05
    with bench.measured() as working:
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass
    assert working.cpu_seconds >= 0.05


def test_memory_is_what_the_work_added() -> None:
    with mmap.mmap(-1, 64 * 2**20) as pages:  # new to the process, whatever it freed before
        with bench.measured() as cost:
            pages.write(b"x" * len(pages))
        assert cost.memory_mib == pytest.approx(64, abs=16)


def test_installed_models_are_measured_at_work(
    model_store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bench._TEXTS, "sentences", ["Oui.", "La mairie."])
    assert bench.main([str(model_store.root)]) == 0
    told = capsys.readouterr().out
    assert "Voix fr_FR-siwis-kokoro" in told
    assert "Oreilles vosk-model-fr-mairie-0.15" in told
    heard = told.split("entendu")[1].split("«")[1].split("»")[0]
    assert {"oui", "la", "mairie"} & set(heard.split())  # the voice says it otherwise each time


def test_ears_hear_a_voice_of_their_language() -> None:
    said = {"fr": b"oui", "en": b"yes"}
    assert [bench.said_in(language, said) for language in ("en", "fr")] == [b"yes", b"oui"]
    assert bench.said_in("fr", {"en": b"yes"}) == b"yes"


def test_without_a_voice_it_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([str(tmp_path)]) == 1
    assert "standardiste models install --default" in capsys.readouterr().out
