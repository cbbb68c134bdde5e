"""Being recorded while leaving a message: asked first, with for how long; never without a yes."""

import pytest

from flows.actions import Ask, TakeMessage
from flows.ask import Talk
from flows.events import CallStarted
from flows.messages.message import take_message
from tests.flows.services import MOBILE, Played


class Recorded(Played):
    """A call to a town hall that keeps voices for 30 days, unless told otherwise."""

    def __init__(self, days: int = 30) -> None:
        def service(talk: Talk, started: CallStarted):
            talk.recording_days = days
            return (yield from take_message(talk, started.caller, "voirie", ""))

        super().__init__(service)

    @property
    def recorded(self) -> list[bool]:
        return [
            ask.recorded
            for ask in self.deeds(Ask)
            if ask.prompt.startswith(("message.speak", "message.more"))
        ]


def finish(call: Recorded) -> None:
    call.says("le lampadaire est en panne")
    call.is_silent()
    call.says("oui")
    assert call.result is True


def test_whoever_agrees_is_recorded_while_dictating_and_only_then():
    call = Recorded()
    assert call.asked == "message.recording"
    assert "effacé au bout de 30 jours" in call.said[-1]
    call.says("oui")
    finish(call)
    assert call.recorded == [True, True]
    assert not [ask for ask in call.deeds(Ask) if ask.recorded and not ask.prompt.startswith("message.")]
    assert not next(ask for ask in call.deeds(Ask) if ask.prompt == "message.same_number").recorded


@pytest.mark.parametrize("refusal", ["non", "non merci"])
def test_whoever_refuses_is_not_recorded_and_leaves_a_message_all_the_same(refusal):
    call = Recorded()
    call.says(refusal)
    finish(call)
    assert call.recorded == [False, False]
    assert call.deeds(TakeMessage) == [
        TakeMessage(service="voirie", subject="", text="le lampadaire est en panne", phone=MOBILE)
    ]


def test_silence_is_no_consent():
    call = Recorded()
    for _ in range(3):
        call.is_silent()
    finish(call)
    assert call.recorded == [False, False]


def test_a_town_that_keeps_no_voices_does_not_ask():
    call = Recorded(days=0)
    assert call.asked == "message.speak"
    finish(call)
    assert call.recorded == [False, False]
