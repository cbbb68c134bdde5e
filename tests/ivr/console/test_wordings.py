"""Sentences of the line worded by the town hall: checked, heard at once, given back."""

from __future__ import annotations

import pytest

from flows.actions import Say
from flows.prompts import Catalogue
from tests.ivr.console.town import NOW

PATH = "/console/phrases"
WELCOME = f"{PATH}/welcome"
OWN = "Mairie {town:of}, bonjour. Je suis un assistant automatique."


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


def welcome(console) -> str:
    return console.office.desk.voice_text(Say(prompt="welcome"))


@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, key):
    browser = console.signed_in(key)
    assert {browser.get(path).status_code for path in (PATH, WELCOME)} == {403}
    assert browser.post(WELCOME, {"text": OWN, "revision": "0"}).status_code == 403
    assert browser.post(f"{WELCOME}/retablir", {"revision": "0"}).status_code == 403


def test_a_sentence_changed_here_is_said_at_once_and_given_back(console):
    browser, before = console.signed_in("admin"), welcome(console)
    assert browser.post(WELCOME, {"text": OWN, "revision": "0"}).location == WELCOME
    assert welcome(console) == "Mairie de Valmont-sur-Isère, bonjour. Je suis un assistant automatique."
    page = browser.get(WELCOME).text
    assert "changée ici" in page
    assert "Claire Fontaine" in page
    revision = console.office.knowledge.wordings.wording("fr", "welcome").revision
    browser.post(f"{WELCOME}/retablir", {"revision": str(revision)})
    assert welcome(console) == before
    assert actions(console)[:2] == ["wording.reset", "wording.changed"]


def test_the_shipped_sentence_typed_again_is_no_wording_of_ones_own(console):
    browser = console.signed_in("admin")
    shipped = Catalogue.load("fr").written("welcome")
    assert browser.post(WELCOME, {"text": shipped, "revision": "0"}).status_code == 302
    assert console.office.knowledge.wordings.texts("fr") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "requis"),
        ("Bonjour.", "Il manque {town:of} : écrivez exactement cela"),
        ("Bonjour {town} {phone}.", "{phone}"),
        ("Bonjour {town.name}.", "accolade"),
        ("Bonjour {town!r}.", "accolade"),
        ("Bonjour {town", "accolade"),
        ("Bonjour {town} " + "bla " * 60, "secondes"),
        ("Bonjour {town}, ça va?", "espace"),
        ("Bonjour, mairie de {town}.", "Écrivez exactement {town:of}"),
        ("Bonjour, mairie de {town:of}.", "« de {town:of} » se lirait avec deux « de »"),
        ("Bonjour {town:of}\x00.", "U+0000"),
        ("Bonjour {town} " + "a" * 700, "600"),
    ],
)
def test_a_wording_that_breaks_a_rule_is_told_and_not_said(console, text, told):
    before = welcome(console)
    answer = console.signed_in("admin").post(WELCOME, {"text": text, "revision": "0"})
    assert answer.status_code == 422
    assert told in answer.text
    assert welcome(console) == before


def test_the_second_of_two_admins_is_told(console):
    browser = console.signed_in("admin")
    console.office.knowledge.wordings.put("fr", "welcome", OWN, who="Dominique", at=NOW)
    mine = "Bonjour, ici la mairie {town:of}."
    answer = browser.post(WELCOME, {"text": mine, "revision": "0"})
    assert answer.status_code == 409
    assert "Dominique a écrit" in answer.text
    assert mine in answer.text
    assert console.office.knowledge.wordings.texts("fr") == {"welcome": OWN}


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_forged_revision_is_refused(console, revision):
    answer = console.signed_in("admin").post(WELCOME, {"text": OWN, "revision": revision})
    assert answer.status_code in (400, 422)
    assert console.office.knowledge.wordings.texts("fr") == {}


def test_sentences_are_found_by_their_words(console):
    browser = console.signed_in("admin")
    assert f"{PATH}/main.question" in browser.get(f"{PATH}?q=que+puis-je").text
    assert "Aucune phrase" in browser.get(f"{PATH}?q=xylophone").text
    assert "Aucune phrase" in browser.get(f"{PATH}?choix=propres").text
    assert browser.get(f"{PATH}/no.such.key").status_code == 404
    assert browser.post(f"{PATH}/no.such.key", {"text": "x", "revision": "0"}).status_code == 404


def test_every_sentence_can_be_opened(console):
    browser = console.signed_in("admin")
    for key in Catalogue.load("fr").keys():  # noqa: SIM118 - a catalogue is no mapping
        assert browser.get(f"{PATH}/{key}").status_code == 200, key


def test_each_language_has_its_own_wordings(console):
    browser = console.signed_in("admin")
    desk = console.office.desk
    assert "en" in desk.catalogues
    page = browser.get(f"{WELCOME}?langue=en").text
    assert "Anglais" in page
    data = {"text": "Hello, this is {town} town hall. I am an automatic assistant.", "revision": "0"}
    answer = browser.post(f"{WELCOME}?langue=en", data)
    assert answer.location == f"{WELCOME}?langue=en"
    assert console.office.knowledge.wordings.texts("fr") == {}
    assert desk.voice_text(Say(prompt="welcome", language="en")).startswith("Hello, this is Valmont")
    assert welcome(console).startswith("Bonjour")
    assert browser.get(f"{WELCOME}?langue=xx").status_code == 200


def test_scripts_are_only_text(console):
    browser, script = console.signed_in("admin"), "<script>alert(1)</script> {town:of}."
    assert browser.post(WELCOME, {"text": script, "revision": "0"}).status_code == 302
    for path in (WELCOME, f"{PATH}?choix=propres"):
        page = browser.get(path).text
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;" in page
