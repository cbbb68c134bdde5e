"""Whoever connects and says nothing, or a byte now and then, takes no thread from the calls."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ivr import web_worker
from ivr.web_worker import LARGEST_HEAD, SMALL_BODY, is_whole
from tests.ivr.calls.town import PROJECT

GET = b"GET / HTTP/1.1\r\nHost: line\r\n\r\n"
POST = b"POST /voice HTTP/1.1\r\nHost: line\r\nContent-Length: 10\r\n\r\n"
SERVE = """
import sys
from ivr import web_worker
for name in ("HEAD_SECONDS", "SILENCE_SECONDS", "BODY_SECONDS"):
    setattr(web_worker, name, {seconds})
web_worker.MOST_WAITING = {waiting}
sys.argv = ["gunicorn", "--bind", "127.0.0.1:{port}", "--worker-class", "ivr.web_worker.GatheringWorker",
            "--threads", "2", "--no-control-socket", "tests.ivr.counting_app:app"]
from gunicorn.app.wsgiapp import run
run()
"""


@contextlib.contextmanager
def served(seconds: float = 60.0, waiting: int = 500) -> Iterator[int]:
    """A web server with two threads; its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    code = SERVE.format(seconds=seconds, waiting=waiting, port=port)
    child = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT)  # noqa: S603 - our own interpreter
    try:
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                assert answer(port, GET) == b"0"
                break
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port
    finally:
        child.terminate()
        child.wait(20)


@pytest.fixture(scope="module")
def patient() -> Iterator[int]:
    with served() as port:
        yield port


@pytest.fixture(scope="module")
def hurried() -> Iterator[int]:
    with served(seconds=1.0, waiting=20) as port:
        yield port


def connected(port: int, *said: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    for one in said:
        connection.sendall(one)
    return connection


def body_of(connection: socket.socket) -> bytes:
    """What the next answer says."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        one = connection.recv(1)
        assert one, head
        head += one
    assert b" 200 " in head.split(b"\r\n")[0]
    (length,) = (line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: "))
    return connection.recv(int(length.split()[1]))


def answer(port: int, *said: bytes) -> bytes:
    with connected(port, *said) as connection:
        return body_of(connection)


def is_closed(connection: socket.socket) -> bool:
    try:
        return not connection.recv(4096)
    except ConnectionResetError:
        return True


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"G",
        GET[:-2],
        POST,
        POST + b"12345",
        GET + b"G",
    ],
    ids=["nothing", "a byte", "no end", "no body", "half a body", "one request and a byte of the next"],
)
def test_a_hundred_connections_that_say_no_more_hold_nobody_up(patient, begun):
    with contextlib.ExitStack() as held:
        for _ in range(100):
            held.enter_context(connected(patient, begun) if begun else connected(patient))
        began = time.monotonic()
        for _ in range(10):
            assert answer(patient, POST, b"0123456789") == b"10"
        assert time.monotonic() - began < 3


def test_what_comes_piece_by_piece_is_answered(patient):
    with connected(patient) as connection:
        for one in POST + b"0123456789":
            connection.sendall(bytes([one]))
        assert body_of(connection) == b"10"
        connection.sendall(GET)
        assert body_of(connection) == b"0"


def test_requests_sent_one_behind_the_other_are_all_answered(patient):
    with connected(patient, POST + b"0123456789" + GET + POST[:20]) as connection:
        assert body_of(connection) == b"10"
        assert body_of(connection) == b"0"
        connection.sendall(POST[20:] + b"0123456789")
        assert body_of(connection) == b"10"


@pytest.mark.parametrize("size", [SMALL_BODY, SMALL_BODY + 1, 1_000_000])
def test_a_body_of_any_size_arrives_whole(patient, size):
    head = b"POST / HTTP/1.1\r\nHost: line\r\ncontent-length: %d\r\n\r\n" % size
    assert answer(patient, head + b"x" * size) == b"%d" % size
    chunked = b"POST / HTTP/1.1\r\nHost: line\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert answer(patient, chunked, b"%x\r\n" % size, b"x" * size, b"\r\n0\r\n\r\n") == b"%d" % size


def test_who_asks_before_sending_is_told_to_go_on(patient):
    with connected(patient, POST.replace(b"Host", b"Expect: 100-continue\r\nHost")) as connection:
        assert connection.recv(4096).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"0123456789")
        assert body_of(connection) == b"10"


def test_a_head_without_end_is_refused(patient):
    with connected(patient) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"x" * LARGEST_HEAD + b"\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("begun", [GET[:-2], POST.replace(b"10", b"9999"), GET + b"G"])
def test_what_is_not_finished_in_time_is_closed_however_it_goes_on(hurried, begun):
    with connected(hurried, begun) as connection:
        connection.settimeout(0.1)
        began = time.monotonic()
        while time.monotonic() - began < 8:
            with contextlib.suppress(TimeoutError):
                if is_closed(connection):
                    break
            with contextlib.suppress(OSError):
                connection.sendall(b"y")
        assert time.monotonic() - began < 5


def test_a_large_body_that_stops_gives_its_thread_back(hurried):
    head = b"POST / HTTP/1.1\r\nHost: line\r\nContent-Length: 1000000\r\n\r\n"
    with contextlib.ExitStack() as held:
        stuck = [held.enter_context(connected(hurried, head, b"x" * 20_000)) for _ in range(4)]
        assert answer(hurried, GET) == b"0"
        assert all(not body_of_refused(one) for one in stuck)


def body_of_refused(connection: socket.socket) -> bool:
    """Was it answered as if its body had been there?"""
    with contextlib.suppress(ConnectionResetError):
        return b" 200 " in connection.recv(4096)
    return False


def test_when_too_many_wait_the_oldest_makes_room(hurried):
    with contextlib.ExitStack() as held:
        oldest = held.enter_context(connected(hurried))
        for _ in range(60):
            held.enter_context(connected(hurried))
        began = time.monotonic()
        assert is_closed(oldest)
        assert time.monotonic() - began < 0.9
        assert answer(hurried, GET) == b"0"


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        (b"", False),
        (GET, True),
        (GET[:-1], False),
        (POST + b"123456789", False),
        (POST + b"1234567890", True),
        (POST.replace(b"10", b"99999999999"), True),  # no number that we know: the web server judges
        (POST.replace(b"10", str(SMALL_BODY + 1).encode()), True),
        (b"x" * (LARGEST_HEAD + 1), True),
    ],
)
def test_what_a_thread_can_begin_with(given, whole):
    assert is_whole(given) is whole


def test_the_line_is_served_so():
    source = (PROJECT / "ivr" / "serving.py").read_text(encoding="utf-8")
    assert f"{web_worker.__name__}.{web_worker.GatheringWorker.__name__}" in source
