"""The names a written call cites: a misspelt one is told before the call, with the nearest right ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ivr.settings import load_settings
from ivr.simulator.demonstration import HERE
from ivr.simulator.errors import SimulatorError
from ivr.simulator.script import load_script, parse_script
from ivr.simulator.script_names import check_names
from ivr.simulator.script_steps import _READERS
from ivr.simulator.utterances import from_file
from knowledge.demonstration import load_demonstration

ROOT = Path(__file__).parents[3]
CALLS = ROOT / "tests" / "calls"
SHIPPED = [
    *(path for path in CALLS.rglob("*.yaml") if path.name != "index.yaml"),
    *HERE.glob("*.yaml"),
]
SERVICES = load_settings(ROOT / "mairie.toml", {}).services
ARTICLES = {article.slug for article in load_demonstration()}


def refusal(text: str) -> str:
    path = Path("appel.yaml")
    with pytest.raises(SimulatorError) as error:
        check_names(parse_script(text, path), path, SERVICES, ARTICLES)
    return str(error.value)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_scripts_cite_what_there_is(path: Path) -> None:
    check_names(load_script(path), path, SERVICES, ARTICLES)


@pytest.mark.parametrize(
    ("step", "told", "near"),
    [
        ("answers: carte-didentite", "aucune fiche ne s'appelle « carte-didentite »", "carte-identite"),
        ("transfers: acceuil", "aucun service ne s'appelle « acceuil »", "accueil"),
        ("leaves_message: {service: voiri}", "aucun service ne s'appelle « voiri »", "voirie"),
        ("hears: welcom", "aucune phrase de la ligne ne s'appelle « welcom »", "welcome"),
        ("asks: main.question | main.qestion", "« main.qestion »", "main.question"),
        ('if_asked: {prompt: answer.confrim, presses: "1"}', "« answer.confrim »", "answer.confirm"),
    ],
)
def test_a_misspelt_name_is_told_with_its_line_and_the_nearest(step: str, told: str, near: str) -> None:
    said = refusal(f"- hears: welcome\n- {step}\n")
    assert said.startswith("appel.yaml, ligne 2 : ")
    assert told in said
    assert near in said


def test_a_name_in_another_call_of_the_script_is_checked_too() -> None:
    text = "others:\n  - before: 6\n    steps:\n      - transfers: acceuil\nsteps:\n  - hears: welcome\n"
    assert "« acceuil »" in refusal(text)


def test_what_a_telephone_records_is_refused_with_the_command_that_converts_it(tmp_path: Path) -> None:
    recorded = tmp_path / "ma phrase.m4a"
    recorded.write_bytes(b"\0\0\0\x20ftypM4A ")
    with pytest.raises(SimulatorError) as error:
        from_file(recorded)
    said = str(error.value)
    assert f"ffmpeg -i '{recorded}' -ac 1 -ar 8000 '{recorded.with_suffix('.wav')}'" in said


def test_the_readme_tells_every_step_there_is() -> None:
    table = (CALLS / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+):", table, re.MULTILINE))
    assert told == set(_READERS)
