"""Pages that belong to no screen: within the menu for whoever is signed in, never broken by what is."""

import sqlite3

import pytest
from flask import Flask, abort

from ivr.web.frame import choose_frames
from ivr.web.install import install_web

HTML = {"Accept": "text/html,*/*"}


@pytest.fixture
def app(tmp_path):
    app = Flask("pages")
    install_web(app, var=tmp_path, town="Valmont", https=False)

    @app.get("/console/error/<int:code>")
    def error(code):
        abort(code)

    return app


def test_without_anybody_to_choose_it_is_plain_with_a_way_home(app):
    page = app.test_client().get("/console/error/404", headers=HTML).text
    assert 'class="narrow"' in page
    assert '<a href="/console/">Standardiste</a>' in page


def test_a_frame_that_cannot_be_chosen_leaves_the_plain_one(app):
    def choose():
        raise sqlite3.OperationalError("database is locked")

    choose_frames(app, choose)
    answer = app.test_client().get("/console/error/404", headers=HTML)
    assert answer.status_code == 404
    assert 'class="narrow"' in answer.text


def test_a_fault_of_the_servers_looks_at_nothing(app):
    asked = []
    choose_frames(app, lambda: asked.append("asked") or "web/page.html")
    assert app.test_client().get("/console/error/503", headers=HTML).status_code == 503
    assert not asked
    app.test_client().get("/console/error/404", headers=HTML)
    assert asked


def test_a_citizen_is_not_sent_to_the_console(app):
    page = app.test_client().get("/ailleurs", headers=HTML).text
    assert "Page introuvable" in page
    assert "/console/" not in page
