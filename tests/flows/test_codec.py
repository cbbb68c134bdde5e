"""Events and actions survive the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.actions import Ask
from flows.codec import CodecError, decode_action, decode_event, encode
from flows.registry import ACTIONS, EVENTS


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@given(data=st.data())
def test_any_event_comes_back_as_it_was(kind, data):
    event = data.draw(st.builds(kind))
    assert decode_event(*encode(event)) == event


@pytest.mark.parametrize("kind", ACTIONS.values(), ids=ACTIONS)
@given(data=st.data())
def test_any_action_comes_back_as_it_was(kind, data):
    action = data.draw(st.builds(kind))
    assert decode_action(*encode(action)) == action


@pytest.mark.parametrize(
    ("name", "data"),
    [("Heard", "{"), ("Heard", '{"nope": 1}'), ("Heard", "[]"), ("Martian", "{}"), ("Heard", "{}")],
)
def test_what_is_not_an_event_is_refused_with_a_reason(name, data):
    with pytest.raises(CodecError, match=r"describe|known"):
        decode_event(name, data)


def test_unicode_survives():
    ask = Ask(prompt="a", values={"x": "état civil œ 🙂 ‮"})
    assert decode_action(*encode(ask)) == ask
