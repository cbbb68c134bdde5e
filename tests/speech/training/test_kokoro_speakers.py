import random

import numpy as np
import pytest

from speech.training.kokoro import KEPT_ASIDE, NATIVE, STYLE, TIMBRE, read_voices, speaker

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
    named = {name for seed in range(300) for name in speaker(voices, random.Random(seed))[0].split("+")}
    assert named == {NATIVE, "af_heart", "am_adam", "jf_alpha"}


def test_a_voice_far_from_french_never_speaks_alone(voices):
    assert "jf_alpha" not in {speaker(voices, random.Random(seed))[0] for seed in range(300)}


def test_many_speakers_have_the_native_rhythm_and_another_s_timbre(voices):
    others = [speaker(voices, random.Random(seed)) for seed in range(100)]
    native = voices[NATIVE][0, 0]
    borrowed = [
        name
        for name, table in others
        if table[0, TIMBRE] == native and table[0, 0] != native and name != NATIVE
    ]
    assert len(borrowed) > 25


def test_a_folder_without_the_french_voice_is_refused(tmp_path):
    np.zeros((3, STYLE), np.float32).tofile(tmp_path / "af_heart.bin")
    with pytest.raises(ValueError, match="ff_siwis"):
        read_voices(tmp_path)
