"""Turn-taking: who speaks, who is interrupted, and what the dialogue is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from unittest.mock import ANY

import pytest

from flows.actions import Ask, TakeMessage, Transfer
from flows.codec import decode_action, decode_event
from flows.events import Heard, Pressed, TransferEnded
from ivr.calls.conversation import Conversation
from ivr.calls.desk import Desk
from ivr.channels.listener import Listener
from ivr.channels.stream_call import StreamCall
from tests.ivr.channels.fakes import (
    CALL,
    CALLER,
    LOUD,
    QUIET,
    STREAM,
    HandVoice,
    LoudIsSpeech,
    ScriptedEars,
    ScriptedRecogniser,
)

CHUNK = 0.02


class Caller:
    """A caller and a line, in one thread and with a clock that moves by hand."""

    def __init__(self, desk: Desk, *texts: str) -> None:
        self.desk = desk
        self.ears = ScriptedEars(list(texts))
        self.voice = HandVoice()
        self.listener = Listener(cast(Any, self.ears), desk.is_complete, LoudIsSpeech())
        self.conversation: Conversation = desk.begin(CALL, caller=CALLER, channel="stream")
        self.call = StreamCall(self.conversation, desk, self.listener, self.voice, STREAM)

    def exchange(self, seconds: float, sample: bytes = QUIET) -> None:
        for _ in range(round(seconds / CHUNK)):
            for name in self.voice.pass_time(CHUNK):
                self.call.mark(name)
            self.call.hear(sample * 160, CHUNK)

    def until(self, true: Callable[[], bool], seconds: float = 60.0) -> float:
        """Silence until this holds; how long it took."""
        waited = 0.0
        while not true():
            self.exchange(CHUNK)
            waited += CHUNK
            assert waited < seconds, "it never came"
        return waited

    def let_it_finish(self) -> None:
        self.until(lambda: self.voice.quiet)

    def say(self, seconds: float = 1.0) -> None:
        self.exchange(seconds, LOUD)
        self.exchange(1.0)

    def events(self) -> list[str]:
        return [row["type"] for row in self.desk.log.rows(CALL)]

    def heard(self) -> list[Heard]:
        events = [decode_event(row["type"], row["data"]) for row in self.desk.log.rows(CALL)]
        return [event for event in events if isinstance(event, Heard)]


@pytest.fixture
def dial(desk: Desk) -> Callable[..., Caller]:
    def place(*texts: str) -> Caller:
        caller = Caller(desk, *texts)
        caller.call.begin()
        return caller

    return place


def test_it_welcomes_asks_and_answers(dial: Callable[..., Caller]) -> None:
    caller = dial("une carte d'identité")
    assert caller.voice.said[0].startswith("Bonjour")
    assert caller.voice.said[1] == "Que puis-je faire pour vous ?"
    caller.let_it_finish()
    caller.say()
    assert "Pour une carte d'identité, prenez rendez-vous." in caller.voice.said
    assert caller.events() == ["CallStarted", "Heard", "AnswersFound"]


def test_it_asks_again_after_a_silence_counted_from_the_end_of_the_question(
    dial: Callable[..., Caller],
) -> None:
    caller = dial()
    caller.let_it_finish()
    assert caller.until(lambda: "NoInput" in caller.events()) == pytest.approx(5.0, abs=0.1)
    assert caller.voice.said[-1].startswith("Dites par exemple")


def test_a_silent_caller_is_never_left_without_an_ending(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.until(lambda: caller.call.finished, seconds=120.0)
    assert isinstance(caller.conversation.waiting_for, Transfer), "a person is fetched"


@pytest.mark.parametrize("delay", [n / 10 for n in range(1, 15)])
def test_the_prompt_stops_within_300_ms_of_the_callers_first_sound(
    dial: Callable[..., Caller], delay: float
) -> None:
    caller = dial("une carte d'identité")
    caller.until(lambda: caller.voice.interruptible)
    caller.exchange(delay)
    spoken = 0.0
    while not caller.voice.cleared:
        caller.exchange(CHUNK, LOUD)
        spoken += CHUNK
        assert spoken <= 0.3
    caller.say()
    assert caller.heard()[0].barge_in


def test_words_said_over_the_welcome_are_kept_and_the_welcome_is_heard(dial: Callable[..., Caller]) -> None:
    caller = dial("une carte d'identité")
    caller.exchange(0.2)
    caller.say(0.3)
    assert caller.voice.cleared == 0, "the disclosure is not interruptible"
    assert caller.events() == ["CallStarted"]
    caller.until(lambda: len(caller.events()) > 1)
    assert [heard.text for heard in caller.heard()] == ["une carte d'identité"]
    assert "Pour une carte d'identité, prenez rendez-vous." in caller.voice.said


def test_two_utterances_over_the_welcome_make_one_answer(dial: Callable[..., Caller]) -> None:
    caller = dial("bonjour", "une carte d'identité")
    caller.say(0.5)
    caller.say(0.5)
    caller.until(lambda: bool(caller.heard()))
    (heard,) = caller.heard()
    assert heard.text == "bonjour une carte d'identité"
    assert [word.text for word in heard.words] == ["bonjour", "une", "carte", "d'identité"]
    assert heard.barge_in


def test_noise_over_the_welcome_is_no_answer(dial: Callable[..., Caller]) -> None:
    caller = dial("")
    caller.say(0.5)
    caller.let_it_finish()
    caller.exchange(1.0)
    assert caller.events() == ["CallStarted"]
    assert caller.voice.cleared == 0


def test_who_still_speaks_when_the_welcome_ends_is_not_spoken_over(dial: Callable[..., Caller]) -> None:
    caller = dial("une carte d'identité")
    spoken = 0.0
    while not caller.voice.cleared:
        caller.exchange(CHUNK, LOUD)
        spoken += CHUNK
        assert spoken < 6.0
    assert caller.voice.quiet
    caller.exchange(1.0)
    assert [heard.text for heard in caller.heard()] == ["une carte d'identité"]


def test_a_cough_over_the_answer_does_not_lose_its_end(dial: Callable[..., Caller]) -> None:
    caller = dial("une carte d'identité", "")
    caller.let_it_finish()
    caller.say()
    said = list(caller.voice.said)
    caller.until(lambda: caller.voice.interruptible)
    caller.exchange(0.3, LOUD)
    assert caller.voice.cleared == 1
    caller.exchange(1.0)
    assert caller.voice.said == said, "nothing new is said"
    caller.let_it_finish()
    assert caller.events() == ["CallStarted", "Heard", "AnswersFound"], "the noise is no event"


def test_noise_that_never_ends_becomes_an_answer_without_words(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.until(lambda: caller.voice.interruptible)
    for _ in range(3):
        caller.say(0.3)
    assert caller.events() == ["CallStarted"]
    caller.say(0.3)
    assert [heard.text for heard in caller.heard()] == [""]


def test_a_cough_in_the_silence_after_the_question_is_no_answer(dial: Callable[..., Caller]) -> None:
    caller = dial("", "une carte d'identité")
    caller.let_it_finish()
    caller.say(0.3)
    assert caller.events() == ["CallStarted"]
    caller.say()
    assert [heard.text for heard in caller.heard()] == ["une carte d'identité"]


def test_speech_that_nothing_was_understood_of_is_an_answer(dial: Callable[..., Caller]) -> None:
    caller = dial("")
    caller.let_it_finish()
    caller.say(1.5)
    assert [heard.text for heard in caller.heard()] == [""]
    assert caller.voice.said[-1].startswith("Je n'ai pas bien compris")


def test_a_key_counts_at_any_time_and_stops_the_prompt(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.until(lambda: caller.voice.interruptible)
    caller.call.press("2")
    assert "Pressed" in caller.events()
    assert "Pour une carte d'identité, prenez rendez-vous." in caller.voice.said
    caller.exchange(CHUNK)
    assert caller.voice.cleared == 1


def test_a_key_pressed_over_the_welcome_waits_for_its_end(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.exchange(0.1)
    caller.call.press("2")
    assert caller.events() == ["CallStarted"]
    caller.until(lambda: "Pressed" in caller.events())
    assert caller.voice.cleared <= 1


def test_a_key_replaces_the_words_under_way(dial: Callable[..., Caller]) -> None:
    caller = dial("non")
    caller.let_it_finish()
    caller.exchange(0.4, LOUD)
    caller.call.press("2")
    caller.exchange(1.0)
    assert caller.events()[:2] == ["CallStarted", "Pressed"]
    assert not caller.heard()


def test_several_keys_make_one_answer(desk: Desk) -> None:
    caller = Caller(desk)
    caller.conversation.pending = [Ask(prompt="message.number_by_keys", digits=10, silence_seconds=10.0)]
    caller.call.begin()
    caller.exchange(0.3)
    for key in "0465":
        caller.call.press(key)
        caller.exchange(0.4)
    assert caller.voice.cleared == 1, "the first key stops the prompt"
    assert caller.events() == ["CallStarted"]
    caller.call.press("#")
    pressed = desk.log.rows(CALL)[1]
    assert decode_event(pressed["type"], pressed["data"]) == Pressed(at=ANY, digits="0465")


def test_no_silence_is_counted_while_keys_are_being_pressed(desk: Desk) -> None:
    caller = Caller(desk)
    caller.conversation.pending = [Ask(prompt="main.question", digits=10, silence_seconds=1.0)]
    caller.call.begin()
    caller.let_it_finish()
    caller.call.press("0")
    caller.exchange(2.5)
    assert caller.events() == ["CallStarted"]
    caller.exchange(1.0)
    assert caller.events()[1] == "Pressed"


def test_asking_for_a_person_ends_the_stream_once_everything_was_heard(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.let_it_finish()
    caller.call.press("0")
    assert caller.voice.said[-1] == "Je vous mets en relation. Ne quittez pas."
    assert not caller.call.finished
    caller.exchange(0.5, LOUD)
    assert not caller.voice.cleared, "the last words are not interrupted"
    caller.until(lambda: caller.call.finished)
    assert isinstance(caller.conversation.waiting_for, Transfer)


def test_a_transfer_is_announced_before_the_last_words_are_heard(desk: Desk) -> None:
    caller, wanted = Caller(desk), list[Transfer]()
    voice, conversation = caller.voice, caller.conversation
    caller.call = StreamCall(conversation, desk, caller.listener, voice, STREAM, wanted.append)
    caller.call.begin()
    caller.let_it_finish()
    caller.call.press("0")
    assert [transfer.service for transfer in wanted] == ["accueil"]
    assert not voice.quiet


def test_a_hang_up_is_told_once_and_ends_the_stream(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.exchange(1.0)
    caller.call.hang_up()
    caller.call.hang_up()
    assert caller.events() == ["CallStarted", "HungUp"]
    assert caller.conversation.ended


def test_a_call_taken_up_again_apologises_and_asks_again(desk: Desk, dial: Callable[..., Caller]) -> None:
    dial().exchange(3.0)
    again = Caller(desk, "une carte d'identité")
    again.call.begin_again(apology=True)
    assert again.voice.said[0] == "Excusez-moi, nous avons été coupés un instant."
    assert again.voice.said[-1] == "Que puis-je faire pour vous ?"
    assert again.events() == ["CallStarted", "Resumed"]
    again.let_it_finish()
    again.say()
    assert "Pour une carte d'identité, prenez rendez-vous." in again.voice.said


def test_a_planned_change_of_stream_needs_no_apology(desk: Desk) -> None:
    caller = Caller(desk)
    caller.call.begin_again(apology=False)
    assert caller.voice.said[0].startswith("Bonjour")


def test_a_change_of_stream_in_a_silence_goes_unnoticed(desk: Desk, dial: Callable[..., Caller]) -> None:
    dial().let_it_finish()
    again = Caller(desk, "une carte d'identité")
    again.call.begin_again(apology=False, heard=True)
    assert again.voice.said == []
    again.say()
    assert [heard.text for heard in again.heard()] == ["une carte d'identité"]


def test_silence_is_counted_afresh_after_a_change_of_stream(desk: Desk) -> None:
    caller = Caller(desk)
    caller.call.begin_again(apology=False, heard=True)
    assert caller.until(lambda: "NoInput" in caller.events()) == pytest.approx(5.0, abs=0.1)


def test_a_call_that_lasts_too_long_is_ended_with_a_word(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.let_it_finish()
    caller.call.end_politely("line.too_long", "limit")
    assert caller.voice.said[-1].startswith("Notre conversation a atteint")
    caller.until(lambda: caller.call.finished)
    assert caller.conversation.ended


def test_a_burst_after_a_stall_loses_no_word_and_repeats_no_turn(dial: Callable[..., Caller]) -> None:
    caller = dial("une carte d'identité")
    caller.let_it_finish()
    for sample, seconds in ((QUIET, 0.5), (LOUD, 1.5), (QUIET, 1.0)):
        for _ in range(round(seconds / CHUNK)):
            caller.call.hear(sample * 160, CHUNK)
    assert caller.events() == ["CallStarted", "Heard", "AnswersFound"]
    assert caller.ears.opened[0].seconds > 1.5


def test_the_dialogue_sees_each_event_once_whatever_is_repeated(dial: Callable[..., Caller]) -> None:
    caller = dial()
    caller.let_it_finish()
    caller.call.press("2")
    keys = [row["key"] for row in caller.desk.log.rows(CALL)]
    assert len(keys) == len(set(keys))


def test_any_moment_of_a_call_is_idle_or_not(dial: Callable[..., Caller]) -> None:
    caller = dial("oui")
    assert not caller.call.idle, "the welcome is being said"
    caller.let_it_finish()
    assert caller.call.idle
    caller.exchange(0.3, LOUD)
    assert not caller.call.idle, "the caller is speaking"


def dictating(dial: Callable[..., Caller], *texts: str) -> Caller:
    """A caller asked to dictate a message, after the agents were all busy."""
    caller = dial(*texts)
    caller.let_it_finish()
    caller.call.press("0")
    caller.conversation.handle("dialled", TransferEnded(outcome="busy"))
    caller.call = StreamCall(caller.conversation, caller.desk, caller.listener, caller.voice, "MZ2")
    caller.call.begin()
    caller.let_it_finish()
    caller.call.press("1")
    caller.let_it_finish()
    assert cast(Ask, caller.conversation.waiting_for).prompt == "message.speak"
    return caller


def test_a_message_dictated_up_to_the_hang_up_is_kept(dial: Callable[..., Caller]) -> None:
    caller = dictating(dial, "c'est madame martin rappelez moi")
    caller.exchange(2.0, LOUD)
    caller.call.hang_up()
    assert caller.events()[-2:] == ["Heard", "HungUp"]
    assert caller.ears.opened[-1].closed
    rows = list(caller.desk._connections.get().table("outbox").rows)
    (deed,) = [decode_action(row["kind"], row["data"]) for row in rows]
    assert isinstance(deed, TakeMessage)
    assert deed.text == "c'est madame martin rappelez moi"


@pytest.mark.parametrize("damaged", [False, True])
def test_a_hang_up_is_told_even_when_the_last_words_are_none(
    dial: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    caller = dictating(dial, "")

    def fail(self: ScriptedRecogniser) -> None:
        raise RuntimeError("damaged")

    if damaged:
        monkeypatch.setattr(ScriptedRecogniser, "finish", fail)
    caller.exchange(2.0, LOUD)
    caller.call.hang_up()
    assert caller.events()[-1] == "HungUp"
    assert caller.heard() == []
    assert caller.call.finished


def test_an_answer_kept_until_the_end_of_the_welcome_survives_a_hang_up(
    dial: Callable[..., Caller],
) -> None:
    caller = dial("bonjour", "une carte d'identité")
    caller.exchange(0.2)
    caller.exchange(0.4, LOUD)
    caller.exchange(1.0)
    assert caller.heard() == []
    caller.exchange(0.4, LOUD)
    caller.call.hang_up()
    assert [heard.text for heard in caller.heard()] == ["bonjour une carte d'identité"]


def test_a_hash_that_comes_late_after_a_whole_number_does_not_stop_the_next_question(desk: Desk) -> None:
    caller = Caller(desk)
    caller.conversation.pending = [Ask(prompt="message.number_by_keys", digits=4, silence_seconds=10.0)]
    caller.call.begin()
    for key in "0465":
        caller.exchange(0.3)
        caller.call.press(key)
    caller.exchange(0.5)
    said, cleared = list(caller.voice.said), caller.voice.cleared
    caller.call.press("#")
    assert caller.events() == ["CallStarted", "Pressed"]
    assert (caller.voice.said, caller.voice.cleared) == (said, cleared)
    caller.let_it_finish()
    caller.call.press("#")
    assert caller.events()[2] == "Pressed", "the second one is a way back"


def test_one_letter_of_a_spelled_name_is_not_the_whole_of_it(desk: Desk) -> None:
    letters = ("elle", "comme louis")
    assert desk.is_complete("elle", Ask(prompt="answer.choose_2", patience="brief", phrases=letters))
    assert not desk.is_complete("elle", Ask(prompt="name.spell", patience="long", phrases=letters))


def test_a_number_dictated_is_waited_for_to_its_end_and_a_person_asked_for_there_is_not(desk: Desk) -> None:
    question = Ask(prompt="status.reference", patience="long", digits=6, phrases=("sept", "un", "deux"))
    assert not any(desk.is_complete(words, question) for words in ("sept", "sept un", "sept un deux"))
    for words in ("je voudrais parler à quelqu'un", "au revoir", "non", "répétez s'il vous plaît"):
        assert desk.is_complete(words, question), words
