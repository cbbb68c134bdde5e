"""Settings that would be said for longer than anybody listens are told, and by how much to shorten them."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from flows.prompts import Catalogue
from ivr.cli import serve
from ivr.lengthy import lengthy
from tests.ivr.calls.town import TOWN

CATALOGUES = {language: Catalogue.load(language) for language in ("fr", "en")}
LONG = "un passeport pour une personne majeure ou mineure qui habite la commune ou une commune voisine du"
LONGER = f"{LONG} même canton et de ses environs immédiats, à l'exclusion de toute autre"


def found(**changes):
    return lengthy(TOWN.model_copy(update=changes), CATALOGUES)


def appointments(**changes):
    kind = TOWN.appointments["passeport"].model_copy(update=changes)
    return {**TOWN.appointments, "passeport": kind}


def test_the_settings_that_are_shipped_are_all_short_enough():
    assert found() == []


@pytest.mark.parametrize("setting", ["title", "title_en"])
def test_a_title_too_long_for_a_sentence_is_told_with_where_and_by_how_much(setting):
    (told,) = found(appointments=appointments(**{setting: LONGER}))
    assert told.in_one_go
    assert f"[appointments.passeport] {setting} " in told.told
    most = int(re.search(r"Raccourcissez-le à (\d+) caractères", told.told)[1])
    assert found(appointments=appointments(**{setting: LONGER[:most]})) == []


def test_names_of_the_town_and_of_services_are_measured_as_well():
    town = TOWN.town.model_copy(update={"name": LONGER * 2})
    service = TOWN.services["voirie"].model_copy(update={"name": LONGER * 2})
    told = " ".join(one.told for one in found(town=town, services={**TOWN.services, "voirie": service}))
    assert "[town] name" in told
    assert "[services.voirie] name" in told


def test_documents_of_many_sentences_are_said_in_parts_and_told():
    documents = "Apportez une photo récente de moins de six mois conforme aux normes. " * 12
    (told,) = found(appointments=appointments(documents=documents))
    assert not told.in_one_go
    assert "[appointments.passeport] documents" in told.told
    assert "parties" in told.told


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({}, 0, "est correct"),
        ({"title": LONGER}, 1, "[appointments.passeport] title"),
        ({"documents": "Apportez une photo. " * 40}, 0, "[appointments.passeport] documents"),
    ],
)
def test_the_settings_are_checked_for_it(monkeypatch, changes, status, told):
    settings = TOWN.model_copy(update={"appointments": appointments(**changes)})
    desk = SimpleNamespace(catalogue=CATALOGUES["fr"], catalogues={"en": CATALOGUES["en"]})
    house = SimpleNamespace(desk=desk, store=SimpleNamespace(articles=list))
    monkeypatch.setattr(serve, "load_settings", lambda path: settings)
    monkeypatch.setattr(serve, "prepare_databases", lambda settings, mend: [])
    monkeypatch.setattr(serve, "House", lambda settings: house)
    done = CliRunner().invoke(serve.check)
    assert done.exit_code == status
    assert told in done.output
