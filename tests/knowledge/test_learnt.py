"""What was learnt, kept on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.learnt import Learnt, fingerprint, load, save
from knowledge.understanding import Understanding
from knowledge.vocabulary import shipped_vocabulary
from tests.knowledge.understood import BACKGROUND, ENTRIES, tiny


def understanding(cache: Path) -> Understanding:
    return Understanding(ENTRIES, BACKGROUND, shipped_vocabulary(), cache=cache)


def test_a_second_start_learns_nothing_and_judges_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = understanding(tmp_path)
    monkeypatch.setattr("knowledge.understanding.learn", None)
    second = understanding(tmp_path)
    question = first.read("un canapé à jeter")
    assert np.array_equal(first.findings(question).in_favour, second.findings(question).in_favour)
    assert np.array_equal(first.findings(question).against, second.findings(question).against)


def test_a_changed_base_is_learnt_anew(tmp_path: Path) -> None:
    understanding(tmp_path)
    Understanding(ENTRIES[:2], BACKGROUND, shipped_vocabulary(), cache=tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 2


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 cut short"])
def test_a_damaged_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    understanding(tmp_path)
    [kept] = tmp_path.glob("*.npz")
    kept.write_bytes(content)
    assert load(kept) is None
    understanding(tmp_path)
    assert isinstance(load(kept), Learnt)


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    understanding(tmp_path)
    [kept] = tmp_path.glob("*.npz")
    with np.load(kept) as arrays:
        parts = dict(arrays)
    np.savez(kept, **{**parts, "weights": parts["weights"][1:]})
    assert load(kept) is None


def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert understanding(blocked / "cache").classifier is not None


def test_no_unfinished_file_is_left(tmp_path: Path) -> None:
    understanding(tmp_path)
    assert not list(tmp_path.glob("*.part"))


def test_the_name_follows_the_content() -> None:
    assert fingerprint([["a"]], [["x"]]) == fingerprint([["a"]], [["x"]])
    assert len({fingerprint([["a"]], []), fingerprint([["b"]], []), fingerprint([["a"]], [["x"]])}) == 3


def test_an_absent_file_is_no_error(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing.npz") is None


def test_saving_keeps_every_number(tmp_path: Path) -> None:
    known = tiny().understanding
    kept = tmp_path / "learnt.npz"
    built = understanding(tmp_path / "cache")
    [path] = (tmp_path / "cache").glob("*.npz")
    learnt = load(path)
    assert learnt is not None
    save(learnt, kept)
    again = load(kept)
    assert again is not None
    assert again.space.names == learnt.space.names
    assert again.classifier is not None
    assert built.classifier is not None
    assert known.classifier is not None
    assert np.array_equal(again.classifier.weights, known.classifier.weights)
