"""Finite-state transducers in OpenFst's binary forms: the two that a Vosk graph is stored in.

Formats read off OpenFst 1.7 and 1.8 files: `const` (a table of states, then a table of arcs) and
`olabel_lookahead` (a const one, followed by the words that can come next from each state).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

MAGIC = 0x7EB2FDD6
ADD_ON_MAGIC = 446681434
CONST, LOOKAHEAD = "const", "olabel_lookahead"
_ALIGNED = 4
"""A header's flag: tables begin at multiples of sixteen bytes."""

_STATES = np.dtype([("final", "<f4"), ("first", "<u4"), ("arcs", "<u4"), ("ieps", "<u4"), ("oeps", "<u4")])
_ARCS = np.dtype([("ilabel", "<i4"), ("olabel", "<i4"), ("weight", "<f4"), ("to", "<i4")])

PRONUNCIATION_PROPERTIES = 0x6595656A0001
"""What is true of a pronunciation graph, in OpenFst's bits: weighted, cyclic from its start, arcs sorted by
output, epsilons on both sides."""
LANGUAGE_PROPERTIES = 0x65A555550001
"""The same for a language model: an acceptor, deterministic, weighted, arcs sorted by label."""


class TransducerError(Exception):
    """A file is not the transducer it should be; the text says how."""


class Arc(NamedTuple):
    """One arc."""

    ilabel: int
    """0: nothing is read."""
    olabel: int
    """0: nothing is said."""
    weight: float
    """A cost: minus the logarithm of a probability."""
    to: int


@dataclass
class Transducer:
    """States are numbered from 0; each has its arcs."""

    start: int = 0
    arcs: list[list[Arc]] = field(default_factory=list)
    finals: dict[int, float] = field(default_factory=dict)
    """Cost of ending there."""

    def add_state(self) -> int:
        """A new state without arcs; its number."""
        self.arcs.append([])
        return len(self.arcs) - 1


Interval = tuple[int, int]
"""Labels from the first up to, and without, the second."""


def read_transducer(path: Path) -> Transducer:
    """Raises TransducerError for any other form, or a file cut short."""
    content = path.read_bytes()
    try:
        kind, flags, start, states, arcs, at = _read_header(content, 0)
        if kind == LOOKAHEAD:
            at += 4  # the add-on's own magic number
            kind, flags, start, states, arcs, at = _read_header(content, at)
        if kind != CONST:
            raise TransducerError(f"{path} is a transducer of the kind {kind!r}, not {CONST!r}.")
        state_table = np.frombuffer(content, _STATES, states, _aligned(at, flags))
        at = _aligned(at, flags) + states * _STATES.itemsize
        arc_table = np.frombuffer(content, _ARCS, arcs, _aligned(at, flags)).tolist()
    except (struct.error, ValueError) as error:
        raise TransducerError(f"{path} is no transducer, or is cut short: {error}.") from error
    made = Transducer(start=start)
    for number, (final, first, count, _, _) in enumerate(state_table.tolist()):
        made.arcs.append([Arc(*arc) for arc in arc_table[first : first + count]])
        if final != float("inf"):
            made.finals[number] = final
    return made


def write_language(transducer: Transducer, path: Path) -> None:
    """Write a language model, its arcs sorted by label."""
    path.write_bytes(_const(transducer, LANGUAGE_PROPERTIES, by=0))


def write_pronunciations(
    transducer: Transducer, reached: Sequence[Sequence[Interval]], final_label: int, path: Path
) -> None:
    """Write a pronunciation graph, its arcs sorted by output.

    `reached`: for each state, the words that may come next from there, with `final_label`, which is above all
    words, where the graph may end instead.
    """
    content = bytearray(_header(LOOKAHEAD, PRONUNCIATION_PROPERTIES, version=1, start=-1))
    content += struct.pack("<i", ADD_ON_MAGIC)
    content += _const(transducer, PRONUNCIATION_PROPERTIES, by=1)
    content += struct.pack("<???", True, False, True)  # an add-on; nothing on the input side; the output side
    content += struct.pack("<??iq", False, False, final_label, len(reached))
    for intervals in reached:
        content += struct.pack("<q", len(intervals))
        for interval in intervals:
            content += struct.pack("<ii", *interval)
        content += struct.pack("<i", sum(end - begin for begin, end in intervals))
    path.write_bytes(content)


def _const(transducer: Transducer, properties: int, by: int) -> bytes:
    states = np.zeros(len(transducer.arcs), _STATES)
    states["final"] = np.inf
    for number, cost in transducer.finals.items():
        states["final"][number] = cost
    flat: list[Arc] = []
    for number, arcs in enumerate(transducer.arcs):
        states[number] = (
            states["final"][number],
            len(flat),
            len(arcs),
            sum(not arc.ilabel for arc in arcs),
            sum(not arc.olabel for arc in arcs),
        )
        flat += sorted(arcs, key=lambda arc: (arc[by], arc.ilabel))
    table = np.array(flat, _ARCS) if flat else np.zeros(0, _ARCS)
    head = _header(
        CONST, properties, version=2, start=transducer.start, states=len(transducer.arcs), arcs=len(flat)
    )
    return head + states.tobytes() + table.tobytes()


def _header(kind: str, properties: int, *, version: int, start: int, states: int = 0, arcs: int = 0) -> bytes:
    return (
        struct.pack("<I", MAGIC)
        + _text(kind)
        + _text("standard")
        + struct.pack("<iiQqqq", version, 0, properties, start, states, arcs)
    )


def _text(text: str) -> bytes:
    return struct.pack("<i", len(text)) + text.encode("ascii")


def _read_header(content: bytes, at: int) -> tuple[str, int, int, int, int, int]:
    """Kind, flags, start, numbers of states and arcs, and where the header ends."""
    (magic,) = struct.unpack_from("<I", content, at)
    if magic != MAGIC:
        raise ValueError("its first bytes are not OpenFst's")
    at += 4
    texts = []
    for _ in range(2):
        (length,) = struct.unpack_from("<i", content, at)
        if not 0 < length < 100:
            raise ValueError("its header is garbled")
        texts.append(content[at + 4 : at + 4 + length].decode("ascii", "replace"))
        at += 4 + length
    if texts[1] != "standard":
        raise ValueError(f"its arcs are of the kind {texts[1]!r}")
    _, flags, _, start, states, arcs = struct.unpack_from("<iiQqqq", content, at)
    return texts[0], flags, start, states, arcs, at + struct.calcsize("<iiQqqq")


def _aligned(at: int, flags: int) -> int:
    return -(-at // 16) * 16 if flags & _ALIGNED else at
