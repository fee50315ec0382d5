"""Where in the form a mistake of the file is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desirepath.console.rollout_form.fields import Field, RolloutForm, Row
from desirepath.console.rollout_form.located import FILE
from desirepath.vocabulary.errors import Mistake

_NAMED = re.compile(r"`([^`]+)`")
_KEYS_OF_CODES = {"unknown_column": ("columns",), "column_needed": ("columns",)}
"""What messages are about that name other keys and values."""


def field_of_line(form: RolloutForm, line: int) -> str | None:
    """The name of the field that stands in this line of the file (from 1), the first where there are several.

    Where a row begins in the line without a field, it is the row's first field. None for lines of nothing that the
    form shows.
    """
    found = _nearest(_in_line(form.every_field(), line))
    return found[0].name if found else _first_of_row(form, line)


def field_of_mistake(form: RolloutForm, mistake: Mistake) -> str | None:
    """The name of the field that a mistake is about: of those in its line, the one whose key or value it names.

    A key that is missing is the field where it would stand. None for mistakes of other files, and for those of
    nothing that the form shows.
    """
    if mistake.line is None or mistake.file not in (None, FILE):
        return None
    named = _NAMED.findall(mistake.what)
    missing = _missing(form, mistake.line, named) if mistake.code == "missing_key" else None
    if missing is not None:
        return missing.name
    found = _nearest(_in_line(form.every_field(), mistake.line))
    named = [*_KEYS_OF_CODES.get(mistake.code, ()), *named]
    return _meant(found, mistake.what, named).name if found else _first_of_row(form, mistake.line)


def _meant(found: list[Field], what: str, named: list[str]) -> Field:
    """The field of those in a line that a message is about."""
    by_key = [field for name in named for field in found if name in (field.key, _known_as(field))]
    by_value = [field for name in named for field in found if name in _values(field)]
    both = [field for field in by_key if field in by_value]
    told = sorted(
        (field for field in found if field.value and field.value in what), key=lambda one: what.find(one.value)
    )
    return [*both, *by_key, *by_value, *told, *found][0]


def _values(field: Field) -> list[str]:
    """What stands in the field: its lines, and of columns our names."""
    lines = field.value.split("\n")
    return [*lines, *(line.partition("=")[0] for line in lines if field.key == "columns")]


def _known_as(field: Field) -> str:
    """What messages call a field that is the name of an entry."""
    return {"id": "step", "activity": "failures"}.get(field.key, field.key)


def _in_line(fields: Iterable[Field], line: int) -> list[Field]:
    return [
        one
        for one in fields
        if one.line is not None and one.last_line is not None and one.line <= line <= one.last_line
    ]


def _nearest(fields: list[Field]) -> list[Field]:
    """Those that take the fewest lines."""
    fewest = min((_lines(one) for one in fields), default=0)
    return [one for one in fields if _lines(one) == fewest]


def _lines(one: Field | Row) -> int:
    return (one.last_line or 0) - (one.line or 0)


def _rows_at(form: RolloutForm, line: int) -> list[Row]:
    """The rows that hold the line, the innermost first."""
    held = [row for row in form.every_row() if row.line is not None and row.line <= line <= (row.last_line or 0)]
    return held[::-1]


def _first_of_row(form: RolloutForm, line: int) -> str | None:
    return next((row.fields[0].name for row in _rows_at(form, line) if row.line == line), None)


def _missing(form: RolloutForm, line: int, named: list[str]) -> Field | None:
    """The empty field of a key that is missing in the mapping which begins in the line."""
    parts = [*(row.fields for row in _rows_at(form, line)), form.fields]
    empty = (field for fields in parts for field in fields if field.line is None and field.key in named)
    return next(empty, None)
