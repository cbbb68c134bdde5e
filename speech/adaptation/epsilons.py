"""Steps through a graph that hear nothing and say nothing, epsilons: a decoder takes them at each frame."""

from __future__ import annotations

from collections.abc import Sequence

from speech.adaptation.transducer import Arc, Interval, Transducer

MOST_COPIED = 2
"""Arcs of a state that a step to it may become. Up to four make more arcs, and nothing is gained."""


def without_epsilons(
    graph: Transducer, reached: Sequence[list[Interval]]
) -> tuple[Transducer, list[list[Interval]]]:
    """The same graph where a step to a state with few arcs is those arcs, and the same of `reached`.

    A state all of whose arcs hear something is passed by, unless the graph starts or may end there; states
    that nothing leads to any longer are left out.
    """
    passed = [
        0 < len(arcs) <= MOST_COPIED
        and state != graph.start
        and state not in graph.finals
        and all(arc.ilabel for arc in arcs)
        for state, arcs in enumerate(graph.arcs)
    ]
    arcs = [[step for arc in arcs for step in _steps(arc, graph, passed)] for arcs in graph.arcs]
    left = _reachable(graph.start, arcs)
    number = {state: at for at, state in enumerate(left)}
    shorter = Transducer(
        start=number[graph.start],
        arcs=[[arc._replace(to=number[arc.to]) for arc in arcs[state]] for state in left],
        finals={number[state]: cost for state, cost in graph.finals.items() if state in number},
    )
    return shorter, [reached[state] for state in left]


def _steps(arc: Arc, graph: Transducer, passed: Sequence[bool]) -> list[Arc]:
    if arc.ilabel or arc.olabel or not passed[arc.to]:
        return [arc]
    return [after._replace(weight=arc.weight + after.weight) for after in graph.arcs[arc.to]]


def _reachable(start: int, arcs: Sequence[Sequence[Arc]]) -> list[int]:
    found, waiting = {start}, [start]
    while waiting:
        for arc in arcs[waiting.pop()]:
            if arc.to not in found:
                found.add(arc.to)
                waiting.append(arc.to)
    return sorted(found)
