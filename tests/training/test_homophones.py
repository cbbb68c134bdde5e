"""The network that tells words that sound alike apart: what it learns from, and what the line makes of it."""

from random import Random

import numpy as np
import pytest
import torch

from speech.adaptation.adapt import lexicon_in
from speech.adaptation.lexicon import Pronunciation
from speech.homophones import Homophones
from speech.training import homophones, learning, rescorer_texts, spelling_network
from speech.training.dictionary import Entry
from speech.training.homophone_words import (
    listing_of,
    marked,
    marks_of,
    marks_of_sounds,
    never_respelled,
    usual_ways,
)
from speech.training.homophones import CHECKPOINT, in_breaths
from speech.training.homophones_export import export
from speech.training.spelling_network import NONE, Cutter, SpellingNetwork

DICTIONARY = {
    "porte": Entry(films=100, agreement="NOM/f/s/"),
    "fenêtre": Entry(films=50, agreement="NOM/f/s/"),
    "portail": Entry(films=5, agreement="NOM/m/s/"),
    "magasin": Entry(films=30, agreement="NOM/m/s/"),
    "fermé": Entry(films=40, agreement="ADJ/m/s/", lemmas={"fermé", "fermer"}),
    "fermée": Entry(films=30, agreement="ADJ/f/s/", lemmas={"fermé"}),
    "fermer": Entry(films=60, agreement="VER///inf", lemmas={"fermer"}),
    "fermai": Entry(films=0.0, agreement="VER///ind:pas:1s"),
}
SAID = {
    "la": "la", "le": "loe", "est": "E", "porte": "pORt", "fenêtre": "foenEtR", "portail": "pORtaj",
    "magasin": "magazin", "fermé": "fERme", "fermée": "fERme", "fermer": "fERme", "fermai": "fERme",
    "faut": "fo", "il": "il",
}  # fmt: skip
SENTENCES = (
    "la porte est fermée",
    "la fenêtre est fermée",
    "le portail est fermé",
    "le magasin est fermé",
    "il faut fermer la porte",
    "il faut fermer le portail",
)


@pytest.fixture
def listing():
    counts = {word: 1 for sentence in SENTENCES for word in sentence.split()}
    return listing_of(counts, {word: tuple(said) for word, said in SAID.items()}, DICTIONARY)


def test_words_that_sound_alike_follow_one_another_before_those_alone(listing):
    assert listing.ambiguous == 3
    assert set(listing.words[:3]) == {"fermé", "fermée", "fermer"}
    assert len({listing.sounds()[word] for word in listing.words[:3]}) == 1
    assert sorted(listing.sounds().values())[3:] == list(range(2, len(listing.words) - 1))


def test_a_rare_spelling_nobody_used_is_none_and_a_common_one_is(listing):
    assert "fermai" not in listing.words
    said = {"ver": tuple("vER"), "vert": tuple("vER"), "mer": tuple("mER"), "mère": tuple("mER")}
    common = {"vert": Entry(films=20), "mère": Entry(films=300)}
    assert set(listing_of({"ver": 1}, said, common).words) == {"ver", "vert"}


def test_forms_of_one_word_are_a_family_and_others_that_sound_alike_are_not(listing):
    assert len(set(listing.families)) == 1
    said = dict.fromkeys(("sept", "sète", "cette", "cet", "cent", "cents"), tuple("sEt"))
    forms = {"cet": Entry(lemmas={"ce"}), "cette": Entry(lemmas={"ce"}), "sept": Entry(lemmas={"sept"})}
    forms |= {"cent": Entry(lemmas={"cent"}), "cents": Entry(lemmas={"cent"})}
    found = listing_of(dict.fromkeys(said, 1), said, forms, never_respelled())
    family = dict(zip(found.words, found.families, strict=True))
    assert family["cet"] == family["cette"]
    assert len(set(family.values())) == 5  # a town is in no dictionary, a number agrees with nothing


def test_numbers_letters_and_names_are_never_respelled():
    assert {"sept", "cent", "cents", "vingt", "a", "marie", "petit"} <= never_respelled()
    assert not {"fermé", "cassées", "nettoie"} & never_respelled()


def test_a_word_is_said_in_its_usual_way():
    lexicon = [Pronunciation("tous", ("t", "u", "s"), 0.5), Pronunciation("tous", ("t", "u"))]
    assert usual_ways(lexicon) == {"tous": ("t", "u")}


def test_what_a_word_agrees_with_is_read_in_the_dictionary():
    assert {"gender f", "number s", "part NOM"} <= set(marks_of("porte", DICTIONARY))
    assert marks_of("l'porte", DICTIONARY)[0] == "l'"
    assert marks_of("qu'aujourd'hui", {"aujourd'hui": Entry(agreement="ADV///")})[:2] == ["qu'", "part ADV"]
    assert {"mood inf", "tense inf"} <= set(marks_of("fermer", DICTIONARY))
    assert marks_of("kerdavid", DICTIONARY) == ["?"]


def test_a_sound_bears_the_marks_of_its_words_by_how_common_they_are(listing):
    marks = np.eye(len(listing.words), dtype=np.float32)
    weights = [3.0, 1.0, 0.0, *[1.0] * (len(listing.words) - 3)]
    of_sounds = marks_of_sounds(listing, marks, weights)
    assert len(of_sounds) == len(listing.starts)
    assert not of_sounds[0].any()
    assert of_sounds[1][:3].tolist() == [0.75, 0.25, 0.0]
    assert of_sounds.sum(1)[1:].tolist() == pytest.approx([1.0] * (len(of_sounds) - 1))


def test_marks_are_those_of_several_words():
    words = ["porte"] * 4 + ["fenêtre", "portail"]
    table = marked(words, DICTIONARY)
    assert table.shape == (6, 5)  # NOM, gender f, number s, NOMfs, no tense; no ending is borne five times
    assert table.sum() == 5 * 5 + 3


def network(listing, seed=1):
    torch.manual_seed(seed)
    return SpellingNetwork(listing, torch.zeros(len(listing.starts), 2), torch.zeros(listing.ambiguous, 2))


def test_a_sentence_is_sounds_and_the_words_to_be_told_apart(listing):
    given, wanted = Cutter(listing).cut("la porte kerdavid est fermée")
    assert given[2] == 0
    assert wanted[:4] == [NONE] * 4
    assert listing.words[wanted[4]] == "fermée"


def test_sentences_without_homophones_are_no_batch(listing):
    assert list(Cutter(listing).batches(["la porte", "kerdavid", ""], Random(0))) == []


def test_losses_are_the_nats_of_the_spellings_of_one_sound(listing):
    model = network(listing).eval()
    given, wanted = Cutter(listing).cut("la porte est fermée")
    nats = [
        float(model.losses(torch.tensor([given]), torch.tensor([[NONE, NONE, NONE, word]])).detach())
        for word in range(3)
    ]
    assert wanted[3] in range(3)
    assert np.exp(-np.array(nats)).sum() == pytest.approx(1, abs=1e-5)


def test_a_batch_is_as_its_sentences_alone_and_they_are_all_as_long(listing):
    model = network(listing).eval()
    found = list(Cutter(listing).batches(SENTENCES, Random(0)))
    assert sorted(given.shape for given, _ in found) == [(2, 5), (4, 4)]
    for given, wanted in found:
        together = model.losses(given, wanted).detach().tolist()
        alone = [float(model.losses(given[[row]], wanted[[row]]).detach()) for row in range(len(given))]
        assert together == pytest.approx(alone, abs=1e-5)


def test_some_sentences_are_followed_by_another_in_one_breath():
    said = [f"{number}" for number in range(1000)]
    breaths = in_breaths(said, Random(1))
    assert len(breaths) == 1000
    together = [one for one in breaths if " " in one]
    assert 60 < len(together) < 140
    assert all(int(one.split()[1]) == int(one.split()[0]) + 1 for one in together)


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A folder whose texts are few."""
    said = [Pronunciation(word, tuple(phones)) for word, phones in SAID.items()]
    monkeypatch.setattr(homophones, "lexicon_in", lambda model: said)
    monkeypatch.setattr(homophones, "package_of", lambda name, folder: tmp_path)
    monkeypatch.setattr(homophones, "read_dictionary", lambda package: DICTIONARY)
    monkeypatch.setattr(homophones, "kept_aside", lambda: {"free": ["le portail est fermé"]})
    monkeypatch.setattr(rescorer_texts, "DRAWN", 1)
    monkeypatch.setattr(rescorer_texts, "requests", list)
    monkeypatch.setattr(rescorer_texts, "callers", lambda chance: iter(["oui"] * 9))
    monkeypatch.setattr(rescorer_texts, "handwritten", lambda files="*": SENTENCES)
    monkeypatch.setattr(rescorer_texts, "our_sentences", list)
    monkeypatch.setattr(rescorer_texts, "LOOSENED_SHARE", 0.0)
    monkeypatch.setattr(learning, "EVERY", 20)
    for name in ("DROP", "WORD_DROP"):  # there is little to learn from
        monkeypatch.setattr(spelling_network, name, 0.0)
    return tmp_path


def run(monkeypatch, folder, minutes, *more):
    given = ["homophones", "--folder", str(folder), "--minutes", minutes, *more]
    monkeypatch.setattr("sys.argv", given)
    homophones.main()
    return torch.load(folder / CHECKPOINT)


def test_what_was_trained_is_what_the_line_computes_and_it_has_learnt_agreement(
    workshop, monkeypatch, capsys
):
    first = run(monkeypatch, workshop, "0.1", "--model", "some-model")
    assert first["step"] > 0
    assert "spells right: free " in capsys.readouterr().out
    assert run(monkeypatch, workshop, "0.1")["step"] == first["step"]
    again = run(monkeypatch, workshop, "0.05", "--again")
    assert 0 < again["seconds"] < first["seconds"]
    export(workshop, workshop)
    carried = Homophones.of_folder(workshop)
    trainer = homophones.under_way(workshop / CHECKPOINT, 1.0)
    judge = trainer.learner.averaged(trainer.network())
    given, wanted = trainer.cutter.cut("la fenêtre est fermée")
    trained = -judge.losses(torch.tensor([given]), torch.tensor([wanted])).detach()
    seen = carried._speller.seen([given])[0][-1]
    computed = carried._speller.log_probabilities(seen, 0, carried._starts[1])[wanted[-1]]
    assert computed == pytest.approx(float(trained), abs=0.05)
    assert carried.spelled(["la", "porte", "est", "fermé"]) == ["la", "porte", "est", "fermée"]
    assert carried.spelled(["il", "faut", "fermée", "le", "magasin"])[2] == "fermer"
    # Kept aside, and learnt from what its noun is.
    assert carried.spelled(["le", "portail", "est", "fermée"])[3] == "fermé"


def test_a_training_begins_with_the_words_of_a_model(workshop, monkeypatch):
    with pytest.raises(SystemExit, match="--model is missing"):
        run(monkeypatch, workshop, "0.1")
    with pytest.raises(SystemExit, match=r"homophones\.pt is missing"):
        export(workshop, workshop)


def test_what_is_no_model_or_no_training_is_told(tmp_path, monkeypatch, workshop):
    monkeypatch.setattr(homophones, "lexicon_in", lexicon_in)
    with pytest.raises(SystemExit, match="nowhere is no model made here"):
        run(monkeypatch, workshop, "0.1", "--model", "nowhere")
    torch.save({"step": 1}, workshop / CHECKPOINT)
    with pytest.raises(SystemExit, match=r"homophones\.pt is no training of this stage"):
        run(monkeypatch, workshop, "0.1")
