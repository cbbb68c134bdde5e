"""How often and how much one browser may ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter

from ivr.web.addresses import client_address

View = TypeVar("View", bound=Callable[..., Any])

PAGES = "6000 per minute"
"""From one address: a town hall's whole staff may sit behind it, their boards asking every few seconds."""

limiter = Limiter(client_address, storage_uri="memory://", headers_enabled=False)
"""Counts in memory, in each worker process; only for what is marked: never a call."""


def largest_request(size_bytes: int) -> Callable[[View], View]:
    """Let this view receive more than the application's limit, which suits the provider's requests."""

    def mark(view: View) -> View:
        view.largest_request = size_bytes  # type: ignore[attr-defined]
        return view

    return mark


def install_limits(app: Flask) -> None:
    """Count requests, and apply each view's own size limit before anything reads the request."""

    def widen() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        size = getattr(view, "largest_request", None)
        if size is not None:
            request.max_content_length = size
            request.max_form_memory_size = size

    app.before_request(widen)
    limiter.init_app(app)
