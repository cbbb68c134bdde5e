"""The screens of what the line knows."""

from __future__ import annotations

from ivr.console import (
    alerts,
    article_edit,
    article_history,
    articles,
    asked_in_vain,
    closures,
    listening,
    proposals,
    wordings,
)

KNOWLEDGE = (
    articles.blueprint,
    article_edit.blueprint,
    article_history.blueprint,
    listening.blueprint,
    alerts.blueprint,
    closures.blueprint,
    wordings.blueprint,
    asked_in_vain.blueprint,
    proposals.blueprint,
)
"""Articles, alerts, hours, prompts, and what citizens ask in vain."""
