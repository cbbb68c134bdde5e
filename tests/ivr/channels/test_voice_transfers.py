"""Agents are rung, and take the call or do not."""

from __future__ import annotations

import sqlite3
import time
from typing import Any, cast

import pytest

from flows.actions import Ask, Transfer
from flows.events import TransferEnded
from flows.routing import AgentsFound
from ivr.calls.availability import hold
from tests.ivr.channels.fakes import CALL, CALLER
from tests.ivr.channels.webhooks import LINE, RECORDING, Provider, after, tags


def test_asking_for_a_person_rings_the_service(provider: Provider) -> None:
    provider.until_transfer()
    provider.end_stream("done")
    root = provider.post("/voice/resume?lost=0")
    assert tags(root) == ["Dial"], "what there was to say was heard on the stream"
    numbers = root.findall("Dial/Number")
    assert [number.text for number in numbers] == list(provider.desk.settings.services["accueil"].agents)
    assert all(number.attrib["url"].startswith(f"/voice/whisper?call={CALL}") for number in numbers)
    assert root[0].attrib["timeout"] == str(provider.desk.settings.line.ring_seconds)
    assert "callerId" not in root[0].attrib


def test_what_was_not_heard_is_said_before_the_telephones_ring(provider: Provider) -> None:
    provider.until_transfer()
    provider.end_stream("")
    assert tags(provider.post("/voice/resume?lost=0")) == ["Play", "Dial"]


def test_a_hidden_caller_is_shown_to_agents_as_the_line(provider: Provider) -> None:
    provider.until_transfer()
    provider.end_stream("done")
    root = provider.post("/voice/resume?lost=0", From="anonymous")
    assert root[0].attrib["callerId"] == LINE


def whispered(provider: Provider) -> tuple[str, str]:
    """The address of the whisper, and that of the end of the transfer."""
    provider.until_transfer()
    provider.end_stream("done")
    root = provider.post("/voice/resume?lost=0")
    number = root.find("Dial/Number")
    assert number is not None
    return number.attrib["url"], root[0].attrib["action"]


def test_the_agent_hears_who_calls_and_takes_the_call_with_one_key(provider: Provider) -> None:
    whisper, dialled = whispered(provider)
    root = provider.post(whisper, CallSid="CAagent", ParentCallSid=CALL, To="+33465710001")
    assert tags(root) == ["Gather", "Gather", "Play", "Hangup"]
    accepted = provider.post(after(root, "Gather"), CallSid="CAagent", Digits="1", To="+33465710001")
    assert tags(accepted) == ["Play"]
    over = provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert tags(over)[-1] == "Hangup"
    assert TransferEnded(at=provider.events()[-1].at, outcome="answered") in provider.events()


def test_what_was_told_once_may_come_back_in_the_address_of_a_process_that_was_loading(
    provider: Provider,
) -> None:
    whisper, dialled = whispered(provider)
    root = provider.post(whisper, CallSid="CAagent", ParentCallSid=CALL, To="+33465710001")
    accept = f"{after(root, 'Gather')}&Digits=1&waking=1"
    accepted = provider.post(accept, CallSid="CAagent", To="+33465710001")
    assert tags(accepted) == ["Play"]
    over = provider.post(f"{dialled}&DialCallStatus=completed&DialBridged=true&waking=1")
    assert tags(over)[-1] == "Hangup"


def test_the_whisper_says_the_service_and_what_was_said(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer = Transfer(service="etat-civil", subject="une carte d'identité", summary="je l'ai perdue")
    action = provider.equipment.desk.announced(transfer)[0]
    text = provider.desk.voice_text(action)
    assert "le service état civil" in text
    assert "Une carte d'identité. Je l'ai perdue." in text
    assert "Appuyez sur 1" in text


def test_the_whisper_tells_what_was_taken_down_and_says_nothing_twice(provider: Provider) -> None:
    fields: dict[str, str | int | float] = {
        "name": "Camille Martin",
        "phone": "+33612345678",
        "problem": "un nid-de-poule",
        "colour": "bleu",
    }
    transfer = Transfer(service="voirie", subject="un nid-de-poule", summary="devant chez moi", fields=fields)
    text = " ".join(map(provider.desk.voice_text, provider.desk.announced(transfer)))
    assert "Un nid-de-poule. Nom : Camille Martin. Appuyez sur 1" in text
    assert text.endswith("Téléphone : 06 12 34 56 78. Devant chez moi.")
    assert text.count("nid-de-poule") == 1
    assert "bleu" not in text, "what has no sentence is for the agent's screen"


@pytest.mark.parametrize(
    ("digits", "status", "outcome", "said"),
    [
        ("2", "completed", "declined", "Aucun agent"),
        ("", "busy", "busy", "Tous les agents"),
        ("", "no-answer", "no_answer", "Personne n'a pu"),
        ("", "completed", "no_answer", "Personne n'a pu"),
        ("", "failed", "failed", "Je n'ai pas réussi"),
        ("", "canceled", "canceled", "L'appel vers le service"),
    ],
)
def test_each_way_of_not_being_answered_is_told_and_a_message_offered(
    provider: Provider, digits: str, status: str, outcome: str, said: str
) -> None:
    whisper, dialled = whispered(provider)
    if digits:
        root = provider.post(whisper, CallSid="CAagent")
        refused = provider.post(after(root, "Gather"), CallSid="CAagent", Digits=digits)
        assert tags(refused) == ["Play", "Hangup"]
    root = provider.post(dialled, DialCallStatus=status, DialBridged="false")
    assert tags(root) == ["Connect", "Redirect"], "the stream says it, and offers a message"
    assert [e.outcome for e in provider.events() if isinstance(e, TransferEnded)] == [outcome]
    conversation = provider.desk.resume(CALL)
    assert conversation is not None
    assert isinstance(conversation.waiting_for, Ask)
    assert provider.desk.voice_text(cast(Any, conversation.pending[0])).startswith(said)


def test_the_end_of_a_transfer_told_twice_counts_once(provider: Provider) -> None:
    _, dialled = whispered(provider)
    first = provider.post(dialled, DialCallStatus="busy", DialBridged="false")
    again = provider.post(dialled, DialCallStatus="busy", DialBridged="false")
    assert tags(first) == tags(again)
    assert provider.kinds().count("TransferEnded") == 1


def test_an_agent_who_picks_up_after_the_caller_left_is_let_go(provider: Provider) -> None:
    whisper, _ = whispered(provider)
    provider.request("/voice/status", CallStatus="completed")
    assert tags(provider.post(whisper, CallSid="CAagent")) == ["Hangup"]


def test_an_error_never_dials_from_an_agents_telephone(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    whisper, _ = whispered(provider)

    def fail(*args: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(provider.desk, "resume", fail)
    assert tags(provider.post(whisper, CallSid="CAagent")) == ["Hangup"]


@pytest.mark.parametrize(
    ("form", "expected", "outcome"),
    [
        ({"DialCallStatus": "completed", "DialBridged": "true"}, ["Hangup"], "transferred"),
        ({"DialCallStatus": "completed"}, ["Hangup"], "transferred"),
        (
            {"DialCallStatus": "no-answer", "DialBridged": "false"},
            ["Play", "Play", "Hangup"],
            "unanswered",
        ),
    ],
)
def test_a_switchboard_that_does_not_answer_is_not_the_callers_fault(
    provider: Provider, form: dict[str, str], expected: list[str], outcome: str
) -> None:
    provider.post("/voice")
    provider.request("/voice/status", CallStatus="completed")
    assert provider.outcome() == "abandoned"
    assert tags(provider.post("/voice/dialled?attempt=switchboard", **form)) == expected
    assert provider.outcome() == outcome


def test_an_outcome_that_cannot_be_written_costs_nobody_their_call(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(provider.desk, "note_outcome", fail)
    assert tags(provider.post("/voice/dialled?attempt=switchboard", DialBridged="true")) == ["Hangup"]


def test_the_providers_fallback_fetches_a_person(provider: Provider) -> None:
    root = provider.post("/voice/fallback", ErrorCode="11200", ErrorUrl="https://voix.example.fr/voice")
    assert tags(root) == ["Play", "Dial"]


def test_an_error_of_the_provider_is_logged_without_what_the_caller_did(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"https://voix.example.fr/voice/turn?first=4&recording={RECORDING}"
    provider.post("/voice/fallback", ErrorCode="11200", ErrorUrl=url)
    provider.post("/voice/fallback", ErrorCode=f"call of {CALLER}", ErrorUrl=CALLER)
    assert "error 11200 at /voice/turn." in caplog.text
    assert "error unknown at an address." in caplog.text
    assert CALLER not in caplog.text


AGENT, OTHER = "+33465710001", "+33465710002"


def transfer_row(provider: Provider) -> dict[str, Any]:
    connections = provider.equipment.passes._connections
    found: dict[str, Any] = list(connections.get().table("transfers").rows)[-1]
    return found


def outcomes(provider: Provider) -> list[str]:
    return [event.outcome for event in provider.events() if isinstance(event, TransferEnded)]


def agent_state(provider: Provider, phone: str) -> str:
    return provider.desk.availability.state(phone).engaged


def test_the_telephones_that_ring_are_held_until_it_is_over(provider: Provider) -> None:
    whisper, dialled = whispered(provider)
    assert (agent_state(provider, AGENT), agent_state(provider, OTHER)) == ("ringing", "ringing")
    root = provider.post(whisper, CallSid="CAagent", To=AGENT)
    assert (agent_state(provider, AGENT), agent_state(provider, OTHER)) == ("ringing", "")
    provider.post(after(root, "Gather"), CallSid="CAagent", Digits="1", To=AGENT)
    assert agent_state(provider, AGENT) == "talking"
    provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert agent_state(provider, AGENT) == ""
    row = transfer_row(provider)
    assert (row["agent"], row["answer"], row["outcome"]) == (AGENT, "accepted", "answered")
    assert row["offered_at"] <= row["picked_up_at"] <= row["answered_at"] <= row["ended_at"]


def test_a_key_that_means_nothing_has_the_announcement_said_again(provider: Provider) -> None:
    whisper, _ = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="5", To=AGENT)) == [
        "Gather",
        "Gather",
        "Play",
        "Hangup",
    ]


def test_a_voicemail_is_not_taken_for_a_person(provider: Provider) -> None:
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="", To=AGENT)) == ["Hangup"]
    provider.post(dialled, DialCallStatus="completed", DialBridged="false")
    assert outcomes(provider) == ["no_answer"]
    assert transfer_row(provider)["answer"] == "silent"


def test_an_agent_who_hangs_up_during_the_announcement_is_told_apart(provider: Provider) -> None:
    whisper, dialled = whispered(provider)
    provider.post(whisper, CallSid="CAagent", To=AGENT)
    provider.post(dialled, DialCallStatus="completed", DialBridged="false")
    assert outcomes(provider) == ["hung_up"]


def test_a_talk_that_breaks_off_brings_the_caller_back_to_a_person(provider: Provider) -> None:
    queries: Any = provider.desk._queries
    queries.agents = [AgentsFound(), AgentsFound()]
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)
    root = provider.post(dialled, DialCallStatus="failed", DialBridged="true")
    assert outcomes(provider) == ["dropped"]
    assert tags(root) == ["Play", "Play", "Dial"], "what happened, that they are put through, and the ringing"


def test_a_caller_who_hangs_up_on_a_talk_was_put_through(provider: Provider) -> None:
    whisper, _ = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)
    provider.request("/voice/status", CallStatus="completed")
    assert outcomes(provider) == ["answered"]
    assert provider.outcome() == "transferred"
    assert (transfer_row(provider)["outcome"], agent_state(provider, AGENT)) == ("answered", "")


def test_a_caller_who_hangs_up_while_it_rings_frees_the_telephones(provider: Provider) -> None:
    whispered(provider)
    provider.request("/voice/status", CallStatus="completed")
    assert transfer_row(provider)["outcome"] == "caller_left"
    assert agent_state(provider, AGENT) == ""
    assert provider.outcome() == "abandoned"


def test_callbacks_in_any_order_leave_the_same_end(provider: Provider) -> None:
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    provider.post(dialled, DialCallStatus="no-answer", DialBridged="false")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)) == ["Hangup"], "it is over"
    assert tags(provider.post(whisper, CallSid="CAagent", To=AGENT)) == ["Hangup"]
    provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert outcomes(provider) == ["hung_up"]
    assert transfer_row(provider)["outcome"] == "hung_up"


def test_the_end_of_an_earlier_attempt_does_not_end_the_next_one(provider: Provider) -> None:
    queries: Any = provider.desk._queries
    queries.agents = [AgentsFound(), AgentsFound()]
    whisper, dialled = whispered(provider)
    provider.post(whisper, CallSid="CAagent", To=AGENT)
    root = provider.post(dialled, DialCallStatus="completed", DialBridged="false")
    assert tags(root) == ["Play", "Dial"], "somebody else is looked for"
    assert [number.text for number in root.iter("Number")] == [OTHER]
    again = provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert [number.text for number in again.iter("Number")] == [n.text for n in root.iter("Number")]
    assert outcomes(provider) == ["hung_up"]


def test_telephones_that_another_caller_took_meanwhile_do_not_ring(provider: Provider) -> None:
    queries: Any = provider.desk._queries
    queries.agents = [AgentsFound(), AgentsFound(state="engaged", position=1)]
    provider.until_transfer()
    provider.end_stream("done")
    another, now = "CA" + "9" * 32, time.time()  # who claimed before this caller was promised an agent
    with provider.desk._connections.writing() as db:
        for phone in (AGENT, OTHER):
            hold(db, another, 4, phone, now, now + 600)
    root = provider.post("/voice/resume?lost=0")
    assert tags(root) == ["Gather", "Redirect"], "the caller waits"
    assert outcomes(provider) == ["taken"]


@pytest.mark.parametrize("refused", [["offer"], ["offer", "picked_up"]])
def test_an_agent_takes_the_call_whose_offer_was_not_written(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, refused: list[str]
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    for name in refused:
        monkeypatch.setattr(provider.desk.transfers, name, fail)
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)) == ["Play"]
    provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert outcomes(provider) == ["answered"]
    row = transfer_row(provider)
    assert (row["service"], row["agent"], row["outcome"]) == ("accueil", AGENT, "answered")


def test_an_agent_who_answers_an_unwritten_offer_too_late_takes_nothing(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    for name in ("offer", "picked_up"):
        monkeypatch.setattr(provider.desk.transfers, name, fail)
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    provider.post(dialled, DialCallStatus="no-answer", DialBridged="false")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)) == ["Hangup"]


def test_a_disk_that_refuses_keeps_nobody_from_being_put_through(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    for part, name in (("routing", "claim"), ("transfers", "offer"), ("transfers", "answer")):
        monkeypatch.setattr(getattr(provider.desk, part), name, fail)
    monkeypatch.setattr(provider.desk.availability, "picked_up", fail)
    whisper, dialled = whispered(provider)
    accept = after(provider.post(whisper, CallSid="CAagent", To=AGENT), "Gather")
    assert tags(provider.post(accept, CallSid="CAagent", Digits="1", To=AGENT)) == ["Play"]
    provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert outcomes(provider) == ["answered"]
