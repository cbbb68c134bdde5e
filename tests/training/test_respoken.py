"""A model's letters, said as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.adaptation.adapt import lexicon_in
from speech.adaptation.lexicon import Pronunciation
from speech.adaptation.ngrams import learn
from speech.models import ModelStore
from speech.recogniser import VoskEars
from speech.training.export import DECODING
from speech.training.language import put_together, write_graph
from speech.training.pronunciations import given_pronunciations, letters
from speech.training.respoken import respoken

OF_OLD = [
    Pronunciation("m", ("E", "m")),
    Pronunciation("m", ("m",), 0.358),
    Pronunciation("oui", ("w", "i")),
    Pronunciation("t", ("t",)),
]


@pytest.fixture(scope="module")
def model(model_store: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("of-old")
    write_graph(OF_OLD, learn(["oui", "m", "t"]), made / "graph")
    put_together(model_store.path("vosk-model-fr-mairie-0.15"), made / "graph", made / "model")
    return made / "model"


def test_letters_are_said_by_their_names_alone_and_other_words_as_before(model: Path, tmp_path: Path) -> None:
    respoken(model, tmp_path / "new")
    assert lexicon_in(tmp_path / "new") == [
        Pronunciation("m", ("E", "m")),
        Pronunciation("oui", ("w", "i")),
        Pronunciation("t", ("t", "e")),
    ]
    assert (tmp_path / "new/conf/model.conf").read_text() == DECODING
    VoskEars(tmp_path / "new").load()


def test_no_letter_is_what_elisions_leave_of_a_word() -> None:
    table = letters(given_pronunciations())
    assert set("abcdefghijklmnopqrstuvwxz") <= table.keys()
    vowels = {"a", "E", "e", "i", "o", "y", "oe", "eu"}
    assert all(vowels & set(one.phones) for ways in table.values() for one in ways)
    assert [one.cost for one in table["e"]] == [0.485, 0.0]  # by their sounds: "eu" before "oe"


def test_another_kind_of_model_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="HCLr"):
        respoken(tmp_path, tmp_path / "new")
