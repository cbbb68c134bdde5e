"""Steps that hear and say nothing are left out, and the graph accepts what it did."""

from __future__ import annotations

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.adaptation.epsilons import MOST_COPIED, without_epsilons
from speech.adaptation.transducer import Arc, Interval, Transducer

LONGEST = 4
"""Labels read in what is compared."""

Accepted = dict[tuple[tuple[int, ...], tuple[int, ...]], float]

STATES = 5
arcs = st.builds(
    Arc,
    ilabel=st.integers(0, 2),
    olabel=st.integers(0, 1),
    weight=st.sampled_from([0.0, 0.5, 1.0]),
    to=st.integers(0, STATES - 1),
)
graphs = st.builds(
    Transducer,
    start=st.integers(0, STATES - 1),
    arcs=st.lists(st.lists(arcs, max_size=3), min_size=STATES, max_size=STATES),
    finals=st.dictionaries(st.integers(0, STATES - 1), st.just(0.25), min_size=1, max_size=2),
)


def accepted(graph: Transducer) -> Accepted:
    """What is read with what is said, short as they are, and what it costs at the least."""
    found: Accepted = {}
    seen = set()
    waiting: list[tuple[float, int, tuple[int, ...], tuple[int, ...]]] = [(0.0, graph.start, (), ())]
    while waiting:
        cost, state, read, said = heapq.heappop(waiting)
        if (state, read, said) in seen:
            continue
        seen.add((state, read, said))
        if state in graph.finals:
            ended = cost + graph.finals[state]
            found[read, said] = min(ended, found.get((read, said), ended))
        for arc in graph.arcs[state]:
            more_read = (*read, arc.ilabel) if arc.ilabel else read
            more_said = (*said, arc.olabel) if arc.olabel else said
            if len(more_read) <= LONGEST and len(more_said) <= LONGEST:
                heapq.heappush(waiting, (cost + arc.weight, arc.to, more_read, more_said))
    return found


@given(graphs)
def test_what_is_accepted_and_what_it_costs_stay_the_same(graph: Transducer) -> None:
    shorter, _ = without_epsilons(graph, [[] for _ in graph.arcs])
    assert accepted(shorter) == pytest.approx(accepted(graph))


@given(graphs)
def test_states_left_keep_what_is_reached_from_them(graph: Transducer) -> None:
    reached: list[list[Interval]] = [[(state, state + 1)] for state in range(STATES)]
    shorter, kept = without_epsilons(graph, reached)
    left = [interval[0][0] for interval in kept]
    assert left == sorted(set(left))
    assert left[shorter.start] == graph.start
    assert {left[state] for state in shorter.finals} == graph.finals.keys() & set(left)


def test_a_state_with_few_arcs_that_hear_is_passed_by() -> None:
    through = [Arc(7, 3, 0.5, 2), Arc(8, 0, 0.0, 2)]
    graph = Transducer(arcs=[[Arc(0, 0, 0.25, 1)], through, []], finals={2: 0.0})
    shorter, reached = without_epsilons(graph, [[(1, 2)], [(2, 3)], [(3, 4)]])
    assert shorter.arcs == [[Arc(7, 3, 0.75, 1), Arc(8, 0, 0.25, 1)], []]
    assert shorter.finals == {1: 0.0}
    assert reached == [[(1, 2)], [(3, 4)]]


@pytest.mark.parametrize(
    "through",
    [
        [Arc(7 + at, 0, 0.0, 2) for at in range(MOST_COPIED + 1)],
        [Arc(7, 0, 0.0, 2), Arc(0, 3, 0.0, 2)],
        [],
    ],
    ids=["many arcs", "one that hears nothing", "a dead end"],
)
def test_any_other_state_is_not(through: list[Arc]) -> None:
    graph = Transducer(arcs=[[Arc(0, 0, 0.0, 1)], through, []], finals={2: 0.0})
    shorter, _ = without_epsilons(graph, [[], [], []])
    assert shorter.arcs[:2] == graph.arcs[:2]
