"""Words spelled anew by the ears keep the meaning the flows read in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.tongues import tongue_of
from speech.adaptation.wording import words_of
from speech.homophones import Homophones
from speech.models import ModelStore
from speech.recogniser import VoskEars
from tests.conftest import PROJECT

EARS = "vosk-model-fr-mairie-0.15"
FRENCH = (PROJECT / "tests/questions/urgences.txt", PROJECT / "flows/emergencies/alarm/said_fr.txt")
ENGLISH = PROJECT / "tests/questions/urgences_en.txt"
REQUESTS = PROJECT / "speech/training/data/english.txt"


@pytest.fixture(scope="module")
def ears(model_store: ModelStore) -> VoskEars:
    return VoskEars(model_store.path(EARS))


@pytest.fixture(scope="module")
def homophones(ears: VoskEars) -> Homophones:
    found = Homophones.of_folder(ears.path)
    assert found is not None
    return found


def sentences(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.rpartition("\t")[2]


def test_no_cry_for_help_is_lost(ears: VoskEars, homophones: Homophones) -> None:
    tongue = tongue_of("fr")
    heard = [words_of(text, ears.knows) for path in FRENCH for text in sentences(path)]
    respelled = {" ".join(words): " ".join(homophones.spelled(words)) for words in heard}
    changed = {was: now for was, now in respelled.items() if was != now}
    assert 0 < len(changed) < len(respelled) / 50
    lost = {was: now for was, now in changed.items() if tongue.cries_danger(was) > tongue.cries_danger(now)}
    assert lost == {}


def test_english_stays_english(ears: VoskEars, homophones: Homophones) -> None:
    for path in (ENGLISH, REQUESTS):
        heard = [words_of(text, ears.knows) for text in sentences(path)]
        changed = [" ".join(words) for words in heard if homophones.spelled(words) != words]
        assert len(changed) <= len(heard) / 100, changed


@pytest.mark.parametrize(
    "text",
    [
        "sept rue simone veil",
        "j'ai dix ans maman est tombée",
        "ça s'écrit s o e dans l'o u r",
        "rue de sète",
        "rue des cygnes",
        "l'éclairage à led de la rue",
        "au nom de renaud",
        "ma fille s'appelle danielle michèle pascale",
        "quatre vingt six cent deux",
        "oui c'est mon nom",
        "non c'est pas ça",
        "un nid de poule devant le quatre",
        "dites leur que je passerai mardi",
        "non effacez",
        "annulez mon rendez-vous",
        "mon fils lui pas respirer bien",
    ],
)
def test_what_is_well_spelled_stays_so(homophones: Homophones, text: str) -> None:
    assert homophones.spelled(text.split()) == text.split()


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("les éboueurs sont pas passé hier", "les éboueurs sont pas passés hier"),
        (
            "la chasse d'eau des toilettes publiques est cassé",
            "la chasse d'eau des toilettes publiques est cassée",
        ),
        ("mon grand-père vient de décédé", "mon grand-père vient de décéder"),
        ("le terrain de foot est fermée", "le terrain de foot est fermé"),
        ("vous prenez les vieux frigo", "vous prenez les vieux frigos"),
    ],
)
def test_what_is_misspelled_is_mended(homophones: Homophones, heard: str, said: str) -> None:
    assert homophones.spelled(heard.split()) == said.split()
