"""Calls that go on without a stream, one recording or key at a time."""

from __future__ import annotations

import sqlite3
from typing import Any
from xml.etree import ElementTree

import pytest

from flows.actions import Ask, TakeMessage
from flows.events import Event, Heard, NoInput, Pressed
from ivr.calls.log import FlowChanged
from ivr.channels.listener import EarsFailed
from ivr.channels.recordings import NotReady, RecordingError, StillHearing, TooBusy
from ivr.channels.recordings_left import LeftRecording
from ivr.channels.turns import LAST_WORDS_SECONDS, RECORDING_TRIES
from tests.ivr.channels.fakes import CALL
from tests.ivr.channels.webhooks import RECORDING, Provider, after, tags


def test_a_whole_call_turn_by_turn(turns: Provider) -> None:
    turns.shelf.words = ["une carte d'identité", "non merci"]
    root = turns.post("/voice")
    assert tags(root) == ["Play", "Play", "Record", "Redirect"]
    answer = turns.post(after(root, "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    assert tags(answer) == ["Play", "Play", "Record", "Redirect"]
    goodbye = turns.post(after(answer, "Record"), RecordingUrl=RECORDING, RecordingDuration="2")
    assert tags(goodbye)[-1] == "Hangup"
    assert turns.kinds() == ["CallStarted", "Heard", "AnswersFound", "Heard"]
    assert turns.shelf.forgotten == [RECORDING, RECORDING]
    assert turns.call_record()["channel"] == "turns"


def test_a_turn_told_twice_counts_once_and_gets_the_same_document(turns: Provider) -> None:
    turns.shelf.words = ["une carte d'identité"]
    path = after(turns.post("/voice"), "Record")
    first = turns.request(path, RecordingUrl=RECORDING, RecordingDuration="3")
    again = turns.request(path, RecordingUrl=RECORDING, RecordingDuration="3")
    assert first.data == again.data
    assert len(turns.shelf.phrases) == 1, "what the first one heard is gone, and not waited for"
    assert turns.kinds() == ["CallStarted", "Heard", "AnswersFound"]


def test_silence_is_asked_about_again(turns: Provider) -> None:
    root = turns.post(after(turns.post("/voice"), "Redirect"))
    assert tags(root) == ["Record", "Redirect"], "one recording waits less than the question grants"
    record = root.find(".//Record")
    assert record is not None
    assert record.attrib["playBeep"] == "false"
    root = turns.post(after(root, "Redirect"))
    root = turns.post(after(root, "Redirect"))
    assert isinstance(turns.events()[-1], NoInput)
    assert tags(root) == ["Play", "Record", "Redirect"]


def test_an_empty_recording_is_silence(turns: Provider) -> None:
    longer = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="0")
    longer = turns.post(after(longer, "Record"), RecordingUrl=RECORDING, RecordingDuration="0")
    turns.post(after(longer, "Record"), RecordingUrl=RECORDING, RecordingDuration="0")
    assert isinstance(turns.events()[-1], NoInput)


def test_a_key_ends_the_recording_and_answers(turns: Provider) -> None:
    root = turns.post(
        after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="1", Digits="0"
    )
    assert Pressed(at=turns.events()[1].at, digits="0") in turns.events()
    assert "Dial" in tags(root)
    assert turns.shelf.phrases == [], "what was said before the key is not waited for"


def test_a_caller_who_hangs_up_while_recording_has_left(turns: Provider) -> None:
    turns.shelf.words = [""]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, Digits="hangup")
    assert turns.kinds() == ["CallStarted", "HungUp"]
    assert tags(root) == ["Hangup"]


SAID = {"RecordingUrl": RECORDING, "RecordingDuration": "3"}
LEFT = SAID | {"Digits": "hangup"}


def test_a_message_dictated_up_to_the_hang_up_is_kept(turns: Provider) -> None:
    turns.shelf.words = ["oui", NotReady("404"), TooBusy("full"), "c'est madame martin rappelez moi"]
    root = turns.until_message(SAID)
    assert turns.shelf.patience == [None], "somebody is on the telephone"
    assert turns.request("/voice/status", CallStatus="completed").status_code == 204
    turns.post(after(root, "Record"), **LEFT)
    assert turns.kinds()[-2:] == ["Heard", "HungUp"]
    (deed,) = turns.deeds()
    assert isinstance(deed, TakeMessage)
    assert deed.text == "c'est madame martin rappelez moi"
    assert turns.outcome() == "message"
    assert turns.shelf.patience[1:] == [LAST_WORDS_SECONDS] * 3, "nobody is"
    turns.post(after(root, "Record"), **LEFT)
    assert turns.deeds() == [deed], "told twice, kept once"
    assert set(turns.shelf.forgotten) == {RECORDING}


@pytest.mark.parametrize(
    "failures",
    [
        [NotReady("404")] * RECORDING_TRIES,
        [TooBusy("full")] * RECORDING_TRIES,
        [RecordingError("500")],
        [EarsFailed("damaged")],
    ],
)
def test_a_hang_up_is_told_even_when_the_last_words_cannot_be_heard(
    turns: Provider, failures: list[str | Exception]
) -> None:
    path = after(turns.post("/voice"), "Record")
    turns.shelf.words = failures
    assert tags(turns.post(path, **LEFT)) == ["Hangup"]
    assert turns.kinds() == ["CallStarted", "HungUp"]
    assert turns.shelf.forgotten == [RECORDING]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (["bonjour"], SAID),
        ([], SAID | {"Digits": "1"}),
        ([], SAID | {"RecordingDuration": "0"}),
        ([RecordingError("500")], SAID),
        ([EarsFailed("damaged")], SAID),
        ([RuntimeError("unexpected")], SAID),
        ([""], LEFT),
    ],
)
def test_no_recording_stays_at_the_providers(
    turns: Provider, words: list[str | Exception], form: dict[str, str]
) -> None:
    path = after(turns.post("/voice"), "Record")
    turns.shelf.words = list(words)
    turns.post(path, **form)
    assert turns.shelf.forgotten == [RECORDING]


def test_a_recording_is_deleted_even_when_its_call_cannot_be_taken_up(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Record")

    def fail(call_id: str) -> None:
        raise FlowChanged("replaced")

    monkeypatch.setattr(turns.desk, "resume", fail)
    assert tags(turns.post(path, **SAID)) == ["Play", "Dial"]
    assert turns.shelf.forgotten == [RECORDING]


@pytest.fixture
def asked_for_six(turns: Provider, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address that hears the answer: every question of this call wants six digits."""
    path = after(turns.post("/voice"), "Record")
    question = Ask(prompt="main.question", digits=6)
    original = turns.desk.resume

    def resume(call_id: str) -> Any:
        conversation = original(call_id)
        assert conversation is not None
        dialogue = conversation._dialogue
        handle = dialogue.handle

        def ask_for_six(event: Event) -> Any:
            actions = handle(event)
            dialogue.waiting_for = question
            return actions

        dialogue.waiting_for = question
        monkeypatch.setattr(dialogue, "handle", ask_for_six)
        return conversation

    monkeypatch.setattr(turns.desk, "resume", resume)
    return path


def gather_of(root: ElementTree.Element) -> dict[str, str]:
    gather = root.find("Gather")
    assert gather is not None
    return gather.attrib


def pressed(turns: Provider) -> list[str]:
    return [event.digits for event in turns.events() if isinstance(event, Pressed)]


def test_several_keys_are_gathered_after_the_first_one_ended_the_recording(
    turns: Provider, asked_for_six: str
) -> None:
    root = turns.post(asked_for_six, RecordingUrl=RECORDING, RecordingDuration="1", Digits="4")
    assert tags(root) == ["Gather", "Redirect"]
    assert gather_of(root)["numDigits"] == "5"
    turns.post(gather_of(root)["action"], Digits="71290")
    assert pressed(turns) == ["471290"]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("471290", "471290"),
        ("471#", "471"),
        ("47#12", "47"),
        ("#", "#"),
        ("##", "#"),
        ("*", "*"),
        ("47*", "*"),
        ("**", "*"),
        ("0", "0"),
        ("0#", "0"),
        ("471", "471"),
    ],
)
def test_gathered_keys_make_the_answer_that_a_stream_would_hear(
    turns: Provider, asked_for_six: str, keys: str, answer: str
) -> None:
    root = turns.post(asked_for_six, Digits=keys)
    assert pressed(turns) == [answer], "the provider has waited for more already"
    assert gather_of(root)["numDigits"] == "6"


@pytest.mark.parametrize("keys", ["0", "471", "471290"])
def test_by_keys_alone_whatever_the_provider_gathered_is_the_answer(
    turns: Provider, asked_for_six: str, keys: str
) -> None:
    turns.post(asked_for_six.replace("way=record", "way=keys"), Digits=keys)
    assert pressed(turns) == [keys], "it ends them at a hash, which it keeps for itself"


@pytest.mark.parametrize(
    ("digits", "ended_by", "keys"),
    [("", "#", ["#"]), ("471", "#", ["471"]), ("471290", "", ["471290"]), ("", "", []), ("", None, [])],
)
def test_by_keys_alone_a_hash_before_any_other_is_an_answer_and_nothing_is_silence(
    turns: Provider, asked_for_six: str, digits: str, ended_by: str | None, keys: list[str]
) -> None:
    told = {"Digits": digits} | ({} if ended_by is None else {"FinishedOnKey": ended_by})
    turns.post(asked_for_six.replace("way=record", "way=keys"), **told)
    assert pressed(turns) == keys
    assert keys or isinstance(turns.events()[-1], NoInput)


def test_a_hash_alone_may_come_back_in_the_address_of_a_process_that_was_loading(
    turns: Provider, asked_for_six: str
) -> None:
    turns.post(f"{asked_for_six.replace('way=record', 'way=keys')}&Digits=&FinishedOnKey=%23&waking=1")
    assert pressed(turns) == ["#"]


def test_a_hash_after_the_key_that_ended_a_recording_ends_the_number(
    turns: Provider, asked_for_six: str
) -> None:
    root = turns.post(asked_for_six, RecordingUrl=RECORDING, RecordingDuration="1", Digits="4")
    turns.post(gather_of(root)["action"], Digits="", FinishedOnKey="#")
    assert pressed(turns) == ["4"]


@pytest.mark.parametrize("key", ["#", "*"])
def test_a_key_that_says_all_is_waited_after_by_nobody(turns: Provider, asked_for_six: str, key: str) -> None:
    turns.post(asked_for_six, RecordingUrl=RECORDING, RecordingDuration="1", Digits=key)
    assert pressed(turns) == [key]


def test_digits_are_gathered_before_the_recording_of_whoever_has_just_pressed_a_key(
    turns: Provider, asked_for_six: str
) -> None:
    answered = {"RecordingUrl": RECORDING, "RecordingDuration": "1", "Digits": "#"}
    root = turns.post(asked_for_six, **answered)
    assert ElementTree.tostring(root) == ElementTree.tostring(turns.post(asked_for_six, **answered)), "again"
    assert tags(root) == ["Gather", "Record", "Redirect"]
    assert gather_of(root)["timeout"] == "3"
    assert gather_of(root)["action"] == after(root, "Record")


def test_whoever_keyed_too_few_digits_may_key_them_again(turns: Provider, asked_for_six: str) -> None:
    root = turns.post(asked_for_six, RecordingUrl=RECORDING, RecordingDuration="1", Digits="4")
    root = turns.post(gather_of(root)["action"], Digits="290")
    assert pressed(turns) == ["4290"], "two were lost between the recording and what followed"
    assert tags(root) == ["Gather", "Record", "Redirect"]


def test_what_is_said_at_once_is_recorded(turns: Provider, asked_for_six: str) -> None:
    turns.shelf.words = ["rien de connu"]
    root = turns.post(asked_for_six, **SAID)
    assert "Gather" not in tags(root), "whoever speaks is not made to wait for keys"
    assert "Record" in tags(root)


def test_the_first_of_several_keys_is_an_answer_when_no_other_follows(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Record").replace("/voice/turn?", "/voice/turn?first=4&silence=1&")
    turns.post(path)
    assert [event.digits for event in turns.events() if isinstance(event, Pressed)] == ["4"]


def test_a_recording_that_is_late_is_asked_for_again_then_given_up(turns: Provider) -> None:
    turns.shelf.words = [NotReady("404")] * 4
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    for _ in range(3):
        assert tags(root) == ["Pause", "Redirect"]
        assert turns.kinds() == ["CallStarted"]
        assert turns.shelf.forgotten == [], "it is still awaited"
        root = turns.post(after(root, "Redirect"))
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == [""]
    assert tags(root)[-1] == "Redirect"
    assert turns.shelf.forgotten == [RECORDING]


def test_a_recording_that_comes_late_is_heard(turns: Provider) -> None:
    turns.shelf.words = [NotReady("404"), "une carte d'identité"]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    turns.post(after(root, "Redirect"))
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == ["une carte d'identité"]
    assert turns.shelf.forgotten == [RECORDING]


def left(turns: Provider) -> list[dict[str, Any]]:
    return list(turns.equipment.passes._connections.get().table("recordings_left").rows)


def test_whoever_hangs_up_while_a_late_recording_is_awaited_is_heard_all_the_same(turns: Provider) -> None:
    turns.shelf.words = ["oui", NotReady("404"), "c'est madame martin rappelez moi"]
    root = turns.until_message(SAID)
    turns.post(after(root, "Record"), **SAID)
    turns.shelf.forgotten.clear()
    assert turns.request("/voice/status", CallStatus="completed").status_code == 204
    assert turns.kinds()[-2:] == ["Heard", "HungUp"]
    assert turns.outcome() == "message"
    assert turns.shelf.forgotten == [RECORDING]


def test_the_end_of_a_call_takes_no_recording_from_who_is_hearing_it(turns: Provider) -> None:
    turns.shelf.words = ["oui"]
    turns.until_message(SAID)
    turns.equipment.left.seen(LeftRecording(f"{RECORDING}9", CALL, 3, "record"))
    turns.shelf.forgotten.clear()
    turns.request("/voice/status", CallStatus="completed")
    assert turns.shelf.forgotten == []


def test_whoever_hangs_up_while_they_are_being_heard_is_heard_all_the_same(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns.shelf.words = ["oui"]
    path = after(turns.until_message(SAID), "Record")
    turns.shelf.words = [StillHearing("eight seconds"), "c'est madame martin rappelez moi"]
    hear = turns.shelf.hear

    def hear_to_the_end_of_the_call(*args: Any, **more: Any) -> Heard:
        if len(turns.shelf.words) == 2:
            turns.request("/voice/status", CallStatus="completed")
        return hear(*args, **more)

    monkeypatch.setattr(turns.shelf, "hear", hear_to_the_end_of_the_call)
    turns.post(path, **SAID)
    assert turns.kinds()[-2:] == ["Heard", "HungUp"]
    (deed,) = turns.deeds()
    assert isinstance(deed, TakeMessage)
    assert deed.text == "c'est madame martin rappelez moi"


def test_the_end_of_a_call_waits_for_what_is_still_being_heard(turns: Provider) -> None:
    turns.post("/voice")
    conversation = turns.desk.resume(CALL)
    assert conversation is not None
    turns.equipment.left.seen(LeftRecording(f"{RECORDING}9", CALL, conversation.position, "record"))
    turns.request("/voice/status", CallStatus="completed")
    assert turns.kinds() == ["CallStarted"]


def test_a_recording_left_long_ago_is_taken_up_by_one_alone(turns: Provider) -> None:
    turns.equipment.left.seen(LeftRecording(f"{RECORDING}9", CALL, 3, "record"))
    with turns.desk._connections.writing() as db:
        db.execute("update recordings_left set seen_at = seen_at - 1000")
    assert len(turns.equipment.left.long_ago()) == 1
    assert turns.equipment.left.long_ago() == []


def test_a_recording_left_long_ago_is_deleted_at_the_end_of_another_call(turns: Provider) -> None:
    turns.shelf.words = [NotReady("404")]
    turns.post(after(turns.post("/voice"), "Record"), **SAID)
    turns.request("/voice/status", CallStatus="completed", CallSid="CAother")
    assert turns.shelf.forgotten == []
    with turns.desk._connections.writing() as db:
        db.execute("update recordings_left set seen_at = seen_at - 1000, left_at = left_at - 1000")
    turns.shelf.words = [""]
    turns.request("/voice/status", CallStatus="completed", CallSid="CAother")
    assert turns.shelf.forgotten == [RECORDING]


def test_a_call_that_lasts_is_not_ended_by_a_recording_it_left_long_ago(turns: Provider) -> None:
    turns.shelf.words = ["une carte d'identité"]
    turns.post(after(turns.post("/voice"), "Record"), **SAID)
    with turns.desk._connections.writing() as db:
        db.execute("update recordings_left set seen_at = seen_at - 1000")
    turns.shelf.forgotten.clear()
    turns.request("/voice/status", CallStatus="completed", CallSid="CAother")
    assert turns.kinds() == ["CallStarted", "Heard", "AnswersFound"]
    assert turns.shelf.forgotten == [RECORDING], "it is deleted, no more"


@pytest.mark.parametrize(("error", "deleted"), [(FlowChanged("replaced"), 1), (sqlite3.Error("locked"), 0)])
def test_a_recording_whose_call_cannot_be_taken_up_is_deleted_unless_it_may_be_later(
    turns: Provider, monkeypatch: pytest.MonkeyPatch, error: Exception, deleted: int
) -> None:
    turns.shelf.words = [NotReady("404")]
    turns.post(after(turns.post("/voice"), "Record"), **SAID)

    def fail(call_id: str) -> None:
        raise error

    monkeypatch.setattr(turns.desk, "resume", fail)
    assert turns.request("/voice/status", CallStatus="completed").status_code == 204
    assert turns.shelf.forgotten == [RECORDING] * deleted


def test_a_disk_that_refuses_what_is_left_costs_no_caller_their_turn(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Record")
    with turns.desk._connections.writing() as db:
        db.execute("drop table recordings_left")
    turns.shelf.words = ["une carte d'identité"]
    assert "Record" in tags(turns.post(path, **SAID))
    assert turns.request("/voice/status", CallStatus="completed").status_code == 204


def test_a_recording_is_remembered_until_the_provider_has_deleted_it(turns: Provider) -> None:
    turns.shelf.words = ["bonjour"]
    turns.post(after(turns.post("/voice"), "Record"), **SAID)
    (row,) = left(turns)
    assert (row["url"], row["call_id"], row["left_at"]) == (RECORDING, CALL, None)
    turns.equipment.left.deleted(RECORDING)
    assert left(turns) == []


def test_a_recording_that_cannot_be_had_is_asked_for_in_other_words(turns: Provider) -> None:
    turns.shelf.words = [RecordingError("500")]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == [""]
    assert "Record" in tags(root)


def test_ears_that_fail_in_a_turn_leave_keys(turns: Provider) -> None:
    turns.shelf.words = [EarsFailed("damaged")]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    assert "Gather" in tags(root)


def test_a_machine_that_can_listen_to_no_more_says_so_and_rings_the_switchboard(turns: Provider) -> None:
    turns.shelf.words = [TooBusy("full")] * (RECORDING_TRIES + 1)
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    for _ in range(RECORDING_TRIES):
        assert turns.shelf.forgotten == [], "nobody has heard it yet"
        root = turns.post(after(root, "Redirect"))
    assert tags(root) == ["Play", "Dial"]
    assert turns.kinds() == ["CallStarted"]
    assert turns.shelf.forgotten == [RECORDING]


@pytest.mark.parametrize("reason", [TooBusy("full"), StillHearing("it takes long")])
def test_whoever_speaks_while_the_machine_is_busy_is_heard_a_moment_later(
    turns: Provider, reason: Exception
) -> None:
    turns.shelf.words = [reason, reason, "une carte d'identité"]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    assert tags(root) == ["Play", "Pause", "Redirect"], "the caller is asked to wait"
    root = turns.post(after(root, "Redirect"))
    assert tags(root) == ["Pause", "Redirect"], "but not twice"
    turns.post(after(root, "Redirect"))
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == ["une carte d'identité"]
    assert turns.shelf.forgotten == [RECORDING]


def test_a_call_that_lasts_too_long_is_ended_politely(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Redirect")
    monkeypatch.setattr("ivr.channels.turns.seconds_left", lambda desk, call_id, now: -1.0)
    assert tags(turns.post(path)) == ["Play", "Hangup"]
    assert turns.kinds() == ["CallStarted", "HungUp"]


def test_a_transfer_in_a_turn_comes_back_to_turns(turns: Provider) -> None:
    root = turns.post(after(turns.post("/voice"), "Record"), Digits="0")
    dialled = after(root, "Dial")
    back = turns.post(dialled, DialCallStatus="busy", DialBridged="false")
    assert tags(back) == ["Play", "Play", "Record", "Redirect"]
