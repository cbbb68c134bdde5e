"""Databases are checked, put aside when damaged, restored, backed up."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Timer

import pytest

from ivr.accounts.migrations import migrate as migrate_accounts
from ivr.accounts.migrations import migrations as accounts
from ivr.calls.migrations import migrate, migrations
from ivr.database import Connections, back_up, backups, damage, open_database, prepare
from knowledge.migrations import knowledge
from knowledge.migrations import migrate as migrate_knowledge


def add_call(path):
    Connections(path).get()["calls"].insert(
        {"id": "CA1", "channel": "test", "started_at": 1.0, "seen_at": 1.0}, ignore=True
    )


def calls(path):
    return [row["id"] for row in Connections(path).get()["calls"].rows]


def test_a_new_database_is_ready(tmp_path):
    assert prepare(tmp_path / "sub" / "calls.db", migrate) is None
    assert calls(tmp_path / "sub" / "calls.db") == []


def test_it_keeps_what_is_sound(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    add_call(path)
    assert prepare(path, migrate) is None
    assert calls(path) == ["CA1"]


def test_a_damaged_database_gives_way_to_its_last_sound_backup(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    add_call(path)
    back_up(path)
    back_up(path).write_bytes(b"a damaged backup, newer than the sound one")
    path.write_bytes(b"this is not a database, and has not been one for some time" * 100)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    told = prepare(path, migrate)
    assert told is not None
    assert "sauvegarde" in told
    assert calls(path) == ["CA1"]
    assert len(list(tmp_path.glob("calls.db.damaged-*"))) == 1


def test_a_copy_without_tables_is_no_backup_to_restore(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    add_call(path)
    sound = back_up(path)
    for emptied in (sound.with_name("calls-29990101-000000-000000.db"), sound.with_name("calls-2999.db")):
        emptied.touch()
    path.write_bytes(b"x" * 5000)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    assert sound.name in prepare(path, migrate)
    assert calls(path) == ["CA1"]


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path):
    path = tmp_path / "calls.db"
    with closing(sqlite3.connect(path)) as bare:  # of another's making: no table tells how far it was brought
        bare.execute("create table t (x)")
    with pytest.raises(sqlite3.DatabaseError, match="not whole"):
        back_up(path)
    path.write_bytes(b"x" * 5000)
    with pytest.raises(sqlite3.DatabaseError):
        back_up(path)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_has_its_name_only_when_it_is_whole(tmp_path, monkeypatch):
    path, seen = tmp_path / "calls.db", []
    prepare(path, migrate)
    path.chmod(0o644)

    def look(copy):
        seen.append((backups(path), copy.stat().st_mode & 0o777))
        return damage(copy)

    monkeypatch.setattr("ivr.database.damage", look)
    copy = back_up(path)
    assert seen == [([], 0o600)]
    assert backups(path) == [copy]
    assert copy.stat().st_mode & 0o777 == 0o644


def test_what_a_killed_process_left_of_a_backup_is_taken_away(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    copy = back_up(path)
    left, being_written = (copy.with_name(f"calls-{year}.db.part") for year in (2001, 2002))
    for part in (left, being_written):
        part.touch()
    os.utime(left, (1.0, 1.0))
    back_up(path)
    assert not left.exists()
    assert being_written.exists()
    assert len(backups(path)) == 2


def test_without_a_backup_a_new_one_is_made_and_the_damaged_one_kept(tmp_path):
    path = tmp_path / "calls.db"
    path.write_bytes(b"x" * 5000)
    assert "neuve" in prepare(path, migrate)
    assert calls(path) == []
    assert next(iter(tmp_path.glob("calls.db.damaged-*"))).read_bytes() == b"x" * 5000


def test_backups_are_sound_and_few(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    add_call(path)
    for _ in range(4):
        back_up(path, keep=3)
    assert len(backups(path)) == 3
    assert damage(backups(path)[0]) is None
    with sqlite3.connect(backups(path)[0]) as copy:
        assert copy.execute("select id from calls").fetchall() == [("CA1",)]
    copy.close()


def test_a_busy_database_is_not_a_damaged_one(tmp_path, monkeypatch):
    path = tmp_path / "busy.db"
    monkeypatch.setattr("ivr.database.LOCK_SECONDS", 0.05)
    writer = sqlite3.connect(path)
    writer.execute("create table t (x)")
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        damage(path)
    writer.close()
    assert damage(path) is None


def test_whoever_answers_nobody_waits_longer_for_another_to_have_written(tmp_path):
    path = tmp_path / "calls.db"
    prepare(path, migrate)
    other = open_database(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"), Connections(path, 0.05).writing():
        pass
    Timer(0.3, other.conn.rollback).start()
    with Connections(path, 5.0).writing() as db:
        db["calls"].insert({"id": "CA1", "channel": "test", "started_at": 1.0, "seen_at": 1.0})
    assert calls(path) == ["CA1"]


@pytest.mark.parametrize(
    ("steps", "bring_up", "old"),
    [
        (migrations, migrate, "m009_agents"),
        (knowledge, migrate_knowledge, None),
        (accounts, migrate_accounts, None),
    ],
)
def test_processes_that_start_together_bring_the_tables_up_to_date_once(tmp_path, steps, bring_up, old):
    for round_ in range(3):
        path = tmp_path / f"{round_}.db"
        with closing(open_database(path).conn):
            pass
        if old:
            steps.apply(open_database(path), stop_before=old)
        together = Barrier(4)

        def start(path=path, together=together):
            together.wait()
            prepare(path, bring_up, mend=False)

        with ThreadPoolExecutor(4) as pool:
            for started in [pool.submit(start) for _ in range(4)]:
                started.result()
        assert steps.pending(open_database(path)) == []


def test_an_upgrade_that_fails_half_way_changes_nothing(tmp_path):
    path = tmp_path / "calls.db"

    def half(db):
        db["one"].create({"id": int})
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        prepare(path, half)
    assert open_database(path).table_names() == []
    prepare(path, migrate)
