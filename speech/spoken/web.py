"""Internet addresses, as people dictate them."""

from __future__ import annotations

import re

from speech.spoken.lexicon import lexicon, spell
from speech.spoken.numbers import group

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[A-Za-z]{2,})")
_URL = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'(),;]+"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?:fr|com|org|net|eu|info|paris|gouv|example)\b(?:/[^\s<>\"'(),;]*)?",
    re.IGNORECASE,
)
LONGEST_PATH = 2
"""Parts of an address after its site worth dictating; nobody writes down more."""


def web_addresses(text: str) -> str:
    """mairie@valmont.fr -> "mairie arobase valmont point effe-erre"; of a long address, the site alone."""
    text = _EMAIL.sub(lambda found: f" {_name(found[1])} arobase {_host(found[2])} ", text)
    return _URL.sub(lambda found: _url(found[0]), text)


def _url(written: str) -> str:
    address = written.rstrip(".!?…:")
    end = written[len(address) :]
    address = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    host, _, path = address.partition("/")
    host = host.partition(":")[0]
    parts = [part for part in path.split("/") if part]
    words = _host(host)
    if len(parts) <= LONGEST_PATH and all(re.fullmatch(r"[A-Za-z-]{1,30}", part) for part in parts):
        words = " slash ".join([words, *map(_name, parts)])
    return f" {words}{end} "


def _host(host: str) -> str:
    *names, domain = host.split(".")
    last = spell(domain) if domain.lower() in lexicon().spelled_domains else _name(domain)
    said = ["trois double-vé" if name.lower() == "www" else _name(name) for name in names]
    return " point ".join([*said, last])


def _name(name: str) -> str:
    """One part of an address: its words, its signs, its numbers."""
    signs = {"-": "tiret", "_": "tiret bas", ".": "point", "+": "plus"}
    return " ".join(
        signs.get(piece) or _word(piece) for piece in re.findall(r"[A-Za-zÀ-ÿ]+|\d+|[-_.+]", name)
    )


def _word(piece: str) -> str:
    if piece.isdigit():
        return group(piece) if len(piece) <= 4 else " ".join(group(digit) for digit in piece)
    acronym = lexicon().acronyms.get(piece.upper(), "")
    if acronym and " " not in acronym:
        return acronym
    if piece.upper() in lexicon().spelled:
        return spell(piece)
    return piece.lower() if re.search(r"[aeiouyà-ÿ]", piece, re.IGNORECASE) else spell(piece)
