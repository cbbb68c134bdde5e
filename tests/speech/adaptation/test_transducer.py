"""Reading and writing OpenFst's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.adaptation.transducer import (
    Arc,
    Transducer,
    TransducerError,
    read_transducer,
    write_language,
    write_pronunciations,
)


def small() -> Transducer:
    return Transducer(
        start=1,
        arcs=[[Arc(3, 3, 0.5, 1), Arc(0, 0, 1.25, 1)], [Arc(2, 2, 0.0, 0)], []],
        finals={0: 0.75, 2: 0.0},
    )


def test_a_language_model_is_read_as_it_was_written_with_its_arcs_in_order(tmp_path: Path) -> None:
    write_language(small(), tmp_path / "Gr.fst")
    read = read_transducer(tmp_path / "Gr.fst")
    assert read.start == 1
    assert read.finals == {0: 0.75, 2: 0.0}
    assert read.arcs == [[Arc(0, 0, 1.25, 1), Arc(3, 3, 0.5, 1)], [Arc(2, 2, 0.0, 0)], []]


def test_a_pronunciation_graph_is_read_without_what_it_looks_ahead_with(tmp_path: Path) -> None:
    write_pronunciations(small(), [[(1, 3)], [(2, 3), (4, 5)], []], 4, tmp_path / "HCLr.fst")
    assert read_transducer(tmp_path / "HCLr.fst").arcs[1] == [Arc(2, 2, 0.0, 0)]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no transducer"), (b"RIFF" + bytes(200), "OpenFst"), (bytes(3), "no transducer")],
)
def test_what_is_no_transducer_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "Gr.fst").write_bytes(content)
    with pytest.raises(TransducerError, match=told):
        read_transducer(tmp_path / "Gr.fst")


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = tmp_path / "whole.fst"
    write_language(small(), whole)
    content = whole.read_bytes()
    for length in range(len(content)):
        (tmp_path / "cut.fst").write_bytes(content[:length])
        with pytest.raises(TransducerError):
            read_transducer(tmp_path / "cut.fst")
