"""The readers of whole hypotheses: what they learn, and that the line computes what was trained."""

import math
from collections import Counter
from random import Random

import pytest
import torch

from speech.rescoring import DIRECTIONS, ENDING, UNKNOWN, Rescorer
from speech.training import learning, rescorer, rescorer_reopening, rescorer_texts
from speech.training.callers import TO_A_TOWN_HALL
from speech.training.recurrent import RecurrentModel, batches
from speech.training.rescorer import checkpoint
from speech.training.rescorer_export import export
from speech.training.rescorer_reopening import placed, reopened, widened
from speech.training.rescorer_texts import SEEN, Texts, vocabulary_of

SENTENCES = [
    one.split()
    for one in (
        "la porte est fermée",
        "le portail est fermé",
        "la fenêtre est fermée",
        "le magasin est fermé",
        "la porte est ouverte",
        "le portail est ouvert",
    )
] * 8


@pytest.fixture
def vocabulary(monkeypatch):
    monkeypatch.setattr(rescorer_texts, "CLASSES", 4)
    monkeypatch.setattr(rescorer_texts, "DIMENSIONS", 3)
    return vocabulary_of(SENTENCES)


def trained(vocabulary, backward):
    torch.manual_seed(1)
    number = vocabulary.numbers()
    model = RecurrentModel(vocabulary.starts)
    optimiser = torch.optim.Adam(model.parameters(), 0.01)
    cut = [[number[word] for word in one] for one in SENTENCES]
    for _ in range(40):
        for pair in batches(cut, Random(0), backward):
            optimiser.zero_grad()
            model.losses(*pair).mean().backward()
            optimiser.step()
    return model.eval()


def test_every_word_has_one_number_and_one_class(vocabulary):
    words = {word for one in SENTENCES for word in one}
    assert sorted(vocabulary.words) == sorted({ENDING, UNKNOWN, *words})
    assert vocabulary.words[:2] == (ENDING, UNKNOWN)
    assert vocabulary.starts[0] == 0
    assert vocabulary.starts[-1] == len(vocabulary.words)
    assert list(vocabulary.starts) == sorted(set(vocabulary.starts))


def test_a_word_met_once_is_unknown(vocabulary):
    assert "kerdavid" not in vocabulary_of([*SENTENCES, ["la", "rue", "kerdavid"]]).words


def test_losses_are_the_nats_of_chances_that_add_up_to_one(vocabulary):
    model = RecurrentModel(vocabulary.starts).eval()
    many = len(vocabulary.words)
    given = torch.tensor([[0, 3]]).repeat(many, 1)
    wanted = torch.stack([torch.full((many,), -1), torch.arange(many)], dim=1)
    chances = torch.exp(-model.losses(given, wanted).detach())
    assert float(chances.sum()) == pytest.approx(1, abs=1e-4)


def test_losses_come_back_in_the_order_of_the_words(vocabulary):
    model = RecurrentModel(vocabulary.starts).eval()
    given, wanted = torch.tensor([[0, 3, 5]]), torch.tensor([[3, 5, 0]])
    together = model.losses(given, wanted).detach()
    alone = [
        float(model.losses(given, torch.where(torch.arange(3) == at, wanted, -1)).detach()) for at in range(3)
    ]
    assert together.tolist() == pytest.approx(alone, abs=1e-5)


def test_a_batch_reads_backward_from_the_end(vocabulary):
    ((given, wanted),) = batches([[2, 3, 4], [5, 6]], Random(0), backward=True)
    rows = sorted(zip(given.tolist(), wanted.tolist(), strict=True))
    assert rows == [([0, 4, 3, 2], [4, 3, 2, 0]), ([0, 6, 5, 0], [6, 5, 0, -1])]


def test_what_was_trained_is_what_the_line_computes_and_it_has_learnt_agreement(vocabulary, tmp_path):
    for name in DIRECTIONS:
        model = trained(vocabulary, backward=name == "backward")
        torch.save({"model": model.state_dict(), "vocabulary": vars(vocabulary)}, checkpoint(tmp_path, name))
    export(tmp_path, tmp_path)
    carried = Rescorer.of_folder(tmp_path)
    number = vocabulary.numbers()
    said = "la fenêtre est fermée"
    nats = []
    for name in DIRECTIONS:
        model = RecurrentModel(vocabulary.starts)
        model.load_state_dict(torch.load(checkpoint(tmp_path, name))["model"])
        cut = [[number[word] for word in said.split()]]
        (pair,) = batches(cut, Random(0), backward=name == "backward")
        nats.append(-float(model.eval().losses(*pair).detach().sum()))
    (computed,) = carried.log_likelihoods([said])
    assert computed == pytest.approx(sum(nats) / 2, abs=0.05)
    right, wrong = carried.log_likelihoods(["le magasin est fermé", "le magasin est fermée"])
    assert right > wrong + 1


def test_an_export_without_both_directions_says_what_is_missing(vocabulary, tmp_path):
    model = RecurrentModel(vocabulary.starts)
    torch.save({"model": model.state_dict(), "vocabulary": vars(vocabulary)}, checkpoint(tmp_path, "forward"))
    with pytest.raises(SystemExit, match=r"rescorer-backward\.pt is missing"):
        export(tmp_path, tmp_path)


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A folder whose texts are few."""
    monkeypatch.setattr(rescorer_texts, "CLASSES", 4)
    monkeypatch.setattr(rescorer_texts, "DIMENSIONS", 3)
    monkeypatch.setattr(rescorer_texts, "DRAWN", 50)
    monkeypatch.setattr(rescorer_texts, "handwritten", lambda files="*": tuple(map(" ".join, SENTENCES)))
    monkeypatch.setattr(rescorer_texts, "our_sentences", list)
    monkeypatch.setattr(learning, "EVERY", 5)
    return tmp_path


def run(monkeypatch, workshop, direction, *more):
    given = ["rescorer", direction, "--folder", str(workshop), "--minutes", "0.05", *more]
    monkeypatch.setattr("sys.argv", given)
    rescorer.main()
    return torch.load(checkpoint(workshop, direction))


def test_a_training_goes_on_where_it_stopped_and_reads_nothing_kept_aside(workshop, monkeypatch, capsys):
    first = run(monkeypatch, workshop, "forward")
    assert first["step"] > 0
    assert "hesitates between: free" in capsys.readouterr().out
    assert run(monkeypatch, workshop, "forward")["step"] == first["step"]
    again = run(monkeypatch, workshop, "forward", "--again")
    assert 0 < again["seconds"] < 2 * first["seconds"]
    aside = frozenset([" ".join(SENTENCES[0])])
    assert not aside & set(Texts(workshop, Random(1), aside).written)


def test_a_reading_has_what_is_said_to_a_town_hall_twice_and_brief_answers(monkeypatch, workshop):
    said = {"*.txt": ("il pleut", "je viens pour un acte"), TO_A_TOWN_HALL: ("je viens pour un acte",)}
    monkeypatch.setattr(rescorer_texts, "handwritten", lambda files="*.txt": said[files])
    monkeypatch.setattr(rescorer_texts, "LOOSENED_SHARE", 0.0)
    monkeypatch.setattr(rescorer_texts, "DRAWN", 20_000)
    texts = Texts(workshop, Random(1), frozenset())
    assert texts.all_once().count("je viens pour un acte") == 1
    read = Counter(texts.reading(Random(1)))
    assert read["je viens pour un acte"] == 2 * read["il pleut"] == 2
    assert read["non"] > 3


def test_the_reader_from_the_right_takes_its_words_from_the_other(workshop, monkeypatch):
    with pytest.raises(SystemExit, match=r"rescorer-forward\.pt is missing"):
        run(monkeypatch, workshop, "backward")
    forward = run(monkeypatch, workshop, "forward")
    assert run(monkeypatch, workshop, "backward")["vocabulary"] == forward["vocabulary"]


@pytest.fixture
def readers(vocabulary, tmp_path):
    """A model's folder, with the weights that were exported into it."""
    states = {}
    for name in DIRECTIONS:
        torch.manual_seed(len(name))
        states[name] = RecurrentModel(vocabulary.starts).state_dict()
        torch.save({"model": states[name], "vocabulary": vars(vocabulary)}, checkpoint(tmp_path, name))
    export(tmp_path, tmp_path)
    return tmp_path, states


def test_readers_are_opened_again_as_they_were_written(readers, vocabulary):
    folder, states = readers
    known, found = reopened(folder)
    assert known == vocabulary
    for name in DIRECTIONS:
        assert found[name].keys() | {"class_of"} == states[name].keys()
        for weight, values in found[name].items():
            assert torch.allclose(values, states[name][weight], atol=0.01), weight


def test_new_words_are_rare_and_change_hardly_anything(readers, vocabulary):
    _, states = readers
    wider = widened(vocabulary, ["le guichet est fermé"] * SEEN + ["le perron est fermé"])
    assert wider.words == (*vocabulary.words, "guichet")
    assert wider.starts == (*vocabulary.starts, len(wider.words))
    before, after = RecurrentModel(vocabulary.starts).eval(), RecurrentModel(wider.starts).eval()
    before.load_state_dict(states["forward"])
    before.classes.bias.data += torch.arange(len(before.classes.bias))  # the new class is like the rarest
    after.load_state_dict(placed(before.state_dict(), wider))
    (pair,) = batches([[2, 3, 4]], Random(0), backward=False)
    assert after.losses(*pair).tolist() == pytest.approx(before.losses(*pair).tolist(), abs=0.1)
    (new,) = batches([[len(wider.words) - 1]], Random(0), backward=False)
    assert float(after.losses(*new)[0].detach()) > math.log(len(wider.starts) - 1)  # rarer than most


def reopen(monkeypatch, model, workshop):
    monkeypatch.setattr("sys.argv", ["rescorer_reopening", str(model), "--folder", str(workshop)])
    rescorer_reopening.main()


def test_a_training_begun_from_a_model_reads_its_words_and_new_ones(
    readers, vocabulary, workshop, monkeypatch, capsys
):
    folder, _ = readers
    for name in DIRECTIONS:
        checkpoint(folder, name).unlink()
    said = (*map(" ".join, SENTENCES), *["le guichet est ouvert"] * SEEN)
    monkeypatch.setattr(rescorer_texts, "handwritten", lambda files="*": said)
    reopen(monkeypatch, folder, workshop)
    assert " words more than " in capsys.readouterr().out
    words = run(monkeypatch, workshop, "forward", "--again")["vocabulary"]["words"]
    assert words[: len(vocabulary.words)] == vocabulary.words
    assert "guichet" in words
    checkpoint(folder, "forward").unlink()
    with pytest.raises(SystemExit, match=r"rescorer-backward\.pt is there: a training is under way"):
        reopen(monkeypatch, folder, workshop)
    assert not checkpoint(folder, "forward").exists()


def test_a_model_without_readers_says_so(workshop, monkeypatch):
    with pytest.raises(SystemExit, match=r"rescorer\.npz is missing"):
        reopen(monkeypatch, workshop, workshop)
