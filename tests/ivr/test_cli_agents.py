"""Who takes calls, seen and changed from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def standardiste(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(ROOT / "mairie.toml"))
    return lambda *arguments: CliRunner().invoke(main, ["agents", *arguments])


def line_of(told, phone):
    return next(line for line in told.output.splitlines() if phone in line)


def test_everybody_takes_calls_on_a_new_line(standardiste):
    told = standardiste("list")
    assert told.exit_code == 0
    assert "le service état civil" in told.output
    assert "04 65 71 00 11 : prend les appels" in told.output
    assert "ne prend pas" not in told.output


def test_an_agent_goes_away_and_comes_back(standardiste):
    away = standardiste("away", "04 65 71 00 11", "+33465710012", "--until", "14:00")
    assert away.exit_code == 0
    assert "à 14:00" in line_of(away, "04 65 71 00 12")
    listed = standardiste("list", "--service", "etat-civil")
    assert "ne prend pas les appels" in line_of(listed, "04 65 71 00 11")
    assert standardiste("available", "0465710011").exit_code == 0
    listed = standardiste("list", "--service", "etat-civil")
    assert "ne prend pas" not in line_of(listed, "04 65 71 00 11")
    assert "ne prend pas" in line_of(listed, "04 65 71 00 12")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("away", "0465710011", "0612345678"), "0612345678"),
        (("away", "0465710011", "--until", "tantôt"), "tantôt"),
        (("list", "--service", "astronomie"), "astronomie"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(standardiste, arguments, told):
    refused = standardiste(*arguments)
    assert refused.exit_code == 2
    assert told in refused.output
    assert "ne prend pas" not in standardiste("list").output
