"""The base in a file and back: nothing lost, nothing half done, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import Article, Variant
from knowledge.csv_files import write_csv
from knowledge.demonstration import load_demonstration
from knowledge.exchange import format_of, import_articles, read_articles, read_file, write_articles
from knowledge.located import InputError
from knowledge.store import KnowledgeStore
from tests.knowledge.valmont import MONDAY, TOWN, article

WHO = {"who": "test", "at": MONDAY}


def words(size: int, **more):
    kept = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}")
    starts = st.sampled_from(["", "=", "+", "-", "@", "'", "''=", '"', ";", "~", "null", "- ", "# "])
    return st.builds(lambda start, text: (start + text)[:size], starts, st.text(kept, max_size=size, **more))


def filled(size: int):
    return words(size).map(lambda text: f"{text}a"[-size:])


lists = st.lists(words(20), max_size=4).map(tuple)
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
variants = st.lists(filled(20), min_size=2, max_size=3, unique=True).map(
    lambda labels: tuple(
        Variant(label=f"{number} {label}", phrases=(f"{number} {label}",), spoken=label)
        for number, label in enumerate(labels)
    )
)


@st.composite
def articles(draw) -> list[Article]:
    slugs = draw(
        st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True), max_size=3, unique=True)
    )
    made = []
    for slug in slugs:
        chosen = draw(st.one_of(st.just(()), variants))
        first, last = draw(days), draw(days)
        if first and last and last < first:
            first, last = last, first
        made.append(
            article(
                slug,
                title=draw(filled(40)),
                offer=draw(filled(40)),
                spoken=draw(filled(60)),
                source=draw(filled(40)),
                details=draw(st.one_of(words(60), st.just("deux\n\nlignes"))),
                text_message=draw(words(60)),
                phrasings=draw(lists),
                keywords=draw(lists),
                audience=draw(lists),
                question="Laquelle ?" if chosen else "",
                variants=chosen,
                valid_from=first,
                valid_until=last,
                status=draw(st.sampled_from(["draft", "published"])),
            )
        )
    return made


@pytest.mark.parametrize("kind", ["yaml", "csv"])
@settings(max_examples=60)
@given(articles())
def test_what_goes_out_comes_back_unchanged(kind, made):
    written = write_articles(made, kind)
    assert read_articles(written.encode(), kind) == made
    assert write_articles(read_articles(written.encode(), kind), kind) == written


@settings(max_examples=40)
@given(articles())
def test_no_cell_begins_like_a_formula(made):
    for row in csv.reader(io.StringIO(write_csv(made).removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_formula_is_disarmed_and_comes_back():
    dangerous = article(title='=HYPERLINK("http://x";"clic")', phrasings=("+33", "-1", "@x"))
    written = write_csv([dangerous])
    assert "'=HYPERLINK" in written
    assert read_articles(written.encode(), "csv") == [dangerous]


def test_markup_is_kept_as_it_is():
    script = article(title="<script>alert('x')</script>", spoken="Bonjour <b>vous</b> \u202e.")
    for kind in ("yaml", "csv"):
        assert read_articles(write_articles([script], kind).encode(), kind) == [script]


def test_a_spreadsheet_may_use_commas_and_leave_columns_out():
    rows = "slug,title,offer,service,spoken,source,as_of,phrasings\r\n" + (
        'a,T,une A,accueil,"Dit, ici.",moi,2026-01-01,"un\ndeux"\r\n,,,,,,,\r\n'
    )
    (read,) = read_articles(rows.encode(), "csv")
    assert (read.spoken, read.phrasings, read.status) == ("Dit, ici.", ("un", "deux"), "published")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("slug;titre\r\na;b\r\n", 1, "titre"),
        ("slug;slug\r\n", 1, "deux fois"),
        ("slug;title\r\na;b;c\r\n", 2, "3 cases"),
        ("slug;title\r\n\r\na;b\r\n", 3, "obligatoire"),
        ('slug;title\r\na;"b\r\n', 2, "guillemets"),
    ],
)
def test_a_fault_in_a_spreadsheet_names_its_line(text, line, what):
    with pytest.raises(InputError) as caught:
        read_articles(text.encode(), "csv")
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"Ligne {line} : ")
    assert what in str(caught.value)


def test_an_import_is_all_or_nothing(tmp_path):
    store = KnowledgeStore(tmp_path / "k.db")
    import_articles(store, [article("ancienne")], **WHO)
    version = store.version()
    good, bad = write_articles([article("neuve")], "yaml"), "- slug: mauvaise\n"
    with pytest.raises(InputError):
        import_articles(store, read_articles((good + bad).encode(), "yaml"), **WHO)
    assert [found.slug for found in store.articles()] == ["ancienne"]
    assert store.version() == version


def test_replacing_deletes_the_others_and_keeps_their_history(tmp_path):
    store = KnowledgeStore(tmp_path / "k.db")
    import_articles(store, [article("a"), article("b")], **WHO)
    done = import_articles(store, [article("c"), article("b", title="Autre")], replace=True, **WHO)
    assert (done.created, done.changed, done.deleted) == (("c",), ("b",), ("a",))
    assert [found.slug for found in store.articles()] == ["c", "b"]
    assert store.undo(store.revisions("a")[0].id, **WHO) == article("a")


def test_replacing_by_nothing_is_refused(tmp_path):
    store = KnowledgeStore(tmp_path / "k.db")
    import_articles(store, [article()], **WHO)
    with pytest.raises(InputError, match="viderait"):
        import_articles(store, [], replace=True, **WHO)
    assert store.articles() == [article()]


def test_what_an_article_says_of_the_town_is_checked_with_its_line():
    text = write_articles([article("a"), article("b", spoken="Appelez le {fact:plombier}.")], "yaml")
    with pytest.raises(InputError) as caught:
        read_articles(text.encode(), "yaml", TOWN)
    assert str(caught.value).startswith("Ligne 8 : Le champ « spoken » cite {fact:plombier}")


def test_ten_megabytes_are_read_in_seconds_and_their_one_fault_is_found(tmp_path):
    shipped = load_demonstration()
    once = write_articles(shipped, "yaml")
    copies = 10_000_000 // len(once) + 1
    text = "".join(once.replace("- slug: ", f"- slug: n{copy}-") for copy in range(copies))
    line = text.count("\n") + 1
    file = tmp_path / "grand.yaml"
    file.write_text(text + "- slug: pas bon\n", encoding="utf-8")
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_file(file)
    assert time.monotonic() - began < 30
    assert {problem.line for problem in caught.value.problems} == {line}


def test_a_file_beyond_all_bounds_is_refused_unread(tmp_path):
    file = tmp_path / "trop.csv"
    with file.open("wb") as opened:
        opened.truncate(60_000_000)
    with pytest.raises(InputError, match="60000000"):
        read_file(file)


def test_the_ending_tells_the_format(tmp_path):
    assert format_of(tmp_path / "a.YML") == "yaml"
    with pytest.raises(InputError, match=r"\.yaml"):
        format_of(tmp_path / "a.docx")
