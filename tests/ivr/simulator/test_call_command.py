"""`standardiste call`, on a line that already answers, and when none does."""

from __future__ import annotations

import socket
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli.call import call
from ivr.simulator.errors import SimulatorError
from ivr.simulator.own_line import OwnLine, answers
from speech.models import ModelStore
from speech.recogniser import VoskEars
from tests.ivr.simulator.tiny_line import ACCOUNT_SID, TOKEN
from tests.ivr.simulator.whole_line import PROJECT, WholeLine

CALLS = PROJECT / "tests" / "calls"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, model_store: ModelStore) -> Iterator[WholeLine]:
    ears = VoskEars(model_store.path("vosk-model-fr-mairie-0.15"))
    with WholeLine(tmp_path_factory.mktemp("var"), ears) as line:
        yield line


def run(line: WholeLine, *arguments: str, typed: str | None = None) -> Result:
    environ = {
        "STANDARDISTE_CONFIG": str(PROJECT / "mairie.toml"),
        "STANDARDISTE_VAR": str(line.settings.var),
        "STANDARDISTE_TWILIO_AUTH_TOKEN": TOKEN,
        "STANDARDISTE_TWILIO_ACCOUNT_SID": ACCOUNT_SID,
    }
    return CliRunner(env=environ).invoke(call, ["--url", line.url, *arguments], input=typed)


def test_a_call_is_told_timed_recorded_and_ends_with_status_0(line: WholeLine, tmp_path: Path) -> None:
    recording = tmp_path / "appel.wav"
    script = CALLS / "au_revoir.yaml"
    quiet = tmp_path / "au_revoir.yaml"
    quiet.write_text(script.read_text().replace("{prompt: goodbye, words: au revoir}", "goodbye"))
    result = run(line, "--script", str(quiet), "--speed", "6", "--timings", "--wav", str(recording))
    assert result.exit_code == 0, result.output
    assert "▸ appelant" in result.output
    assert "compris : « au revoir »" in result.output
    assert "✓ L'appel s'est déroulé comme le dit le script." in result.output
    assert "médiane" in result.output
    with wave.open(str(recording)) as file:
        assert file.getnchannels() == 2
        assert 8 < file.getnframes() / file.getframerate() < 25


def test_a_call_that_goes_otherwise_ends_with_status_1_and_says_where(
    line: WholeLine, tmp_path: Path
) -> None:
    script = tmp_path / "faux.yaml"
    script.write_text("- asks: main.question\n- presses: '2'\n- answers: passeport\n")
    result = run(line, "--script", str(script), "--speed", "6")
    assert result.exit_code == 1
    assert "✗ ligne 3, « answers: passeport » : la ligne a demandé autre chose" in result.output


def test_a_folder_of_scripts_is_played_whole(line: WholeLine, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.yaml").write_text("- hears: welcome\n- hangs_up: true\n- ends: abandoned\n")
    result = run(line, "--script", str(tmp_path), "--speed", "6")
    assert result.exit_code == 0, result.output
    assert result.output.count("✓") == 2


def test_without_the_line_s_log_only_sound_is_checked(line: WholeLine, tmp_path: Path) -> None:
    script = tmp_path / "accueil.yaml"
    script.write_text("- hears: welcome\n- hangs_up: {after: 1}\n")
    result = run(line, "--script", str(script), "--var", str(tmp_path), "--speed", "6")
    assert result.exit_code == 0, result.output
    assert "seul le son" in result.output


@pytest.mark.parametrize(
    ("content", "said"),
    [("- dances: waltz", "« dances » n'est pas connu"), (None, "ne contient aucun script")],
)
def test_what_cannot_be_played_ends_with_status_2_and_what_to_do(
    line: WholeLine, tmp_path: Path, content: str | None, said: str
) -> None:
    path = tmp_path
    if content is not None:
        path = tmp_path / "appel.yaml"
        path.write_text(content)
    result = run(line, "--script", str(path))
    assert result.exit_code == 2
    assert said in result.output


def test_one_can_converse_by_keyboard(line: WholeLine) -> None:
    result = run(line, "--text", typed="#2\nadulte\nnon merci\n")
    assert result.exit_code == 0, result.output
    assert "Est-ce pour un adulte ou pour un mineur ?" in result.output
    assert "Au revoir" in result.output
    assert result.output.rstrip().endswith("— Fin de l'appel.")


def test_a_line_that_does_not_start_says_why(line: WholeLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        environ = {
            "STANDARDISTE_VAR": str(line.settings.var),
            "STANDARDISTE_PUBLIC_URL": url,
            "STANDARDISTE_CONFIG": str(PROJECT / "mairie.toml"),
        }
        with pytest.raises(SimulatorError, match="déjà pris"), OwnLine(url, environ):
            pass


def test_a_port_where_nobody_answers_is_not_a_line() -> None:
    assert not answers("http://127.0.0.1:1")
