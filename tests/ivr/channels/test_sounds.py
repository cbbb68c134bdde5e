"""Prompts made playable in bounded time."""

from __future__ import annotations

import threading

import pytest

from flows.actions import Say
from ivr.channels import sounds as module
from ivr.channels.sounds import RENDERINGS, Sounds

HELLO = Say(prompt="Bonjour.")


class Renderer:
    def __init__(self, *, ready: bool = False) -> None:
        self.ready = ready
        self.release = threading.Event()
        self.release.set()
        self.asked: list[tuple[str, bool]] = []
        self.error: Exception | None = None

    def cached(self, text: str, slow: bool = False) -> bool:
        return self.ready

    def digests(self, text: str, slow: bool = False) -> list[str]:
        self.asked.append((text, slow))
        self.release.wait(5.0)
        if self.error is not None:
            raise self.error
        return ["a" * 64, "b" * 64]


def sounds(renderer: Renderer | None) -> Sounds:
    return Sounds(renderer, lambda action: action.prompt)


@pytest.mark.parametrize("ready", [True, False])
def test_our_voice_is_given_by_address(ready: bool) -> None:
    spoken = sounds(Renderer(ready=ready)).spoken(HELLO)
    assert spoken.text == "Bonjour."
    assert spoken.urls == (f"/audio/{'a' * 64}.ulaw", f"/audio/{'b' * 64}.ulaw")


def test_a_slow_prompt_is_asked_for_slowly() -> None:
    renderer = Renderer()
    sounds(renderer).spoken(Say(prompt="Bonjour.", slow=True))
    assert renderer.asked == [("Bonjour.", True)]


def test_a_voice_that_is_late_leaves_the_text_to_the_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RENDER_SECONDS", 0.05)
    renderer = Renderer()
    renderer.release.clear()
    assert sounds(renderer).spoken(HELLO).urls == ()
    renderer.release.set()


def test_a_voice_that_fails_leaves_the_text_to_the_providers() -> None:
    renderer = Renderer()
    renderer.error = RuntimeError("no voice")
    assert sounds(renderer).spoken(HELLO).urls == ()
    renderer.ready = True
    assert sounds(renderer).spoken(HELLO).urls == ()


def test_without_a_voice_the_providers_reads_everything() -> None:
    assert sounds(None).spoken(HELLO).urls == ()


def test_once_it_failed_in_a_call_our_voice_is_left_alone() -> None:
    renderer = Renderer(ready=True)
    assert sounds(renderer).spoken(HELLO, our_voice=False).urls == ()
    assert renderer.asked == []


def test_nothing_to_say_is_not_rendered() -> None:
    renderer = Renderer()
    assert sounds(renderer).spoken(Say(prompt=" ")).urls == ()
    assert renderer.asked == []


def test_a_stuck_voice_never_holds_more_than_a_few_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RENDER_SECONDS", 0.01)
    renderer = Renderer()
    renderer.release.clear()
    line = sounds(renderer)
    for _ in range(RENDERINGS * 3):
        assert line.spoken(HELLO).urls == ()
    assert len(renderer.asked) == RENDERINGS
    renderer.release.set()


def test_a_prompt_may_be_prepared_ahead() -> None:
    renderer = Renderer()
    sounds(renderer).prepare(HELLO)
    for thread in threading.enumerate():
        if thread.name == "rendering":
            thread.join(5.0)
    assert renderer.asked == [("Bonjour.", False)]
