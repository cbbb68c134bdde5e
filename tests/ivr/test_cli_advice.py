"""Advice that can be copied as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivr.cli.advice import as_typed, tell, typed_name

HERE = ".venv/bin/standardiste"


@pytest.fixture
def not_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_the_commands_advised_are_named_as_this_one_was_typed() -> None:
    advice = "Lancez : standardiste models list ; « standardiste knowledge list » ensuite."
    told = "Lancez : .venv/bin/standardiste models list ; « .venv/bin/standardiste knowledge list » ensuite."
    assert as_typed(advice, HERE) == told


@pytest.mark.parametrize(
    "text", ["systemctl reload standardiste", "la standardiste a répondu", "/opt/bin/standardiste serve"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert as_typed(text, HERE) == text


def test_a_command_typed_by_its_path_is_advised_by_its_path(
    monkeypatch: pytest.MonkeyPatch, not_on_the_path: None, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [HERE, "models"])
    assert typed_name() == HERE
    tell("Lancez : standardiste serve")
    assert capsys.readouterr().out == "Lancez : .venv/bin/standardiste serve\n"


def test_a_command_that_is_on_the_path_keeps_its_short_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = tmp_path / "standardiste"
    command.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", [str(command)])
    assert typed_name() == "standardiste"
