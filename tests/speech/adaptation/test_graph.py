"""From a lexicon to its graph, and back."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.adaptation.graph import PronunciationGraph, build_graph
from speech.adaptation.lexicon import UNKNOWN, Pronunciation, read_lexicon, transition, with_words
from speech.adaptation.phones import PHONES, PronunciationError, numbered, phones_of, pronounced
from speech.adaptation.transducer import Arc, Transducer, TransducerError

MER, MERE, MAIRE = (
    Pronunciation("mer", ("m", "E", "R")),
    Pronunciation("mère", ("m", "E", "R"), 0.5),
    Pronunciation("maire", ("m", "E", "R", "oe"), 0.25),
)
EAU = Pronunciation("eau", ("o",))


def words_by_number(graph: PronunciationGraph) -> dict[int, str]:
    return {number: word for word, number in graph.words.items()}


def test_a_lexicon_with_homophones_and_words_inside_others_comes_back_whole() -> None:
    lexicon = [EAU, MAIRE, MER, MERE]
    graph = build_graph(lexicon)
    assert read_lexicon(graph.transducer, words_by_number(graph)) == lexicon


def test_the_plan_of_older_models_is_read_as_well() -> None:
    """A sound followed by a blank had its own transition, and its loop apart."""
    sound = numbered(("o",))[0]
    straight, to_blank = transition(sound, 2), transition(sound, 1)
    loop, on, blank_loop = transition(sound, 0), transition(sound, 4), transition(sound, 3)
    graph = Transducer(
        start=0,
        arcs=[
            [Arc(straight, 1, 0.5, 2), Arc(to_blank, 1, 0.5, 3)],
            [Arc(straight, 1, 0.5, 2), Arc(to_blank, 1, 0.5, 3)],
            [Arc(loop, 0, 0.0, 2), Arc(0, 0, 0.0, 0)],
            [Arc(loop, 0, 0.0, 3), Arc(on, 0, 0.0, 4)],
            [Arc(blank_loop, 0, 0.08, 4), Arc(0, 0, 0.0, 0)],
        ],
        finals={0: 0.0, 1: 0.0},
    )
    assert read_lexicon(graph, {1: "eau"}) == [Pronunciation("eau", ("o",), 0.5)]


ALIKE = ("loop", "sound", "sound", "blank", "blank")
"""What each transition of a sound hears."""


@pytest.mark.parametrize("ending", [(), (0,), (0, 0), (0, 3), (3,), (3, 3, 3)])
def test_a_sound_however_long_is_heard_by_one_path(ending: tuple[int, ...]) -> None:
    """Never two ways to hear the same: a decoder would follow both."""
    graph = build_graph([EAU]).transducer
    sound = numbered(EAU.phones)[0]
    heard = {transition(sound, kind): like for kind, like in enumerate(ALIKE)}
    paths = [(graph.start, 0)]
    for kind in (2, *ending):
        paths = [
            (arc.to, said or arc.olabel)
            for state, said in _without_hearing(graph, paths)
            for arc in graph.arcs[state]
            if heard.get(arc.ilabel) == ALIKE[kind]
        ]
    assert [said for _, said in paths].count(1) == 1


def _without_hearing(graph: Transducer, paths: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each path may go before it hears more, as often as it may."""
    found, waiting = list(paths), list(paths)
    while waiting:
        state, said = waiting.pop()
        more = [(arc.to, said or arc.olabel) for arc in graph.arcs[state] if not arc.ilabel]
        found += more
        waiting += more
    return found


pronunciations = st.builds(
    Pronunciation,
    word=st.text(alphabet="abc", min_size=1, max_size=3),
    phones=st.lists(st.sampled_from(PHONES[:4]), min_size=1, max_size=5).map(tuple),
    cost=st.sampled_from([0.0, 0.5, 1.25]),
)


@given(st.lists(pronunciations, min_size=1, max_size=12, unique_by=lambda one: (one.word, one.phones)))
def test_any_lexicon_comes_back_whole(lexicon: list[Pronunciation]) -> None:
    graph = build_graph(lexicon)
    read = read_lexicon(graph.transducer, words_by_number(graph))
    assert read == sorted(lexicon, key=lambda one: (one.word, one.phones))


@given(st.lists(pronunciations, min_size=1, max_size=12, unique_by=lambda one: (one.word, one.phones)))
def test_each_state_knows_exactly_which_words_may_come_next(lexicon: list[Pronunciation]) -> None:
    graph = build_graph(lexicon)
    for state, intervals in enumerate(graph.reached):
        told = {number for begin, end in intervals for number in range(begin, end)}
        assert told == reachable(graph, state)
        assert all(before < after for (_, before), (after, _) in pairwise(intervals))


def reachable(graph: PronunciationGraph, state: int) -> set[int]:
    """The words on the first arcs that say one, by walking."""
    seen, waiting, found = {state}, [state], set()
    while waiting:
        here = waiting.pop()
        if here in graph.transducer.finals:
            found.add(graph.final_label)
        for arc in graph.transducer.arcs[here]:
            if arc.olabel:
                found.add(arc.olabel)
            elif arc.to not in seen:
                seen.add(arc.to)
                waiting.append(arc.to)
    return found


def test_a_pronunciation_already_known_is_kept_as_it_was() -> None:
    more = with_words([MERE], [Pronunciation("mère", MERE.phones, 0.0), EAU])
    assert more == [EAU, MERE]


def test_every_graph_hears_the_unknown_word() -> None:
    assert UNKNOWN in build_graph([EAU]).words


@pytest.mark.parametrize(
    "graph",
    [
        Transducer(arcs=[[]], finals={0: 0.0}),
        Transducer(start=0, arcs=[[], []], finals={0: 0.0, 1: 0.0}),
        Transducer(start=0, arcs=[[], [Arc(8, 1, 0.0, 2)], [Arc(0, 0, 0.0, 1)]], finals={0: 0.0, 1: 0.0}),
    ],
)
def test_a_graph_of_another_plan_is_refused(graph: Transducer) -> None:
    with pytest.raises(TransducerError, match="not of this project's making"):
        read_lexicon(graph, {1: "mot"})


def test_espeak_says_the_towns_words() -> None:
    said = pronounced(["mairie", "kerdoncuff", "", "\0"])
    assert said["mairie"] == ("m", "E", "R", "i")
    assert said["kerdoncuff"][:3] == ("k", "E", "R")
    assert said[""] == said["\0"] == ()
    assert pronounced([]) == {}


def test_an_espeak_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(PronunciationError, match="could not say"):
        pronounced(["mairie"])


def test_stresses_and_lengths_are_passed_over() -> None:
    assert phones_of("bɔ̃ʒˈuːʁ") == ("b", "on", "Z", "u", "R")
