"""Which part of a list is shown, and the addresses of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

PARAMETER = "page"


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    number: int
    """1 is the first."""
    pages: int
    first: int
    """Position of its first element."""
    last: int
    """Position after its last element."""

    @property
    def previous(self) -> str:
        """Address of the page before; empty on the first."""
        return _address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """Address of the page after; empty on the last."""
        return _address(self.number + 1) if self.number < self.pages else ""


def page_of(count: int, size: int) -> Page:
    """The page that the address asks for, of a list of so many; the last one when it asks too much."""
    asked = request.args.get(PARAMETER, "")
    pages = max(1, -(-count // size))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    number = min(max(1, number), pages)
    return Page(number, pages, (number - 1) * size, min(count, number * size))


def _address(number: int) -> str:
    others = {**request.args.to_dict(), PARAMETER: str(number)}
    return url_for(request.endpoint or "", **{**(request.view_args or {}), **others})
