"""The line's voice in other people's styles."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from speech.evaluation.kokoro_speakers import STYLE_TENSOR, with_style
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
