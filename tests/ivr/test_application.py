"""The whole application: the telephone and the console beside each other, and the one without the other."""

import pytest

from ivr.application import build
from ivr.calls.house_deeds import NotifyService
from ivr.calls.outbox import promise
from tests.ivr.console.town import settings_in

HTML = {"Accept": "text/html,*/*"}


@pytest.fixture
def settings(tmp_path):
    """A machine whose models are missing: it answers by keys, and starts at once."""
    return settings_in(tmp_path)


def unsigned_call(app):
    return app.test_client().post("/voice", data={"CallSid": "CA1"})


def test_the_telephone_needs_no_token_of_a_form_and_the_console_does(settings):
    app = build(settings)
    assert unsigned_call(app).status_code == 403  # for want of a signature
    assert app.test_client().post("/console/connexion", data={}, headers=HTML).status_code == 400
    assert app.test_client().get("/console", headers=HTML).location == "/console/"
    assert "Connexion" in app.test_client().get("/console/connexion", headers=HTML).text


def test_a_call_is_practised_before_the_line_is_there(settings, monkeypatch):
    practised = []
    monkeypatch.setattr("ivr.calls.desk.Desk.practise", lambda desk: practised.append(desk))
    app = build(settings)
    assert practised == [app.extensions["house"].desk]


def test_a_console_that_cannot_be_put_in_place_leaves_the_telephone(settings, monkeypatch):
    monkeypatch.setattr("ivr.console.install.install_words", lambda app: 1 / 0)
    app = build(settings)
    assert unsigned_call(app).status_code == 403
    health = app.test_client().get("/health").json
    assert health["status"] == "degraded"
    assert any("La console n'a pas pu" in trouble for trouble in health["troubles"])


def test_how_healthy_the_line_is_tells_how_many_letters_fail_and_not_why(settings):
    app = build(settings)
    with app.extensions["house"].connections.writing() as db:
        promise(db, "letter/1", NotifyService(about="message", item="1", occasion="new"), 0.0)
        db.execute("update outbox set attempts = 4, due_at = 9e12, error = 'smtp.valmont.example:587'")
    health = app.test_client().get("/health")
    assert any(trouble.startswith("1 envois") for trouble in health.json["troubles"])
    assert "smtp.valmont" not in health.text


def test_an_unreadable_key_is_such_a_case(settings):
    (settings.var / "console-key").write_text("court")
    app = build(settings)
    assert unsigned_call(app).status_code == 403
    assert any("console-key" in trouble for trouble in app.test_client().get("/health").json["troubles"])


def test_a_console_without_its_database_answers_in_french_and_calls_go_on(settings):
    app = build(settings)
    app.extensions["office"].accounts.connections.get().execute("drop table sign_in_attempts")
    browser = app.test_client()
    page = browser.get("/console/connexion", headers=HTML)
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    fields = {"csrf_token": token, "email": "claire@valmont.fr", "password": "une longue phrase"}
    answer = browser.post("/console/connexion", data=fields, headers=HTML)
    assert answer.status_code == 503
    assert "répond d’abord aux appelants" in answer.text
    assert unsigned_call(app).status_code == 403
