"""Where a request comes from."""

from __future__ import annotations

import ipaddress

from flask import request


def client_address() -> str:
    """The browser's address, for counting and for the audit trail.

    Only a proxy on this very machine is believed when it says for whom it asks, and only its own word: the
    last address of the list, for the others are whatever the browser sent.
    """
    peer = request.remote_addr or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if not (named and _is_address(named) and _is_address(peer)):
        return peer
    return named if ipaddress.ip_address(peer).is_loopback else peer


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
