"""One turn without a stream: what the caller did after a document, and the document that follows."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from flows.actions import Ask
from flows.events import Event, Heard, HungUp, NoInput, Pressed
from ivr.channels import twiml
from ivr.channels.documents import Way, address
from ivr.channels.keys import MAX_DIGITS, KeyCollector
from ivr.channels.limits import seconds_left
from ivr.channels.listener import EarsFailed
from ivr.channels.recordings import NotReady, RecordingError, StillHearing, TooBusy
from ivr.channels.recordings_left import LeftRecording
from ivr.channels.twiml import Spoken

if TYPE_CHECKING:
    from ivr.calls.conversation import Conversation
    from ivr.channels.equipment import Equipment

log = logging.getLogger(__name__)

RECORDING_TRIES = 3
"""Webhooks that may ask for one recording again, when it is late or cannot be heard yet."""
LAST_WORDS_SECONDS = 30.0
"""How long each try at what somebody said before hanging up waits for its turn to be heard, then for the
words: nobody is on the telephone any more, and they are lost if none succeeds."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one webhook says of the caller, and what we wrote into its address."""

    step: int
    """Position of the call when the document was written: it makes a repeated webhook harmless."""
    way: Way
    our_voice: bool
    recordings: int
    """Recordings made for this question so far, this one included."""
    tries: int
    """Times this recording was asked for in vain."""
    recording: str
    """Address of the recording; empty: there is none."""
    has_sound: bool
    """The recording lasts longer than nothing."""
    keys: str
    """Keys pressed, those of the webhook before included."""
    begun: bool
    """A first key came with the webhook before."""
    hung_up: bool


def turn_of(form: Mapping[str, str], values: Mapping[str, str]) -> Turn:
    """Read a webhook: `form` is the provider's, `values` are those of the address."""
    digits, first = form.get("Digits", ""), values.get("first", "")
    hung_up = digits == "hangup"
    return Turn(
        step=number_in(values, "step"),
        way=way_in(values),
        our_voice=values.get("voice") != "0",
        recordings=max(1, number_in(values, "recordings")),
        tries=number_in(values, "try"),
        recording=form.get("RecordingUrl") or values.get("recording", ""),
        has_sound=form.get("RecordingDuration") != "0" and not values.get("silence"),
        keys="" if hung_up else keys_in(form, first),
        begun=bool(first),
        hung_up=hung_up,
    )


def take_turn(
    here: Equipment, call_id: str, resume: Callable[[], Conversation], turn: Turn, *, caller_id: str
) -> str:
    """The document that follows, in the call that `resume` takes up.

    The recording is deleted at the provider's, whatever came of it; only one that is still to be heard is
    left there, for the webhook that asks for it again.
    """
    awaited = False
    if turn.recording:
        here.left.seen(LeftRecording(turn.recording, call_id, turn.step, turn.way))
    try:
        return _take_turn(here, resume(), turn, caller_id)
    except (TooBusy, StillHearing):
        awaited = True
        return _once_more(turn, [] if turn.tries else here.documents.one_moment())
    except NotReady:
        awaited = True
        return _once_more(turn)
    finally:
        if turn.recording and awaited:
            here.left.leave(turn.recording)
            if not turn.hung_up and here.desk.is_over(call_id):  # the provider follows no document any more
                take_up_recordings(here, call_id)
        elif turn.recording:
            here.recordings.forget(turn.recording)


def take_up_recordings(here: Equipment, call_id: str) -> None:
    """Hear what was said before hanging up while we asked for patience: no other webhook of this call comes.

    Never raises.
    """
    _take_up_all(here, here.left.of_ended(call_id))


def take_up_old_recordings(here: Equipment) -> None:
    """The same of calls long ago, whose end brought nothing. Never raises, and may take minutes."""
    _take_up_all(here, here.left.long_ago())


def _take_up_all(here: Equipment, recordings: Sequence[LeftRecording]) -> None:
    for left in recordings:
        try:
            _take_up(here, left)
        except sqlite3.Error as error:  # the file is busy or the disk full: it stays for another time
            log.warning("A recording of call %s is left unheard: %s", left.call_id, error)
        except Exception as error:
            log.warning("A recording of call %s was not heard: %s", left.call_id, type(error).__name__)
            here.recordings.forget(left.url)


def _take_up(here: Equipment, left: LeftRecording) -> None:
    conversation = here.desk.resume(left.call_id)
    if conversation is None or conversation.ended or conversation.position != left.step:
        here.recordings.forget(left.url)  # the call has gone on without it: it is only to be deleted
        return

    def resume() -> Conversation:
        return conversation

    values = {"step": str(left.step), "way": left.way, "recording": left.url}
    take_turn(here, left.call_id, resume, turn_of({"Digits": "hangup"}, values), caller_id="")


def _take_turn(here: Equipment, conversation: Conversation, turn: Turn, caller_id: str) -> str:
    if turn.hung_up:
        return _leave(here, conversation, turn)
    documents, way = here.documents, turn.way
    if turn.step < conversation.position:
        # A repeated webhook: its recording was heard, and deleted, by the first one.
        return documents.next(conversation, way, our_voice=turn.our_voice, caller_id=caller_id)
    waiting = conversation.waiting_for
    question = waiting if isinstance(waiting, Ask) else Ask(prompt="")
    if _begins_a_number(turn, question):
        return documents.more_keys(
            question, step=turn.step, first=turn.keys, way=way, our_voice=turn.our_voice
        )
    try:
        event = _answer(here, conversation.call_id, turn, question)
    except EarsFailed:
        log.exception("Call %s goes on with keys.", conversation.call_id)
        event, way = _unheard(), "keys"
    except TooBusy as busy:
        if turn.tries < RECORDING_TRIES:
            raise
        log.warning("Call %s goes to the switchboard: %s", conversation.call_id, busy)
        return documents.busy(caller_id=caller_id)
    except NotReady:
        if turn.tries < RECORDING_TRIES:
            raise
        event = _unheard()
    except RecordingError as error:
        log.warning("Call %s: %s", conversation.call_id, error)
        event = _unheard()
    if seconds_left(here.desk, conversation.call_id, time.time()) <= 0 and not conversation.ended:
        conversation.handle("hungup", HungUp(reason="limit"))
        return documents.too_long()
    if isinstance(event, NoInput):
        longer = documents.listen_again(
            conversation, way, our_voice=turn.our_voice, recordings=turn.recordings
        )
        if longer is not None:
            return longer
    conversation.handle(f"turn/{turn.step}", event)
    return documents.next(conversation, way, our_voice=turn.our_voice, caller_id=caller_id)


def _begins_a_number(turn: Turn, question: Ask) -> bool:
    """Did a key end the recording, whose followers are still to come? Elsewhere the provider awaited them."""
    ended_a_recording = turn.way == "record" and bool(turn.recording) and not turn.begun
    return ended_a_recording and bool(turn.keys) and not _collected(turn.keys, question.digits)


def _collected(keys: str, digits: int) -> str:
    """The answer that these keys make, as a stream would collect them; empty while more are awaited."""
    collector = KeyCollector(max(1, digits))
    return next((answer for key in keys if (answer := collector.press(key)) is not None), "")


def _answer(here: Equipment, call_id: str, turn: Turn, question: Ask) -> Event:
    """What the caller did. Raises as Recordings.hear."""
    if turn.keys:
        return Pressed(digits=_collected(turn.keys, question.digits) or turn.keys)
    if not turn.recording or not turn.has_sound:
        return NoInput()
    return _hear(here, call_id, turn, question)


def _hear(
    here: Equipment, call_id: str, turn: Turn, question: Ask, wait_seconds: float | None = None
) -> Heard:
    """The words of a recording, its sound kept if the caller agreed to it. Raises as Recordings.hear."""

    def keep(pcm: bytes) -> None:
        here.desk.keep_sound(call_id, pcm)

    return here.recordings.hear(
        turn.recording,
        question.phrases,
        question.language,
        keep if question.recorded else None,
        wait_seconds=wait_seconds,
    )


def _leave(here: Equipment, conversation: Conversation, turn: Turn) -> str:
    """The caller said something, perhaps, then hung up: a message dictated to its last word is kept."""
    waiting = conversation.waiting_for
    if isinstance(waiting, Ask) and turn.step == conversation.position:
        heard = _last_words(here, conversation.call_id, turn, waiting)
        if heard is not None and heard.text:
            conversation.handle(f"turn/{turn.step}", heard)
    conversation.handle("hungup", HungUp())
    return twiml.hang_up()


def _last_words(here: Equipment, call_id: str, turn: Turn, question: Ask) -> Heard | None:
    """Nobody is waiting any more, and no other webhook will come: all the patience is spent here."""
    if not turn.recording or not turn.has_sound:
        return None
    for _ in range(RECORDING_TRIES):
        try:
            return _hear(here, call_id, turn, question, LAST_WORDS_SECONDS)
        except (NotReady, TooBusy) as late:
            log.warning("Call %s, hung up: %s", call_id, late)
        except RecordingError as error:
            log.warning("Call %s, hung up: %s", call_id, error)
            return None
        except EarsFailed:
            log.exception("The last words of call %s were not heard.", call_id)
            return None
    return None


def _unheard() -> Heard:
    """There was speech, but no word of it is known."""
    return Heard(text="", confidence=0.0)


def _once_more(turn: Turn, spoken: Sequence[Spoken] = ()) -> str:
    """Ask for the same webhook again in a second, with what it was told of the recording."""
    then = address(
        "/voice/turn",
        step=turn.step,
        way=turn.way,
        voice=int(turn.our_voice),
        recordings=turn.recordings,
        recording=turn.recording,
        **{"try": turn.tries + 1},
    )
    return twiml.say(spoken, redirect=then, pause_seconds=1)


def keys_in(form: Mapping[str, str], first: str = "") -> str:
    """Keys of a webhook, after those of the webhook before.

    The provider keeps for itself the hash key that ends a number; alone, it is an answer. Which key ended
    them is on no page of the provider's, though it is in its requests: untold, no key is silence.
    """
    keys = re.sub(r"[^0-9*#A-D]", "", first + form.get("Digits", ""))[:MAX_DIGITS]
    return keys or ("#" if form.get("FinishedOnKey") == "#" else "")


def way_in(values: Mapping[str, str]) -> Way:
    """How the call is listened to, as we wrote it into the address."""
    way = values.get("way", "")
    return cast(Way, way) if way in get_args(Way) else "record"


def number_in(values: Mapping[str, str], name: str) -> int:
    """A number of a form or an address; 0 for anything else."""
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
