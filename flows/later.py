"""A request that waits for its turn, and words that hold one beside an answer."""

from __future__ import annotations

from dataclasses import dataclass

from flows.routes import Route


@dataclass(frozen=True)
class Later:
    """A request, made in the same breath as the first or as an answer, that waits for its turn."""

    words: str
    prompt: str
    """The yes/no question that comes back to it."""
    offer: str = ""
    """What the question names."""
    route: Route | None = None
    """The flow it asks for; None: an article."""
    service: str = ""
    """Slug of the service whose business it is, as far as its words tell."""
    after: str = ""
    """What it was asked for with."""
    beside: bool = False
    """The question that came back to it was answered by something else, once."""


def later_of(words: str, route: Route | None, offer: str = "", service: str = "", after: str = "") -> Later:
    """The request that some words make: for a flow, or for the article of this title."""
    prompt = f"main.also_{route.value}" if route else "main.also_answer"
    return Later(words, prompt, offer, route, service, after)
