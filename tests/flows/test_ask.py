"""What is repeated, and how fast."""

from flows.ask import Talk
from flows.collect.telling import tell_reference
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard


def test_what_was_said_slowly_is_repeated_slowly():
    talk = Talk()

    def flow(started):
        yield from tell_reference(talk, "471290")
        yield from talk.ask("main.anything_else")

    call = Dialogue(flow)
    call.handle(CallStarted())
    repeated = call.handle(Heard(text="répétez"))
    assert [(action.prompt, action.slow) for action in repeated] == [
        ("reference.note", True),
        ("main.anything_else", False),
    ]
