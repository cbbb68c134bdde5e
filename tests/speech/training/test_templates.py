"""Sentences drawn from templates."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from speech.training.callers import callers, callers_aside, templates
from speech.training.templates import TemplateError, Templates, kept_aside, read_templates


def read(tmp_path: Path, content: str, sentences: tuple[str, ...] = ()) -> Templates:
    path = tmp_path / "some.toml"
    path.write_text(content, encoding="utf-8")
    return read_templates([path], {"n": lambda chance: str(chance.randrange(2))}, sentences)


def test_names_are_filled_down_to_plain_words(tmp_path: Path) -> None:
    made = read(tmp_path, 'who = ["{first} {n}"]\nfirst = ["jean"]')
    assert {made.draw("who", Random(seed)) for seed in range(9)} == {"jean 0", "jean 1"}


def test_a_line_said_three_times_is_drawn_three_times_as_often(tmp_path: Path) -> None:
    assert read(tmp_path, 'yes = ["oui * 3", "non"]').lines["yes"] == ("oui", "oui", "oui", "non")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('who = ["{nobody}"]', "nobody"),
        ("who = 3", "who is not a list"),
        ("who = []", "who is not a list"),
        ("who", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        read(tmp_path, content)


def test_a_template_that_holds_itself_is_told_rather_than_filled_for_ever(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="holds itself"):
        read(tmp_path, 'who = ["{who}"]').draw("who", Random(1))


def test_a_tenth_of_the_sentences_is_kept_aside_and_never_drawn(tmp_path: Path) -> None:
    lines = [f"la phrase numéro {number}" for number in range(300)]
    content = "all = [" + ",".join(f'"{line}"' for line in lines) + "]"
    made = read(tmp_path, content, ("all",))
    assert 15 < len(made.aside["all"]) < 50
    assert not set(made.aside["all"]) & set(made.lines["all"])
    assert {*made.aside["all"], *made.lines["all"]} == set(lines)
    assert made.draw_aside(Random(1)) in made.aside["all"]


def test_short_answers_are_never_kept_aside() -> None:
    assert not any(kept_aside(line) for line in ("oui", "non merci", "c'est ça"))


def test_the_projects_own_sentences_are_plain_words_of_french() -> None:
    chance = Random(3)
    drawn = [next(said) for said in (callers(chance), callers_aside(chance)) for _ in range(400)]
    letters = set("abcdefghijklmnopqrstuvwxyzàâäéèêëîïôöùûüçœæ' -")
    assert not [sentence for sentence in drawn if set(sentence) - letters or not sentence.strip()]
    assert len(set(drawn)) > 300


def test_every_sentence_kept_aside_is_of_a_template_that_is_not_learnt_from() -> None:
    for name, kept in templates().aside.items():
        assert not set(kept) & set(templates().lines[name])
