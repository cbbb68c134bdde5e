"""Whole numbers in addresses and forms, as long as a database can hold them."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**63 - 1
"""The largest whole number of SQLite."""
_LONGEST = len(str(LARGEST))


def whole_number(text: str | None) -> int | None:
    """The number that these digits write; None for anything else, and for more than a database holds."""
    if not text or len(text) > _LONGEST or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if number <= LARGEST else None


class WholeNumber(IntegerConverter):
    """`<int:…>` of an address: what no database holds is no page of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **kwargs})


def install_numbers(app: Flask) -> None:
    """Before any address is declared."""
    app.url_map.converters["int"] = WholeNumber
