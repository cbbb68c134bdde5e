"""What every page needs: headers, forged forms, sizes, errors, the key, room left for calls."""

import re
import stat
import threading

import pytest
from flask import Flask, abort, request
from flask_wtf.csrf import generate_csrf

from ivr.secret_key import secret_key
from ivr.web.addresses import client_address, install_addresses, network_of
from ivr.web.headers import POLICY
from ivr.web.install import install_web
from ivr.web.kept_forms import GIVEN_BACK_BYTES
from ivr.web.limits import largest_request
from ivr.web.room import install_room

HTML = {"Accept": "text/html,*/*"}


@pytest.fixture
def app(tmp_path):
    app = Flask("pages")
    app.config["MAX_CONTENT_LENGTH"] = 1000
    install_web(
        app,
        var=tmp_path,
        town="Valmont",
        https=False,
        public_url="https://accueil.valmont.example",
    )

    app.get("/token")(generate_csrf)

    @app.post("/small")
    def small():
        return request.form.get("text", "")

    @app.post("/large")
    @largest_request(5000)
    def large():
        return str(len(request.form["text"]))

    @app.get("/error/<int:code>")
    def error(code):
        abort(code)

    @app.get("/broken")
    def broken():
        raise RuntimeError("secret of the house")

    return app


def test_every_answer_carries_the_headers(app):
    for path in ("/error/404", "/assets/console.css"):
        headers = app.test_client().get(path, headers=HTML, buffered=True).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Strict-Transport-Security" not in headers


def test_over_https_browsers_are_told_to_stay_there(tmp_path):
    app = Flask("pages")
    install_web(app, var=tmp_path, town="Valmont", https=True)
    assert "max-age" in app.test_client().get("/").headers["Strict-Transport-Security"]
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_a_form_without_its_token_is_refused(app):
    assert app.test_client().post("/small", data={}, headers=HTML).status_code == 400


def test_a_form_refused_for_its_token_is_offered_again(app):
    typed = {"text": "<b>longue saisie</b>", "revision": "6161"}
    page = app.test_client().post("/small?n=1", data=typed, headers=HTML)
    assert page.status_code == 400
    assert "&lt;b&gt;longue saisie&lt;/b&gt;" in page.text
    assert 'action="/small?n=1"' in page.text
    assert page.text.count("6161") == 1, "sent again, and not read"


@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_sent_by_another_site_is_neither_accepted_nor_offered_again(app, told):
    client = app.test_client()
    fields = {"csrf_token": client.get("/token").text, "text": "piège"}
    page = client.post("/small", data=fields, headers={**HTML, **told})
    assert page.status_code == 400
    assert "piège" not in page.text


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "https://accueil.valmont.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://accueil.valmont.example:8443"},
    ],
)
def test_a_form_of_ours_is_accepted_behind_a_proxy_too(app, told):
    client = app.test_client()
    fields = {"csrf_token": client.get("/token").text, "text": "bonjour"}
    assert client.post("/small", data=fields, headers={**HTML, **told}).text == "bonjour"


def test_requests_are_small_unless_a_view_says_otherwise(app):
    client = app.test_client()
    token = client.get("/token").text

    def sent(path, size):
        return client.post(path, data={"csrf_token": token, "text": "x" * size}, headers=HTML)

    assert sent("/small", 500).text == "x" * 500
    assert sent("/small", 2000).status_code == 413
    assert sent("/large", 2000).text == "2000"
    assert sent("/large", 6000).status_code == 413


def test_a_text_too_long_is_given_back_to_be_shortened(app):
    client = app.test_client()
    typed = "<é>" * 1000
    fields = {"csrf_token": client.get("/token").text, "text": typed, "revision": "6161", "password": "x"}
    page = client.post("/small?n=1", data=fields, headers=HTML)
    assert page.status_code == 413
    assert "Rien n’est perdu" in page.text
    assert "3000 caractères" in page.text.replace("\u202f", "").replace("\u00a0", " ")
    assert "&lt;é&gt;" * 1000 in page.text
    assert 'action="/small?n=1"' in page.text
    assert 'hidden name="revision"' in page.text
    assert 'name="password"' not in page.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    assert (
        client.post("/small?n=1", data={"csrf_token": token, "text": "court"}, headers=HTML).text == "court"
    )


def test_what_is_much_too_large_is_refused_unread_with_a_clear_message(app):
    page = app.test_client().post("/small", data={"text": "x" * GIVEN_BACK_BYTES}, headers=HTML)
    assert page.status_code == 413
    assert "dépasse de beaucoup" in page.text
    assert "xxx" not in page.text


def test_a_text_too_long_sent_by_another_site_is_not_given_back(app):
    headers = {**HTML, "Sec-Fetch-Site": "cross-site"}
    page = app.test_client().post("/small", data={"text": "piège " * 1000}, headers=headers)
    assert page.status_code in (400, 413)
    assert "piège" not in page.text


@pytest.mark.parametrize("code", [403, 404, 429, 500, 503])
def test_people_read_errors_in_french_and_programs_a_short_line(app, code):
    page = app.test_client().get(f"/error/{code}", headers=HTML)
    assert page.status_code == code
    assert '<html lang="fr"' in page.text
    line = app.test_client().get(f"/error/{code}")
    assert line.mimetype == "text/plain"
    assert line.text.startswith(str(code))


def test_an_unexpected_error_tells_nothing_of_the_house(app):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = app.test_client().get("/broken", headers=HTML)
    assert page.status_code == 500
    assert "secret of the house" not in page.text


def test_the_key_is_made_once_private_and_shared_by_workers_that_start_together(tmp_path):
    keys = []
    threads = [
        threading.Thread(target=lambda: keys.append(secret_key(tmp_path / "var" / "key"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert stat.S_IMODE((tmp_path / "var" / "key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "10.0.0.1, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, 203.0.113.5", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, n'importe quoi", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.5", "2001:db8::1", "2001:db8::1"),
        ("198.51.100.1", "192.0.2.7", "198.51.100.1"),
        ("", "192.0.2.7", ""),
        ("::ffff:192.0.2.9", "", "192.0.2.9"),
        ("::ffff:127.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_only_proxies_of_ours_are_believed_on_where_a_request_comes_from(peer, told, address):
    app = Flask("pages")
    install_addresses(app, ["127.0.0.1", "203.0.113.0/24"])
    headers = {"X-Forwarded-For": told}
    with app.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": peer}):
        assert client_address() == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.0/24"),
        ("::ffff:203.0.113.5", "203.0.113.0/24"),
        ("2001:db8:1:1234::5", "2001:db8:1:1200::/56"),
        ("browser x", "browser x"),
    ],
)
def test_a_network_is_that_of_a_building_however_the_address_is_written(address, network):
    assert network_of(address) == network


def test_an_empty_key_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "key").write_text("")
    with pytest.raises(ValueError, match="delete it"):
        secret_key(tmp_path / "key")


def test_several_rooms_each_count_their_own_pages(tmp_path):
    app = Flask("pages")
    for prefix in ("/console", "/photo"):
        install_room(app, prefix, at_once=1)
        app.add_url_rule(f"{prefix}/page", f"page{prefix[1:]}", lambda: "done")
    for path in ("/console/page", "/photo/page", "/console/page", "/photo/page"):
        assert app.test_client().get(path).text == "done"


def test_pages_beyond_their_places_are_turned_away_and_places_come_back(tmp_path):
    app = Flask("pages")
    install_room(app, "/console", at_once=1, free=("root",))
    app.add_url_rule("/console", "root", lambda: "further on")
    inside, leave = threading.Event(), threading.Event()

    @app.get("/console/slow")
    def slow():
        inside.set()
        leave.wait(10)
        return "done"

    @app.get("/voice")
    def voice():
        return "allô"

    waiting = threading.Thread(target=lambda: app.test_client().get("/console/slow"))
    waiting.start()
    assert inside.wait(10)
    from ivr.web import room

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "WAIT_SECONDS", 0.05)
        assert app.test_client().get("/console/slow").status_code == 503
        assert app.test_client().get("/voice").text == "allô"
        assert app.test_client().get("/console").text == "further on"
    leave.set()
    waiting.join()
    assert app.test_client().get("/console/slow").text == "done"
