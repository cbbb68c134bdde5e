"""A small network is taught two words, stopped, taught on, and made into a model that Vosk loads."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from speech.training import train
from speech.training.batches import Corpus
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


def trained(folder: Path, minutes: float, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    small = [
        "--first",
        "16",
        "--width",
        "24",
        "--waist",
        "8",
        "--blocks",
        "2",
        "--often",
        "0",
        "--peak",
        "0.01",
    ]
    command = ["train", "--minutes", str(minutes), "--folder", str(folder), *small]
    monkeypatch.setattr("sys.argv", command)
    train.main()
    state: dict[str, object] = torch.load(folder / train.CHECKPOINT)
    return state


def test_a_training_goes_on_where_it_stopped(workshop, monkeypatch):
    first = trained(workshop, 0.03, monkeypatch)
    second = trained(workshop, 0.06, monkeypatch)
    assert 0 < first["step"] < second["step"]
    assert first["seconds"] < second["seconds"] < 10


def test_what_is_learnt_tells_the_words_apart(workshop, monkeypatch, capsys):
    trained(workshop, 0.5, monkeypatch)
    losses = [
        float(line.split("loss ")[1].split(",")[0])
        for line in capsys.readouterr().out.splitlines()
        if "loss" in line
    ]
    assert losses[-1] < losses[0] / 2


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
        trained(tmp_path, 0.1, monkeypatch)
