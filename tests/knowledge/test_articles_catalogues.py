"""The French catalogues: every sentence is used, every key exists, every brace is filled."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from knowledge import calendar_words, messages

PROJECT = Path(__file__).parents[2]
CALLED = re.compile(r"""(?:message|sentence|phrase|say|text|_closed)\(\s*f?["']([a-z_]+\.?[a-z_{}.]*)["']""")
QUOTED = re.compile(r"""["']([a-z_]+\.[a-z0-9_]+)["']""")


def sources(*folders: str) -> str:
    return "\n".join(
        file.read_text(encoding="utf-8") for folder in folders for file in sorted(PROJECT.glob(folder))
    )


def test_every_message_is_used_and_exists():
    source = sources("knowledge/*.py")
    used = {key for key in CALLED.findall(source) if "{" not in key} | set(QUOTED.findall(source))
    known = set(messages.catalogue())
    sections = {key.split(".")[0] for key in known}
    calendar = {f"{section}.{name}" for section, of in calendar_words.catalogue().items() for name in of}
    assert known - used == set()
    assert {key for key in used if key.split(".")[0] in sections} - known - calendar == set()


def test_every_sentence_of_the_commands_is_used_and_exists():
    texts = tomllib.loads((PROJECT / "ivr/cli/articles.toml").read_text(encoding="utf-8"))
    known = {f"{section}.{name}" for section, of in texts.items() for name in of}
    commands = ("articles", "knowledge_base", "notices", "translations")
    source = sources(*(f"ivr/cli/{name}.py" for name in commands))
    used = set(QUOTED.findall(source))
    computed = {"list.published", "list.draft"} | {
        f"history.{deed}" for deed in ("created", "changed", "deleted", "restored")
    }
    computed |= {f"official.{outcome}" for outcome in ("created", "updated", "to_review", "deleted_here")}
    assert known - used - computed == set()
    assert {key for key in used if key.split(".")[0] in texts} - known == set()


PLACE = {"place", "Place", "it", "It", "is", "open", "closed", "opens", "reopens", "closes", "of"}
FILLED = {
    "now": PLACE | {"time", "spans", "reason", "when", "When"},
    "day": PLACE | {"time", "spans", "reason", "When", "break_time", "back_time"},
    "week": PLACE | {"days", "When", "told", "date"},
    "period": PLACE | {"days", "When", "list", "date", "spans", "told"},
    "periods": {"range", "name", "month"},
    "answers": PLACE,
    "of": {"noun", "name"},
}


@pytest.mark.parametrize("section", FILLED)
def test_every_brace_of_the_calendar_is_filled(section):
    for sentence in calendar_words.catalogue()[section].values():
        names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert names <= FILLED[section], sentence


def test_every_part_of_the_day_can_be_said_of_any_day():
    for name, part in calendar_words.catalogue()["parts"].items():
        assert {"today", "tomorrow", "day", "habit", "always"} <= set(part), name
        assert "{date}" in part["day"]


def test_agreement_is_complete():
    agreement = calendar_words.catalogue()["agreement"]
    kinds = [f"{gender}_{number}" for gender in ("feminine", "masculine") for number in ("place", "places")]
    assert all(set(agreement[kind]) == set(agreement["feminine_place"]) for kind in kinds)
