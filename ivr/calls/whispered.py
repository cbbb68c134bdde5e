"""What an agent hears before taking a call: no sentence of it lasts longer than anybody listens to.

What is most needed to take the call comes first, and the way to take it. What has no room there follows,
once. What is longer than that is cut at a word, the caller's own words before anything taken down: the call's
page has all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.actions import Say, Transfer, Value
from flows.in_parts import LONGEST_SECONDS, speaking_seconds
from flows.prompts import Catalogue

FIELDS = ("threat", "visit", "booked", "slot", "problem", "address", "name", "phone", "earlier")
"""What is taken down in a call, as it is told: first what decides how the call is taken."""
MOST_PARTS = 3
"""Prompts of twelve seconds that an agent, and the caller who holds, are made to sit through."""
_SHORTEST_CUT = 4
"""Words of a sentence that is cut; fewer tell nothing."""
_SUBJECT_SECONDS = 4.0
"""A title is shorter; the caller's own words may not be."""


def announced(
    catalogue: Catalogue, transfer: Transfer, service_name: str, town: Mapping[str, Value]
) -> tuple[Say, ...]:
    """What is said on picking up, each at most twelve seconds long: who is wanted, what about, which keys;
    then, where there is more to tell, the rest of it, of which the caller's own words are the least.

    The caller's own words are left out when a French voice could not read them.
    """
    return _Whisper(catalogue, transfer, service_name, town).parts()


class _Whisper:
    def __init__(
        self, catalogue: Catalogue, transfer: Transfer, service_name: str, town: Mapping[str, Value]
    ) -> None:
        self._catalogue = catalogue
        self._transfer = transfer
        self._service = service_name
        self._town = town
        speaks = f"whisper.speaks_{transfer.language}"
        self._speaks = catalogue.voice(speaks, {}) if speaks in catalogue else ""

    def parts(self) -> tuple[Say, ...]:
        first, more = "", [""]
        for piece in self._fields():
            if more == [""] and self._fits(self._announce(_after(first, piece))):
                first = _after(first, piece)
            elif self._fits(self._more(_after(more[-1], piece))):
                more[-1] = _after(more[-1], piece)
            elif len(more) < MOST_PARTS - 1 and more[-1]:
                more.append(self._as_much("", piece)[0])
            else:
                more[-1], _ = self._as_much(more[-1], piece)
        for piece in self._own_words():
            if more == [""] and self._fits(self._announce(_after(first, piece))):
                first = _after(first, piece)
                continue
            told, whole = self._as_much(more[-1], piece)
            if told == more[-1] != "" and len(more) < MOST_PARTS - 1:
                more.append("")
                told, whole = self._as_much("", piece)
            more[-1] = told
            if not whole:
                break
        return (self._announce(first), *(self._more(told) for told in more if told))

    def _announce(self, told: str) -> Say:
        subject = _sentence(self._subject())
        values = {"service": self._service, "subject": f"{self._speaks} {subject}".strip(), "summary": told}
        return Say(prompt="whisper.announce", values=dict(values))

    def _more(self, told: str) -> Say:
        return Say(prompt="whisper.more", values={"summary": told})

    def _fits(self, say: Say) -> bool:
        text = self._catalogue.voice(say.prompt, {**self._town, **say.values})
        return speaking_seconds(text) <= LONGEST_SECONDS

    def _subject(self) -> str:
        """What it is about; when that is in the caller's own words, as much as anybody wants of them."""
        subject = self._transfer.subject
        if self._speaks and subject == self._transfer.summary:
            return ""
        if speaking_seconds(subject) <= _SUBJECT_SECONDS:
            return subject
        words = subject.split()
        while words and speaking_seconds(" ".join(words)) > _SUBJECT_SECONDS:
            words.pop()
        return f"{' '.join(words)}…"

    def _fields(self) -> Iterator[str]:
        """A sentence for each thing taken down; nothing for what has none, nor for what is said already."""
        fields = self._transfer.fields
        for name in FIELDS:
            if name not in fields or fields[name] == self._transfer.subject:
                continue
            value = fields[name]
            told = ", ".join(value.splitlines()) if isinstance(value, str) else value
            yield self._catalogue.voice(f"whisper.field.{name}", {"value": told})

    def _own_words(self) -> Iterator[str]:
        """What the caller said, most telling first."""
        if self._speaks:
            return
        summary, subject = self._transfer.summary, self._transfer.subject
        if summary and (summary != subject or self._subject() != subject):
            yield _sentence(summary)
        if said := self._transfer.fields.get("said"):
            lines = " ".join(_sentence(line) for line in str(said).splitlines())
            yield self._catalogue.voice("whisper.field.said", {"value": lines})

    def _as_much(self, before: str, piece: str) -> tuple[str, bool]:
        """What was to be told and as much of a piece as there is time for, cut at a word; is it whole?"""
        if self._fits(self._more(_after(before, piece))):
            return _after(before, piece), True
        words = piece.split()
        while len(words) > _SHORTEST_CUT:
            words.pop()
            cut = self._catalogue.voice("whisper.cut", {"value": " ".join(words).rstrip(".,;:!?")})
            if self._fits(self._more(_after(before, cut))):
                return _after(before, cut), False
        return before, False


def _after(before: str, piece: str) -> str:
    return f"{before} {piece}".strip()


def _sentence(text: str) -> str:
    """With a capital and a full stop, so that what follows is not read in one breath."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}." if text and text[-1] not in ".!?…" else text
