"""standardiste dangers: what is learnt of emergencies, and what it is worth."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.ask import Talk
from flows.emergencies.alarm.learnt import LANGUAGES, Level, danger_level, ear_of, unpacked
from flows.events import CallStarted
from flows.prompts import Catalogue
from flows.understand import fold
from ivr.cli import danger_learning, main
from ivr.cli.danger_figures import ASKED, NOTHING, NUMBER, TOLD, Figures, figures, met
from ivr.cli.danger_learning import ALARM, Sentence, digest, learn, read_told, sentences
from ivr.cli.dangers import ASIDE, TABLE_BEGINS, TABLE_ENDS, table_of

KINDS = {"medical", "fire", "police", "violence", "distress", "child", "any"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ear_was_made_of_the_sentences_that_are_kept(language):
    assert ear_of(language).learnt_from == digest(sentences(language)), "standardiste dangers learn"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_learnt_fits_the_sentences_it_was_learnt_from(language):
    told = [one for one in read_told(ALARM / f"said_{language}.txt") if one.kind != danger_learning.EITHER]
    levels = [danger_level(fold(one.text), language) for one in told]
    heard = [level >= Level.PERHAPS for level, one in zip(levels, told, strict=True) if one.danger]
    mistaken = [level is Level.SURE for level, one in zip(levels, told, strict=True) if not one.danger]
    assert sum(heard) / len(heard) > 0.97
    assert sum(mistaken) / len(mistaken) < 0.01


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("merci beaucoup madame", "fr"),
        ("je l'ai pas", "fr"),
        ("je suis bègue", "fr"),
        ("non je crois pas", "fr"),
        ("je suis perdue dans vos explications", "fr"),
        ("j'ai tout ce qu'il me faut", "fr"),
        ("un traducteur s'il vous plaît", "fr"),
        ("je préfère qu'on m'écrive", "fr"),
        ("and on saturday", "en"),
        ("can somebody ring me", "en"),
        ("i want to complain", "en"),
    ],
)
def test_courtesies_and_answers_are_no_danger(words, language):
    talk = Talk(CallStarted(languages=(language,)))
    assert met(talk, words, lambda text: False) == NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_told_has_a_sentence_that_tells_its_number(language):
    told = {one.kind for one in read_told(ALARM / f"said_{language}.txt")}
    assert told <= KINDS | {danger_learning.HARMLESS, danger_learning.EITHER}
    catalogue = Catalogue.load(language)
    for kind in KINDS:
        spoken = catalogue.voice(f"emergency.{kind}", {}).replace(" ", "")
        assert NUMBER[kind] in spoken


def test_nothing_kept_aside_was_learnt_from():
    for language in LANGUAGES:
        learnt = {fold(one.text) for one in read_told(ALARM / f"said_{language}.txt")}
        # Counted, not shown: whoever reads what is kept aside may write sentences like it.
        assert sum(fold(one.text) in learnt for one in read_told(ASIDE[language])) == 0


def test_a_line_without_a_kind_is_named(tmp_path):
    path = tmp_path / "said.txt"
    path.write_text("# rien\nmedical\til saigne\nil fume\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"said\.txt, line 3"):
        read_told(path)


def test_the_same_sentences_give_the_same_ear():
    known = [Sentence(f"il est tombé du toit numéro {at}", "medical") for at in range(30)]
    known += [Sentence(f"ça brûle au numéro {at}", "fire") for at in range(30)]
    known += [Sentence(f"je voudrais un passeport numéro {at}", "none", in_scope=True) for at in range(30)]
    known += [Sentence(f"le feu rouge numéro {at}", "none") for at in range(30)]
    first, again = learn(known), learn(known)
    assert first.ear == again.ear
    assert first.ear.score("il est tombé du toit") > first.ear.score("je voudrais un passeport")
    assert first.ear.kind("ça brûle") == "fire"


def test_what_becomes_of_a_sentence_is_what_the_line_does_with_it(monkeypatch):
    maybe, likely = "la dame du dessous est bizarre", "la vieille a bu le bidon"
    levels = {maybe: Level.PERHAPS, likely: Level.LIKELY}
    monkeypatch.setattr(
        "flows.emergencies.urgent_words.danger_level", lambda text, language: levels.get(text, Level.NONE)
    )
    talk = Talk(CallStarted())
    assert met(talk, "au feu", lambda text: True) == TOLD
    assert met(talk, likely, lambda text: True) == ASKED
    assert met(talk, maybe, lambda text: False) == ASKED
    assert met(talk, maybe, lambda text: True) == NOTHING
    assert met(talk, "un passeport", lambda text: False) == NOTHING


def test_figures_count_each_sentence_once_and_the_right_numbers():
    told = [Sentence("il y a le feu dans la maison", "fire"), Sentence("la caserne est ouverte", "none")]
    found = figures("fr", told, ["les horaires de la mairie"], ["la météo"], lambda text: True)
    assert found == Figures(
        *(Counter([became]) for became in (TOLD, NOTHING, NOTHING, NOTHING)), right_number=1
    )


def test_the_table_has_a_column_a_language_and_a_dash_for_what_was_not_measured():
    found = Figures(Counter({TOLD: 3, NOTHING: 1}), Counter([NOTHING]), right_number=2)
    rows = table_of([found, found]).splitlines()
    assert rows[0].count("|") == 4
    assert "| urgences : le numéro est donné aussitôt | 3/4 (75 %) | 3/4 (75 %) |" in rows
    assert "| questions à la mairie : la ligne demande | – | – |" in rows


def test_learning_writes_an_ear_that_is_read_back(tmp_path, monkeypatch):
    known = [Sentence(f"il saigne beaucoup {at}", "medical") for at in range(20)]
    known += [Sentence(f"un acte de naissance {at}", "none", in_scope=True) for at in range(20)]
    known += [Sentence(f"le don du sang {at}", "none") for at in range(20)]
    known += [Sentence(f"au feu {at}", "fire") for at in range(20)]
    monkeypatch.setattr(danger_learning, "sentences", lambda language: known)
    run = CliRunner().invoke(main, ["dangers", "learn", "--language", "fr", "--into", str(tmp_path)])
    assert run.exit_code == 0, run.output
    ear = unpacked((tmp_path / "ear_fr.bin").read_bytes())
    assert ear.learnt_from == digest(known)
    assert "ear_fr.bin" in run.output


def test_measuring_needs_the_two_marks_of_the_page(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text("sans marques", encoding="utf-8")
    monkeypatch.setattr("ivr.cli.dangers.figures", lambda *given: Figures())
    monkeypatch.setattr("ivr.cli.dangers.matcher_of", lambda language, cache: lambda text: True)
    run = CliRunner().invoke(main, ["dangers", "measure", "--table", str(page)])
    assert run.exit_code == 1
    assert TABLE_BEGINS in run.output
    page.write_text(f"avant\n{TABLE_BEGINS}\n{TABLE_ENDS}\naprès", encoding="utf-8")
    assert CliRunner().invoke(main, ["dangers", "measure", "--table", str(page)]).exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert "urgences manquées" in written
    assert written.startswith("avant")


def test_a_missing_file_of_sentences_is_told(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(danger_learning, "ALARM", tmp_path)
    run = CliRunner().invoke(main, ["dangers", "learn", "--into", str(tmp_path)])
    assert run.exit_code == 1
    assert "said_fr.txt" in run.output
