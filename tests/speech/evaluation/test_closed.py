"""Closed questions put to ears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from speech.evaluation.closed import Answer, Question, ask, ends_after_unknown, same_words
from speech.evaluation.trial import cost_of, hear, try_out
from speech.model_errors import ModelMissing
from speech.pcm import to_bytes, to_samples
from speech.recogniser import VoskEars


def test_answers_are_judged_by_what_they_mean(ears: VoskEars, recording: Callable[[str], bytes]) -> None:
    question = Question(
        "yes_no", ("oui", "non"), (Answer("oui", "yes"), Answer("non", "no")), {"oui": "yes"}.get
    )
    result = ask(ears, question, [recording("oui"), bytes(16_000)])
    assert (result.asked, result.right, result.share) == (2, 1, 0.5)
    assert result.wrong == (("non", ""),)
    assert result.errors.missed == 1


def test_words_mean_the_same_however_they_are_written() -> None:
    assert same_words("Quatre-vingt un") == same_words("quatre vingt un")


def test_the_end_after_an_expected_word_is_found(ears: VoskEars, recording: Callable[[str], bytes]) -> None:
    samples = to_samples(recording("oui"))
    voiced = np.nonzero(np.abs(samples.astype(int)) > 600)[0]
    said = to_bytes(samples[: voiced[-1] + 400])
    assert ends_after_unknown(ears.path, [said], ("oui", "non")) == 1.0
    assert ends_after_unknown(ears.path, [bytes(16_000)], ("oui", "non")) == 0.0
    assert ends_after_unknown(ears.path, [], ("oui",)) == 0.0


def test_a_trial_tells_errors_and_cost(ears: VoskEars, recording: Callable[[str], bytes]) -> None:
    trial = try_out(ears, ["oui", "rien"], [recording("oui"), bytes(32_000)])
    assert trial.heard[0] == hear(ears, recording("oui"))
    assert trial.heard[1] == ""
    assert trial.errors.sentences == 2
    assert trial.sound_seconds > 2
    assert trial.cpu_seconds > 0


def test_the_cost_of_a_model_is_measured_apart(ears: VoskEars, recording: Callable[[str], bytes]) -> None:
    cost = cost_of(ears.path, [recording("oui"), recording("non_merci")])
    assert 0 < cost.load_seconds < 60
    assert cost.cpu_share > 0
    assert cost.model_mib > 1


def test_a_folder_that_is_no_model_is_refused_before_anything_is_heard(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        cost_of(tmp_path / "none", [])
