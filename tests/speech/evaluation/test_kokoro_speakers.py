"""The line's voice in other people's styles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from speech.evaluation.conditions import NoTool
from speech.evaluation.kokoro_speakers import PACES, STYLE_TENSOR, STYLES, KokoroSpeaker, with_style
from speech.kokoro_voice import MAX_TOKENS, STYLE_SIZE


def network(name: str) -> bytes:
    """A network with one table of that name."""
    table = numpy_helper.from_array(np.zeros((MAX_TOKENS + 1, STYLE_SIZE), np.float32), name)
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, None)
    graph = helper.make_graph([helper.make_node("Identity", [name], ["out"])], "voice", [], [out], [table])
    written: bytes = helper.make_model(graph).SerializeToString()
    return written


def test_the_style_is_replaced_and_nothing_else() -> None:
    rows = np.arange((MAX_TOKENS + 110) * STYLE_SIZE, dtype=np.float32)
    changed = onnx.load_from_string(with_style(network(STYLE_TENSOR), rows.tobytes()))
    [tensor] = changed.graph.initializer
    assert np.array_equal(numpy_helper.to_array(tensor), rows.reshape(-1, STYLE_SIZE)[: MAX_TOKENS + 1])
    assert len(changed.graph.node) == 1


def test_a_voice_of_another_make_is_refused() -> None:
    with pytest.raises(ValueError, match=STYLE_TENSOR):
        with_style(network("other"), np.zeros((MAX_TOKENS + 1) * STYLE_SIZE, np.float32).tobytes())


def test_sounds_of_another_network_or_at_another_pace_have_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = next(iter(STYLES))
    names = set()
    for content in (b"one network", b"another"):
        (tmp_path / "voice.onnx").write_bytes(content)
        names |= {KokoroSpeaker(style, tmp_path, tmp_path).name for _ in range(2)}
    monkeypatch.setitem(PACES, style, 1.4)
    names.add(KokoroSpeaker(style, tmp_path, tmp_path).name)
    assert len(names) == 3


def test_a_voice_without_a_network_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(NoTool, match=tmp_path.name):
        _ = KokoroSpeaker(next(iter(STYLES)), tmp_path, tmp_path).name
