"""The knowledge base on disk: nothing lost, everything undone, read by many while one writes."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from knowledge.articles import Article
from knowledge.connections import StoreDamaged, StoreError
from knowledge.demonstration import load_demonstration
from knowledge.located import InputError
from knowledge.store import EditConflict, KnowledgeStore
from tests.knowledge.valmont import MONDAY, article

WHO = {"who": "Camille", "at": MONDAY}


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


def test_it_gives_back_the_demonstration_in_its_order(store):
    shipped = load_demonstration()
    store.save_all(shipped, **WHO)
    assert store.articles() == shipped
    assert KnowledgeStore(store.path).articles() == shipped


def test_it_remembers_who_changed_what_and_when(store):
    store.save(article(title="Avant"), **WHO)
    store.save(article(title="Après"), who="Dominique", at=MONDAY + timedelta(hours=1))
    last, first = store.revisions("passeport")
    assert (first.deed, first.who, first.before) == ("created", "Camille", None)
    assert (last.deed, last.who, last.at) == (
        "changed",
        "Dominique",
        (MONDAY + timedelta(hours=1)).astimezone(UTC),
    )
    assert last.before is not None
    assert last.after is not None
    assert (last.before.title, last.after.title) == ("Avant", "Après")


def test_an_article_saved_as_it_was_leaves_no_trace(store):
    revision = store.save(article(), **WHO)
    version = store.version()
    assert store.save(article(), **WHO) == revision
    assert store.version() == version


def test_undoing_gives_back_the_former_text_and_can_itself_be_undone(store):
    store.save(article(title="Un"), **WHO)
    store.save(article(title="Deux"), **WHO)
    restored = store.undo(store.revisions("passeport")[0].id, **WHO)
    assert restored is not None
    assert restored.title == "Un"
    assert store.revisions("passeport")[0].deed == "restored"
    store.undo(store.revisions("passeport")[0].id, **WHO)
    assert store.articles() == [article(title="Deux")]


def test_undoing_a_creation_takes_the_article_away_and_undoing_a_deletion_brings_it_back(store):
    store.save(article(phrasings=("a", "b")), **WHO)
    created = store.revisions()[0].id
    assert store.undo(created, **WHO) is None
    assert store.articles() == []
    assert store.undo(store.revisions()[0].id, **WHO) == article(phrasings=("a", "b"))
    assert store.article("passeport") == article(phrasings=("a", "b"))


def test_any_form_of_the_history_can_be_given_back_even_after_a_deletion(store):
    first = store.save(article(title="Avant"), **WHO)
    last = store.save(article(title="Après"), **WHO)
    with pytest.raises(EditConflict):
        store.restore(first, expected=first, **WHO)
    assert store.restore(first, expected=last, **WHO).title == "Avant"
    store.delete("passeport", **WHO)
    assert store.restore(last, expected=0, **WHO).title == "Après"
    assert store.revision(store.revision_of("passeport")).deed == "restored"
    (deletion,) = [one for one in store.revisions("passeport") if one.deed == "deleted"]
    for unknown in (deletion.id, 99):
        with pytest.raises(KeyError):
            store.restore(unknown, **WHO)


def test_undoing_what_never_happened_is_an_error(store):
    with pytest.raises(KeyError):
        store.undo(12, **WHO)


def test_an_edit_made_on_an_old_copy_is_refused_and_shows_the_new_one(store):
    seen = store.save(article(), **WHO)
    store.save(article(title="Entre-temps"), who="Dominique", at=MONDAY)
    with pytest.raises(EditConflict, match="passeport") as caught:
        store.save(article(title="Trop tard"), expected=seen, **WHO)
    assert caught.value.current == article(title="Entre-temps")
    assert store.article("passeport") == article(title="Entre-temps")
    store.save(article(title="Relu"), expected=caught.value.revision, **WHO)
    assert store.article("passeport") == article(title="Relu")


def test_two_authors_cannot_create_the_same_article(store):
    store.save(article(), expected=0, **WHO)
    with pytest.raises(EditConflict):
        store.save(article(title="Autre"), expected=0, **WHO)


def test_deleting_minds_edits_too(store):
    seen = store.save(article(), **WHO)
    store.save(article(title="Entre-temps"), **WHO)
    with pytest.raises(EditConflict):
        store.delete("passeport", expected=seen, **WHO)
    assert store.delete("passeport", **WHO)
    assert not store.delete("passeport", **WHO)


def test_several_articles_with_one_slug_are_refused_and_nothing_is_written(store):
    with pytest.raises(InputError, match="passeport"):
        store.save_all([article("autre"), article(), article(title="Bis")], **WHO)
    assert store.articles() == []


def test_a_change_without_time_zone_is_refused(store):
    with pytest.raises(ValueError, match="time zone"):
        store.save(article(), who="Camille", at=MONDAY.replace(tzinfo=None))
    assert store.articles() == []


def test_the_version_moves_with_every_kind_of_change_by_whatever_tool(store):
    versions = [store.version()]
    store.save(article(), **WHO)
    versions.append(store.version())
    with sqlite3.connect(store.path) as connection:
        connection.execute("update articles set title = 'À la main'")
    connection.close()
    versions.append(store.version())
    store.delete("passeport", **WHO)
    versions.append(store.version())
    assert versions == sorted(set(versions))


def test_asking_the_version_is_cheap_enough_for_every_question(store):
    began = time.perf_counter()
    for _ in range(200):
        store.version()
    assert (time.perf_counter() - began) / 200 < 0.005


def test_an_article_damaged_by_hand_does_not_hide_the_others(store):
    store.save_all([article("a"), article("b")], **WHO)
    with sqlite3.connect(store.path) as connection:
        connection.execute("update articles set variants = 'oups' where slug = 'a'")
    connection.close()
    articles, (problem,) = store.readable_articles()
    assert [found.slug for found in articles] == ["b"]
    assert "« a »" in problem.text
    with pytest.raises(InputError):
        store.articles()


def test_texts_of_every_alphabet_are_kept(store):
    kept = article(
        title="cœur 👩‍🚒 مرحبا <script> ' \" ; drop table articles; --", phrasings=("état civil", "œuf")
    )
    store.save(kept, **WHO)
    assert KnowledgeStore(store.path).article("passeport") == kept


def test_readers_are_never_blocked_and_see_whole_states_only(store):
    both = [article("a", title="0"), article("b", title="0")]
    store.save_all(both, **WHO)
    seen: list[tuple[str, ...]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(tuple(found.title for found in store.articles()))
        store.connections.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 25):
        store.save_all([article(slug, title=str(number)) for slug in ("a", "b")], **WHO)
    done.set()
    for reader in readers:
        reader.join()
    assert seen
    assert all(first == second for first, second in seen)


def _save_many(path: Path, prefix: str) -> None:
    store = KnowledgeStore(path)
    for number in range(15):
        store.save(article(f"{prefix}-{number}"), **WHO)


def test_two_processes_writing_at_once_lose_nothing(store):
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_save_many, args=(store.path, prefix)) for prefix in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(store.articles()) == 30


def test_a_damaged_file_is_told_and_left_alone(tmp_path):
    path = tmp_path / "knowledge.db"
    store = KnowledgeStore(path)
    store.save_all(load_demonstration(), **WHO)
    store.connections.close()
    raw = bytearray(path.read_bytes())
    for offset in range(4096, len(raw) - 200, 4096):
        raw[offset : offset + 200] = b"\xff" * 200
    path.write_bytes(raw)
    with pytest.raises(StoreDamaged, match=r"knowledge\.db"):
        KnowledgeStore(path)
    assert path.read_bytes() == bytes(raw)


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "knowledge.db"
    path.write_text("Ceci n'est pas une base.\n" * 100, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="sauvegarde"):
        KnowledgeStore(path)


def test_a_folder_in_the_way_is_told(tmp_path):
    with pytest.raises(StoreError, match="ne peut pas être ouverte"):
        KnowledgeStore(tmp_path)


def test_a_base_another_program_holds_is_told_and_nothing_is_half_written(store, monkeypatch):
    monkeypatch.setattr("knowledge.connections.LOCK_SECONDS", 0.05)
    patient = KnowledgeStore(store.path)
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="occupée"):
        patient.save(article(), **WHO)
    holder.execute("ROLLBACK")
    holder.close()
    assert patient.articles() == []
    patient.save(article(), **WHO)


def test_nobody_else_writes_between_reading_and_writing(store, monkeypatch):
    monkeypatch.setattr("knowledge.connections.LOCK_SECONDS", 0.05)
    other = KnowledgeStore(store.path)
    with store.connections.writing(), pytest.raises(StoreError, match="occupée"), other.connections.writing():
        pytest.fail("Two writers at once.")


def test_a_full_disk_is_told_and_keeps_what_was_there(store):
    store.save(article(), **WHO)
    with store.connections.reading() as database:
        (pages,) = database.conn.execute("PRAGMA page_count").fetchone()
    store.connections.close()
    full = KnowledgeStore(store.path)
    with full.connections.reading() as database:
        database.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="plein"):
        full.save_all(load_demonstration(), **WHO)
    assert full.articles() == [article()]


def test_a_copy_can_be_made_while_it_serves(store, tmp_path):
    store.save(article(), **WHO)
    store.connections.back_up(tmp_path / "copie.db")
    assert KnowledgeStore(tmp_path / "copie.db").articles() == [article()]


class Editing(RuleBasedStateMachine):
    """Whatever people do, the base holds what they last did, and its history tells how it came to that."""

    slugs = st.sampled_from(["a", "b", "c"])

    @initialize()
    def open(self) -> None:
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.store = KnowledgeStore(Path(self.folder.name) / "k.db")
        self.expected: dict[str, Article] = {}

    @rule(slug=slugs, title=st.sampled_from(["un", "deux"]), asked=st.sampled_from([(), ("x",), ("y", "x")]))
    def save(self, slug, title, asked) -> None:
        self.expected[slug] = article(slug, title=title, phrasings=asked)
        self.store.save(self.expected[slug], **WHO)

    @rule(slug=slugs)
    def delete(self, slug) -> None:
        assert self.store.delete(slug, **WHO) == (self.expected.pop(slug, None) is not None)

    @rule(number=st.integers(1, 30))
    def undo(self, number) -> None:
        revisions = {revision.id: revision for revision in self.store.revisions()}
        if number not in revisions:
            return
        self.store.undo(number, **WHO)
        revision = revisions[number]
        if revision.before is None:
            self.expected.pop(revision.slug, None)
        else:
            self.expected[revision.slug] = revision.before

    @invariant()
    def the_base_holds_what_was_last_done(self) -> None:
        assert {found.slug: found for found in self.store.articles()} == self.expected

    @invariant()
    def the_history_tells_the_same(self) -> None:
        told: dict[str, Article | None] = {}
        for revision in reversed(self.store.revisions(limit=1000)):
            assert revision.before == told.get(revision.slug)
            told[revision.slug] = revision.after
        assert {slug: found for slug, found in told.items() if found} == self.expected

    def teardown(self) -> None:
        self.store.connections.close()
        self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=12, stateful_step_count=15)
