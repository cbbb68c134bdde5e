"""Recordings of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from speech.evaluation.people import is_kept_aside, read_people, stamps_kept_aside

TEXTS = Path(__file__).parents[2] / "ears" / "people.toml"


def test_recordings_that_are_not_installed_leave_their_package_to_be_named(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text(
        f'[[people]]\nname = "june"\npackage = "asterisk-core-sounds-fr-wav"\nfolder = "{tmp_path}"\n'
        'suffix = ".wav"\n[people.said]\nhere = "au revoir"\ngone = "merci"\n',
        encoding="utf-8",
    )
    assert read_people(file, "people")[0].recordings == {}
    (tmp_path / "here.wav").touch()
    found = read_people(file, "people")[0]
    assert found.recordings == {tmp_path / "here.wav": "au revoir"}
    assert found.package == "asterisk-core-sounds-fr-wav"


@pytest.mark.parametrize("kind", ["people", "words"])
def test_the_texts_that_are_carried_can_be_read(kind: str) -> None:
    for people in read_people(TEXTS, kind):
        assert people.name
        assert people.package


def test_stamps_with_a_readable_text_are_kept_aside(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}_desc_fr.ogg").touch()
        text = "Un char M-3." if number % 2 else "Une pomme bien verte."
        (tmp_path / f"{number}.txt").write_text(f"An apple.\nfr.utf8={text}\n", encoding="utf-8")
    found = dict(stamps_kept_aside(tmp_path))
    assert found
    assert set(found.values()) == {"Une pomme bien verte."}
    assert all(is_kept_aside(file.relative_to(tmp_path)) for file in found)


def test_a_fifth_of_the_stamps_is_kept_aside_and_always_the_same() -> None:
    names = [Path(f"animals/birds/bird-{number}_desc_fr.ogg") for number in range(500)]
    kept = [name for name in names if is_kept_aside(name)]
    assert 70 < len(kept) < 130
    assert is_kept_aside(Path("animals/amphibians/frog_desc_fr.ogg"))
    assert not is_kept_aside(Path("animals/birds/crow_desc_fr.ogg"))
