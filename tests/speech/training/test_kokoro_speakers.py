import random

import numpy as np
import pytest

from speech.training.kokoro import BEYOND, KEPT_ASIDE, NATIVE, STYLE, TIMBRE, read_voices, speaker

NAMES = [NATIVE, "af_heart", "am_adam", "jf_alpha", *KEPT_ASIDE]


@pytest.fixture
def voices(tmp_path):
    """Each voice's rows are filled with its place in the list."""
    for number, name in enumerate(NAMES, 1):
        np.full((3, STYLE), number, np.float32).tofile(tmp_path / f"{name}.bin")
    return read_voices(tmp_path)


def test_a_speaker_is_a_style_table_like_a_voice_s(voices):
    assert {speaker(voices, random.Random(seed))[1].shape for seed in range(50)} == {(3, STYLE)}


def test_nobody_kept_aside_has_a_part_in_a_speaker(voices):
    drawn = [speaker(voices, random.Random(seed))[0] for seed in range(300)]
    assert {part for name in drawn for one in name.split("+") for part in one.split("-")} == {
        NATIVE,
        "af_heart",
        "am_adam",
        "jf_alpha",
    }


def test_a_voice_far_from_french_never_speaks_alone(voices):
    assert "jf_alpha" not in {speaker(voices, random.Random(seed))[0] for seed in range(300)}


def test_some_speakers_lie_beyond_the_published_voices(voices):
    drawn = [speaker(voices, random.Random(seed)) for seed in range(300)]
    beyond = [table[0, 0] for name, table in drawn if "-" in name]
    assert len(beyond) / len(drawn) == pytest.approx(BEYOND * 0.88, abs=0.1)
    assert min(beyond) < 1
    assert all(1 <= table[0, 0] <= 4 for name, table in drawn if "-" not in name)


def test_half_the_speakers_keep_their_own_rhythm_and_some_have_the_native_one(voices):
    others = [speaker(voices, random.Random(seed)) for seed in range(200)]
    native = voices[NATIVE][0, 0]
    tables = [table for name, table in others if name != NATIVE and table[0, 0] != native]
    own = sum(table[0, TIMBRE] == table[0, 0] for table in tables)
    borrowed = sum(table[0, TIMBRE] == native for table in tables)
    assert own / len(tables) == pytest.approx(0.5, abs=0.1)
    assert borrowed / len(tables) == pytest.approx(1 / 6, abs=0.08)


def test_a_folder_without_the_french_voice_is_refused(tmp_path):
    np.zeros((3, STYLE), np.float32).tofile(tmp_path / "af_heart.bin")
    with pytest.raises(ValueError, match="ff_siwis"):
        read_voices(tmp_path)
