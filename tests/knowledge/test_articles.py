"""What an article is, and how its YAML form is read: every fault is told with its line and the remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knowledge.article_files import from_json, read_yaml_articles, to_json, write_yaml_articles
from knowledge.articles import SPOKEN_SECONDS, Variant, speaking_seconds
from knowledge.demonstration import load_demonstration
from knowledge.located import InputError, decode, read_yaml
from knowledge.messages import catalogue
from tests.knowledge.valmont import article

YAML = """\
- slug: passeport
  title: Demander un passeport
  offer: un passeport
  service: etat-civil
  spoken: "Prenez rendez-vous."
  source: la commune
  as_of: 2026-11-01
  keywords: [non, 1.0, passeport]
  phrasings:
    - je voudrais un passeport
"""


def told(call, *args) -> str:
    with pytest.raises(InputError) as caught:
        call(*args)
    return str(caught.value)


def test_the_demonstration_has_an_answer_for_every_topic():
    slugs = [found.slug for found in load_demonstration()]
    assert len(slugs) == len(set(slugs)) >= 60
    assert {"passeport", "horaires-contact-mairie", "encombrants"} <= set(slugs)


def test_scalars_stay_the_text_that_was_written():
    (read,) = read_yaml_articles(YAML)
    assert read.keywords == ("non", "1.0", "passeport")
    assert read.as_of == date(2026, 11, 1)
    assert read.status == "published"


def test_texts_are_trimmed_and_composed():
    read = article(title="  Carte  d'identite\u0301\n ", phrasings=("a\u00a0 b", "a b", ""))
    assert read.title == "Carte d'identité"
    assert read.phrasings == ("a b",)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("2026-11-01", "2026-02-30", 7, "2026-02-30"),
        ("2026-11-01", "hier", 7, "2026-11-24"),
        ("spoken:", "spokn:", 5, "spokn"),
        ("  source: la commune\n", "", 1, "source"),
        ("slug: passeport", "slug: Passe port", 1, "Passe port"),
        ("offer: un passeport", "offer:", 3, "obligatoire"),
        ("offer: un passeport", "offer: [un, passeport]", 3, "guillemets"),
        ("[non, 1.0, passeport]", "passeport", 8, "liste"),
        ("service: etat-civil", "service: État civil", 4, "État civil"),
        ("title: Demander", "slug: encore\n  title: Demander", 2, "deux fois"),
        ("title: Demander", "title: &a Demander", 2, "ancres"),
        ("title: Demander", "? [a]\n  : b\n  title: Demander", 2, "simple mot"),
        ("title: Demander", "status: final\n  title: Demander", 2, "brouillon"),
        ('"Prenez rendez-vous."', '"Prenez\\x07 rendez-vous."', 5, "U+0007"),
        ('"Prenez rendez-vous."', '"Prenez rendez-vous', 5, "YAML"),
        ('"Prenez rendez-vous."', "Prenez\ud83d rendez-vous.", 5, "demi-caractère"),
        ('"Prenez rendez-vous."', '"' + "Bla. " * 100 + '"', 5, "450"),
        ('"Prenez rendez-vous."', '"' + "06 12 34 56 78. " * 20 + '"', 5, "secondes"),
        ("- slug: passeport", "slug: passeport", 2, "YAML"),
        ("  phrasings:\n    - je", "  phrasings:\n    - a: b\n    - je", 10, "tiret"),
    ],
)
def test_a_fault_is_told_with_its_line_and_value(old, new, line, what):
    assert old in YAML
    problem = told(read_yaml_articles, YAML.replace(old, new))
    assert problem.splitlines()[0].startswith(f"Ligne {line} : ")
    assert what in problem


def test_every_fault_of_every_article_is_told_at_once():
    broken = YAML.replace("2026-11-01", "hier").replace("spoken:", "spokn:")
    problem = told(read_yaml_articles, broken + YAML.replace("etat-civil", "État"))
    lines = [line.split(" : ")[0] for line in problem.splitlines()]
    assert sorted(lines) == ["Ligne 1", "Ligne 14", "Ligne 5", "Ligne 7"]


def test_two_articles_cannot_share_a_slug():
    assert told(read_yaml_articles, YAML + YAML).startswith("Ligne 11 : L'identifiant « passeport »")


def test_a_file_that_is_no_list_of_articles_is_refused():
    assert "liste de fiches" in told(read_yaml_articles, "passeport")
    assert "plusieurs documents" in told(read_yaml, "a: 1\n---\nb: 2\n")


def test_an_empty_file_has_no_articles():
    assert read_yaml_articles("") == []
    assert read_yaml_articles("# rien\n") == []


def test_nesting_and_aliases_cannot_bring_the_reader_down():
    assert "imbriquées" in told(read_yaml, "[" * 100_000)
    assert "ancres" in told(read_yaml, "- &a [x]\n- [*a, *a]\n")


def test_a_file_that_is_not_utf8_names_the_line():
    assert told(decode, "été\ncafé".encode() + b"\n\xe9t\xe9").startswith("Ligne 3 : ")


def test_a_byte_order_mark_is_no_character():
    assert decode(b"\xef\xbb\xbf- a") == "- a"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"question": "Pour qui ?"}, "Pour qui"),
        ({"variants": (Variant(label="a", phrases=("a",), spoken="A."),) * 2}, "question"),
        (
            {"question": "Q ?", "variants": (Variant(label="un adulte", phrases=("a",), spoken="A."),)},
            "un adulte",
        ),
        (
            {
                "question": "Q ?",
                "variants": (
                    Variant(label="un adulte", phrases=("majeur",), spoken="A."),
                    Variant(label="un mineur", phrases=("Majeur",), spoken="B."),
                ),
            },
            "Majeur",
        ),
        (
            {
                "question": "Q ?",
                "variants": (
                    Variant(label="un adulte", phrases=(), spoken="A."),
                    Variant(label="un mineur", phrases=("mineur",), spoken="B."),
                ),
            },
            "incomplète",
        ),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "01/01/2026"),
        ({"phrasings": tuple(f"phrase {n}" for n in range(501))}, "501"),
        ({"keywords": ("x" * 61,)}, "60"),
    ],
)
def test_an_article_that_contradicts_itself_is_refused(fields, what):
    assert what in told(lambda: article(**fields))


def test_an_article_answers_from_its_first_day_to_its_last():
    short = article(valid_from=date(2026, 6, 1), valid_until=date(2026, 6, 30))
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [short.answers_on(day) for day in days] == [False, True, True, False]
    assert not replace(short, status="draft").answers_on(date(2026, 6, 15))


def test_yaml_and_json_give_back_the_demonstration_unchanged():
    articles = load_demonstration()
    assert read_yaml_articles(write_yaml_articles(articles)) == articles
    assert [from_json(to_json(each)) for each in articles] == articles


def test_no_shipped_answer_is_longer_than_a_caller_listens():
    for each in load_demonstration():
        for spoken in (each.spoken, *(variant.spoken for variant in each.variants)):
            assert speaking_seconds(spoken) <= SPOKEN_SECONDS, each.slug


def test_every_sentence_of_the_catalogue_ends_as_a_sentence():
    for key, sentence in catalogue().items():
        assert sentence.rstrip("0123456789»").rstrip().endswith((".", " :", "}", "Ligne {line} : ")), key
