"""XML from outside, read without its dangers: no document type, no entity, bounded size and depth."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from knowledge.located import InputError, Problem
from knowledge.messages import message

SIZE_LIMIT = 8_000_000
"""Bytes of one document; the largest official sheet is under one million."""

DEPTH_LIMIT = 200

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def parse_xml(raw: bytes) -> Element:
    """The root of a document; names of the Dublin Core keep their "dc:" prefix, others lose theirs.

    Raises InputError naming the line for anything that is not plain XML.
    """
    if len(raw) > SIZE_LIMIT:
        raise InputError([Problem(message("file.too_large", size=len(raw), limit=SIZE_LIMIT))])
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise InputError([Problem(message("xml.doctype"), line=parser.CurrentLineNumber)])

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_LIMIT:
            raise InputError([Problem(message("file.too_deep"), line=parser.CurrentLineNumber)])
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        line = getattr(error, "lineno", parser.CurrentLineNumber)
        raise InputError([Problem(message("xml.broken", detail=str(error)), line=line)]) from error
    return builder.close()


def text_of(element: Element | None) -> str:
    """All the text under an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"dc:{local}" if space == DUBLIN_CORE else local
