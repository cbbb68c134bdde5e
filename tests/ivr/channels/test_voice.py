"""The webhooks, signed as the provider signs them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from flows.actions import Ask, Transfer
from flows.codec import decode_event
from flows.events import Event, Heard, NoInput, Pressed, TransferEnded
from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.channels.equipment import Equipment
from ivr.channels.install import install
from ivr.channels.listener import EarsFailed
from ivr.channels.recordings import NotReady, RecordingError, TooBusy
from ivr.database import Connections
from tests.ivr.channels.fakes import ACCOUNT, CALL, CALLER, TOKEN, InstantMouth, ScriptedEars

PUBLIC = "https://voix.example.fr"
LINE = "+33465710000"
RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"


class Shelf:
    """Recordings whose words are known."""

    def __init__(self) -> None:
        self.words: list[str | Exception] = []
        self.phrases: list[tuple[str, ...]] = []
        self.forgotten: list[str] = []

    def hear(self, url: str, phrases: tuple[str, ...] = ()) -> Heard:
        self.phrases.append(tuple(phrases))
        words = self.words.pop(0)
        if isinstance(words, Exception):
            raise words
        return Heard(text=words, confidence=0.9)

    def forget(self, url: str) -> None:
        self.forgotten.append(url)


class Provider:
    """Signs requests and reads the documents that come back."""

    def __init__(self, desk: Desk, connections: Connections, mouth: InstantMouth | None, ears: bool) -> None:
        self.desk = desk
        app = Flask("line")
        self.mouth = mouth
        self.live = install(app, desk, connections, cast(Any, ScriptedEars() if ears else None), mouth)
        self.shelf = Shelf()
        self.equipment: Equipment = replace(app.extensions["channels"], recordings=cast(Any, self.shelf))
        app.extensions["channels"] = self.equipment
        self.app = app
        self.client = app.test_client()

    def request(self, path: str, /, **form: str) -> TestResponse:
        parameters = {
            "CallSid": CALL,
            "AccountSid": ACCOUNT,
            "From": CALLER,
            "To": LINE,
            "FromCity": "",
        } | form
        signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{path}", parameters)
        return self.client.post(path, data=parameters, headers={"X-Twilio-Signature": signature})

    def post(self, path: str, /, **form: str) -> ElementTree.Element:
        """The document that answers this webhook."""
        response = self.request(path, **form)
        assert response.status_code == 200, response.text
        assert response.mimetype == "text/xml"
        assert response.content_length == len(response.data)
        root = ElementTree.fromstring(response.data)  # noqa: S314 - our own document
        assert root.tag == "Response"
        return root

    def events(self, call_id: str = CALL) -> list[Event]:
        return [decode_event(row["type"], row["data"]) for row in self.desk.log.rows(call_id)]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events()]

    def call_record(self) -> dict[str, Any]:
        return next(iter(self.equipment.line.passes._connections.get().table("calls").rows))

    def until_transfer(self) -> None:
        """The caller asked for a person, on a stream."""
        self.post("/voice")
        self.desk.begin(CALL, caller=CALLER, channel="stream").handle("key", Pressed(digits="0"))

    def end_stream(self, ending: str) -> None:
        """The last stream was opened, and ended like this."""
        passes = self.equipment.passes
        token = passes.offer(CALL)
        assert passes.claim(token, CALL)
        if ending:
            passes.note_ending(token, cast(Any, ending))


@pytest.fixture
def provider(desk: Desk, connections: Connections) -> Provider:
    return Provider(desk, connections, InstantMouth(), ears=True)


@pytest.fixture
def turns(desk: Desk, connections: Connections) -> Provider:
    line = desk.settings.line.model_copy(update={"mode": "turns"})
    desk.settings = desk.settings.model_copy(update={"line": line})
    return Provider(desk, connections, InstantMouth(), ears=True)


def tags(root: ElementTree.Element) -> list[str]:
    return [child.tag for child in root]


def after(root: ElementTree.Element, tag: str) -> str:
    """Where this verb sends the provider next."""
    found = root.find(f".//{tag}")
    assert found is not None, tags(root)
    return found.attrib.get("action") or found.text or ""


# --- signatures -----------------------------------------------------------------

ROUTES = (
    "/voice",
    "/voice/resume",
    "/voice/turn",
    "/voice/dialled",
    "/voice/whisper",
    "/voice/accept",
    "/voice/status",
    "/voice/stream",
    "/voice/fallback",
)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("signature", [None, "", "forged", "é"])
def test_nothing_is_done_for_a_request_the_provider_did_not_sign(
    provider: Provider, path: str, signature: str | None
) -> None:
    headers = {} if signature is None else {"X-Twilio-Signature": signature.encode().decode("latin-1")}
    response = provider.client.post(path, data={"CallSid": CALL}, headers=headers)
    assert response.status_code == 403
    assert b"Response" not in response.data
    assert provider.events() == []


def test_a_signature_is_checked_on_the_public_address_whatever_the_proxy_says(provider: Provider) -> None:
    form = {"CallSid": CALL, "From": CALLER, "To": LINE}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice", form)
    for host in ("127.0.0.1:8000", "internal"):
        response = provider.client.post(
            "/voice",
            data=form,
            base_url=f"http://{host}",
            headers={"X-Twilio-Signature": signature, "X-Forwarded-Host": "evil.example"},
        )
        assert response.status_code == 200


def test_a_signature_made_for_another_route_is_refused(provider: Provider) -> None:
    form = {"CallSid": CALL, "From": CALLER}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice/status", form)
    response = provider.client.post("/voice", data=form, headers={"X-Twilio-Signature": signature})
    assert response.status_code == 403


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "forged"}])
def test_a_websocket_that_is_not_signed_is_refused_before_it_opens(
    provider: Provider, headers: dict[str, str]
) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    assert provider.client.get("/media", headers=headers | upgrade).status_code == 403


def test_a_websocket_finds_a_full_house_before_it_opens(provider: Provider) -> None:
    signature = RequestValidator(TOKEN).compute_signature("wss://voix.example.fr/media", {})
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "X-Twilio-Signature": signature}
    provider.live.drain()
    assert provider.client.get("/media", headers=headers).status_code == 503


def test_an_oversized_form_is_refused_unread(provider: Provider) -> None:
    assert provider.request("/voice", Extra="x" * 100_000).status_code == 413
    assert provider.events() == []


def test_a_get_is_refused(provider: Provider) -> None:
    assert provider.client.get("/voice").status_code == 405


# --- a call comes in -------------------------------------------------------------


def test_a_call_is_begun_and_given_a_stream(provider: Provider) -> None:
    root = provider.post("/voice")
    assert tags(root) == ["Connect", "Redirect"]
    stream = root.find("Connect/Stream")
    assert stream is not None
    assert stream.attrib["url"] == "wss://voix.example.fr/media"
    token = stream.find("Parameter")
    assert token is not None
    assert provider.equipment.passes.claim(token.attrib["value"], CALL)
    assert after(root, "Connect").startswith("/voice/resume?")
    assert provider.kinds() == ["CallStarted"]
    assert provider.call_record()["channel"] == "stream"
    assert provider.call_record()["caller"] == CALLER


def test_the_same_call_announced_twice_is_begun_once(provider: Provider) -> None:
    provider.post("/voice")
    provider.post("/voice")
    assert provider.kinds() == ["CallStarted"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("+33465710099", "+33465710099"),
        ("anonymous", ""),
        ("+266696687", ""),
        ("", ""),
        ("sip:robert@example.fr", ""),
        ("client:accueil", ""),
        ("<script>alert(1)</script>", ""),
        ("😀", ""),
        ("+33' or 1=1 --", ""),
    ],
)
def test_whoever_calls_is_served(provider: Provider, number: str, kept: str) -> None:
    assert tags(provider.post("/voice", From=number, To=""))[0] == "Connect"
    assert provider.call_record()["caller"] == kept


@pytest.mark.parametrize("call_id", ["", "../etc", "CA😀", "x" * 65])
def test_a_request_about_no_call_is_refused(provider: Provider, call_id: str) -> None:
    assert provider.request("/voice", CallSid=call_id).status_code == 400


def test_a_call_beyond_what_the_line_holds_goes_on_turn_by_turn(provider: Provider) -> None:
    for n in range(provider.desk.settings.line.max_calls):
        assert provider.post("/voice", CallSid=f"CA{n}").find("Connect") is not None
    root = provider.post("/voice", CallSid="CAlast")
    assert tags(root)[-2:] == ["Record", "Redirect"]


def test_without_ears_callers_use_keys(desk: Desk, connections: Connections) -> None:
    root = Provider(desk, connections, InstantMouth(), ears=False).post("/voice")
    assert "Gather" in tags(root)
    gather = root.find("Gather")
    assert gather is not None
    assert gather.attrib["input"] == "dtmf"


def test_without_a_voice_the_providers_speaks(desk: Desk, connections: Connections) -> None:
    root = Provider(desk, connections, None, ears=True).post("/voice")
    assert tags(root)[:2] == ["Say", "Say"]
    assert root[0].text is not None
    assert root[0].text.startswith("Bonjour, vous êtes bien à la mairie de Valmont-sur-Isère.")


def test_an_error_of_ours_becomes_an_apology_and_a_person(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(provider.desk, "begin", fail)
    root = provider.post("/voice")
    assert tags(root) == ["Play", "Dial"]
    assert [number.text for number in root[1]] == [provider.desk.settings.town.switchboard]
    monkeypatch.setattr(provider.desk, "catalogue", Catalogue({}))
    assert tags(provider.post("/voice")) == ["Dial"], "even with nothing to say, a person is rung"


def test_a_database_that_cannot_be_written_costs_no_call(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Connections) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Connections, "writing", refuse)
    assert tags(provider.post("/voice")) == ["Connect", "Redirect"]


# --- after a stream ----------------------------------------------------------------


def test_a_lost_stream_is_opened_again_a_few_times_then_turns_take_over(provider: Provider) -> None:
    root = provider.post("/voice")
    for _ in range(3):
        path = after(root, "Connect")
        provider.end_stream("")
        root = provider.post(path)
        assert tags(root) == ["Connect", "Redirect"]
    provider.end_stream("lost")
    assert tags(provider.post(after(root, "Connect")))[-2:] == ["Record", "Redirect"]


def test_a_planned_change_of_stream_is_no_loss(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("moved")
    assert after(provider.post("/voice/resume?lost=2"), "Connect") == "/voice/resume?lost=0"


def test_a_voice_that_failed_is_replaced_by_the_providers(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("voice")
    root = provider.post("/voice/resume?lost=0")
    assert tags(root) == ["Say", "Say", "Record", "Redirect"]
    again = root
    while tags(again) != ["Say", "Record", "Redirect"]:
        again = provider.post(after(again, "Redirect"))
    assert isinstance(provider.events()[-1], NoInput), "and stays so for the rest of the call"


def test_ears_that_failed_leave_keys(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("ears")
    assert "Gather" in tags(provider.post("/voice/resume?lost=0"))


@pytest.mark.parametrize(("ending", "expected"), [("trouble", ["Play", "Dial"]), ("apologised", ["Dial"])])
def test_a_stream_in_trouble_leads_to_a_person_told_once(
    provider: Provider, ending: str, expected: list[str]
) -> None:
    provider.post("/voice")
    provider.end_stream(ending)
    assert tags(provider.post("/voice/resume?lost=0")) == expected


def test_a_call_that_is_over_is_hung_up(provider: Provider) -> None:
    provider.post("/voice")
    provider.request("/voice/status", CallStatus="completed")
    provider.end_stream("hung_up")
    assert tags(provider.post("/voice/resume?lost=0")) == ["Hangup"]


def test_a_call_nobody_knows_is_begun_by_whatever_comes_first(provider: Provider) -> None:
    assert tags(provider.post("/voice/resume?lost=0")) == ["Connect", "Redirect"]
    assert provider.kinds() == ["CallStarted"]


# --- transfers ----------------------------------------------------------------------


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
    root = provider.post(whisper, CallSid="CAagent", ParentCallSid=CALL)
    assert tags(root) == ["Gather", "Gather", "Play", "Hangup"]
    accepted = provider.post(after(root, "Gather"), CallSid="CAagent", Digits="1", To="+33465710001")
    assert tags(accepted) == ["Play"]
    over = provider.post(dialled, DialCallStatus="completed", DialBridged="true")
    assert tags(over)[-1] == "Hangup"
    assert TransferEnded(at=provider.events()[-1].at, outcome="answered") in provider.events()


def test_the_whisper_says_the_service_and_what_was_said(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer = Transfer(service="etat-civil", subject="une carte d'identité", summary="je l'ai perdue")
    action = provider.equipment.desk.announcement(transfer)
    text = provider.desk.voice_text(action)
    assert "le service état civil" in text
    assert "Une carte d'identité. Je l'ai perdue." in text
    assert "Appuyez sur 1" in text


@pytest.mark.parametrize(
    ("digits", "status", "outcome", "said"),
    [
        ("2", "completed", "declined", "Aucun agent"),
        ("", "busy", "busy", "Tous les agents"),
        ("", "no-answer", "no_answer", "Personne n'a pu"),
        ("", "completed", "no_answer", "Personne n'a pu"),
        ("", "failed", "failed", "Je n'ai pas réussi"),
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
    ("form", "expected"),
    [
        ({"DialCallStatus": "completed", "DialBridged": "true"}, ["Hangup"]),
        ({"DialCallStatus": "completed"}, ["Hangup"]),
        ({"DialCallStatus": "no-answer", "DialBridged": "false"}, ["Play", "Play", "Hangup"]),
    ],
)
def test_a_switchboard_that_does_not_answer_is_not_the_callers_fault(
    provider: Provider, form: dict[str, str], expected: list[str]
) -> None:
    assert tags(provider.post("/voice/dialled?attempt=switchboard", **form)) == expected


def test_the_providers_fallback_fetches_a_person(provider: Provider) -> None:
    root = provider.post("/voice/fallback", ErrorCode="11200", ErrorUrl="https://voix.example.fr/voice")
    assert tags(root) == ["Play", "Dial"]


# --- turn by turn -------------------------------------------------------------------


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
    turns.shelf.words = ["une carte d'identité", "une carte d'identité"]
    path = after(turns.post("/voice"), "Record")
    first = turns.request(path, RecordingUrl=RECORDING, RecordingDuration="3")
    again = turns.request(path, RecordingUrl=RECORDING, RecordingDuration="3")
    assert first.data == again.data
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
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, Digits="hangup")
    assert turns.kinds() == ["CallStarted", "HungUp"]
    assert tags(root) == ["Hangup"]


def test_several_keys_are_gathered_after_the_first_one_ended_the_recording(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Record")
    original = turns.desk.resume

    def asking_for_ten(call_id: str) -> Any:
        conversation = original(call_id)
        assert conversation is not None
        conversation._dialogue.waiting_for = Ask(prompt="message.number_by_keys", digits=10)
        return conversation

    monkeypatch.setattr(turns.desk, "resume", asking_for_ten)
    root = turns.post(path, RecordingUrl=RECORDING, RecordingDuration="1", Digits="0")
    gather = root.find("Gather")
    assert gather is not None
    assert gather.attrib["numDigits"] == "9"
    turns.post(gather.attrib["action"], Digits="465710099")
    assert [event.digits for event in turns.events() if isinstance(event, Pressed)] == ["0465710099"]


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
        root = turns.post(after(root, "Redirect"))
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == [""]
    assert tags(root)[-1] == "Redirect"


def test_a_recording_that_comes_late_is_heard(turns: Provider) -> None:
    turns.shelf.words = [NotReady("404"), "une carte d'identité"]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    turns.post(after(root, "Redirect"))
    assert [event.text for event in turns.events() if isinstance(event, Heard)] == ["une carte d'identité"]
    assert turns.shelf.forgotten == [RECORDING]


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
    turns.shelf.words = [TooBusy("full")]
    root = turns.post(after(turns.post("/voice"), "Record"), RecordingUrl=RECORDING, RecordingDuration="3")
    assert tags(root) == ["Play", "Dial"]
    assert turns.kinds() == ["CallStarted"]


def test_a_call_that_lasts_too_long_is_ended_politely(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Redirect")
    monkeypatch.setattr("ivr.channels.voice.seconds_left", lambda desk, call_id, now: -1.0)
    assert tags(turns.post(path)) == ["Play", "Hangup"]
    assert turns.kinds() == ["CallStarted", "HungUp"]


def test_a_transfer_in_a_turn_comes_back_to_turns(turns: Provider) -> None:
    root = turns.post(after(turns.post("/voice"), "Record"), Digits="0")
    dialled = after(root, "Dial")
    back = turns.post(dialled, DialCallStatus="busy", DialBridged="false")
    assert tags(back) == ["Play", "Play", "Record", "Redirect"]


# --- status and audio ------------------------------------------------------------------


def test_the_end_of_a_call_is_learnt_once_whatever_the_order(provider: Provider) -> None:
    provider.post("/voice")
    for status, sequence in (("completed", "2"), ("in-progress", "1"), ("completed", "2"), ("ringing", "0")):
        response = provider.request(
            "/voice/status", CallStatus=status, SequenceNumber=sequence, CallDuration="42"
        )
        assert response.status_code == 204
    assert provider.kinds() == ["CallStarted", "HungUp"]
    assert provider.call_record()["provider_status"] == "completed"
    assert provider.call_record()["provider_seconds"] == 42


def test_what_is_said_of_an_unknown_call_is_let_be(provider: Provider) -> None:
    assert provider.request("/voice/status", CallStatus="completed").status_code == 204
    assert provider.events() == []


def test_odd_numbers_in_a_status_change_nothing(provider: Provider) -> None:
    provider.post("/voice")
    response = provider.request(
        "/voice/status", CallStatus="ringing", SequenceNumber="9" * 40, CallDuration="-1"
    )
    assert response.status_code == 204


def test_a_failed_stream_is_logged(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    assert (
        provider.request("/voice/stream", StreamEvent="stream-error", StreamError="31920").status_code == 204
    )
    assert "31920" in caplog.text
    assert provider.request("/voice/stream", StreamEvent="stream-started").status_code == 204


def test_a_sentence_is_served_as_mu_law_and_may_be_kept(provider: Provider) -> None:
    response = provider.client.get(f"/audio/{'a' * 64}.ulaw")
    assert response.status_code == 200
    assert response.mimetype == "audio/basic"
    assert response.data == b"\xff" * 800
    assert "immutable" in response.headers["Cache-Control"]
    again = provider.client.get(
        f"/audio/{'a' * 64}.ulaw", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["b" * 64, "A" * 64, "../" * 21 + "x", "a" * 63, "a" * 65, "a" * 64 + "/.."])
def test_nothing_else_is_served(provider: Provider, name: str) -> None:
    assert provider.client.get(f"/audio/{name}.ulaw").status_code == 404
