"""Events and actions to and from JSON, derived from the dataclass fields."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from flows.actions import Action
from flows.events import Event
from flows.registry import ACTIONS, EVENTS

T = TypeVar("T")


class CodecError(ValueError):
    """Stored JSON does not describe a known event or action."""


def encode(value: Event | Action) -> tuple[str, str]:
    """(name of the kind, JSON of its fields). Fields that hold their default are written too."""
    return type(value).__name__, json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode_event(name: str, data: str) -> Event:
    """The event that `encode` turned into these two strings."""
    return decode(EVENTS, name, data)


def decode_action(name: str, data: str) -> Action:
    """The action that `encode` turned into these two strings."""
    return decode(ACTIONS, name, data)


def decode(kinds: Mapping[str, type[T]], name: str, data: str) -> T:
    """One of these kinds, from its name and the JSON of its fields. Raises CodecError."""
    if name not in kinds:
        raise CodecError(f"{name!r} is no known kind; known kinds: {', '.join(kinds)}.")
    try:
        return _build(kinds[name], json.loads(data))  # type: ignore[no-any-return]
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        # What callers said stays out of the message: messages end up in logs.
        raise CodecError(
            f"{len(data)} characters do not describe a {name}: {type(error).__name__}."
        ) from error


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        known = _hints(hint)
        return hint(**{name: _build(known[name], item) for name, item in value.items()})
    if origin is tuple:
        (item_hint, *_) = get_args(hint)
        return tuple(_build(item_hint, item) for item in value)
    if origin is dict:
        return dict(value)
    if origin in (Union, types.UnionType, Literal) or hint is Any:
        return value
    return hint(value)
