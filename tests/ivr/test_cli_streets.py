"""`standardiste streets find`: what the line would make of an address said aloud."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ivr.cli.streets import streets


@pytest.fixture
def find(tmp_path):
    def finding(text):
        done = CliRunner().invoke(streets, ["--root", str(tmp_path), "find", text])
        return done.exit_code, done.output

    return finding


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("douze rue Pasteur", "100 %  12 rue Pasteur"),
        ("douze rue de l'église", "100 %  12 rue de l'Église"),
        ("euh c'est au quatorze bis de la rue Hector Berlioz", "100 %  14 bis rue Hector Berlioz"),
        ("rue pasteur au douze", "100 %  12 rue Pasteur"),
        ("12 bis av. du Stade", "100 %  12 bis avenue du Stade"),
    ],
)
def test_an_address_is_found_as_it_is_said(find, said, found):
    status, told = find(said)
    assert status == 0
    assert told.startswith(found)


def test_it_tells_whether_the_line_would_be_sure(find):
    assert "La ligne prend la première" in find("rue de l'église")[1]
    assert "elle demande laquelle" in find("église")[1]


def test_the_town_hall_is_a_place_without_a_street(find):
    status, told = find("devant la mairie")
    assert status == 0
    assert told.startswith("La ligne comprend : la mairie.")


def test_words_that_hold_no_street_find_none(find):
    status, told = find("je ne sais plus")
    assert status == 1
    assert "Aucune voie ne ressemble" in told
