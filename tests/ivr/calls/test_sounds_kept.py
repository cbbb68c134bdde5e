"""Voices are kept when the town hall says so, of whoever agrees, for a time; the words never depend on it."""

from __future__ import annotations

import io
import os
import wave

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback
from flows.reporting import OpenReport
from ivr.calls.effects import Effects
from ivr.calls.erasure import DAY_SECONDS, proofs
from ivr.calls.file_erasure import erase_files
from ivr.calls.photos import Photos
from ivr.calls.reports import Reports
from ivr.calls.sounds_kept import SoundsKept
from ivr.settings import Recording
from tests.ivr.calls.test_photos import picture
from tests.ivr.calls.town import claimed, opened, settings_with

NOW = 1_800_000_000.0
DEED = TakeMessage(service="voirie", subject="", text="rappelez-moi", phone="+33639980101")


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def town(tmp_path):
    return settings_with(var=tmp_path, recording=Recording(messages=True, days=30))


@pytest.fixture
def sounds(tmp_path):
    return SoundsKept(tmp_path)


def effects(town, connections, now=NOW):
    return Effects(town, connections, lambda to, text: None, str, now, photo_link=str)


def audio_of(connections):
    return [row["audio"] for row in connections.get().table("messages").rows]


def test_what_was_dictated_becomes_one_file_beside_the_words(town, connections, sounds):
    sounds.add("CA1", b"\x01\x00" * 8000)
    sounds.add("CA1", b"\x02\x00" * 4000)
    for _ in range(2):
        effects(town, connections)(claimed(7, "CA1", DEED))
    assert audio_of(connections) == ["message-1"]
    with wave.open(io.BytesIO(sounds.wav_for_agent("message-1"))) as sound:
        assert (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) == (8000, 2, 1)
        assert sound.readframes(8001)[-4:] == b"\x01\x00\x02\x00"
    assert sounds.seconds("message-1") == 1.5
    assert oct(os.stat(town.var / "recordings" / "message-1.wav").st_mode)[-3:] == "600"


def test_the_second_message_of_a_call_has_its_own(town, connections, sounds):
    for row in (7, 8):
        sounds.add("CA1", b"\x01\x00" * 800)
        effects(town, connections)(claimed(row, "CA1", DEED))
    assert audio_of(connections) == ["message-1", "message-2"]
    assert sounds.seconds("message-2") == 0.1


def test_without_a_sound_the_words_are_enough(town, connections):
    effects(town, connections)(claimed(7, "CA1", DEED))
    assert audio_of(connections) == [None]


def test_a_town_that_keeps_no_voices_looks_for_none(town, connections, sounds):
    sounds.add("CA1", b"\x01\x00" * 800)
    off = town.model_copy(update={"recording": Recording()})
    effects(off, connections)(claimed(7, "CA1", DEED))
    assert audio_of(connections) == [None]


@pytest.mark.parametrize("name", ["../calls", "message-1/../x", "message-", "", "/etc/passwd"])
def test_no_other_file_is_given_out(sounds, name):
    assert sounds.wav_for_agent(name) is None
    assert not sounds.erase(name)


def test_no_call_writes_outside_its_folder(sounds, tmp_path):
    sounds.add("../../evil", b"\x00\x00")
    assert not (tmp_path / "recordings").exists()


def test_recordings_are_erased_in_time_and_the_words_stay(town, connections, sounds):
    sounds.add("CA1", b"\x01\x00" * 800)
    effects(town, connections)(claimed(7, "CA1", DEED))
    assert erase_files(town, connections, NOW + 29 * DAY_SECONDS)["recordings"] == 0
    assert erase_files(town, connections, NOW + 31 * DAY_SECONDS)["recordings"] == 1
    assert sounds.names() == []
    assert audio_of(connections) == [None]
    assert proofs(connections.get())[0].counts == {"recordings": 1}


def test_a_recording_whose_message_is_gone_goes_too(town, connections, sounds, tmp_path):
    sounds.add("CA1", b"\x01\x00" * 800)
    effects(town, connections)(claimed(7, "CA1", DEED))
    connections.get().execute("delete from messages")
    connections.get().conn.commit()
    (file,) = tmp_path.glob("recordings/message-*.wav")
    os.utime(file, (NOW, NOW))
    assert erase_files(town, connections, NOW + 60)["recordings"] == 0, "its row may be about to be written"
    assert erase_files(town, connections, NOW + 7 * 3600)["recordings"] == 1


def test_what_never_became_a_message_is_swept_away(town, connections, sounds, tmp_path):
    sounds.add("CA1", b"\x01\x00" * 800)
    (piece,) = tmp_path.glob("recordings/pieces/CA1/*.pcm")
    os.utime(piece, (NOW - 7 * 3600, NOW - 7 * 3600))
    erase_files(town, connections, NOW)
    assert not piece.exists()
    assert not (tmp_path / "recordings" / "pieces" / "CA1").exists()


def test_photos_go_some_time_after_their_report_is_closed(town, connections, tmp_path):
    report = OpenReport(reference="471290", kind="eclairage", service="voirie")
    reports, photos = Reports(connections, town.zone), Photos(tmp_path, connections)
    reports.open(claimed(1, "CA1", report), report, NOW)
    photos.add("471290", picture(), NOW)
    assert erase_files(town, connections, NOW + 400 * DAY_SECONDS)["photos"] == 0
    reports.set_status("471290", "done", who="anne@valmont.example", at=NOW)
    assert erase_files(town, connections, NOW + 29 * DAY_SECONDS)["photos"] == 0
    assert erase_files(town, connections, NOW + 31 * DAY_SECONDS)["photos"] == 1
    assert photos.of("471290") == []
    assert not list(tmp_path.glob("photos/*"))


def test_a_photo_no_row_speaks_of_is_erased_once_it_is_no_upload_under_way(town, connections, tmp_path):
    stray = tmp_path / "photos" / f"{'a' * 32}.jpg"
    stray.parent.mkdir()
    stray.write_bytes(b"x")
    os.utime(stray, (NOW, NOW))
    assert erase_files(town, connections, NOW + 60)["photos"] == 0
    assert erase_files(town, connections, NOW + DAY_SECONDS)["photos"] == 1


def test_callbacks_have_no_voice(town, connections, sounds):
    sounds.add("CA1", b"\x01\x00" * 800)
    asked = AskCallback(service="voirie", subject="", phone="+33639980101", start="", end="")
    effects(town, connections)(claimed(7, "CA1", asked))
    assert sounds.names() == []
