from pathlib import Path

import numpy as np
import pytest

from speech.evaluation.people import is_kept_aside
from speech.training.humans import STAMPS, WORDS, heard, in_words, stamps, words


@pytest.fixture
def installed(tmp_path):
    """A root with a hundred stamps and two words, as the packages lay them."""
    (tmp_path / STAMPS / "animals").mkdir(parents=True)
    (tmp_path / WORDS).mkdir(parents=True)
    for number in range(100):
        stamp = tmp_path / STAMPS / "animals" / f"a{number}"
        stamp.with_name(f"a{number}_desc_fr.ogg").touch()
        stamp.with_suffix(".txt").write_text(
            f"An animal.\nde.utf8=Tier\nfr.utf8=Un animal {number}.\n", "utf-8"
        )
    for name in ("pizza_noeud-papillon.wav", "moon_terre2.wav"):
        (tmp_path / WORDS / name).touch()
    return tmp_path


def test_a_stamp_is_said_as_its_french_line_says(installed):
    recordings = dict(stamps(installed))
    assert recordings
    for recording, text in recordings.items():
        assert text == f"Un animal {recording.name.removesuffix('_desc_fr.ogg')[1:]}."


def test_a_fifth_of_the_stamps_is_kept_aside_and_none_of_it_is_given(installed):
    given = {str(recording.relative_to(installed / STAMPS)) for recording, _ in stamps(installed)}
    everything = {f"animals/a{number}_desc_fr.ogg" for number in range(100)}
    aside = {path for path in everything if is_kept_aside(Path(path))}
    assert given == everything - aside
    assert 10 < len(aside) < 35


def test_a_stamp_without_a_french_line_is_left_out(installed):
    (installed / STAMPS / "animals" / "a1.txt").write_text("An animal.\n", "utf-8")
    assert all("a1_" not in recording.name for recording, _ in stamps(installed))


def test_a_word_is_named_by_its_file(installed):
    assert sorted(text for _, text in words(installed)) == ["noeud papillon", "terre"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("La lettre R", "la lettre r"),
        ("Une pièce de 20 centimes.", "une pièce de vingt centimes."),
        ("« BOUM »…", "boum"),
    ],
)
def test_a_text_is_read_as_a_reader_would(written, said):
    assert in_words(written) == said


def test_a_file_that_is_no_recording_is_named(monkeypatch):
    class Refused:
        returncode, stderr = 2, b"sox FAIL formats: can't open input file"

    monkeypatch.setattr("speech.training.humans.subprocess.run", lambda *_, **__: Refused)
    with pytest.raises(RuntimeError, match=r"x\.wav.*can't open"):
        heard(Path("x.wav"))


def test_the_silence_around_is_cut(monkeypatch):
    class Done:
        returncode = 0
        stdout = (
            np.concatenate([np.zeros(8000), np.full(4000, 9000), np.zeros(8000)]).astype(np.int16).tobytes()
        )

    monkeypatch.setattr("speech.training.humans.subprocess.run", lambda *_, **__: Done)
    assert len(heard(Path("any.ogg"))) == pytest.approx(4000 + 2 * 800, abs=2)
