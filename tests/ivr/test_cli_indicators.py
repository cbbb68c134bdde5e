"""The figures, counted again and written out from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from tests.ivr.calls.indicators.made import keep_call
from tests.ivr.calls.town import opened

ROOT = Path(__file__).parents[2]
NOVEMBER = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def standardiste(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(ROOT / "mairie.toml"))
    keep_call(opened(tmp_path).get(), id="CA1")
    return lambda *arguments: CliRunner().invoke(main, ["indicators", *arguments])


def test_calls_are_counted_again_and_exported(standardiste):
    assert "Appels;tous les appels terminés;0;" in standardiste("export", *NOVEMBER).output
    told = standardiste("rebuild")
    assert told.exit_code == 0, told.output
    assert told.output.startswith("1 appels recomptés")
    assert "Appels;tous les appels terminés;1;" in standardiste("export", *NOVEMBER).output
    assert (
        "Appels;tous les appels terminés;0;"
        in standardiste("export", *NOVEMBER, "--service", "voirie").output
    )


def test_what_is_no_period_and_no_service_is_told(standardiste):
    told = standardiste("export", "--from", "hier")
    assert told.exit_code == 2
    assert "hier" in told.output
    unknown = standardiste("export", "--service", "astronomie")
    assert unknown.exit_code == 2
    assert "astronomie" in unknown.output
