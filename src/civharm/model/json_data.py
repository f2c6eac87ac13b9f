"""Turn nouns into plain JSON data and back; the names of the JSON fields are those of ``docs/data.md``."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def to_json(noun: Any) -> Any:
    """Turn a noun into plain JSON data, with ``from`` and ``to`` as JSON names.

    >>> from civharm.model import Measure
    >>> to_json(Measure(kind="rate", per="day"))
    {'kind': 'rate', 'per': 'day', 'from': None, 'to': None}
    """
    kind = type(noun)
    if kind in _AS_IT_IS:
        return noun
    if kind in _SHAPES or (is_dataclass(noun) and not isinstance(noun, type)):
        return {name: v if type(v := getattr(noun, key)) in _AS_IT_IS else to_json(v) for key, name, _ in _shape(kind)}
    if isinstance(noun, Mapping):
        return {key: to_json(value) for key, value in noun.items()}
    if isinstance(noun, list | tuple):
        return [to_json(item) for item in noun]
    return noun


def from_json(kind: type[Noun], data: Mapping[str, Any]) -> Noun:
    """Make a noun from JSON data.

    Raises ValueError that names the field where a field is unknown, missing or not one of its values.

    >>> from civharm.model import Measure
    >>> from_json(Measure, {"kind": "rate", "per": "day", "from": None, "to": None})
    Measure(kind='rate', per='day', from_on=None, to_on=None)
    >>> from_json(Measure, {"kind": "sum"})
    Traceback (most recent call last):
    ...
    ValueError: Measure.kind: 'sum' is not one of incident, period_total, rate, stock, flow
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: {data!r} is no object")
    form = _form(cast(Any, kind))
    if not data.keys() <= form.keys():
        raise ValueError(f"{kind.__name__}: unknown field {min(data.keys() - form.keys())!r}")
    values = {key: read(data[name], where) for name, (key, read, where) in form.items() if name in data}
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})  # most of what a noun holds
_SHAPES: dict[Any, tuple[tuple[str, str, Any], ...]] = {}


def _shape(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """(attribute, JSON name, type) of each field."""
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        _SHAPES[kind] = tuple((f.name, f.metadata.get("json", f.name), hints[f.name]) for f in fields(kind))
    return _SHAPES[kind]


_Read = Callable[[Any, str], Any]
"""Reads a value and checks it; the words say where it stands, for the line that names a wrong one."""


@cache
def _form(kind: Any) -> dict[str, tuple[str, _Read, str]]:
    """For each JSON name the attribute, how its value is read, and where it stands."""
    return {name: (key, _make_read(hint), f"{kind.__name__}.{name}") for key, name, hint in _shape(kind)}


@cache
def _make_read(hint: Any) -> _Read:
    """Make what reads values of a type; made once a type, since a release holds hundreds of thousands of values."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        read = _make_read(next(a for a in args if a is not type(None)))
        return (lambda value, where: None if value is None else read(value, where)) if type(None) in args else read
    if origin is Literal:
        return partial(_read_word, args)
    if origin is tuple:
        return partial(_read_list, _make_read(args[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, where: from_json(hint, value)
    return partial(_read_plain, hint) if isinstance(hint, type) else lambda value, where: value


def _read_word(words: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in words:
        raise ValueError(f"{where}: {value!r} is not one of {', '.join(map(str, words))}")
    return value


def _read_list(read: _Read, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where}: {value!r} is no list")
    return tuple([read(item, where) for item in value])


def _read_plain(kind: type, value: Any, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{where}: {value!r} is no {kind.__name__}")
    return value
