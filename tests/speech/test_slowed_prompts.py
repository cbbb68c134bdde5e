"""Whatever the line says to whoever asked for a slower voice lasts less than twelve seconds at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.prompts import Catalogue
from speech.mouth import BREATH_SECONDS, Mouth
from speech.prompt_cache import PromptCache
from speech.spoken import spell_out
from speech.spoken_english import spell_out as spell_out_english
from speech.synthesiser import SLOWER
from tests.flows.spoken_length import LETTERS_PER_SECOND, LONGEST_SECONDS, filled, spoken_keys
from tests.speech.conftest import ToneVoice

OFFERED = {
    "fr": (
        "mercredi 22 septembre à 11 h 40",
        "jeudi 23 septembre à 14 h 20",
        "mercredi 29 septembre à 16 h 40",
    ),
    "en": (
        "Wednesday 22 September at 11.40 am",
        "Thursday 23 September at 2.20 pm",
        "Wednesday 29 September",
    ),
}


def mouth_of(language: str, folder: Path) -> Mouth:
    return Mouth(ToneVoice(), PromptCache(folder), spell_out if language == "fr" else spell_out_english)


def slowed_seconds(said: str) -> float:
    return len(said) / LETTERS_PER_SECOND * SLOWER + BREATH_SECONDS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_slowed_prompt_lasts_more_than_twelve_seconds(language: str, tmp_path: Path) -> None:
    catalogue, mouth = Catalogue.load(language), mouth_of(language, tmp_path)
    cut = 0
    for key in spoken_keys(catalogue):
        said = mouth.sentences(filled(catalogue, key), slow=True)
        assert all(slowed_seconds(one) <= LONGEST_SECONDS for one in said), (key, said)
        cut += sum(map(slowed_seconds, said)) > LONGEST_SECONDS
    assert cut, "nothing had to be cut: this test measures nothing"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_three_slots_offered_slowly_are_cut_between_two_of_them(language: str, tmp_path: Path) -> None:
    catalogue, mouth = Catalogue.load(language), mouth_of(language, tmp_path)
    values = {f"slot_{place}": slot for place, slot in enumerate(OFFERED[language], start=1)}
    for key in ("appointment.offer_3", "appointment.offer_3.no_input.2", "appointment.offer_3.no_match.2"):
        said = mouth.sentences(catalogue.voice(key, values), slow=True)
        assert len(said) > 1
        assert all(slowed_seconds(one) <= LONGEST_SECONDS for one in said), said
