import numpy as np
import pytest

from speech.training.shards import RATE, Utterance, load, save


def an_utterance(seconds: float, text: str, phones: str) -> Utterance:
    samples = np.arange(int(seconds * RATE), dtype=np.int16)
    return Utterance(samples, text, tuple(phones.split()), "someone")


def test_a_shard_gives_back_what_was_put_in_it(tmp_path):
    said = [an_utterance(0.5, "bonjour", "b on Z u R"), an_utterance(0.25, "oui l'école", "w i l e k O l")]
    save(tmp_path / "kokoro-1-0000.npz", said)
    back = load(tmp_path / "kokoro-1-0000.npz")
    assert [(one.text, one.phones, one.voice) for one in back] == [
        (one.text, one.phones, one.voice) for one in said
    ]
    assert all(np.array_equal(one.samples, was.samples) for one, was in zip(back, said, strict=True))
    assert back[0].seconds == 0.5


def test_a_shard_half_written_is_not_taken_for_a_shard(tmp_path, monkeypatch):
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("speech.training.shards.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        save(tmp_path / "kokoro-1-0000.npz", [an_utterance(0.1, "oui", "w i")])
    assert list(tmp_path.glob("*.npz")) == []
