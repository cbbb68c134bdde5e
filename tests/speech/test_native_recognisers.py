"""Native recognisers that pass from one utterance to the next, with the real engine."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import vosk

from speech.models import ModelStore
from speech.native_recognisers import MOST_KEPT, WORN_SECONDS, NativeRecogniser, NativeRecognisers
from speech.recogniser import Recogniser, Utterance, VoskEars
from tests.speech.conftest import Hear, chunks_of

Recording = Callable[[str], bytes]


@pytest.fixture(scope="module")
def model(model_store: ModelStore) -> vosk.Model:
    return vosk.Model(str(model_store.path("vosk-model-fr-mairie-0.15")))


@pytest.fixture
def natives(model: vosk.Model) -> NativeRecognisers:
    return NativeRecognisers(model, 8000)


@pytest.fixture
def own_ears(model_store: ModelStore) -> VoskEars:
    """Loaded ears that no other test has worn."""
    ears = VoskEars(model_store.path("vosk-model-fr-mairie-0.15"))
    ears.load()
    return ears


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[NativeRecogniser]:
    """Those that were lent, in turn."""
    kept: list[NativeRecogniser] = []
    borrow = NativeRecognisers.borrow

    def noted(natives: NativeRecognisers, grammar: str = "") -> NativeRecogniser:
        kept.append(borrow(natives, grammar))
        return kept[-1]

    monkeypatch.setattr(NativeRecognisers, "borrow", noted)
    return kept


def to_the_millisecond(heard: Utterance) -> Utterance:
    """What was heard, as precisely as two ways of counting the same seconds agree."""
    words = [
        replace(
            word,
            confidence=round(word.confidence, 6),
            start=round(word.start, 3),
            end=round(word.end, 3),
        )
        for word in heard.words
    ]
    return replace(heard, confidence=round(heard.confidence, 6), words=tuple(words))


def test_what_was_given_back_is_lent_again(natives: NativeRecognisers) -> None:
    first, second = natives.borrow(), natives.borrow()
    assert first is not second
    natives.give_back(first)
    assert natives.borrow() is first
    assert natives.borrow() not in (first, second)


def test_a_worn_one_and_one_that_expects_phrases_are_let_go(natives: NativeRecognisers) -> None:
    worn, expecting = natives.borrow(), natives.borrow('["oui", "non"]')
    worn.accept(bytes(round(WORN_SECONDS * 16000)))
    for native in (worn, expecting):
        native.vosk.FinalResult()
        natives.give_back(native)
    assert natives.borrow() not in (worn, expecting)


def test_what_is_let_go_is_freed_as_the_next_caller_speaks(natives: NativeRecognisers) -> None:
    expecting = natives.borrow('["oui", "non"]')
    left = weakref.ref(expecting)
    natives.give_back(expecting)
    del expecting
    assert left() is not None
    natives.borrow()
    assert left() is None


def test_no_more_than_a_few_are_kept(natives: NativeRecognisers) -> None:
    talking = [natives.borrow() for _ in range(MOST_KEPT + 2)]
    for native in talking:
        natives.give_back(native)
    again = {id(natives.borrow()) for _ in talking}
    assert len(again & set(map(id, talking))) == MOST_KEPT


def test_what_another_caller_said_changes_nothing(
    model_store: ModelStore, recording: Recording, lent: list[NativeRecogniser]
) -> None:
    names = ("cantine", "horaires", "oui", "encombrants")
    path = model_store.path("vosk-model-fr-mairie-0.15")

    def heard_by(ears: VoskEars, name: str) -> Utterance:
        recogniser = ears.open()
        for chunk in chunks_of(recording(name)):
            recogniser.accept(chunk)
        return to_the_millisecond(recogniser.finish())

    ears = VoskEars(path)
    one_after_another = [heard_by(ears, name) for name in names]
    assert len(set(map(id, lent))) == 1
    assert one_after_another == [heard_by(VoskEars(path), name) for name in names]


@pytest.mark.parametrize("gap_seconds", [0.42, 0.5, 0.62])
def test_what_is_said_as_a_pause_ends_is_heard_and_by_nobody_else(
    own_ears: VoskEars, recording: Recording, lent: list[NativeRecogniser], gap_seconds: float
) -> None:
    """Vosk decodes in strides: as it tells of a pause, sound that it was given already still waits."""
    caller = own_ears.open()
    hear_to_a_pause(caller, recording, gap_seconds)
    assert lent[-1].at_pause
    assert caller.finish().text == "je voudrais inscrire ma fille à la cantine oui"
    nobody = own_ears.open()
    for chunk in chunks_of(bytes(16000)):
        nobody.accept(chunk)
    assert lent[-1] is lent[-2]
    assert nobody.finish() == Utterance()


@pytest.mark.parametrize("phrases", [(), ("je voudrais inscrire ma fille à la cantine oui",)])
def test_what_is_said_as_a_pause_ends_is_heard_when_phrases_are_expected_or_another_takes_over(
    own_ears: VoskEars,
    recording: Recording,
    lent: list[NativeRecogniser],
    monkeypatch: pytest.MonkeyPatch,
    phrases: tuple[str, ...],
) -> None:
    if not phrases:
        monkeypatch.setattr("speech.vosk_stream.LONGEST_SECONDS", 4.5)
    caller = own_ears.open(phrases)
    hear_to_a_pause(caller, recording, 0.5)
    assert len(lent) == 2
    assert caller.finish().text == "je voudrais inscrire ma fille à la cantine oui"


def hear_to_a_pause(caller: Recogniser, recording: Recording, gap_seconds: float) -> None:
    """A sentence, a gap and a "oui", in pieces of half a second, the last of which tells of the gap."""
    sentence, word = recording("cantine")[: seconds(3.3)], recording("oui")[seconds(0.55) : seconds(0.85)]
    sound = sentence + bytes(seconds(gap_seconds)) + word
    sound = bytes(-len(sound) % 8000) + sound
    for at in range(0, len(sound), 8000):
        caller.accept(sound[at : at + 8000])


def seconds(lasting: float) -> int:
    """Bytes of so many seconds of PCM at 8 kHz."""
    return round(lasting * 8000) * 2


def test_a_thread_takes_over_from_another(ears: VoskEars, hear: Hear, recording: Recording) -> None:
    here = hear(recording("horaires"))
    with ThreadPoolExecutor(1) as thread:
        there = thread.submit(hear, recording("horaires")).result()
    assert to_the_millisecond(there) == to_the_millisecond(here)


def test_the_recogniser_of_an_utterance_cut_short_is_not_lent_again(
    ears: VoskEars, hear: Hear, recording: Recording, lent: list[NativeRecogniser]
) -> None:
    hear(recording("oui"))
    cut_short = ears.open()
    cut_short.accept(recording("cantine")[:16000])
    cut_short.close()
    assert hear(recording("oui")).text == "oui"
    assert lent[-1] is not lent[-2]
