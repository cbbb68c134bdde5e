"""The catalogue describes models that can be had, and says what is not certain."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from speech.catalogue import carried_catalogue, read_catalogue
from speech.model_errors import DATA, ModelUnknown

ENTRY = """
[[models]]
name = "m"
engine = "vosk"
language = "fr"
licence = "CC0"
make = "archive"
[[models.parts]]
file = "m.zip"
bytes = 12
places = ["mirror"]
"""


def test_the_default_models_are_ears_and_a_voice_in_french() -> None:
    catalogue = carried_catalogue()
    assert {catalogue[name].engine for name in catalogue.defaults} == {"vosk", "piper"}
    assert {catalogue[name].language for name in catalogue.defaults} == {"fr"}


@pytest.mark.parametrize("model", carried_catalogue().models.values(), ids=lambda model: model.name)
def test_every_part_can_be_had_with_and_without_the_internet(model) -> None:  # type: ignore[no-untyped-def]
    assert model.licence
    assert model.note
    for part in model.parts:
        assert part.places[0] == "mirror"
        assert len(part.places) > 1


def test_what_is_carried_is_what_the_catalogue_says() -> None:
    parts = [part for model in carried_catalogue().models.values() for part in model.parts]
    carried = [part for part in parts if "carried" in part.places]
    assert carried
    for part in carried:
        content = (DATA / part.file).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (part.bytes, part.sha256)


def test_what_is_carried_comes_with_its_licence() -> None:
    assert "Apache License" in (DATA / "LICENSE-Apache-2.0.md").read_text(encoding="utf-8")
    carried = [
        model
        for model in carried_catalogue().models.values()
        if model.make == "kokoro" or any("carried" in part.places for part in model.parts)
    ]
    assert len(carried) == 3
    for model in carried:
        card = (DATA / f"{model.name}.md").read_text(encoding="utf-8")
        assert model.licence.split()[0] in card
        assert model.engine == "piper" or "wordfreq" in card


def test_only_the_large_model_has_no_published_checksum() -> None:
    unsure = [model.name for model in carried_catalogue().models.values() if not model.checksummed]
    assert unsure == ["vosk-model-fr-0.22"]


def test_an_unknown_model_is_answered_with_those_there_are() -> None:
    with pytest.raises(ModelUnknown, match=r"« vosk-xx ».*vosk-model-fr-mairie-0"):
        carried_catalogue()["vosk-xx"]


def test_a_model_that_was_replaced_is_still_known_by_its_name() -> None:
    catalogue = carried_catalogue()
    (ears, _) = catalogue.defaults
    assert "vosk-model-fr-mairie-0.7" in catalogue[ears].formerly
    former = catalogue["vosk-model-fr-mairie-0.7"]
    assert former.name == "vosk-model-fr-mairie-0.7"
    assert (former.parts, former.learns) == (catalogue[ears].parts, True)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('"vosk"', '"kaldi"', "'kaldi' is none of"),
        ('"archive"', '"zip"', "'zip' is none of"),
        ('name = "m"', 'name = "../m"', "must be that of a folder"),
        ('"m.zip"', '"a/m.zip"', "must be that of a file"),
        ('["mirror"]', '["ftp://x"]', "'ftp://x' is not a place"),
        ('["mirror"]', '["pypi:m"]', "'pypi:m' is not a place"),
        ("bytes = 12", "", "give its size"),
        ("bytes = 12", 'bytes = 12\nsha256 = "ABC"', "not a SHA-256"),
        ('language = "fr"', "", "language"),
        ('licence = "CC0"', 'licence = "CC0"\ncolour = "red"', "colour"),
        ("[[models.parts]]", "[[models.parts]]\nfile='a'\nbytes=1\nplaces=[]\n[[models.parts]]", "not 2"),
    ],
)
def test_a_slip_in_the_catalogue_is_named(tmp_path: Path, was: str, becomes: str, complaint: str) -> None:
    (tmp_path / "catalogue.toml").write_text(ENTRY.replace(was, becomes), encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        read_catalogue(tmp_path / "catalogue.toml")


def test_a_model_that_replaces_another_there_is_is_refused(tmp_path: Path) -> None:
    replaces = ENTRY.replace('name = "m"', 'name = "n"\nformerly = ["m"]')
    (tmp_path / "catalogue.toml").write_text(ENTRY + replaces, encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        read_catalogue(tmp_path / "catalogue.toml")


def test_a_model_described_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text(ENTRY + ENTRY, encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        read_catalogue(tmp_path / "catalogue.toml")
