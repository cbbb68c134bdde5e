"""How often in a row a caller fails one question: silences and misunderstandings, in whatever order."""

from __future__ import annotations


class Failures:
    """Counted at one question; asking another one begins again."""

    def __init__(self) -> None:
        self._question = ""
        self.count = 0

    def ask(self, prompt: str) -> None:
        """A question is asked, in its own words or, after a misunderstanding, in those of `no_match`."""
        base, _, misunderstood = prompt.partition(".no_match.")
        if not misunderstood:
            self.count = 0
        else:
            self.count = self.count + 1 if base == self._question else int(misunderstood)
        self._question = base

    @property
    def asked(self) -> str:
        """The question asked last, without its misunderstandings; empty before the first."""
        return self._question

    def more(self) -> None:
        """One more, at the question asked last."""
        self.count += 1

    def at(self, *questions: str) -> int:
        """Those at the question asked last, when its key begins so; 0 at any other."""
        return self.count if self._question.startswith(questions) else 0
