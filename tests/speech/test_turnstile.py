"""First come, first served."""

from __future__ import annotations

import threading
import time

import pytest

from speech.turnstile import Busy, Turnstile

LONG = 30.0


def wait_until(turnstile: Turnstile, waiting: int) -> None:
    """Until that many threads queue."""
    end = time.monotonic() + LONG
    while turnstile.waiting != waiting:
        assert time.monotonic() < end
        time.sleep(0.001)


def test_those_who_wait_pass_in_the_order_they_came() -> None:
    turnstile, passed, threads = Turnstile(), [], []

    def come(name: int) -> None:
        with turnstile.turn(LONG):
            passed.append(name)

    with turnstile.turn(LONG):
        for name in range(8):
            threads.append(threading.Thread(target=come, args=(name,)))
            threads[-1].start()
            wait_until(turnstile, name + 1)
        assert passed == []
    for thread in threads:
        thread.join()
    assert passed == list(range(8))


def test_as_many_pass_at_once_as_there_are_places() -> None:
    turnstile = Turnstile(2)
    both, third = threading.Barrier(3, timeout=LONG), threading.Event()

    def come() -> None:
        with turnstile.turn(LONG):
            both.wait()
            third.wait(LONG)

    threads = [threading.Thread(target=come) for _ in range(2)]
    for thread in threads:
        thread.start()
    both.wait()
    with pytest.raises(Busy), turnstile.turn(0.0):
        pass
    third.set()
    for thread in threads:
        thread.join()
    with turnstile.turn(0.0):
        assert turnstile.waiting == 0


def test_who_gives_up_waiting_lets_the_next_one_pass() -> None:
    turnstile, passed = Turnstile(), threading.Event()

    def give_up() -> None:
        with pytest.raises(Busy, match=r"0\.2 seconds"), turnstile.turn(0.2):
            pass

    def come() -> None:
        with turnstile.turn(LONG):
            passed.set()

    with turnstile.turn(LONG):
        threads = [threading.Thread(target=give_up)]
        threads[0].start()
        wait_until(turnstile, 1)
        threads.append(threading.Thread(target=come))
        threads[1].start()
        wait_until(turnstile, 2)
        wait_until(turnstile, 1)
    assert passed.wait(LONG)
    for thread in threads:
        thread.join()


def test_a_failure_inside_gives_the_place_back() -> None:
    turnstile = Turnstile()
    with pytest.raises(KeyError), turnstile.turn(LONG):
        raise KeyError
    with turnstile.turn(0.0):
        assert turnstile.waiting == 0


def test_a_turnstile_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="0 places"):
        Turnstile(0)
