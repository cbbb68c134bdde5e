"""Documents run on a call: what is asked of the line, in which order, and what the caller lives."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from flask import Response

from ivr.simulator.account import Account, PhoneNumber
from ivr.simulator.errors import SimulatorError
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.leg import Sent
from ivr.simulator.provider import PlacedCall, Provider
from ivr.simulator.rest_server import RestServer
from tests.ivr.simulator.conftest import CALLER, NUMBER, SimpleCaller
from tests.ivr.simulator.tiny_line import ACCOUNT_SID, TOKEN, TinyLine

Call = Callable[..., PlacedCall]
LOUD = b"\x20" * 160


def sound(ulaw: bytes) -> Callable[[dict[str, str]], Response]:
    return lambda form: Response(ulaw, mimetype="audio/basic")


def test_the_first_request_carries_what_the_provider_sends(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Hangup/>")
    placed = call(status="/status")
    line.received.sort(key=lambda webhook: webhook.path != "/voice")
    form = line.received[0].form
    assert line.received[0].genuine
    assert (form["From"], form["To"], form["Caller"], form["Called"]) == (CALLER, NUMBER, CALLER, NUMBER)
    assert (form["CallSid"], form["AccountSid"]) == (placed.record.sid, ACCOUNT_SID)
    assert (form["CallStatus"], form["Direction"], form["ApiVersion"]) == ("ringing", "inbound", "2010-04-01")
    assert (form["FromCity"], form["FromCountry"]) == ("", "FR")
    (ended,) = line.forms("/status")
    assert (ended["CallStatus"], ended["CallDuration"]) == ("completed", "0")


def test_relative_addresses_start_from_the_document(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Redirect>deep/a?x=1</Redirect><Say>unreachable</Say>")
    line.say("/deep/a", '<Redirect method="GET">b</Redirect>')
    line.say("/deep/b", "<Hangup/>")
    call()
    assert [(webhook.path, webhook.method) for webhook in line.received] == [
        ("/voice", "POST"),
        ("/deep/a", "POST"),
        ("/deep/b", "GET"),
    ]
    assert [webhook.form["CallStatus"] for webhook in line.received] == [
        "ringing",
        "in-progress",
        "in-progress",
    ]


def test_a_played_file_is_heard_byte_for_byte(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Play>/sound.ulaw</Play><Pause length='1'/><Play loop='2'>/sound.ulaw</Play>")
    line.documents["/sound.ulaw"] = sound(LOUD * 10)
    caller = SimpleCaller(hang_up_at=20.0)
    placed = call(caller)
    assert bytes(caller.heard).count(LOUD * 10) == 3
    assert placed.hung_up_by == "line"
    assert placed.record.status == "completed"


def test_keys_pressed_over_a_prompt_stop_it_and_go_to_the_action(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Gather numDigits="2" action="/keys"><Play>/long.ulaw</Play></Gather>')
    line.say("/keys", "<Hangup/>")
    line.documents["/long.ulaw"] = sound(LOUD * 500)
    caller = SimpleCaller({100: Sent(digit="4"), 130: Sent(digit="2")})
    call(caller)
    assert line.forms("/keys")[0]["Digits"] == "42"
    assert caller.heard.count(LOUD) < 120


def test_silence_goes_to_the_next_verb_unless_it_was_to_be_told(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Gather timeout="1" action="/keys"/><Redirect>/silent</Redirect>')
    line.say("/silent", '<Gather timeout="1" action="/keys" actionOnEmptyResult="true"/>')
    line.say("/keys", "<Hangup/>")
    call()
    assert [webhook.path for webhook in line.received] == ["/voice", "/silent", "/keys"]
    assert line.forms("/keys")[0]["Digits"] == ""
    assert line.forms("/keys")[0]["FinishedOnKey"] == ""


def test_a_finishing_key_ends_the_number_and_is_not_part_of_it(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Gather action="/keys"/>')
    line.say("/keys", "<Hangup/>")
    call(SimpleCaller({60: Sent(digit="1"), 80: Sent(digit="2"), 100: Sent(digit="#")}))
    assert line.forms("/keys")[0]["Digits"] == "12"
    assert line.forms("/keys")[0]["FinishedOnKey"] == "#"


def test_a_finishing_key_alone_goes_to_the_next_verb_unless_it_was_to_be_told(
    line: TinyLine, call: Call
) -> None:
    line.say("/voice", '<Gather action="/keys"/><Redirect>/alone</Redirect>')
    line.say("/alone", '<Gather action="/keys" actionOnEmptyResult="true"/>')
    line.say("/keys", "<Hangup/>")
    call(SimpleCaller({60: Sent(digit="#"), 120: Sent(digit="#")}))
    assert [webhook.path for webhook in line.received] == ["/voice", "/alone", "/keys"]
    (form,) = line.forms("/keys")
    assert (form["Digits"], form["FinishedOnKey"]) == ("", "#")


def test_the_provider_s_own_ears_are_not_used_unless_given(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Gather input="speech dtmf" action="/heard" timeout="2"/>')
    line.say("/heard", "<Hangup/>")
    with pytest.raises(SimulatorError, match="leave the town hall"):
        call()
    spoken = SimpleCaller({tick: Sent(audio=LOUD) for tick in range(50, 90)})
    call(spoken, provider_speech=lambda ulaw: f"{ulaw.count(LOUD)} frames")
    assert line.forms("/heard")[0]["SpeechResult"] == "40 frames"


def test_a_document_that_cannot_be_had_goes_to_the_fallback_address(line: TinyLine, call: Call) -> None:
    line.documents["/voice"] = lambda form: ("broken", 500)
    line.say("/fallback", "<Say language='fr-FR'>Ne quittez pas.</Say>")
    placed = call(fallback="/fallback")
    (form,) = line.forms("/fallback")
    assert (form["ErrorCode"], form["ErrorUrl"]) == ("11200", line.url + "/voice")
    assert [alert.code for alert in placed.alerts] == [11200]
    assert [passage.text for passage in placed.passages if passage.what == "say"] == ["Ne quittez pas."]


def test_without_a_fallback_the_call_fails(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Pause/><Redirect>/gone</Redirect>")
    placed = call()
    assert [alert.code for alert in placed.alerts] == [11200]
    assert placed.hung_up_by == "line"
    assert "application error" in next(passage.text for passage in placed.passages if passage.what == "say")


def test_a_fallback_that_fails_too_ends_the_call(line: TinyLine, call: Call) -> None:
    line.documents["/voice"] = line.documents["/fallback"] = lambda form: ("broken", 500)
    placed = call(fallback="/fallback")
    assert [alert.code for alert in placed.alerts] == [11200, 11200]
    assert placed.record.status == "failed"


def test_each_new_failure_may_use_the_fallback_again(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Redirect>/gone</Redirect>")
    line.say("/fallback", "<Redirect>/gone_as_well</Redirect>", "<Hangup/>")
    placed = call(fallback="/fallback")
    assert [form["ErrorUrl"] for form in line.forms("/fallback")] == [
        line.url + "/gone",
        line.url + "/gone_as_well",
    ]
    assert placed.record.status == "completed"


def test_two_documents_that_send_each_other_the_call_are_noticed(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Redirect>/voice</Redirect>")
    with pytest.raises(SimulatorError, match="300 documents"):
        call(SimpleCaller())


@pytest.mark.parametrize(("reason", "status"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_rejected_call_is_never_answered(line: TinyLine, call: Call, reason: str, status: str) -> None:
    line.say("/voice", f'<Reject reason="{reason}"/>')
    assert call(status="/status").record.status == status
    assert line.forms("/status")[0]["CallDuration"] == "0"


def test_a_caller_who_leaves_while_it_rings_is_canceled(line: TinyLine, call: Call) -> None:
    def slow(form: dict[str, str]) -> Response:
        time.sleep(0.3)
        return Response("<Response/>", mimetype="text/xml")

    line.documents["/voice"] = slow
    placed = call(SimpleCaller(hang_up_at=0.5))
    assert (placed.record.status, placed.hung_up_by) == ("canceled", "caller")
    time.sleep(0.3)


def test_time_goes_by_for_the_caller_while_the_line_thinks(line: TinyLine, call: Call) -> None:
    def slow(form: dict[str, str]) -> Response:
        time.sleep(0.3)
        return Response("<Response/>", mimetype="text/xml")

    line.documents["/voice"] = slow
    assert 2.5 < call().seconds < 6.0


def test_a_recording_is_made_of_what_the_caller_said_and_fetched_with_the_account(
    line: TinyLine, call: Call
) -> None:
    line.say("/voice", '<Record action="/recorded" timeout="2" playBeep="false" trim="trim-silence"/>')
    fetched: list[Any] = []

    def recorded(form: dict[str, str]) -> Response:
        url = form["RecordingUrl"] + ".wav"
        with requests.Session() as http:
            http.auth = (ACCOUNT_SID, TOKEN)
            fetched.append(requests.get(url, timeout=5).status_code)
            fetched.append(http.get(url, timeout=5).status_code)
            fetched.append(http.get(url, timeout=5).content)
            fetched.append(http.delete(form["RecordingUrl"] + ".json", timeout=5).status_code)
            fetched.append(http.get(url, timeout=5).status_code)
        return Response("<Response/>", mimetype="text/xml")

    line.documents["/recorded"] = recorded
    caller = SimpleCaller({tick: Sent(audio=LOUD) for tick in range(50, 100)})
    call(caller)
    (form,) = line.forms("/recorded")
    refused, early, wav, deleted, gone = fetched
    assert (refused, early, deleted, gone) == (401, 404, 204, 404)
    assert wav[:4] == b"RIFF"
    assert 1.0 < (len(wav) - 44) / 16000 < 3.0
    assert form["RecordingSid"].startswith("RE")


def test_silence_alone_makes_no_recording(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Record action="/recorded" timeout="1"/><Redirect>/silent</Redirect>')
    line.say("/silent", "<Hangup/>")
    call()
    assert [webhook.path for webhook in line.received] == ["/voice", "/silent"]


def test_a_caller_who_hangs_up_while_recorded_is_told_of(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Record action="/recorded"/>')
    line.say("/recorded", "<Say>nobody hears this</Say>")
    placed = call(SimpleCaller({80: Sent(audio=LOUD)}, hang_up_at=2.5))
    (form,) = line.forms("/recorded")
    assert (form["Digits"], form["CallStatus"]) == ("hangup", "completed")
    assert placed.hung_up_by == "caller"


def test_a_call_changed_through_the_rest_api_runs_the_new_document(line: TinyLine, call: Call) -> None:
    line.say("/voice", "<Pause length='20'/>")
    line.say("/other", "<Hangup/>")
    answers: list[int] = []
    api = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Calls/"

    class Changer(SimpleCaller):
        rest = ""
        sid = ""

        def tick(self, now: float, heard: bytes) -> Sent:
            if self.ticks == 100:
                url = f"{self.rest}{api}{self.sid}.json"
                answer = requests.post(
                    url, data={"Url": line.url + "/other"}, auth=(ACCOUNT_SID, TOKEN), timeout=5
                )
                answers.append(answer.status_code)
            return super().tick(now, heard)

    account = Account(sid=ACCOUNT_SID, auth_token=TOKEN)
    with RestServer(account) as rest:
        provider = Provider(
            account, PhoneNumber(number=NUMBER, voice_url=line.url + "/voice"), rest=rest, speed=10
        )
        caller = Changer(hang_up_at=30.0)
        caller.rest = rest.url
        placed = provider.place_call(
            CALLER, caller, on_ring=lambda record: setattr(caller, "sid", record.sid)
        )
        ended = requests.post(
            f"{rest.url}{api}{caller.sid}.json",
            data={"Status": "completed"},
            auth=(ACCOUNT_SID, TOKEN),
            timeout=5,
        )
    assert answers == [200]
    assert len(line.forms("/other")) == 1
    assert placed.seconds < 5
    assert (ended.status_code, ended.json()["code"]) == (400, 21220)


@pytest.mark.parametrize(("delivery", "count"), [("prompt", 1), ("twice", 2), ("late", 1), ("lost", 0)])
def test_callbacks_may_be_late_repeated_or_lost(
    line: TinyLine, call: Call, delivery: Any, count: int
) -> None:
    line.say("/voice", "<Hangup/>")
    call(status="/status", habits=ProviderHabits(callbacks=delivery))
    assert len(line.forms("/status")) == count
