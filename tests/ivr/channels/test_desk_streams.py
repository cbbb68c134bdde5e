"""Which stream holds a call is known to every process."""

from __future__ import annotations

from ivr.calls.desk import Desk
from ivr.database import Connections


def held(connections: Connections) -> tuple[int, str | None]:
    (row,) = connections.get().query("select streaming, stream from calls where id = 'CA1'")
    return row["streaming"], row["stream"]


def test_a_stream_that_ends_after_another_took_the_call_up_leaves_it_that_one(
    desk: Desk, connections: Connections
) -> None:
    desk.begin("CA1", caller="+33639980101", channel="stream")
    desk.seen("CA1", streaming=True, stream="MZ1")
    desk.seen("CA1", streaming=True, stream="MZ2")
    desk.seen("CA1", streaming=False, stream="MZ1")
    assert held(connections) == (1, "MZ2")
    assert desk.live_streams() == 1
    desk.seen("CA1", streaming=False, stream="MZ2")
    assert held(connections) == (0, "MZ2")


def test_a_call_is_let_go_by_whoever_names_no_stream(desk: Desk, connections: Connections) -> None:
    desk.begin("CA1", caller="+33639980101", channel="stream")
    desk.seen("CA1", streaming=True, stream="MZ1")
    desk.seen("CA1", streaming=False)
    assert held(connections) == (0, "MZ1")


def test_a_stream_of_a_call_that_nobody_began_is_not_written_down(
    desk: Desk, connections: Connections
) -> None:
    desk.seen("CA1", streaming=False, stream="MZ1")
    assert connections.get()["calls"].count == 0
