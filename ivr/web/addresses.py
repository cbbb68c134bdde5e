"""Where a request comes from, and where its own page is."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from flask import Flask, current_app, request

PROXIES = "STANDARDISTE_PROXIES"
"""Networks of the proxies that are believed when they say for whom they ask."""

NETWORK_BITS = {4: 24, 6: 56}
"""Of the address, by version of the protocol: what a provider gives a building, more or less."""


def install_addresses(app: Flask, proxies: Sequence[str]) -> None:
    """Believe these proxies only: addresses or networks, such as 127.0.0.1 or 10.0.0.0/24."""
    app.config[PROXIES] = tuple(ipaddress.ip_network(one, strict=False) for one in proxies)


def client_address() -> str:
    """The browser's address, for counting and for the audit trail.

    X-Forwarded-For is whatever the browser sent, then what each proxy added. It is read from the end, for as
    long as who added it is a proxy of ours; from anybody else it is not read at all.
    """
    address = request.remote_addr or ""
    named = request.headers.get("X-Forwarded-For", "").split(",")
    while named and _is_ours(address):
        told = named.pop().strip()
        if not _parsed(told):
            break
        address = told
    return str(_parsed(address) or address)


def network_of(address: str) -> str:
    """The network of an address, as a building has one: "203.0.113.0/24"; what is no address, as it is."""
    found = _parsed(address)
    return str(ipaddress.ip_network((found, NETWORK_BITS[found.version]), strict=False)) if found else address


def own_origin() -> str:
    """Scheme, host and port under which the browser reached us, without a final bar.

    The browser says so with every form, also when a proxy asks under another name; forms whose origin is not
    ours have been refused before.
    """
    origin = request.headers.get("Origin", "")
    return origin if origin.startswith(("http://", "https://")) else request.host_url.rstrip("/")


def _is_ours(address: str) -> bool:
    found = _parsed(address)
    return found is not None and any(found in network for network in current_app.config.get(PROXIES, ()))


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address written; an IPv4 one as itself where a socket for both protocols writes it as IPv6."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found
