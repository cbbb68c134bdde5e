"""A small network is taught two words, stopped, taught on, and made into a model that Vosk loads."""

import argparse
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from speech.training import train
from speech.training.batches import Batch, Corpus
from speech.training.checkpoints import save_whole
from speech.training.denominator import trigrams
from speech.training.features import BINS
from speech.training.network import OUTPUTS, Network
from speech.training.shards import RATE, Utterance, save

TONES = {"oui": (500, "w i"), "non": (1500, "n on")}


@pytest.fixture
def workshop(tmp_path):
    """A shard of two "words", each a tone of its own."""
    said = []
    for seed in range(40):
        word = random.Random(seed).choice(sorted(TONES))
        hertz, phones = TONES[word]
        samples = 8000 * np.sin(np.arange(RATE // 2) * 2 * np.pi * hertz / RATE)
        said.append(Utterance(samples.astype(np.int16), word, tuple(phones.split()), "tone"))
    (tmp_path / "corpus").mkdir()
    save(tmp_path / "corpus" / "pico-1-0000.npz", said)
    return tmp_path


SMALL = ("--first", "16", "--width", "24", "--waist", "8", "--blocks", "2")
SIZE = {"nout": OUTPUTS, "d0": 16, "d": 24, "b": 8, "n": 2}


def trained(
    folder: Path, steps: int, monkeypatch: pytest.MonkeyPatch, *more: str, size: tuple[str, ...] = SMALL
) -> dict[str, Any]:
    command = ["train", "--minutes", "600", "--steps", str(steps), "--folder", str(folder)]
    command += [*size, "--often", "0", "--peak", "0.01", *more]
    monkeypatch.setattr("sys.argv", command)
    train.main()
    state: dict[str, Any] = torch.load(folder / train.CHECKPOINT)
    return state


def test_a_training_goes_on_where_it_stopped(workshop, monkeypatch):
    first = trained(workshop, 3, monkeypatch)
    second = trained(workshop, 5, monkeypatch)
    assert (first["step"], second["step"]) == (3, 5)
    assert first["seconds"] < second["seconds"]
    assert trained(workshop, 4, monkeypatch, "--afresh")["step"] == 4


def test_a_training_goes_on_with_the_size_it_has(workshop, monkeypatch):
    trained(workshop, 2, monkeypatch)
    second = trained(workshop, 3, monkeypatch, size=())
    assert (second["step"], second["cfg"]) == (3, SIZE)
    with pytest.raises(SystemExit, match=r"\{'n': 3\}.*--afresh"):
        trained(workshop, 4, monkeypatch, size=("--blocks", "3"))
    assert torch.load(workshop / train.CHECKPOINT)["step"] == 3


def test_a_training_grows_from_another_only_where_it_is_told(workshop, monkeypatch):
    trained(workshop, 2, monkeypatch)
    start = ("--afresh", "--start", str(workshop / train.CHECKPOINT))
    assert trained(workshop, 1, monkeypatch, *start, size=())["cfg"] == SIZE
    wider = trained(workshop, 1, monkeypatch, *start, size=("--width", "40"))
    assert wider["cfg"] == {**SIZE, "d": 40}
    with pytest.raises(SystemExit, match="cannot grow"):
        trained(workshop, 1, monkeypatch, *start, size=("--width", "24"))


def test_a_fresh_network_has_the_usual_size(workshop, monkeypatch):
    usual = {"nout": OUTPUTS, "d0": 160, "d": 384, "b": 160, "n": 12}
    assert trained(workshop, 0, monkeypatch, size=())["cfg"] == usual


def test_a_file_that_is_no_training_is_told(workshop, monkeypatch):
    trained(workshop, 1, monkeypatch)
    state = torch.load(workshop / train.CHECKPOINT)
    save_whole({"ema": state["ema"], "cfg": state["cfg"]}, workshop / train.CHECKPOINT)
    with pytest.raises(SystemExit, match="--start"):
        trained(workshop, 2, monkeypatch, size=())
    with pytest.raises(SystemExit, match=r"nowhere\.pt"):
        trained(workshop, 2, monkeypatch, "--afresh", "--start", str(workshop / "nowhere.pt"))


def losses_in(printed: str) -> list[float]:
    lines = [line for line in printed.splitlines() if "loss" in line]
    return [float(line.split("loss ")[1].split(",")[0]) for line in lines]


def test_what_is_learnt_tells_the_words_apart(workshop, monkeypatch, capsys):
    monkeypatch.setattr(train, "EVERY", 10)
    trained(workshop, 300, monkeypatch)
    losses = losses_in(capsys.readouterr().out)
    assert len(losses) == 30
    assert losses[-1] < losses[0] / 2


def test_what_is_learnt_against_the_language_tells_the_words_apart_from_the_others(
    workshop, monkeypatch, capsys
):
    """Once only what was said is likely, the denominator is the probability that the language gives it."""
    monkeypatch.setattr(train, "EVERY", 10)
    trained(workshop, 300, monkeypatch, "--against")
    losses = losses_in(capsys.readouterr().out)
    assert losses[0] > 0
    assert losses[-1] < 0  # as CTC alone never is


def test_an_utterance_too_short_for_its_sounds_teaches_nothing_against_the_language():
    trainer = train.Trainer(Network(**SIZE), 0.01)
    trainer.language = trigrams([[0, 1], [1]])
    short = Batch(torch.randn(1, 6, BINS), torch.tensor([6]), torch.tensor([1, 2, 1, 2]), torch.tensor([4]))
    assert trainer.learn(short, 0.01, workers=1) == 0
    assert all(weight.grad is not None and not weight.grad.any() for weight in trainer.network.parameters())


def test_two_workers_begin_with_one_network_and_hear_different_batches(workshop, monkeypatch):
    begun: list[tuple[torch.Tensor, str]] = []

    class Stopped(Exception):
        """Raised in the place of the first step."""

    def no_step(trainer: train.Trainer, batch: object, *_: object) -> float:
        begun.append((trainer.network.c1.weight.detach().clone(), str(batch)))
        raise Stopped

    monkeypatch.setattr(train.Trainer, "learn", no_step)
    monkeypatch.setattr(train.processes, "init_process_group", lambda *_, **__: None)
    monkeypatch.setattr(train.processes, "all_reduce", lambda *_: None)
    given = argparse.Namespace(
        **{
            "folder": workshop,
            "workers": 2,
            "meeting": workshop / "m",
            "seed": 1,
            "minutes": 9.0,
            "peak": 0.01,
        },
        **{"often": 0.0, "easy": 0, "first": 16, "width": 24, "waist": 8, "blocks": 2, "start": None},
        **{"afresh": False, "steps": None, "against": False},
    )
    for rank in (0, 1):
        with pytest.raises(Stopped):
            train.run(rank, given)
    (first, first_heard), (second, second_heard) = begun
    assert torch.equal(first, second)
    assert first_heard != second_heard


def test_shards_written_meanwhile_join_in(workshop, monkeypatch):
    corpus = Corpus(workshop, random.Random(1))
    assert "kokoro 0.00 h" in str(corpus)
    said = [Utterance(np.ones(RATE * 36, np.int16)[:RATE], "oui", ("w", "i"), "someone")] * 60
    save(workshop / "corpus" / "kokoro-1-0000.npz", said)
    monkeypatch.setattr("speech.training.batches.LOOKED_FOR", 0.0)
    for _ in range(100):
        corpus.batch(often=1.0)
    assert "kokoro 0.02 h" in str(corpus)


def test_a_training_without_shards_says_what_to_run(tmp_path, monkeypatch):
    with pytest.raises(SystemExit, match=r"speech\.training\.synthesis"):
        trained(tmp_path, 1, monkeypatch)
