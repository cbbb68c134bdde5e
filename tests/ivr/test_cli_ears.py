"""standardiste bench ears."""

from __future__ import annotations

import logging
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from ivr.cli import bench_ears
from ivr.cli.bench_ears import SETS
from ivr.cli.ears_questions import questions, words_question
from ivr.cli.ears_report import BEGIN, END, TEXTS, Line, Report, percent
from ivr.settings import load_settings
from speech.evaluation.conditions import CONDITIONS
from speech.models import ModelStore
from speech.pcm import Samples
from speech.spelling import APART, names, plain
from tests.conftest import PROJECT
from tests.speech.conftest import tone_at

CLOSED = PROJECT / bench_ears.CLOSED


def report() -> Report:
    """Two models, two lines."""
    made = Report([("ears", False), ("ears", True)])
    made.add(Line("title_words", "free", "white15", ("12.3 %", "9.8 %"), 100))
    made.add(Line("title_cost", "load", "–", ("0.12 s", "0.13 s")))
    return made


def test_the_tables_go_between_their_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    document = tmp_path / "ears.md"
    document.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter.\n", encoding="utf-8")
    assert report().write(document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n")
    assert text.endswith(f"{END}\n\nAfter.\n")
    assert "old" not in text
    assert "| everyday sentences (100) | white noise at 15 dB | 12.3 % | 9.8 % |" in text
    assert "| ears | ears, with the town's words |" in text
    assert report().write(document)
    assert document.read_text(encoding="utf-8") == text


def test_a_document_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "ears.md"
    document.write_text("nothing\n", encoding="utf-8")
    assert not report().write(document)
    assert document.read_text(encoding="utf-8") == "nothing\n"


def test_every_word_of_the_report_is_told_in_both_languages() -> None:
    for language in TEXTS:
        for key in (*SETS, *CONDITIONS, *(question.name for question in questions(CLOSED))):
            assert TEXTS[language][key]
    assert set(TEXTS["en"]) <= set(TEXTS["fr"])


def test_each_question_understands_its_own_answers() -> None:
    for question in questions(CLOSED):
        for answer in question.answers:
            assert question.understand(answer.said.replace(",", "")) == answer.meaning, answer


def test_rare_names_are_none_of_those_the_ears_have_read() -> None:
    known = {plain(name).replace(APART, "") for name in names()}
    told = tomllib.loads(CLOSED.read_text(encoding="utf-8"))
    assert len(set(told["rare_names"])) == 20
    assert not known & set(told["rare_names"])
    assert not set(told["names"]) & set(told["rare_names"])


def test_words_asked_one_by_one_are_a_question_too() -> None:
    question = words_question("days", ["lundi", "mardi", "lundi"])
    assert question.phrases == ("lundi", "mardi")
    assert [question.understand(answer.said) for answer in question.answers] == [
        answer.meaning for answer in question.answers
    ]


def test_shares_are_told_as_percentages() -> None:
    assert percent(0.1234) == "12.3 %"


class Tones:
    """A voice that says each sentence as a tone as long as it."""

    name = "tones"

    def say(self, text: str) -> Samples:
        return tone_at(300, len(text) / 40)


def test_everything_is_measured_and_told(
    model_store: ModelStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sentences = "".join(f'{name} = ["oui bonjour", "non merci"]\n' for name in SETS)
    (tmp_path / "sentences.toml").write_text(sentences, encoding="utf-8")
    (tmp_path / "people.toml").write_text(
        '[[people]]\nname = "june"\npackage = "asterisk-core-sounds-fr-wav"\nfolder = "/nowhere"\n'
        'suffix = ".wav"\n[people.said]\n"hello" = "bonjour à tous"\n[[words]]\nname = "letters"\n'
        'package = "klettres-data"\nfolder = "/nowhere"\nsuffix = ".ogg"\n[words.said]\n"a" = "a"\n',
        encoding="utf-8",
    )
    for file in ("SENTENCES", "PEOPLE"):
        monkeypatch.setattr(bench_ears, file, tmp_path / f"{file.lower()}.toml")
    monkeypatch.setattr(bench_ears, "QUESTIONS_EVERY", 100)
    monkeypatch.setattr(bench_ears, "QUICK_EVERY", 1)
    monkeypatch.setattr(bench_ears, "KokoroSpeaker", lambda *_: Tones())
    monkeypatch.setattr(bench_ears, "can_speak", lambda speakers: "espeak-ng")
    few = [replace(one, answers=one.answers[:1]) for one in questions(CLOSED)]
    monkeypatch.setattr(bench_ears, "questions", lambda file: few)
    monkeypatch.setattr("speech.evaluation.people.STAMPS", tmp_path)
    document = tmp_path / "ears.md"
    document.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    (tmp_path / "models").symlink_to(model_store.root)
    nobody = SimpleNamespace(find=lambda text, now: SimpleNamespace(responses=(), decision="none"))
    house = SimpleNamespace(models=model_store, librarian=nobody, now=lambda: None)
    monkeypatch.setattr(bench_ears, "House", lambda settings: house)  # the real one learns for ten seconds
    settings = load_settings(PROJECT / "mairie.toml", {"STANDARDISTE_VAR": str(tmp_path)})
    bench_ears.measure_ears(settings, [], quick=True, town=False, into=document)
    told = capsys.readouterr()
    assert "apt-get install asterisk-core-sounds-fr-wav" in told.err
    assert "espeak-ng manque sur cette machine" in told.err
    tables = document.read_text(encoding="utf-8")
    for title in ("Wrong words", "Questions understood", "Closed questions", "What it costs"):
        assert f"**{title}" in tables
    # Tones are no words: hardly any can be heard right.
    wrong = re.search(r"\| citizens, no name nor number \(2\) \| mu-law \| (\d+)\.", tables)
    assert wrong is not None
    assert "| questions resolved (3) | written | 0.0 % |" in tables
    assert int(wrong[1]) >= 50
    assert "| processor for a second of speech |" in tables
    # The line that is measured in the same process goes on warning.
    assert logging.getLogger("speech.recogniser").isEnabledFor(logging.WARNING)


def test_outside_the_project_it_says_where_to_start_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ivr.cli.bench import bench

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(Path(__file__).parents[2] / "mairie.toml"))
    told = CliRunner().invoke(bench, ["ears"])
    assert told.exit_code == 0, told.output
    assert "lancez la mesure depuis le dossier du projet" in told.output
