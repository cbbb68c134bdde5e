"""Sentences on disk: kept whole, shared, bounded, and never in the way of a call."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech import prompt_cache
from speech.prompt_cache import PromptCache, digest_of


def named(text: str) -> str:
    return digest_of("voice", text, slow=False)


@pytest.fixture
def cache(tmp_path: Path) -> PromptCache:
    return PromptCache(tmp_path / "voice")


def test_what_is_written_is_read_again_by_another_process(cache: PromptCache) -> None:
    cache.write(named("Bonjour."), b"\xff\x7f\x01")
    script = (
        "import sys; from pathlib import Path; from speech.prompt_cache import PromptCache; "
        "sys.stdout.buffer.write(PromptCache(Path(sys.argv[1])).read(sys.argv[2]))"
    )
    command = [sys.executable, "-c", script, str(cache.folder), named("Bonjour.")]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"\xff\x7f\x01"  # noqa: S603


def test_a_sentence_that_was_never_said_is_not_there(cache: PromptCache) -> None:
    assert cache.read(named("Bonjour.")) is None
    assert cache.path_of(named("Bonjour.")) is None
    assert named("Bonjour.") not in cache


def test_a_sentence_has_one_file_of_raw_sound_that_anyone_may_read(cache: PromptCache) -> None:
    cache.write(named("Bonjour."), b"sound")
    cache.write(named("Bonjour."), b"sound")
    path = cache.path_of(named("Bonjour."))
    assert path is not None
    assert path.read_bytes() == b"sound"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [file for file in cache.folder.rglob("*") if file.is_file()] == [path]


# No voice's fingerprint and no sentence has the separator: it cannot be said.
TEXT = st.text(st.characters(exclude_characters="\0"), max_size=9)
SENTENCE = st.tuples(TEXT, TEXT, st.booleans())


@given(SENTENCE, SENTENCE)
def test_only_the_same_sentence_in_the_same_voice_has_the_same_name(
    one: tuple[str, str, bool], other: tuple[str, str, bool]
) -> None:
    names = [digest_of(voice, text, slow=slow) for voice, text, slow in (one, other)]
    assert (names[0] == names[1]) == (one == other)


def test_a_name_is_the_same_in_every_process_and_version() -> None:
    assert named("Bonjour.").startswith("afb9c9f0b2db2db9")


@pytest.mark.parametrize(
    "damage", [lambda sound: sound[:-1], lambda sound: b"", lambda sound: b"\x00" + sound[1:]]
)
def test_a_damaged_file_is_noticed_removed_and_can_be_written_again(
    cache: PromptCache, damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    cache.write(named("Bonjour."), b"sound")
    path = cache.path_of(named("Bonjour."))
    assert path is not None
    path.write_bytes(damage(b"sound"))
    assert cache.read(named("Bonjour.")) is None
    assert "damaged on disk" in caplog.text
    assert not path.exists()
    cache.write(named("Bonjour."), b"sound")
    assert cache.read(named("Bonjour.")) == b"sound"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ab" * 31, "AB" * 32, "zz" * 32, "a" * 64 + "\n"])
def test_anything_but_a_name_of_ours_is_refused(cache: PromptCache, name: str) -> None:
    for use in (cache.read, cache.path_of, lambda digest: cache.write(digest, b"x")):
        with pytest.raises(ValueError, match="64 hexadecimal digits"):
            use(name)


def test_an_empty_sound_is_not_kept(cache: PromptCache) -> None:
    cache.write(named("…"), b"")
    assert named("…") not in cache


def test_many_writers_of_the_same_sentences_leave_whole_files(cache: PromptCache) -> None:
    sounds = {named(str(n)): bytes([n]) * 5000 for n in range(20)}
    with ThreadPoolExecutor(8) as writers:
        for other in [PromptCache(cache.folder) for _ in range(8)]:
            for digest, sound in sounds.items():
                writers.submit(other.write, digest, sound)
    assert {digest: cache.read(digest) for digest in sounds} == sounds
    assert list(cache.folder.rglob("*.part")) == []


def test_the_least_recently_used_go_when_the_folder_is_full(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path, most_bytes=10_000)
    for n in range(10):
        cache.write(named(str(n)), bytes(1000))
        path = cache.path_of(named(str(n)))
        assert path is not None
        os.utime(path, (n, n))
    assert cache.read(named("0")) is not None  # used again just now
    cache.write(named("10"), bytes(1000))
    there = [n for n in range(11) if named(str(n)) in cache]
    assert there == [0, *range(3, 11)]


def test_what_other_processes_wrote_counts_too(tmp_path: Path) -> None:
    for n in range(20):
        PromptCache(tmp_path).write(named(str(n)), bytes(1000))
    PromptCache(tmp_path, most_bytes=10_000).write(named("one more"), bytes(1000))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.ulaw")) <= 10_000


def test_what_a_dead_writer_left_is_cleared_and_what_a_live_one_writes_is_not(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    dead, live = tmp_path / "ab" / "dead.part", tmp_path / "ab" / "live.part"
    for part in (dead, live):
        part.write_bytes(b"half")
    os.utime(dead, (time.time() - 2 * 3600,) * 2)
    PromptCache(tmp_path).write(named("Bonjour."), b"sound")
    assert not dead.exists()
    assert live.exists()


@pytest.fixture(params=["full disk", "read-only", "a file in the way"])
def refusing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where nothing can be written."""
    folder = tmp_path / "voice"
    if request.param == "a file in the way":
        folder.write_text("not a folder")
    else:
        code = 28 if request.param == "full disk" else 30

        def refuse(path: Path, sound: bytes) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(prompt_cache, "_write_whole", refuse)
    return folder


def test_a_disk_that_refuses_stops_nothing_and_is_told_once(
    refusing: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = PromptCache(refusing)
    for n in range(50):
        cache.write(named(str(n)), bytes([n]) * 100)
    assert [cache.read(named(str(n))) for n in range(50)] == [bytes([n]) * 100 for n in range(50)]
    assert named("7") in cache
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "cannot be kept" in warnings[0].getMessage()


def test_memory_stays_bounded_when_the_disk_refuses(refusing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt_cache, "MEMORY_BYTES", 1000)
    cache = PromptCache(refusing)
    for n in range(50):
        cache.write(named(str(n)), bytes(100))
    assert [n for n in range(50) if named(str(n)) in cache] == list(range(40, 50))


def test_a_write_cut_by_a_full_disk_leaves_nothing_behind(
    cache: PromptCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    cache.write(named("Bonjour."), b"sound")
    monkeypatch.undo()
    assert [file for file in cache.folder.rglob("*") if file.is_file()] == []
    assert cache.read(named("Bonjour.")) == b"sound"
