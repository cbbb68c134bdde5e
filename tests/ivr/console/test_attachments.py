"""Photos and voices: for the agents of the service they were left for, and written in the trail."""

import io

import pytest

from ivr.calls.following_up import Kind
from ivr.calls.inbox import Wanted, search
from ivr.calls.photos import Photos
from ivr.calls.sounds_kept import SoundsKept
from tests.ivr.calls.test_photos import picture


def item(console, kind, service):
    wanted = Wanted(kinds=[Kind(kind)], services=[service], state="all")
    return search(console.office.calls.get(), wanted, 0.0)[0]


@pytest.fixture
def photo(console):
    report = item(console, "report", "voirie")
    photos = Photos(console.office.settings.var, console.office.calls)
    return photos.add(report.item, io.BytesIO(picture().getvalue()), 1.0)


@pytest.fixture
def voice(console):
    message = item(console, "message", "accueil")
    sounds, db = SoundsKept(console.office.settings.var), console.office.calls
    sounds.add("CA1", b"\x01\x00" * 8000)
    name = sounds.gather("CA1", int(message.item))
    with db.writing() as writing:
        writing.execute("update messages set audio = ? where id = ?", [name, message.item])
    return f"/console/a-traiter/message/{message.item}/voix.wav"


def test_an_agent_sees_the_photos_of_a_report(console, photo):
    browser = console.signed_in("agent")
    path = f"/console/a-traiter/report/{photo.reference}/photo/{photo.id}.jpg"
    assert f'src="{path}"' in browser.get(f"/console/a-traiter/report/{photo.reference}").text
    answer = browser.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.data.startswith(b"\xff\xd8")


def test_an_agent_hears_a_message_and_that_is_written_down(console, voice):
    browser = console.signed_in("agent")
    assert f'src="{voice}"' in browser.get(voice.removesuffix("/voix.wav")).text
    answer = browser.client.get(voice, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.data) == (206, b"RIFF")
    assert "inbox.listened" in [entry.action for entry in console.accounts.audit.page()]


@pytest.mark.parametrize("who", ["viewer", "scoped"])
def test_it_refuses_the_wrong_role_and_other_services(console, photo, voice, who):
    browser = console.signed_in(who)
    expected = 403 if who == "viewer" else 404
    assert browser.get(voice).status_code == expected
    path = f"/console/a-traiter/report/{photo.reference}/photo/{photo.id}.jpg"
    assert browser.get(path).status_code == expected


def test_whoever_is_not_signed_in_is_shown_nothing(console, photo, voice):
    assert console.visitor().get(voice).status_code == 302


def test_a_photo_of_another_report_is_not_there(console, photo):
    path = f"/console/a-traiter/report/000000/photo/{photo.id}.jpg"
    assert console.signed_in("agent").get(path).status_code == 404


def test_a_message_without_a_voice_has_none(console):
    message = item(console, "message", "accueil")
    browser = console.signed_in("agent")
    assert "<audio" not in browser.get(f"/console/a-traiter/message/{message.item}").text
    assert browser.get(f"/console/a-traiter/message/{message.item}/voix.wav").status_code == 404
