"""What one has to write down is said again for whoever asks."""

from flows.ask import Talk
from flows.collect.telling import tell_reference
from flows.events import CallStarted
from tests.flows.services import Played


def test_a_reference_is_said_again_until_the_next_request():
    def service(talk: Talk, started: CallStarted):
        yield from tell_reference(talk, "471290")
        yield from talk.confirm("appointment.by_text")
        yield from talk.say("appointment.text_agreed")
        yield from talk.ask("main.anything_else")
        yield from talk.ask("main.anything_else")

    call = Played(service)
    call.says("oui")
    assert any("4, 7, 1, 2, 9, 0" in sentence for sentence in call.says("répétez"))
    call.says("les poubelles")
    assert not any("4, 7, 1, 2, 9, 0" in sentence for sentence in call.says("répétez"))
