"""The commands on articles, alerts and hours: French sentences, exit statuses, nothing done by halves."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.settings import load_settings
from ivr.town import town_facts
from knowledge.calendar import OpeningCalendar
from knowledge.demonstration import load_demonstration
from knowledge.placeholders import length_problems, town_problems
from knowledge.store import KnowledgeStore

MAIRIE = Path(__file__).parents[2] / "mairie.toml"
COUNT = len(load_demonstration())


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(MAIRIE))
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path / "var"))

    def command(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main, ["knowledge", *words])
        assert result.exit_code == status, result.output
        assert not isinstance(result.exception, Exception) or status, result.exception
        return result

    return command


@pytest.fixture
def loaded(run):
    run("load")
    return run


def test_the_demonstration_is_right_for_the_demonstration_town():
    town = town_facts(load_settings(MAIRIE, {}))
    calendar = OpeningCalendar(town)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    for article in load_demonstration():
        problems = town_problems(article, town) + length_problems(article, town, calendar, now)
        assert [str(problem) for problem in problems] == [], article.slug


def test_loading_adds_what_is_missing_and_touches_nothing_else(run, tmp_path):
    assert f"{COUNT} fiches de démonstration ajoutées" in run("load").output
    file = tmp_path / "une.yaml"
    text = run("show", "passeport").output.replace("offer: un passeport", "offer: un beau passeport")
    file.write_text(text, encoding="utf-8")
    run("import", str(file))
    again = run("load").output
    assert again.startswith("0 fiches")
    assert f"{COUNT} y étaient déjà" in again
    assert "un beau passeport" in run("show", "passeport").output


def test_the_base_goes_out_and_comes_back(loaded, tmp_path):
    for name in ("base.yaml", "base.csv"):
        file = tmp_path / name
        assert f"{COUNT} fiches écrites" in loaded("export", str(file)).output
        told = loaded("import", str(file), "--replace").output
        assert f"0 fiches créées, 0 modifiées, {COUNT} inchangées, 0 supprimées" in told
    assert loaded("export").output == (tmp_path / "base.yaml").read_text(encoding="utf-8")
    assert loaded("export", "--format", "csv").output.startswith("\ufeffslug;title;")


def test_replacing_counts_what_it_deletes(loaded, tmp_path):
    file = tmp_path / "une.yaml"
    file.write_text(loaded("show", "passeport").output, encoding="utf-8")
    assert f"{COUNT - 1} supprimées" in loaded("import", str(file), "--replace").output
    assert "1 fiches." in loaded("list").output


def test_checking_a_file_writes_nothing(run, tmp_path, loaded):
    file = tmp_path / "une.yaml"
    file.write_text(
        loaded("show", "passeport").output.replace("un passeport", "autre chose"), encoding="utf-8"
    )
    assert "1 fiches correctes" in loaded("import", str(file), "--check").output
    assert "autre chose" not in loaded("show", "passeport").output


def test_a_wrong_file_is_refused_line_by_line(loaded, tmp_path):
    file = tmp_path / "fausse.yaml"
    broken = loaded("show", "passeport").output.replace("2026-11-01", "hier")
    file.write_text(broken + "- slug: <script>\n", encoding="utf-8")
    told = loaded("import", str(file), status=1).output
    assert "fausse.yaml n'a pas été importé, rien n'a changé :" in told
    assert "« hier » n'est pas une date" in told
    assert "  Ligne " in told


def test_a_thousand_problems_do_not_hide_the_first_ones(run, tmp_path):
    file = tmp_path / "fausse.yaml"
    file.write_text("- slug: a\n" * 500, encoding="utf-8")
    told = run("import", str(file), status=1).output
    assert "Ligne 1 : " in told
    assert len(told.splitlines()) < 40
    assert "autres problèmes" in told


def test_a_damaged_base_is_a_sentence_and_a_status(run, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "knowledge.db").write_text("rien d'une base " * 100, encoding="utf-8")
    assert "Mettez ce fichier de côté" in run("list", status=1).output


def test_another_base_can_be_named(run, tmp_path):
    other = tmp_path / "autre.db"
    run("load", "--db", str(other))
    assert other.exists()
    assert not (tmp_path / "var" / "knowledge.db").exists()


def test_wrong_settings_are_told(run, monkeypatch, tmp_path):
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(tmp_path / "absent.toml"))
    assert "absent.toml" in run("hours", status=2).output


def test_the_list_can_be_narrowed(loaded):
    shown = loaded("list", "--service", "urbanisme").output
    assert "permis-construire" in shown
    assert "passeport" not in shown
    assert "0 fiches." in loaded("list", "--drafts").output


def test_an_empty_base_says_how_to_fill_it(run):
    assert "standardiste knowledge load" in run("list").output


def test_an_article_is_shown_as_it_would_be_said(loaded):
    said = loaded("show", "horaires-contact-mairie", "--said").output
    assert "1 place de la République" in said
    assert "{" not in said
    assert "n'existe pas" in loaded("show", "inconnue", status=1).output


def test_a_change_can_be_found_and_undone(loaded, tmp_path):
    file = tmp_path / "une.yaml"
    text = loaded("show", "passeport").output
    file.write_text(text.replace("offer: un passeport", "offer: autre chose"), encoding="utf-8")
    loaded("import", str(file))
    last = loaded("show", "passeport", "--history").output.splitlines()[0]
    assert "modification  offer" in last
    assert "est annulée" in loaded("show", "passeport", "--undo", last.split()[0]).output
    assert loaded("show", "passeport").output == text
    assert "n'existe pas" in loaded("show", "passeport", "--undo", "9999", status=1).output


def test_official_sheets_become_drafts(loaded, tmp_path):
    file = tmp_path / "fiches.jsonl"
    record = {
        "id": "F1",
        "title": "Titre",
        "updated": "2026-01-01",
        "mairie": True,
        "summary": "Il faut venir à la mairie.",
        "theme": "Papiers",
    }
    file.write_text(json.dumps(record), encoding="utf-8")
    told = loaded("import-service-public", str(file)).output
    assert "F1 → sp-f1 : brouillon créé. Titre" in told
    assert "1 fiches officielles : 1 brouillons créés" in told
    assert "brouillon" in loaded("list", "--drafts").output
    assert (
        "Aucune fiche officielle" in loaded("import-service-public", str(file), "--theme", "Logement").output
    )
    file.write_text("{", encoding="utf-8")
    assert "Ligne 1" in loaded("import-service-public", str(file), status=1).output


def test_an_alert_is_published_listed_and_ended(loaded):
    told = loaded(
        "alert", "add", "La piscine est fermée.", "--until", "2099-01-01", "--service", "piscine"
    ).output
    assert told.startswith("Alerte 1 publiée")
    assert "La piscine est fermée." in loaded("alert", "list").output
    assert "Alerte 1 arrêtée." in loaded("alert", "end", "1").output
    assert "Aucune alerte" in loaded("alert", "list").output
    assert "déjà terminée" in loaded("alert", "end", "1", status=1).output


def test_an_alert_that_cannot_be_read_is_listed_with_the_number_that_ends_it(loaded, tmp_path):
    loaded("alert", "add", "La piscine est fermée.", "--until", "2099-01-01")
    with KnowledgeStore(tmp_path / "var" / "knowledge.db").connections.writing() as database:
        database.table("alerts").update(1, dict.fromkeys(("starts", "ends"), "2099-01-01T00:00:00+00:00"))
    assert loaded("alert", "list").output.startswith("1  illisible")
    assert "Alerte 1 arrêtée." in loaded("alert", "end", "1").output
    assert "Aucune alerte" in loaded("alert", "list").output


def test_a_closure_that_cannot_be_read_is_listed_with_the_command_that_takes_it_back(loaded, tmp_path):
    loaded("hours", "close", "mairie", "2099-01-01")
    loaded("hours", "close", "mairie", "2099-01-08")
    with KnowledgeStore(tmp_path / "var" / "knowledge.db").connections.writing() as database:
        database.table("closures").update(1, {"first": "2099-13-01"})
    told = loaded("hours").output
    assert "Fermeture 2 : mairie" in told
    assert "Fermeture 1, illisible" in told
    assert "hours reopen 1" in told
    loaded("hours", "reopen", "1")
    assert "illisible" not in loaded("hours").output


def test_an_alert_may_begin_later_and_its_last_day_is_included(loaded):
    words = ["alert", "add", "Grève.", "--from", "2099-01-01", "--until", "2099-01-02"]
    assert "du 2099-01-01 00:00 au 2099-01-02 23:59" in loaded(*words).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Bonjour.", "--until", "demain"], "« demain » n'est pas un moment"),
        (["Bonjour.", "--until", "2001-01-01"], "avant de commencer"),
        (["Bonjour.", "--until", "2099-01-01", "--service", "gare"], "« gare »"),
        (["Bonjour.", "--until", "2099-01-01", "--topic", "gare"], "« gare »"),
        (["", "--until", "2099-01-01"], "entre 1 et"),
    ],
)
def test_an_alert_that_could_not_be_heard_is_refused(loaded, words, told):
    assert told in loaded("alert", "add", *words, status=1).output


def test_hours_are_answered_for_the_day_meant(run):
    words = ["hours", "ask", "et samedi matin", "--service", "mediatheque", "--at", "2026-11-23 10:00"]
    assert run(*words).output.strip() == (
        "Samedi 28 novembre au matin, la médiathèque est ouverte de 10 h à 12 h 30."
    )


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False)
def test_a_closure_is_declared_told_and_taken_back(run):
    question = ["hours", "ask", "vous êtes ouverts samedi"]
    assert "ouverte de 9 h à 12 h" in run(*question).output
    assert (
        "Fermeture 1 enregistrée."
        in run("hours", "close", "mairie", "2026-11-28", "--reason", "travaux").output
    )
    assert "la mairie est fermée pour travaux" in run(*question).output
    assert "Fermeture 1 : mairie, du 2026-11-28 au 2026-11-28 (travaux)." in run("hours").output
    run("hours", "reopen", "1")
    assert "ouverte de 9 h à 12 h" in run(*question).output
    assert "n'existe pas" in run("hours", "reopen", "1", status=1).output


@time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False)
def test_exceptional_hours_are_told(run):
    run("hours", "close", "mairie", "2026-11-28", "--open", "10:00-11:00")
    told = run("hours", "ask", "vous êtes ouverts samedi").output
    assert told.strip() == "Samedi 28 novembre, la mairie est exceptionnellement ouverte de 10 h à 11 h."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gare", "2026-11-28"], "« gare »"),
        (["mairie", "samedi"], "« samedi » n'est pas une date"),
        (["mairie", "2026-11-28", "2026-11-27"], "précède"),
        (["mairie", "2026-11-28", "--open", "9h"], "« 9h »"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(run, words, told):
    assert told in run("hours", "close", *words, status=1).output


@pytest.mark.parametrize(
    "name", ["load", "import", "export", "list", "show", "import-service-public", "alert", "hours"]
)
def test_every_command_explains_itself(run, name):
    assert len(run(name, "--help").output.splitlines()) > 4
