"""Sounds misheard, counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from speech.adaptation.phones import PHONES
from speech.evaluation.conditions import NoTool
from speech.evaluation.people import People
from speech.training import phone_errors
from speech.training.checkpoints import save_whole
from speech.training.export import BLANK_BIAS
from speech.training.network import OUTPUTS, Network
from speech.training.phone_errors import evaluation_sets, greedy_decoded, phone_error_rate

SECOND = np.zeros(8000, np.int16).tobytes()


class Saying:
    """Stands for a network: whatever the sound, its outputs are these."""

    def __init__(self, outputs: list[int], sureness: float = 9.0) -> None:
        self._scores = torch.zeros(1, len(outputs), OUTPUTS)
        self._scores[0, torch.arange(len(outputs)), torch.tensor(outputs)] = sureness

    def __call__(self, seen: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        assert seen.shape[2] == 40
        return self._scores.clone()


class Spelling:
    """Stands for espeak: writes what it is told to write."""

    def phonemize(self, language: str, text: str) -> list[list[str]]:
        return [list(text)]


def test_repetitions_and_blanks_are_taken_out() -> None:
    assert greedy_decoded(Saying([0, 1, 1, 0, 1, 2, 2, 0]), SECOND) == (PHONES[0], PHONES[0], PHONES[1])


def test_the_blank_counts_for_less_as_in_the_model() -> None:
    blank = Saying([0, 0], sureness=-BLANK_BIAS / 2)
    assert greedy_decoded(blank, SECOND) != ()


@pytest.mark.parametrize(("said", "wrong"), [("papa", 0.0), ("pap", 1 / 3), ("papi", 1 / 4), ("ka", 3 / 2)])
def test_sounds_wrong_missing_and_too_many_are_counted(said: str, wrong: float) -> None:
    outputs = [1 + PHONES.index(phone) for phone in "papa"]
    assert phone_error_rate(Saying(outputs), [(said, SECOND)], Spelling()) == pytest.approx(wrong)


def test_nothing_said_has_no_rate() -> None:
    with pytest.raises(ValueError, match="Nothing was said"):
        phone_error_rate(Saying([0, 1]), [], Spelling())


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no voice, no synthesiser and no recording."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(
        phone_errors,
        "read_people",
        lambda *_: [People("june", "asterisk-core-sounds-fr-wav", {}), People("stamps", "tuxpaint", {})],
    )
    return tmp_path


def test_each_set_that_cannot_be_had_says_what_it_lacks(bare: Path) -> None:
    sets = evaluation_sets(bare / "evaluation", bare / "the-voice")
    wanted = {
        "everyday mulaw": "the-voice",
        "everyday white15": "the-voice",
        "everyday babble15": "the-voice",
        "espeak": "espeak-ng",
        "mbrola": "espeak-ng",
        "june": "asterisk-core-sounds-fr-wav",
        "stamps": "tuxpaint",
    }
    assert sets.keys() == wanted.keys()
    for name, lacking in wanted.items():
        with pytest.raises(NoTool, match=lacking):
            sets[name]()


def judge(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    torch.manual_seed(1)
    network = Network(d0=16, d=24, b=8, n=2)
    save_whole({"ema": network.state_dict(), "cfg": network.cfg}, folder / "network.pt")
    command = ["phone_errors", str(folder / "network.pt"), "--evaluation", str(folder)]
    monkeypatch.setattr("sys.argv", [*command, "--voice", str(folder / "the-voice")])
    phone_errors.main()


def test_the_stage_names_what_is_missing_and_scores_none_of_it(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(monkeypatch, bare)
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 7
    assert "asterisk-core-sounds-fr-wav" in told.err


def test_the_stage_goes_on_with_the_sets_there_are(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = evaluation_sets(bare, bare)
    there = {**sets, "here": lambda: [("papa", SECOND)], "again": sets["june"]}
    monkeypatch.setattr(phone_errors, "evaluation_sets", lambda *_: there)
    judge(monkeypatch, bare)
    told = capsys.readouterr()
    assert [line.split()[0] for line in told.out.splitlines()] == ["here"]
    assert told.out.rstrip().endswith("%")
    assert "again" in told.err


def test_the_stage_tells_a_file_that_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts.txt").write_text("bonjour")
    monkeypatch.setattr("sys.argv", ["phone_errors", str(tmp_path / "texts.txt")])
    with pytest.raises(SystemExit, match="no checkpoint"):
        phone_errors.main()
