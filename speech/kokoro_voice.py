"""The French voice fr_FR-siwis-kokoro: the Kokoro-82M network behind the interface of a Piper voice.

Piper hands a voice phoneme ids and takes samples back. Kokoro wants its own tokens, a row of a style table
chosen by their number, and a speed; and it reads at most 510 tokens at once. Nodes added around Kokoro's own
graph do the translation, so that the unmodified piper-tts package loads the result:

    in   input [1, phonemes] int64, input_lengths [1] int64, scales [3] float (noise, length, noise width)
    out  output [1, 1, 1, samples] float, 24 kHz

No weight is changed. The two noise scales have no effect: the same ids always give the same samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from speech.kokoro_config import NAME
from speech.kokoro_symbols import cut_scores, sounding_tokens, token_of_id

MAX_TOKENS = 400
"""Longest chunk handed to Kokoro; its hard limit is 510."""
STYLE_SIZE = 256
SILENCE_SAMPLES = 2400
"""What is returned, as silence, when there is nothing to say."""
SLOWEST, FASTEST = 5.0, 0.2
"""Bounds of Piper's length scale."""

DURATIONS = "/encoder/Clip_output_0"
"""Kokoro's own output of frames per token, shape [1, tokens + 2] or [tokens + 2]."""

Ints = npt.NDArray[np.int64]


class _Graph:
    """Nodes and constants under construction; what it adds is named pv…, apart from Kokoro's names."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: npt.ArrayLike, dtype: type[np.generic] = np.int64) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def add(self, operator: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"pv/{output}", **attributes))
        return output


def assemble(kokoro: bytes, style: bytes) -> bytes:
    """The voice's .onnx file.

    `kokoro` is the int8 ONNX export of Kokoro-82M; `style` a style table of float32 rows of 256, row n for
    sentences of n tokens, at least MAX_TOKENS + 1 rows. Raises ValueError when they are not that.
    """
    rows = np.frombuffer(style, np.float32)
    if rows.size % STYLE_SIZE or rows.size // STYLE_SIZE <= MAX_TOKENS:
        raise ValueError(
            f"The style table has {rows.size} numbers; {MAX_TOKENS + 1} rows of {STYLE_SIZE} are needed."
        )
    network = onnx.load_from_string(kokoro).graph
    if not any(DURATIONS in node.output for node in network.node):
        raise ValueError(f"This network is not the Kokoro export: nothing in it makes {DURATIONS!r}.")
    _prune(network, ["audio", DURATIONS])

    outer = _Graph()
    _shared_constants(outer, rows.reshape(-1, STYLE_SIZE)[: MAX_TOKENS + 1])
    body = _chunk_graph(network)
    _sentence(outer, body)
    info = helper.make_tensor_value_info
    graph = helper.make_graph(
        outer.nodes,
        NAME,
        [
            info("input", TensorProto.INT64, ["batch_size", "phonemes"]),
            info("input_lengths", TensorProto.INT64, ["batch_size"]),
            info("scales", TensorProto.FLOAT, [3]),
        ],
        [info("output", TensorProto.FLOAT, [1, 1, 1, "time"])],
        outer.constants,
    )
    # IR 8, opset 20: old enough for every onnxruntime this project accepts, and fixed, so that the same onnx
    # release always writes the same bytes.
    model = helper.make_model(
        graph,
        producer_name=NAME,
        ir_version=8,
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
    )
    model.doc_string = (
        "Kokoro-82M (hexgrad, Apache-2.0), voice ff_siwis, int8 ONNX export, "
        "wrapped in the interface of a Piper voice."
    )
    written: bytes = model.SerializeToString()
    return written


def check(voice: bytes) -> None:
    """Raises ValueError when a voice is no sound graph: for bytes that another onnx release wrote."""
    try:
        onnx.checker.check_model(voice)
    except onnx.checker.ValidationError as error:
        raise ValueError(f"The assembled graph is not valid: {error}") from error


def _prune(graph: Any, outputs: Sequence[str]) -> None:
    """Drop the nodes and weights that none of these outputs needs."""
    maker = {output: index for index, node in enumerate(graph.node) for output in node.output}
    needed: set[int] = set()
    wanted = list(outputs)
    while wanted:
        index = maker.get(wanted.pop())
        if index is not None and index not in needed:
            needed.add(index)
            wanted += graph.node[index].input
    nodes = [node for index, node in enumerate(graph.node) if index in needed]
    used = {name for node in nodes for name in node.input} | set(outputs)
    weights = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(weights)


def _shared_constants(outer: _Graph, style: npt.NDArray[np.float32]) -> None:
    """Constants that the sentence and its chunks both read (a loop body sees the graph around it)."""
    outer.constant("pv_0", [0])
    outer.constant("pv_1", [1])
    outer.constant("pv_big", [2**31])
    outer.constant("pv_m1", [-1])
    outer.constant("pv_m2", [-2])
    outer.constant("pv_s0", 0)
    outer.constant("pv_s1", 1)
    outer.constant("pv_max", [MAX_TOKENS])
    outer.constant("pv_laststyle", [len(style) - 1])
    outer.constant("pv_score", cut_scores())
    outer.constant("pv_sound", sounding_tokens())
    outer.constant("pv_style", style, np.float32)


def _chunk_graph(network: Any) -> Any:
    """The loop body: cut the next chunk out of the tokens, say it, append its samples and durations."""
    body = _Graph()
    add = body.add
    # Where to cut: the best-scored token of the next MAX_TOKENS, the latest one winning among equals.
    add("Add", ["pv_pos", "pv_max"], "pv_lim")
    add("Min", ["pv_lim", "pv_n"], "pv_wend")
    add("Slice", ["pv_toks", "pv_pos", "pv_wend", "pv_0"], "pv_win")
    add("Gather", ["pv_score", "pv_win"], "pv_wscore")
    add("Sub", ["pv_wend", "pv_pos"], "pv_wlen")
    add("Squeeze", ["pv_wlen", "pv_0"], "pv_wlens")
    add("Range", ["pv_s0", "pv_wlens", "pv_s1"], "pv_wrange")
    add("Add", ["pv_wscore", "pv_wrange"], "pv_wtotal")
    add("ArgMax", ["pv_wtotal"], "pv_cut", axis=0, keepdims=1)
    add("Add", ["pv_cut", "pv_pos"], "pv_cutpos")
    add("Add", ["pv_cutpos", "pv_1"], "pv_cutend")
    add("GreaterOrEqual", ["pv_lim", "pv_n"], "pv_islast")
    add("Where", ["pv_islast", "pv_n", "pv_cutend"], "pv_end")
    add("Slice", ["pv_toks", "pv_pos", "pv_end", "pv_0"], "pv_chunk")
    # What Kokoro reads: the tokens between two pads, and the style row for their number.
    add("Concat", ["pv_0", "pv_chunk", "pv_0"], "pv_padded", axis=0)
    add("Unsqueeze", ["pv_padded", "pv_0"], "tokens")
    add("Sub", ["pv_end", "pv_pos"], "pv_m")
    add("Min", ["pv_m", "pv_laststyle"], "pv_row")
    add("Gather", ["pv_style", "pv_row"], "style", axis=0)
    body.nodes += list(network.node)
    # The pads' durations belong to the neighbours: the last frames so far join this chunk's first.
    add("Concat", ["pv_audio", "audio"], "pv_audio2", axis=0)
    add("Cast", [DURATIONS], "pv_durf", to=TensorProto.FLOAT)
    add("Reshape", ["pv_durf", "pv_m1"], "pv_dur")
    add("Slice", ["pv_durs", "pv_0", "pv_m2", "pv_0"], "pv_d0")
    add("Slice", ["pv_durs", "pv_m2", "pv_m1", "pv_0"], "pv_d1")
    add("Slice", ["pv_durs", "pv_m1", "pv_big", "pv_0"], "pv_d2")
    add("Slice", ["pv_dur", "pv_0", "pv_1", "pv_0"], "pv_d3")
    add("Slice", ["pv_dur", "pv_1", "pv_big", "pv_0"], "pv_d4")
    add("Sum", ["pv_d1", "pv_d2", "pv_d3"], "pv_d5")
    add("Concat", ["pv_d0", "pv_d5", "pv_d4"], "pv_durs2", axis=0)
    add("Less", ["pv_end", "pv_n"], "pv_more1")
    add("Squeeze", ["pv_more1", "pv_0"], "pv_more")
    info = helper.make_tensor_value_info
    return helper.make_graph(
        body.nodes,
        "kokoro_chunk",
        [
            info("pv_iter", TensorProto.INT64, []),
            info("pv_condin", TensorProto.BOOL, []),
            info("pv_pos", TensorProto.INT64, [1]),
            info("pv_audio", TensorProto.FLOAT, [None]),
            info("pv_durs", TensorProto.FLOAT, [None]),
        ],
        [
            info("pv_more", TensorProto.BOOL, []),
            info("pv_end", TensorProto.INT64, [1]),
            info("pv_audio2", TensorProto.FLOAT, [None]),
            info("pv_durs2", TensorProto.FLOAT, [None]),
        ],
        list(network.initializer),
    )


def _sentence(outer: _Graph, body: Any) -> None:
    """Piper's ids to Kokoro's tokens, the loop over chunks, and the shapes Piper wants back."""
    add = outer.add
    table = token_of_id()
    outer.constant("pv_table", table)
    outer.constant("pv_tablelen", len(table))
    outer.constant("pv_lsmin", FASTEST, np.float32)
    outer.constant("pv_lsmax", SLOWEST, np.float32)
    outer.constant("pv_ls1", [1.0], np.float32)
    outer.constant("pv_audio0", np.zeros(0), np.float32)
    outer.constant("pv_durs0", np.zeros(2), np.float32)
    outer.constant("pv_silence", [SILENCE_SAMPLES])
    # Ids to tokens; what has no token, or lies outside the table, is dropped.
    add("Gather", ["input", "pv_s0"], "pv_ids0", axis=0)
    add("Slice", ["input_lengths", "pv_0", "pv_1", "pv_0"], "pv_len")
    add("Slice", ["pv_ids0", "pv_0", "pv_len", "pv_0"], "pv_ids")
    add("Less", ["pv_ids", "pv_s0"], "pv_low")
    add("GreaterOrEqual", ["pv_ids", "pv_tablelen"], "pv_high")
    add("Or", ["pv_low", "pv_high"], "pv_bad")
    add("Where", ["pv_bad", "pv_s0", "pv_ids"], "pv_safe")
    add("Gather", ["pv_table", "pv_safe"], "pv_kid")
    add("Gather", ["pv_sound", "pv_kid"], "pv_issound")
    add("ReduceSum", ["pv_issound"], "pv_nsound", keepdims=0)
    add("Greater", ["pv_nsound", "pv_s0"], "pv_speak")
    add("Greater", ["pv_kid", "pv_s0"], "pv_iskept")
    add("And", ["pv_iskept", "pv_speak"], "pv_keep")
    add("NonZero", ["pv_keep"], "pv_idx2")
    add("Squeeze", ["pv_idx2", "pv_0"], "pv_idx")
    add("Gather", ["pv_kid", "pv_idx"], "pv_toks")
    add("Shape", ["pv_toks"], "pv_n")
    # Piper's length scale is the inverse of Kokoro's speed.
    add("Slice", ["scales", "pv_1", "pv_2", "pv_0"], "pv_ls")
    outer.constant("pv_2", [2])
    add("IsNaN", ["pv_ls"], "pv_lsnan")
    add("Where", ["pv_lsnan", "pv_ls1", "pv_ls"], "pv_lsok")
    add("Clip", ["pv_lsok", "pv_lsmin", "pv_lsmax"], "pv_lsc")
    add("Reciprocal", ["pv_lsc"], "speed")
    outer.nodes.append(
        helper.make_node(
            "Loop",
            ["", "pv_speak", "pv_0", "pv_audio0", "pv_durs0"],
            ["pv_endpos", "pv_speech", "pv_durations"],
            name="pv/Loop",
            body=body,
        )
    )
    add("Not", ["pv_speak"], "pv_mute")
    add("Cast", ["pv_mute"], "pv_mutei", to=TensorProto.INT64)
    add("Mul", ["pv_mutei", "pv_silence"], "pv_nsil")
    add("ConstantOfShape", ["pv_nsil"], "pv_sil")
    add("Concat", ["pv_speech", "pv_sil"], "pv_all", axis=0)
    outer.constant("pv_axes", [0, 1, 2])
    add("Unsqueeze", ["pv_all", "pv_axes"], "output")
    # Frames per Piper id: Piper finds this tensor, the only Ceil, when a voice is loaded with alignments.
    add("Shape", ["pv_ids"], "pv_t0")
    add("Max", ["pv_t0", "pv_1"], "pv_t")
    add("Sub", ["pv_t", "pv_1"], "pv_last")
    add("Concat", ["pv_0", "pv_idx", "pv_last"], "pv_where", axis=0)
    add("ConstantOfShape", ["pv_t"], "pv_zeros")
    add("ScatterElements", ["pv_zeros", "pv_where", "pv_durations"], "pv_frames", axis=0, reduction="add")
    outer.constant("pv_axes2", [0, 1])
    add("Unsqueeze", ["pv_frames", "pv_axes2"], "pv_frames3")
    add("Ceil", ["pv_frames3"], "w_ceil")
