"""Databases are checked, put aside when damaged, restored, backed up."""

import sqlite3

import pytest

from ivr.calls.migrations import migrate
from ivr.database import Connections, back_up, backups, damage, prepare


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
