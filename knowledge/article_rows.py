"""An article as a row of the `articles` table, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from knowledge.articles import Article, Variant

_PLAIN = (
    *("slug", "title", "offer", "service", "spoken", "source", "details", "text_message"),
    *("question", "status"),
)


def row_of(article: Article) -> dict[str, Any]:
    """An article as the values of its row; its phrasings have rows of their own."""
    variants = [{"label": of.label, "phrases": of.phrases, "spoken": of.spoken} for of in article.variants]
    return {
        **{name: getattr(article, name) for name in _PLAIN},
        "as_of": article.as_of.isoformat(),
        "valid_from": article.valid_from and article.valid_from.isoformat(),
        "valid_until": article.valid_until and article.valid_until.isoformat(),
        "keywords": json.dumps(article.keywords, ensure_ascii=False),
        "audience": json.dumps(article.audience, ensure_ascii=False),
        "variants": json.dumps(variants, ensure_ascii=False),
    }


def article_of(row: dict[str, Any], phrasings: Sequence[str]) -> Article:
    """A row as an article. Raises InputError, or ValueError and the like, when it was edited by hand."""
    variants = json.loads(row["variants"])
    return Article(
        **{name: row[name] for name in _PLAIN},
        as_of=date.fromisoformat(row["as_of"]),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        phrasings=tuple(phrasings),
        keywords=tuple(json.loads(row["keywords"])),
        audience=tuple(json.loads(row["audience"])),
        variants=tuple(Variant(**{**of, "phrases": tuple(of["phrases"])}) for of in variants),
    )
