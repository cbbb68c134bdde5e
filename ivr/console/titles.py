"""What articles are called, those that were deleted included: calls of the past still name them."""

from __future__ import annotations

from ivr.console.messages import message
from ivr.console.office import office


def every_title() -> dict[str, str]:
    """Titles by slug; one that is no article's any more says so."""
    store = office().knowledge
    gone = {slug: message("articles.gone_title", title=title) for slug, title in store.past_titles().items()}
    return {**gone, **store.titles()}
