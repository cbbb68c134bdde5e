"""A call held with nobody, so that the first caller of a process waits no longer than those after.

Some two hundred patterns of danger, rudeness and wishes are compiled when words are first understood: most of
a second, and more on a slow machine.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Heard, Pressed
from flows.town_hall import town_hall

CALLS = {
    "fr": ("je voudrais refaire ma carte d'identité", "c'est pour le douze rue des lilas", "non"),
    "en": ("I would like to renew my passport", "no"),
}
"""What a caller says, one reply after the other, in each language."""
ANOTHER_LANGUAGE = Pressed(digits="9")


def first_words(language: str) -> str:
    """What its caller asks first; the desk looks for it among the articles."""
    return CALLS[language][0] if language in CALLS else ""


def practise(languages: Sequence[str]) -> None:
    """Go through such a call in each of the languages. Nothing is looked up, written or said."""
    for language in languages:
        dialogue = Dialogue(town_hall)
        dialogue.handle(CallStarted(local_time="2026-03-02T10:00:00+01:00", languages=tuple(languages)))
        if language != languages[0]:
            dialogue.handle(ANOTHER_LANGUAGE)
        for text in CALLS.get(language, ()):
            dialogue.handle(Heard(text=text))
            dialogue.handle(AnswersFound(decision="none"))
