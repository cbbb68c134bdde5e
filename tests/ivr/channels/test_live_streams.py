"""How many streams a process holds, and how it lets go of them."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from ivr.channels.install import hand_over_on_sigterm
from ivr.channels.live_streams import LiveStreams


def test_so_many_are_let_in_and_no_more() -> None:
    streams = LiveStreams(most=1)
    with streams.opening() as first, streams.opening() as second:
        assert (first, second) == (True, False)
        assert streams.full
    assert len(streams) == 0
    with streams.opening() as third:
        assert third


def test_an_error_inside_gives_the_place_back() -> None:
    streams = LiveStreams(most=1)
    with pytest.raises(RuntimeError), streams.opening():
        raise RuntimeError
    assert not streams.full


def test_a_newer_stream_of_a_call_supersedes_the_older() -> None:
    streams = LiveStreams(most=5)
    with streams.holding("CA1") as older, streams.holding("CA2") as other, streams.holding("CA1") as newer:
        assert older.superseded
        assert not newer.superseded
        assert not other.superseded


def test_the_older_stream_leaving_does_not_take_the_newer_ones_place() -> None:
    streams = LiveStreams(most=5)
    older = streams.holding("CA1")
    older.__enter__()
    with streams.holding("CA1") as newer:
        older.__exit__(None, None, None)
        with streams.holding("CA1"):
            assert newer.superseded


def test_streams_leave_when_idle_or_when_the_grace_is_over() -> None:
    now = [100.0]
    streams = LiveStreams(most=5, clock=lambda: now[0])
    assert not streams.must_leave(idle=True)
    streams.drain(grace_seconds=10.0)
    assert streams.must_leave(idle=True)
    assert not streams.must_leave(idle=False)
    now[0] += 9.0
    streams.drain(grace_seconds=10.0)  # asked twice, it grants no more time
    now[0] += 1.0
    assert streams.must_leave(idle=False)


def test_nobody_is_let_in_while_the_process_leaves() -> None:
    streams = LiveStreams(most=5)
    streams.drain()
    with streams.opening() as let_in:
        assert not let_in


def test_the_signal_to_stop_drains_first_and_then_does_what_it_did() -> None:
    streams, told = LiveStreams(most=5), threading.Event()
    before = signal.signal(signal.SIGTERM, lambda number, frame: told.set())
    try:
        hand_over_on_sigterm(streams)
        os.kill(os.getpid(), signal.SIGTERM)
        assert told.wait(5.0)
        assert streams.draining
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_thread_that_is_not_the_main_one_leaves_signals_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=hand_over_on_sigterm, args=[LiveStreams(most=1)])
    thread.start()
    thread.join()
    assert signal.getsignal(signal.SIGTERM) is before
