"""The documents that the provider is given."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.channels import twiml
from ivr.channels.twiml import DocumentTooLong, Keys, Recording, Spoken

HELLO = Spoken("Bonjour.", ("/audio/aa.ulaw", "/audio/bb.ulaw"))
UNVOICED = Spoken("Un café & un thé <chaud> ?")


def read(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)  # noqa: S314 - our own document
    assert root.tag == "Response"
    return root


def verbs(text: str) -> list[str]:
    return [child.tag for child in read(text)]


def test_a_stream_is_opened_with_its_pass_and_something_after_it() -> None:
    root = read(
        twiml.connect(
            stream="wss://v.fr/media", token="abc", then="/voice/resume?lost=0", status="/voice/stream"
        )
    )
    assert [child.tag for child in root] == ["Connect", "Redirect"]
    connect, after = root
    assert connect.attrib == {"action": "/voice/resume?lost=0", "method": "POST"}
    (stream,) = connect
    assert stream.attrib["url"] == "wss://v.fr/media"
    assert "?" not in stream.attrib["url"]
    assert stream.find("Parameter").attrib == {"name": "token", "value": "abc"}  # type: ignore[union-attr]
    assert after.text == "/voice/resume?lost=0"


def test_it_plays_our_voice_and_records_the_caller() -> None:
    root = read(
        twiml.listen(
            spoken=[HELLO],
            how=Recording(max_seconds=20, silence_seconds=3),
            then="/voice/turn?step=3",
            silence="/voice/turn?step=3&silence=1",
        )
    )
    assert [child.tag for child in root] == ["Play", "Play", "Record", "Redirect"]
    assert root[2].attrib["action"] == "/voice/turn?step=3"
    assert root[2].attrib["maxLength"] == "20"
    assert root[2].attrib["timeout"] == "3"
    assert root[3].text == "/voice/turn?step=3&silence=1"


def test_keys_may_interrupt_what_is_played() -> None:
    root = read(twiml.listen(spoken=[HELLO], how=Keys(digits=1, seconds=5), then="/t", silence="/s"))
    gather = root[0]
    assert gather.tag == "Gather"
    assert [child.tag for child in gather] == ["Play", "Play"]
    assert gather.attrib["input"] == "dtmf"
    assert gather.attrib["finishOnKey"] == "", "the hash key is an answer like another"


def test_keys_may_come_before_a_recording() -> None:
    how = Recording(max_seconds=25, silence_seconds=2, keys_first=Keys(digits=6, seconds=3))
    root = read(twiml.listen(spoken=[HELLO], how=how, then="/t", silence="/s"))
    assert [child.tag for child in root] == ["Gather", "Record", "Redirect"]
    assert [child.tag for child in root[0]] == ["Play", "Play"], "a key stops the question"
    assert root[0].attrib["action"] == root[1].attrib["action"] == "/t"
    assert root[0].attrib["finishOnKey"] == "", "the hash key alone goes back: it must be told"
    assert "actionOnEmptyResult" not in root[0].attrib, "whoever presses nothing is recorded"


def test_several_keys_end_with_the_hash_key() -> None:
    gather = read(twiml.listen(spoken=[], how=Keys(digits=10, seconds=5), then="/t", silence="/s"))[0]
    assert gather.attrib["numDigits"] == "10"
    assert gather.attrib["finishOnKey"] == "#"
    assert gather.attrib["actionOnEmptyResult"] == "true", "else the hash key alone is passed over"


def test_the_provider_s_french_voice_says_what_ours_could_not() -> None:
    root = read(twiml.hang_up([UNVOICED]))
    assert [child.tag for child in root] == ["Say", "Hangup"]
    assert root[0].attrib == {"language": "fr-FR", "voice": "Polly.Lea-Neural"}
    assert root[0].text == UNVOICED.text


def test_agents_ring_together_and_hear_the_whisper() -> None:
    root = read(
        twiml.dial(
            spoken=[HELLO],
            numbers=["+33465710001", "+33465710002", "+33465710001"],
            whisper="/voice/whisper?call=CA1&step=4",
            then="/voice/dialled?step=4",
            ring_seconds=20,
            limit_seconds=1800,
            caller_id="+33465710000",
        )
    )
    assert [child.tag for child in root] == ["Play", "Play", "Dial"]
    ring = root[2]
    assert ring.attrib["timeout"] == "20"
    assert ring.attrib["timeLimit"] == "1800"
    assert ring.attrib["answerOnBridge"] == "true"
    assert ring.attrib["callerId"] == "+33465710000"
    assert [number.text for number in ring] == ["+33465710001", "+33465710002"]
    assert {number.attrib["url"] for number in ring} == {"/voice/whisper?call=CA1&step=4"}


def test_no_more_telephones_ring_than_the_provider_allows() -> None:
    numbers = [f"+334657100{n:02}" for n in range(30)]
    root = read(twiml.dial(spoken=[], numbers=numbers, then="/d", ring_seconds=20, limit_seconds=60))
    assert len(root[0]) == 10
    assert "callerId" not in root[0].attrib


def test_a_whisper_has_only_what_a_whisper_may_have() -> None:
    text = twiml.whisper(announce=[HELLO, UNVOICED], declined=UNVOICED, then="/voice/accept?call=CA1")
    assert {element.tag for element in read(text).iter()} <= {
        "Response", "Gather", "Play", "Say", "Pause", "Hangup",
    }  # fmt: skip
    assert verbs(text)[-1] == "Hangup", "a voicemail presses nothing and is hung up on"
    first, last = (gather.attrib.get("actionOnEmptyResult") for gather in read(text).iter("Gather"))
    assert (first, last) == (None, "true"), "that nothing was pressed is told once, at the end"


def test_a_caller_in_the_line_hears_music_that_any_key_stops() -> None:
    root = read(twiml.wait(spoken=[HELLO], music="/audio/attente.ulaw", then="/voice/wait?step=4"))
    assert [child.tag for child in root] == ["Gather", "Redirect"]
    assert [child.tag for child in root[0]] == ["Play", "Play", "Play"]
    assert root[0][-1].text == "/audio/attente.ulaw"
    assert (root[0].attrib["finishOnKey"], root[0].attrib["numDigits"]) == ("", "1")
    assert root[0].attrib["timeout"] == "1", "no more than a second of silence before the music goes on"
    assert root[0].attrib["action"] == root[1].text == "/voice/wait?step=4"


def test_it_says_and_goes_on() -> None:
    assert verbs(twiml.say([HELLO])) == ["Play", "Play"]
    assert verbs(twiml.say([], redirect="/voice/turn", pause_seconds=1)) == ["Pause", "Redirect"]


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
def test_any_text_makes_a_readable_document(text: str) -> None:
    root = read(twiml.hang_up([Spoken(text)]))
    assert root[-1].tag == "Hangup"


def test_a_caller_s_words_cannot_become_verbs() -> None:
    root = read(twiml.hang_up([Spoken("</Say><Dial>+33100000000</Dial><Say>")]))
    assert [child.tag for child in root] == ["Say", "Hangup"]


def test_a_document_longer_than_the_provider_reads_is_never_sent() -> None:
    with pytest.raises(DocumentTooLong, match="65536"):
        twiml.hang_up([Spoken("é" * 40_000)])
