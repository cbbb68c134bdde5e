"""Is what the line did what the script says? Facts of the log against steps. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ivr.simulator import steps as s
from ivr.simulator.messages import message
from ivr.simulator.witness import Fact


class Contradicted(Exception):
    """The line did something else than the step says; the text tells what, in French."""


class Expectations:
    """Walks through the facts of one call, each of them used once.

    Sentences the script does not mention are passed over; questions are not: a question nobody expected
    means that the conversation has taken another way.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        """`facts` may go on growing."""
        self._facts = facts
        self._seen = 0

    def met(self, step: s.Step) -> bool:
        """Has this step happened? False: not yet. Raises Contradicted."""
        match step:
            case s.Asks():
                return self._find(lambda fact: fact.kind == "question" and _said(fact, step))
            case s.Hears():
                return self._find(lambda fact: fact.kind in ("prompt", "question") and _said(fact, step))
            case s.Answers():
                return self._find(lambda fact: _same(fact, "answer", step.slug))
            case s.LeavesMessage():
                return self._find(lambda fact: _message(fact, step))
            case s.SendsText():
                return self._find(lambda fact: _text(fact, step))
        raise TypeError(f"{type(step).__name__} is not something the log can attest.")

    def transfer_asked(self, step: s.Transfers) -> bool:
        """Has the transfer been asked for?"""
        return self._find(lambda fact: _same(fact, "transfer", step.service))

    def transfer_ended(self, step: s.Transfers) -> bool:
        """Has it ended as it should?"""
        return self._find(lambda fact: _same(fact, "transferred", step.outcome))

    def pass_over(self) -> None:
        """Expect nothing more of what has happened so far."""
        self._seen = len(self._facts)

    def next_turn(self) -> Fact | None:
        """The question or the answer the line comes up with next; None: it has not, so far. Stays unused."""
        coming = (fact for fact in self._facts[self._seen :] if fact.kind in ("question", "answer"))
        return next(coming, None)

    def _find(self, wanted: Callable[[Fact], bool]) -> bool:
        for position in range(self._seen, len(self._facts)):
            fact = self._facts[position]
            if wanted(fact):
                self._seen = position + 1
                return True
            if fact.kind == "question":
                raise Contradicted(message("failed.other_question", prompt=fact.key, sentence=fact.text))
        return False


def _said(fact: Fact, step: s.Hears) -> bool:
    if fact.key not in step.prompts:
        return False
    if step.with_words not in fact.text:
        raise Contradicted(message("failed.other_sentence", text=fact.text, words=step.with_words))
    return True


def _same(fact: Fact, kind: str, key: str) -> bool:
    if fact.kind != kind:
        return False
    if fact.key != key:
        raise Contradicted(message(f"failed.other_{kind}", found=fact.key, wanted=key))
    return True


def _text(fact: Fact, step: s.SendsText) -> bool:
    if fact.kind != "text":
        return False
    if step.words != fact.key and step.words not in fact.text:
        raise Contradicted(message("failed.other_text", text=fact.text, words=step.words))
    return True


def _message(fact: Fact, step: s.LeavesMessage) -> bool:
    if not _same(fact, "message", step.service):
        return False
    if step.words not in fact.text:
        raise Contradicted(message("failed.other_words", text=fact.text, words=step.words))
    return True
