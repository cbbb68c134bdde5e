"""Sentences rendered ahead: beside the deeds, one at a time, and while nobody is on the line."""

from __future__ import annotations

import threading

from flows.actions import SendText
from ivr.calls.outbox import promise
from ivr.calls.rendering import Rendering
from ivr.calls.worker import Worker
from tests.ivr.calls.test_worker import NOW, Desk
from tests.ivr.calls.town import opened


class Mouth:
    """A voice that does something else while it renders."""

    def __init__(self, meanwhile=lambda text: None, ready=()) -> None:
        self.meanwhile = meanwhile
        self.ready = list(ready)

    def cached(self, text, slow=False):
        return text in self.ready

    def render_ahead(self, texts):
        for text in texts:
            self.meanwhile(text)
            self.ready.append(text)
        return len(texts)


def rendering(mouth, busy=lambda: False, sentences=("un", "deux", "trois")):
    return Rendering(mouth, lambda: list(sentences), busy)


def test_a_deed_promised_while_a_sentence_is_rendered_does_not_wait_for_it(tmp_path):
    connections = opened(tmp_path)
    stop, sent, before_the_end = threading.Event(), threading.Event(), []

    def promised_meanwhile(text):
        with connections.writing() as db:
            promise(db, "text", SendText(to="+33639980000", text="bonjour"), NOW)
        before_the_end.append(sent.wait(5.0))
        stop.set()

    worker = Worker(
        name="w",
        desk=Desk(connections),
        connections=connections,
        others=(),
        send_text=lambda to, text: sent.set(),
        sentences=lambda: ["une longue réponse"],
        mouth=Mouth(promised_meanwhile),
        clock=lambda: NOW,
        photo_link=str,
    )
    worker.run(stop)
    assert before_the_end == [True]


def test_what_is_ready_is_not_rendered_again():
    mouth = Mouth(ready=["deux"])
    assert rendering(mouth).look(threading.Event()) == 2
    assert mouth.ready == ["deux", "un", "trois"]


def test_it_leaves_the_rest_for_later_once_somebody_calls():
    mouth = Mouth()
    assert rendering(mouth, busy=lambda: "un" in mouth.ready).look(threading.Event()) == 1
    assert mouth.ready == ["un"]


def test_told_to_stop_it_finishes_its_sentence_and_begins_no_other():
    stop = threading.Event()
    mouth = Mouth(lambda text: stop.set())
    thread = rendering(mouth).start(stop)
    thread.join(5.0)
    assert not thread.is_alive()
    assert mouth.ready == ["un"]


def test_a_sentence_that_cannot_be_rendered_does_not_hold_up_the_others(caplog):
    def refuses(text):
        if text == "un":
            raise RuntimeError("no phoneme")

    mouth = Mouth(refuses)
    assert rendering(mouth).look(threading.Event()) == 2
    assert "A sentence of 2 characters could not be rendered." in caplog.text


def test_sentences_that_cannot_be_read_now_are_looked_for_again(monkeypatch, caplog):
    monkeypatch.setattr("ivr.calls.rendering.RENDER_SECONDS", 0.0)
    stop, looks = threading.Event(), []

    def busy_base():
        looks.append("look")
        if len(looks) == 1:
            raise OSError("busy")
        stop.set()
        return []

    thread = Rendering(Mouth(), busy_base, lambda: False).start(stop)
    thread.join(5.0)
    assert len(looks) == 2
    assert "could not be looked through" in caplog.text
