"""Values of the vocabulary kept in a file and read back equal: what one diagnosis found, for whoever shows it later.

A file says for each kind of value which fields it has, so that a later version reads what an earlier one wrote as long
as new fields have defaults. Nothing but classes of the vocabulary is ever made from a file.
"""

from __future__ import annotations

import importlib
import pkgutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import desirepath.vocabulary
from desirepath.runs.whole_files import write_whole
from desirepath.vocabulary.errors import BadInput, Mistake

NOT_KEPT = "not_kept"
"""The code of what cannot be read any more."""
_VALUE, _ROW, _MAPPING, _NAMED, _MOMENT, _DAY, _SPAN = range(7)
_FORMAT = "desirepath/kept/1"


def keep_value(file: Path, value: object) -> None:
    """Write a frozen value of the vocabulary, whole or not at all."""
    known: dict[str, list[str]] = {}
    packed = msgspec.msgpack.encode({"value": _plain(value, known), _FORMAT: known})
    write_whole({file: zlib.compress(packed, 6)})


def kept_value(file: Path) -> Any:  # noqa: ANN401 - whatever was kept
    """The value of a file. Raises FileNotFoundError, and BadInput where it cannot be read any more."""
    try:
        read = msgspec.msgpack.decode(zlib.decompress(file.read_bytes()))
        return _Made(read[_FORMAT]).value(read["value"])
    except FileNotFoundError:
        raise
    except (zlib.error, msgspec.DecodeError, KeyError, TypeError, ValueError, IndexError) as error:
        what = "what this diagnosis found was kept by another version, or is damaged"
        mend = "Diagnose the rollout anew."
        raise BadInput(Mistake(code=NOT_KEPT, what=what, mend=mend, file=file.name)) from error


def _plain(value: Any, known: dict[str, list[str]]) -> Any:  # noqa: ANN401 - of any kind that is kept
    if value is None or isinstance(value, bool) or type(value) in (int, float, str):
        return value
    if isinstance(value, Enum):
        return [_NAMED, type(value).__name__, value.value]
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        known.setdefault(name, [one.name for one in fields(value)])
        return [_VALUE, name, *(_plain(getattr(value, one), known) for one in known[name])]
    if isinstance(value, datetime):
        return [_MOMENT, value.isoformat()]
    if isinstance(value, date):
        return [_DAY, value.isoformat()]
    if isinstance(value, timedelta):
        return [_SPAN, value.total_seconds()]
    if isinstance(value, Mapping):
        return [_MAPPING, *([_plain(key, known), _plain(one, known)] for key, one in value.items())]
    if isinstance(value, Sequence | frozenset):
        return [_ROW, *(_plain(one, known) for one in value)]
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a {type(value).__name__} cannot be kept")


class _Made:
    """Makes values again, by the fields that the file names."""

    def __init__(self, known: Mapping[str, list[str]]) -> None:
        classes = _classes()
        self._classes = {name: classes[name] for name in known}
        there = {name: {one.name for one in fields(made)} for name, made in self._classes.items()}
        self._fields = {name: [one if one in there[name] else None for one in names] for name, names in known.items()}

    def value(self, plain: Any) -> Any:  # noqa: ANN401 - of any kind that is kept
        if type(plain) is not list:
            return plain
        kind = plain[0]
        if kind == _VALUE:
            name = plain[1]
            given = zip(self._fields[name], plain[2:], strict=True)
            return self._classes[name](**{one: self.value(part) for one, part in given if one is not None})
        if kind == _ROW:
            return tuple(self.value(part) for part in plain[1:])
        if kind == _MAPPING:
            return {self.value(key): self.value(part) for key, part in plain[1:]}
        return self._rare(kind, plain)

    def _rare(self, kind: int, plain: list[Any]) -> Any:  # noqa: ANN401 - of any kind that is kept
        if kind == _NAMED:
            return _classes()[plain[1]](plain[2])
        if kind == _MOMENT:
            return datetime.fromisoformat(plain[1])
        if kind == _DAY:
            return date.fromisoformat(plain[1])
        return timedelta(seconds=plain[1])


@cache
def _classes() -> dict[str, Any]:
    """Every class of the vocabulary by its name."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(desirepath.vocabulary.__path__, "desirepath.vocabulary."):
        held = vars(importlib.import_module(module.name)).items()
        found |= {name: made for name, made in held if isinstance(made, type) and made.__module__ == module.name}
    return found
