"""French as a page prints it: curved apostrophes, and numbers and signs on the line of what they go with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

NBSP = "\N{NO-BREAK SPACE}"
_KEPT_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:h|min|s|%|€)(?!\w))|(?<=\d h) (?=\d\d?(?!\d))|(?<=\d min) (?=\d\d?(?!\d))"
    r"|(?<=«) | (?=[»:;?!%€])"
)


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def printed(text: str) -> str:
    """What people typed, as the page around it is written: "Équipe d’astreinte". For what is shown only."""
    return unbroken(_APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text))


def capital(text: str) -> str:
    """The same with a capital first: what begins a cell of a table."""
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """A sentence whose numbers stay on one line with what they count: "de 8 h 30 à 12 h", « oui »."""
    return _KEPT_TOGETHER.sub(NBSP, text)


class UnbrokenPages(Extension):
    """What templates themselves say is unbroken; values are as they are given."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            yield Token(token.lineno, "data", unbroken(token.value)) if token.type == "data" else token
