"""Recordings: fetched with patience, heard here, deleted there."""

from __future__ import annotations

import io
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
import requests

from ivr.channels import recordings as module
from ivr.channels.listener import EarsFailed
from ivr.channels.recordings import (
    MAX_BYTES,
    NotReady,
    RecordingError,
    Recordings,
    StillHearing,
    TooBusy,
    samples,
)
from tests.ivr.channels.fakes import ScriptedEars

URL = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"


def wav(pcm: bytes = bytes(16_000), channels: int = 1, width: int = 2, rate: int = 8000) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(pcm)
    return file.getvalue()


@dataclass
class Answer:
    status_code: int
    content: bytes = b""

    def iter_content(self, size: int) -> Iterator[bytes]:
        for start in range(0, len(self.content), size):
            yield self.content[start : start + size]


@dataclass
class Web:
    """A provider's file server that answers these, one after the other."""

    answers: list[Answer | Exception]
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def __call__(self) -> requests.Session:
        return cast(requests.Session, self)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *args: object) -> None:
        return None

    def get(self, url: str, *, auth: Any, timeout: Any, stream: bool) -> Answer:
        assert timeout
        return self._answer("GET", url, auth)

    def delete(self, url: str, *, auth: Any, timeout: Any) -> Answer:
        assert timeout
        return self._answer("DELETE", url, auth)

    def _answer(self, method: str, url: str, auth: Any) -> Answer:
        self.asked.append((method, url, auth))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def recordings(web: Web, ears: ScriptedEars | None = None, *, local: bool = False) -> Recordings:
    return Recordings(
        cast(Any, ears or ScriptedEars(["bonjour"])),
        ("AC1", "secret"),
        local=local,
        http=web,
        sleep=lambda seconds: None,
    )


def wait_until_forgotten() -> None:
    for thread in threading.enumerate():
        if thread.name == "forget-recording":
            thread.join(5.0)
            assert not thread.is_alive()


def test_it_hears_a_recording_with_the_accounts_password() -> None:
    ears = ScriptedEars(["une carte d'identité"])
    web = Web([Answer(200, wav(bytes(40_000)))])
    heard = recordings(web, ears).hear(URL, ("oui", "non"))
    assert heard.text == "une carte d'identité"
    assert web.asked == [("GET", f"{URL}.wav", ("AC1", "secret"))]
    assert ears.phrases == [("oui", "non")]
    assert ears.opened[0].seconds == pytest.approx(2.5)
    assert ears.opened[0].closed


def test_its_sound_is_given_to_whoever_may_keep_it_when_there_are_words_in_it() -> None:
    kept: list[bytes] = []
    heard = recordings(Web([Answer(200, wav())]), ScriptedEars(["bonjour"]))
    heard.hear(URL, (), "fr", kept.append)
    recordings(Web([Answer(200, wav())]), ScriptedEars([""])).hear(URL, (), "fr", kept.append)
    assert kept == [bytes(16_000)]


def test_a_recording_that_is_not_there_yet_is_asked_for_again() -> None:
    web = Web([Answer(404), Answer(404), Answer(200, wav())])
    assert recordings(web).hear(URL).text == "bonjour"
    assert len(web.asked) == 3


def test_a_recording_that_stays_away_is_left_for_the_next_webhook() -> None:
    web = Web([Answer(404)])
    with pytest.raises(NotReady):
        recordings(web).hear(URL)
    assert len(web.asked) == 5


@pytest.mark.parametrize(
    "answer",
    [
        Answer(500),
        Answer(401),
        Answer(200, b"not a wav"),
        Answer(200, wav(rate=16_000)),
        Answer(200, wav(channels=2)),
        Answer(200, wav(width=1)),
        Answer(200, wav(bytes(MAX_BYTES + 2))),
        requests.ConnectionError("no route"),
        requests.Timeout("slow"),
    ],
)
def test_whatever_is_wrong_with_it_is_said_in_one_kind_of_error(answer: Answer | Exception) -> None:
    with pytest.raises(RecordingError, match="provider"):
        recordings(Web([answer])).hear(URL)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.twilio.com/x",
        "https://api.twilio.com.evil.example/x",
        "https://eviltwilio.com/x",
        "https://user@evil.example/.twilio.com",
        "file:///etc/passwd",
        "https://api.twilio.com/x?y=1",
        "https://api.twilio.com/x#y",
        "https://api.twilio.com/x\n",
        "https://evil.example\\@api.twilio.com/x",
        "https://evil.example/@api.twilio.com/x",
        "https://api.twilio.com@evil.example/x",
        "https://api.twilio.com:secret@evil.example/x",
        "https://api.twilio.com:8443/x",
        "https://api.twilio.com\\.evil.example/x",
        "https://api.twilio.com/%2e%2e/x",
        "https://evil.example\t.twilio.com/x",
        "https://evil。example.twilio.com/x",
        "https://.twilio.com/x",
        "https://twilio.com.",
        "HTTPS://API.TWILIO.COM/x",
        "",
    ],
)
@pytest.mark.parametrize("local", [False, True])
def test_the_password_is_sent_to_nobody_else(url: str, local: bool) -> None:
    web = Web([Answer(200, wav())])
    shelf = recordings(web, local=local)
    with pytest.raises(RecordingError, match="not an address"):
        shelf.hear(url)
    shelf.forget(url)
    wait_until_forgotten()
    assert web.asked == []


@pytest.mark.parametrize("host", ["api.twilio.com", "api.dublin.ie1.twilio.com"])
def test_every_region_of_the_provider_is_known(host: str) -> None:
    path = "/2010-04-01/Accounts/AC1/Recordings/RE1"
    assert recordings(Web([Answer(200, wav())])).hear(f"https://{host}{path}").text == "bonjour"


def test_a_demonstration_fetches_from_the_machine_itself() -> None:
    web = Web([Answer(200, wav())])
    assert recordings(web, local=True).hear("http://127.0.0.1:9999/Recordings/RE1").text == "bonjour"
    for elsewhere in ("http://10.0.0.1/Recordings/RE1", "http://127.0.0.1@10.0.0.1/Recordings/RE1"):
        with pytest.raises(RecordingError):
            recordings(web, local=True).hear(elsewhere)
    with pytest.raises(RecordingError):
        recordings(web).hear("http://127.0.0.1:9999/Recordings/RE1")


def test_failing_ears_are_told_apart() -> None:
    with pytest.raises(EarsFailed):
        recordings(Web([Answer(200, wav())]), ScriptedEars(error=RuntimeError("damaged"))).hear(URL)


def test_more_recordings_than_the_machine_can_hear_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    release = threading.Event()

    class Slow(ScriptedEars):
        def open(self, phrases: Any = (), language: str = "fr") -> Any:
            release.wait(5.0)
            return super().open(phrases, language)

    shelf = recordings(Web([Answer(200, wav())]), Slow(["a", "b", "c"]))
    threads = [threading.Thread(target=shelf.hear, args=[f"{URL}{one}"]) for one in "ab"]
    for thread in threads:
        thread.start()
    with pytest.raises(TooBusy):
        shelf.hear(URL)
    threading.Timer(0.2, release.set).start()
    assert shelf.hear(URL, wait_seconds=5.0).text in "abc", "unless nobody is on the telephone"
    for thread in threads:
        thread.join(5.0)


def test_a_recording_that_is_awaited_from_the_provider_keeps_no_other_from_being_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    release, asked = threading.Event(), threading.Semaphore(0)
    web = Web([Answer(404), Answer(404), Answer(200, wav())])

    def sleep(seconds: float) -> None:
        asked.release()
        release.wait(5.0)

    shelf = Recordings(cast(Any, ScriptedEars(["a", "b", "c"])), ("AC1", "secret"), http=web, sleep=sleep)
    threads = [threading.Thread(target=shelf.hear, args=[f"{URL}{one}"]) for one in "ab"]
    for thread in threads:
        thread.start()
        assert asked.acquire(timeout=5.0)
    assert shelf.hear(URL).text == "a"
    release.set()
    for thread in threads:
        thread.join(5.0)


class Thoughtful(ScriptedEars):
    """Ears that hear nothing before they are told to."""

    def __init__(self, words: list[str], error: Exception | None = None) -> None:
        super().__init__(words, error=error)
        self.may_hear = threading.Event()

    def open(self, phrases: Any = (), language: str = "fr") -> Any:
        assert self.may_hear.wait(5.0)
        return super().open(phrases, language)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The provider awaits no document for longer than a moment."""
    monkeypatch.setattr(module, "HEARING_SECONDS", 0.05)
    monkeypatch.setattr(module, "LEAST_SECONDS", 0.05)


def test_a_recording_that_takes_long_is_heard_meanwhile_and_asked_for_again(hurried: None) -> None:
    ears, web, kept = Thoughtful(["une longue histoire"]), Web([Answer(200, wav())]), list[bytes]()
    shelf = recordings(web, ears)
    for _ in range(2):
        with pytest.raises(StillHearing):
            shelf.hear(URL, (), "fr", kept.append)
    assert kept == []
    ears.may_hear.set()
    assert shelf.hear(URL, (), "fr", kept.append, wait_seconds=5.0).text == "une longue histoire"
    assert kept == [bytes(16_000)]
    assert len(web.asked) == len(ears.opened) == 1, "fetched and heard once"


def test_nobody_on_the_telephone_waits_for_the_words_in_one_go(hurried: None) -> None:
    ears = Thoughtful(["une longue histoire"])
    threading.Timer(0.2, ears.may_hear.set).start()
    heard = recordings(Web([Answer(200, wav())]), ears).hear(URL, wait_seconds=5.0)
    assert heard.text == "une longue histoire"


def test_ears_that_fail_while_nobody_waits_are_told_to_whoever_asks_again(hurried: None) -> None:
    ears = Thoughtful([], error=RuntimeError("damaged"))
    shelf = recordings(Web([Answer(200, wav())]), ears)
    with pytest.raises(StillHearing):
        shelf.hear(URL)
    ears.may_hear.set()
    with pytest.raises(EarsFailed):
        shelf.hear(URL, wait_seconds=5.0)


def test_a_place_is_given_back_when_the_hearing_is_over_though_nobody_asks(hurried: None) -> None:
    ears = Thoughtful(["a", "b", "c"])
    shelf = recordings(Web([Answer(200, wav())]), ears)
    for one in "ab":
        with pytest.raises(StillHearing):
            shelf.hear(f"{URL}{one}")
    ears.may_hear.set()
    assert shelf.hear(URL, wait_seconds=5.0).text in "abc"


def test_a_machine_out_of_threads_hears_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert recordings(Web([Answer(200, wav())])).hear(URL).text == "bonjour"


def test_what_was_heard_is_deleted_at_the_providers() -> None:
    web = Web([Answer(204)])
    recordings(web).forget(URL)
    wait_until_forgotten()
    assert web.asked == [("DELETE", f"{URL}.json", ("AC1", "secret"))]


@pytest.mark.parametrize("first", [Answer(404), Answer(503), requests.ConnectionError("no route")])
def test_what_cannot_be_deleted_yet_is_deleted_later(
    first: Answer | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    web = Web([first, Answer(204)])
    recordings(web).forget(URL)
    wait_until_forgotten()
    assert len(web.asked) == 2
    assert caplog.text == ""


def test_what_cannot_be_deleted_at_all_is_logged_without_its_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    web = Web([requests.ConnectionError(f"no route to {URL}")])
    recordings(web).forget(URL)
    wait_until_forgotten()
    assert "ConnectionError" in caplog.text
    assert URL not in caplog.text


@pytest.mark.parametrize(("answer", "gone"), [(Answer(204), 1), (Answer(404), 1), (Answer(503), 0)])
def test_it_tells_which_recordings_the_provider_has_no_more(answer: Answer, gone: int) -> None:
    deleted: list[str] = []
    ears, account = cast(Any, ScriptedEars()), ("AC1", "secret")
    web = Web([answer])
    Recordings(ears, account, deleted=deleted.append, http=web, sleep=lambda seconds: None).forget(URL)
    wait_until_forgotten()
    assert deleted == [URL] * gone


def test_a_machine_out_of_threads_answers_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    recordings(Web([Answer(204)])).forget(URL)
    assert "can't start new thread" in caplog.text


def test_samples_are_whole() -> None:
    assert samples(wav(b"\x01\x02" * 10)) == b"\x01\x02" * 10
