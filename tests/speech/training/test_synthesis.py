import random

import numpy as np
import pytest
from piper.phonemize_espeak import EspeakPhonemizer

from speech.training.shards import RATE, Utterance, save
from speech.training.synthesis import MOST_REFUSED, SHARD, formants_saying, said_already, shard_of, written

TEXTS = ["oui bonjour", "je voudrais un passeport", "à quelle heure ouvre la mairie"]


def said(text: str, chance: random.Random) -> Utterance:
    return Utterance(np.full(RATE, chance.randrange(100), np.int16), text, ("w", "i"), "someone")


def test_a_shard_is_whole_though_the_voice_refuses_a_sentence_now_and_then():
    def fussy(text: str, chance: random.Random) -> Utterance:
        if "passeport" in text:
            raise ValueError("not that one")
        return said(text, chance)

    shard = shard_of(TEXTS, fussy, random.Random(1))
    assert len(shard) == SHARD
    assert all("passeport" not in one.text for one in shard)


def test_a_voice_that_says_nothing_any_more_is_given_up():
    def mute(text: str, chance: random.Random) -> Utterance:
        raise RuntimeError("pico2wave cannot be used")

    with pytest.raises(RuntimeError, match=rf"{MOST_REFUSED} sentences in a row.*pico2wave cannot be used"):
        shard_of(TEXTS, mute, random.Random(1))


def test_the_same_seed_draws_the_same_sentences():
    once, again = (shard_of(TEXTS, said, random.Random("kokoro-1-0")) for _ in range(2))
    assert [one.text for one in once] == [one.text for one in again]


def test_letters_are_said_by_their_names_and_words_as_words():
    def ipa(text: str) -> str:
        return written(espeak, text).replace("ˈ", "")

    espeak = EspeakPhonemizer()
    assert ipa("deux emme, effe, esse, qu") == ipa("deux m, f, s, q")
    assert ipa("emme") == "ɛm", "espeak alone says 'an m'"
    assert ipa("qu'il emmène").startswith("kil")


def test_a_seed_goes_on_after_its_last_shard_though_one_was_removed(tmp_path):
    assert said_already(tmp_path, "pico-1") == (0, 0)
    for number in (0, 1, 4):
        save(tmp_path / f"pico-1-{number:04}.npz", [said("oui", random.Random(number))] * 3)
    save(tmp_path / "pico-12-0009.npz", [said("non", random.Random(1))])
    assert said_already(tmp_path, "pico-1") == (9.0, 5)


class Written:
    """Stands for espeak, which may not share a process with the line's voice: one sentence's writing."""

    def phonemize(self, voice: str, text: str) -> list[list[str]]:
        return [list("ʒe pɛʁdˈy ma kˈaʁt didɑ̃titˈe")]


def test_the_synthesiser_by_formants_says_the_sounds_it_tells(tmp_path):
    say = formants_saying(tmp_path, Written())
    whole = "Z e p E R d y m a k a R t d i d an t i t e"
    for seed in range(10):
        utterance = say("j'ai perdu ma carte d'identité", random.Random(seed))
        assert " ".join(utterance.phones) == whole
        assert utterance.seconds > 0.04 * len(utterance.phones)
        assert utterance.voice.startswith("formants/")


def test_english_is_left_to_those_who_speak_it(tmp_path):
    with pytest.raises(ValueError, match="French alone"):
        formants_saying(tmp_path, Written())("do you speak english please", random.Random(1))
