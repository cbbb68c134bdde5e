"""The provider's buffer of one stream."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ivr.simulator.playout import FRAME, Playout


def test_a_mark_on_an_empty_buffer_comes_back_at_once() -> None:
    playout = Playout()
    playout.mark("m")
    assert playout.marks_reached() == ["m"]
    assert playout.empty


def test_a_mark_waits_for_the_sound_before_it() -> None:
    playout = Playout()
    playout.feed(b"a" * 2 * FRAME)
    playout.mark("end")
    playout.feed(b"b")
    assert playout.next_frame() == (b"a" * FRAME, [])
    assert playout.next_frame() == (b"a" * FRAME, ["end"])
    assert playout.next_frame() == (b"b", [])


def test_a_clear_gives_back_every_waiting_mark_and_drops_the_sound() -> None:
    playout = Playout()
    playout.feed(b"a" * 500)
    playout.mark("one")
    playout.feed(b"b" * 500)
    playout.mark("two")
    playout.next_frame()
    assert playout.clear() == ["one", "two"]
    assert playout.empty
    assert playout.next_frame() == (b"", [])


@given(st.lists(st.one_of(st.binary(max_size=700), st.text("abc", min_size=1, max_size=3)), max_size=20))
def test_everything_is_played_once_in_order_and_every_mark_returns(items: list[bytes | str]) -> None:
    playout = Playout()
    for item in items:
        if isinstance(item, bytes):
            playout.feed(item)
        else:
            playout.mark(item)
    played, marks = bytearray(), playout.marks_reached()
    while not playout.empty:
        frame, reached = playout.next_frame()
        assert len(frame) <= FRAME
        played += frame
        marks += reached
    assert bytes(played) == b"".join(item for item in items if isinstance(item, bytes))
    assert marks == [item for item in items if isinstance(item, str)]
    assert playout.buffered == 0
