"""One websocket from its first message to its close, and everything that may go wrong with it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.channels import media_stream, speaker
from ivr.channels.live_streams import LiveStreams
from ivr.channels.media_stream import Line, serve
from ivr.channels.passes import Passes
from ivr.database import Connections
from tests.ivr.channels.fakes import (
    CALL,
    CALLER,
    LOUD,
    TOKEN,
    FewQueries,
    InstantMouth,
    LoudIsSpeech,
    Phone,
    ScriptedEars,
)

APOLOGY = "Excusez-moi, je rencontre une difficulté. Je cherche quelqu'un pour vous répondre."


class Booth:
    """A line that is served in a thread, and the telephone at its other end."""

    def __init__(self, desk: Desk, connections: Connections, phone: Phone) -> None:
        self.desk = desk
        self.passes = Passes(connections, [TOKEN])
        self.ears = ScriptedEars()
        self.mouth = InstantMouth()
        self.streams = LiveStreams(most=3)
        self.line = self.line_with(self.streams)
        self.phone = phone
        self.thread: threading.Thread | None = None

    def line_with(self, streams: LiveStreams) -> Line:
        return Line(self.desk, cast(Any, self.ears), self.mouth, self.passes, streams, LoudIsSpeech)

    def begin(self) -> None:
        self.desk.begin(CALL, caller=CALLER, channel="stream")

    def serve(self) -> None:
        self.thread = threading.Thread(target=serve, args=[self.phone, self.line], daemon=True)
        self.thread.start()

    def answer(self) -> None:
        """The call is begun, the stream opened, the start sent."""
        self.begin()
        self.serve()
        self.phone.start(self.passes.offer(CALL))

    def until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, f"it never came; said: {self.mouth.said}"
            time.sleep(0.005)

    def until_closed(self, seconds: float = 10.0) -> str:
        """Wait for the end of the stream; how it ended, as the next worker learns it."""
        assert self.thread is not None
        self.thread.join(seconds)
        assert not self.thread.is_alive(), "the stream never ended"
        return self.passes.last_ending(CALL)

    def until_asked(self) -> None:
        """The welcome was heard, the question is being said or has been."""
        self.until(lambda: len(self.phone.provider.played) > 15_000)

    def events(self) -> list[str]:
        return [row["type"] for row in self.desk.log.rows(CALL)]


@pytest.fixture
def booth(desk: Desk, connections: Connections) -> Iterator[Booth]:
    phone = Phone()
    booth = Booth(desk, connections, phone)
    yield booth
    phone.stop()
    if booth.thread is not None:
        booth.thread.join(5.0)
    booth.until(lambda: not threads_of_streams(), seconds=4.0)


def threads_of_streams() -> list[str]:
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith(("voice-", "sender-"))]


def test_a_whole_call_ends_where_the_transfer_begins(booth: Booth) -> None:
    booth.ears.texts = ["une carte d'identité"]
    booth.answer()
    booth.until_asked()
    booth.phone.speak(1.0)
    booth.until(lambda: "Pour une carte d'identité, prenez rendez-vous." in booth.mouth.said)
    booth.phone.press("0")
    assert booth.until_closed() == "done"
    assert booth.phone.closed_with == 1000
    assert booth.events() == [
        "CallStarted",
        "Heard",
        "AnswersFound",
        "Pressed",
        "OpeningFound",
        "AgentsFound",
    ]
    assert booth.mouth.said[-1] == "Je vous mets en relation. Ne quittez pas."
    assert booth.desk.live_streams() == 0
    assert len(booth.streams) == 0


def test_the_call_is_known_to_hold_a_stream_while_it_does(booth: Booth) -> None:
    booth.answer()
    booth.until(lambda: booth.desk.live_streams() == 1)
    booth.phone.hang_up()
    booth.until_closed()
    assert booth.desk.live_streams() == 0


def test_a_hang_up_ends_the_call_and_the_stream(booth: Booth) -> None:
    booth.answer()
    booth.until_asked()
    booth.phone.hang_up()
    assert booth.until_closed() == "hung_up"
    assert booth.events() == ["CallStarted", "HungUp"]


def test_a_socket_that_does_not_say_which_call_it_is_gets_closed(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_stream, "START_SECONDS", 0.2)
    booth.serve()
    booth.phone.inbox.put(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
    booth.until_closed()
    assert booth.phone.closed_with == 1008


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_stream_without_a_good_pass_is_closed(booth: Booth, token: str) -> None:
    booth.begin()
    booth.serve()
    booth.phone.start(token)
    booth.until_closed()
    assert booth.phone.closed_with == 1008
    assert booth.phone.sent == []
    assert booth.events() == ["CallStarted"]


def test_a_pass_used_before_is_refused(booth: Booth) -> None:
    token = booth.passes.offer(CALL)
    booth.passes.claim(token, CALL)
    booth.begin()
    booth.serve()
    booth.phone.start(token)
    booth.until_closed()
    assert booth.phone.closed_with == 1008


@pytest.mark.parametrize("change", [{"callSid": "CA2"}, {"accountSid": "AC2"}])
def test_a_pass_for_another_call_or_account_is_refused(booth: Booth, change: dict[str, object]) -> None:
    booth.begin()
    booth.serve()
    booth.phone.start(booth.passes.offer(CALL), **change)
    booth.until_closed()
    assert booth.phone.closed_with == 1008


def test_when_there_is_no_place_the_provider_is_told_so(booth: Booth) -> None:
    booth.line = booth.line_with(LiveStreams(most=0))
    booth.serve()
    booth.until_closed()
    assert booth.phone.closed_with == 1013


def test_a_few_bad_messages_are_ignored(booth: Booth) -> None:
    booth.answer()
    booth.until_asked()
    for text in ("not json", "[]", '{"event": "media"}', "{" * 70_000):
        booth.phone.inbox.put(text)
    booth.phone.press("0")
    assert booth.until_closed() == "done"


def test_twenty_bad_messages_close_the_socket_and_leave_the_call_to_another(booth: Booth) -> None:
    booth.answer()
    booth.until_asked()
    for _ in range(20):
        booth.phone.inbox.put("not json")
    assert booth.until_closed() == "lost"
    assert booth.phone.closed_with == 1008
    assert booth.events() == ["CallStarted"]


def test_a_broken_connection_leaves_the_call_to_be_taken_up(
    booth: Booth, desk: Desk, connections: Connections
) -> None:
    booth.answer()
    booth.until_asked()
    booth.phone.drop()
    assert booth.until_closed() == "lost"
    again = Booth(desk, connections, Phone())
    again.serve()
    again.phone.start(again.passes.offer(CALL))
    again.until(lambda: again.mouth.said[-1:] == ["Que puis-je faire pour vous ?"])
    assert again.mouth.said[0] == "Excusez-moi, nous avons été coupés un instant."
    assert again.events() == ["CallStarted", "Resumed"]
    again.phone.hang_up()
    again.until_closed()
    again.phone.stop()


def test_a_worker_that_died_without_a_word_is_apologised_for(booth: Booth) -> None:
    booth.passes.claim(booth.passes.offer(CALL), CALL)
    booth.answer()
    booth.until(lambda: bool(booth.mouth.said))
    assert booth.mouth.said[0] == "Excusez-moi, nous avons été coupés un instant."
    booth.phone.hang_up()
    booth.until_closed()


def test_sound_that_stops_coming_frees_everything(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_stream, "GONE_SECONDS", 0.4)
    booth.answer()
    booth.until_asked()
    booth.phone.stalled.set()
    assert booth.until_closed(5.0) == "lost"
    assert booth.events() == ["CallStarted"]


def test_a_stall_shorter_than_that_changes_nothing(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_stream, "GONE_SECONDS", 3.0)
    booth.answer()
    booth.until_asked()
    booth.phone.stalled.set()
    time.sleep(0.5)
    booth.phone.stalled.clear()
    booth.phone.press("0")
    assert booth.until_closed() == "done"


def test_a_provider_that_does_not_read_is_let_go(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "LATE_SECONDS", 0.5)
    monkeypatch.setattr(media_stream, "WRITE_SECONDS", 0.3)
    booth.answer()
    booth.until(lambda: len(booth.phone.sent) > 3)
    booth.phone.deaf.set()
    booth.until(lambda: booth.passes.last_ending(CALL) == "lost", seconds=30.0)
    booth.phone.stop()
    booth.until_closed()


def test_a_voice_that_fails_leaves_the_call_to_the_providers(booth: Booth) -> None:
    booth.mouth.error = RuntimeError("no voice")
    booth.answer()
    assert booth.until_closed() == "voice"
    assert booth.phone.closed_with == 1000
    assert booth.events() == ["CallStarted"]


def test_a_voice_that_keeps_the_caller_waiting_leaves_the_call_too(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker, "MOUTH_SECONDS", 0.2)
    booth.mouth.late_seconds["Que puis-je faire pour vous ?"] = 2.0
    booth.answer()
    assert booth.until_closed() == "voice"


def test_a_caller_who_waits_for_a_sentence_is_asked_for_a_moment(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker, "PATIENCE_SECONDS", 0.1)
    booth.desk.catalogue = Catalogue.from_toml(
        '[line.one_moment]\nvoice = "Un instant."\n[welcome]\nvoice = "Bonjour."\n'
        '[main.question]\nvoice = "Oui ?"\n[transfer.connecting]\nvoice = "Ne quittez pas."\n'
    )
    booth.mouth.late_seconds["Oui ?"] = 0.8
    booth.answer()
    booth.until(lambda: len(booth.phone.provider.played) == 800 * 4)
    assert booth.mouth.said == ["Bonjour.", "Oui ?", "Un instant."]
    booth.phone.press("0")
    assert booth.until_closed() == "done"


def test_ears_that_fail_leave_the_call_to_keys(booth: Booth) -> None:
    booth.ears.error = RuntimeError("no ears")
    booth.answer()
    booth.until_asked()
    booth.phone.sample = LOUD
    assert booth.until_closed() == "ears"


def test_an_unexpected_error_is_apologised_for_and_a_person_fetched(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object, query: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(FewQueries, "perform", fail)
    booth.answer()
    booth.until_asked()
    booth.phone.press("0")
    assert booth.until_closed() == "apologised"
    assert booth.mouth.said[-1] == APOLOGY
    assert booth.phone.closed_with == 1000
    played = bytes(booth.phone.provider.played)
    assert played.endswith(b"s" * 800 * len(APOLOGY.split()))


def test_an_apology_that_is_not_rendered_is_left_to_the_next_document(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FewQueries, "perform", lambda self, query: 1 / 0)
    booth.mouth.ready = False
    booth.answer()
    booth.until_asked()
    booth.phone.press("0")
    assert booth.until_closed() == "trouble"


def test_a_call_whose_beginning_could_not_be_written_begins_with_its_stream(booth: Booth) -> None:
    booth.serve()
    booth.phone.start(booth.passes.offer(CALL))
    booth.until_asked()
    assert booth.events() == ["CallStarted"]
    booth.phone.press("0")
    assert booth.until_closed() == "done"


def test_a_worker_being_replaced_hands_its_streams_over_at_a_pause(booth: Booth) -> None:
    booth.answer()
    booth.until_asked()
    booth.streams.drain(grace_seconds=30.0)
    assert booth.until_closed() == "moved"
    assert booth.phone.closed_with == 1000
    assert booth.phone.provider.buffer == type(booth.phone.provider.buffer)(), "the question was heard first"


def test_the_next_worker_goes_on_in_the_silence_where_the_first_one_left(
    booth: Booth, desk: Desk, connections: Connections
) -> None:
    booth.answer()
    booth.until_asked()
    booth.streams.drain(grace_seconds=30.0)
    booth.until_closed()
    again = Booth(desk, connections, Phone())
    again.ears.texts = ["une carte d'identité"]
    again.serve()
    again.phone.start(again.passes.offer(CALL))
    again.until(lambda: again.events()[-1] == "Resumed")
    again.phone.speak(1.0)
    again.until(lambda: "Heard" in again.events())
    assert "Que puis-je faire pour vous ?" not in again.mouth.said
    again.phone.hang_up()
    again.until_closed()
    again.phone.stop()


def test_a_stream_let_in_while_the_database_was_locked_is_taken_up_like_any_other(
    booth: Booth, desk: Desk, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker died without a word: only the call itself knows that there was a stream."""
    with monkeypatch.context() as locked:
        locked.setattr(booth.passes, "claim", lambda token, call_id: True)
        booth.answer()
        booth.until_asked()
    monkeypatch.setattr(booth.passes, "note_ending", lambda token, call_id, ending: None)
    booth.streams.drain(grace_seconds=0.0)
    booth.until_closed()
    assert booth.passes.previous_ending(CALL) is None
    again = Booth(desk, connections, Phone())
    again.serve()
    again.phone.start(again.passes.offer(CALL))
    again.until(lambda: again.events()[-1] == "Resumed")
    again.until(lambda: len(again.mouth.said) > 1)
    assert again.mouth.said[0].startswith("Excusez-moi")
    again.phone.hang_up()
    again.until_closed()
    again.phone.stop()


def test_a_worker_that_can_wait_no_longer_leaves_in_the_middle_of_a_sentence(booth: Booth) -> None:
    booth.answer()
    booth.until(lambda: len(booth.phone.provider.played) > 3000)
    booth.streams.drain(grace_seconds=0.0)
    assert booth.until_closed() == "cut"
    assert booth.phone.closed_with == 1000


def test_a_second_stream_of_a_call_makes_the_first_one_leave(
    booth: Booth, desk: Desk, connections: Connections
) -> None:
    booth.answer()
    booth.until_asked()
    again = Booth(desk, connections, Phone())
    again.line = again.line_with(booth.streams)
    token = again.passes.offer(CALL)
    again.serve()
    again.phone.start(token)
    booth.until_closed()
    assert booth.phone.closed_with == 1000
    assert again.passes.last_ending(CALL) == "", "the dead stream does not speak for the living one"
    again.phone.hang_up()
    assert again.until_closed() == "hung_up"
    again.phone.stop()


def test_a_call_that_lasts_too_long_is_ended_politely(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_stream, "seconds_left", lambda desk, call_id, now: 0.3)
    booth.answer()
    assert booth.until_closed() == "done"
    assert booth.mouth.said[-1].startswith("Notre conversation a atteint sa durée maximale")
    assert booth.events() == ["CallStarted", "HungUp"]


def test_nothing_but_protocol_messages_is_ever_sent(booth: Booth) -> None:
    booth.answer()
    booth.until_asked()
    booth.phone.press("0")
    booth.until_closed()
    assert {message["event"] for message in booth.phone.sent} <= {"media", "mark", "clear"}
    assert {message["streamSid"] for message in booth.phone.sent} == {"MZ00000000000000000000000000000001"}
