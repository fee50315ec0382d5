"""Values of properties as values of our columns: typed, trimmed, bounded, and without what is personal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from desirepath.collector import refusals
from desirepath.collector.careful_json import LONGEST_PLAIN, LONGEST_TEXT
from desirepath.doors.redact import SHORTEST_NUMBER, has_at_sign, names_a_person
from desirepath.vocabulary.tables import Column

LONGEST_ID = LONGEST_PLAIN
"""No text of a plain body is longer, so that none has to be measured again."""
LONGEST_KEPT = 1024
_YES, _NO = frozenset({"true", "yes", "y", "t", "1"}), frozenset({"false", "no", "n", "f", "0"})
_MOST = 2**53
FREE_TEXTS = ("query", "text")
"""Columns in a person's own words: what looks personal is taken out of them."""
DROPPED_TEXTS = ("channel", "environment", "article")
"""Columns that are dropped as a whole where they look personal, as further ones are."""
IDS = ("case_id", "activity", "intervention_id")
"""Columns without which there is no row."""
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)

Reading: TypeAlias = Callable[[Any], Any]
"""Makes a column's value of a property's; None for nothing. Raises Refusal."""


def text_of(value: Any, column: str) -> str | None:  # noqa: ANN401 - any value of JSON
    """A text, or a number or truth value as one; None for an empty one. Raises Refusal for lists and objects."""
    if value.__class__ is str:
        return value.strip() or None
    if value is None:
        return None
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is int or value.__class__ is float:
        return str(value)
    raise refusals.wrong(column, "a text")


def reading_of(column: Column) -> Reading:
    """How the values of a column are read."""
    match column.kind:
        case "choice":
            return _choice(column)
        case "count":
            return _count(column.name)
        case "yes_no":
            return _yes_no(column.name)
        case _ if column.name in FREE_TEXTS:
            return plain_text(column.name, LONGEST_TEXT)
        case _ if column.name in IDS:
            return identifier(column.name)
        case _:
            return plain_text(column.name, LONGEST_KEPT)


def plain_text(column: str, most: int) -> Reading:
    """A text that is scrubbed later, with those of the other rows."""

    def read(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
        text = text_of(value, column)
        if text is not None and len(text) > most:
            raise refusals.too_long(column, most)
        return text

    return read


def further_text(name: str) -> Reading:
    """A property that is kept as it is; None for what is neither a text, a number nor a truth value."""

    def read(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
        if value.__class__ is not str:
            return None if isinstance(value, dict | list) else text_of(value, name)
        if len(value) > LONGEST_KEPT:
            raise refusals.too_long(name, LONGEST_KEPT)
        return value.strip() or None

    return read


def identifier(column: str) -> Reading:
    """An id, without which there is no row: where it looks personal, the event is refused."""

    def read(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
        text = value.strip() if value.__class__ is str else text_of(value, column)
        if not text:
            return None
        if len(text) < SHORTEST_NUMBER and not has_at_sign(text):
            return text
        if len(text) > LONGEST_ID:
            raise refusals.too_long(column, LONGEST_ID)
        if names_a_person(text):
            raise refusals.personal(column)
        return text

    return read


def _choice(column: Column) -> Reading:
    choices = frozenset(column.choices)

    def read(value: Any) -> str | None:  # noqa: ANN401 - any value of JSON
        text = text_of(value, column.name)
        if text is None or text in choices:
            return text
        if (small := text.lower()) in choices:
            return small
        raise refusals.no_choice(column.name, column.choices)

    return read


def _count(column: str) -> Reading:
    def read(value: Any) -> int | None:  # noqa: ANN401 - any value of JSON
        if value.__class__ is float and value.is_integer():
            value = int(value)
        if value.__class__ is int and 0 <= value <= _MOST:
            return int(value)
        if value is None or (value.__class__ is str and not value.strip()):
            return None
        if value.__class__ is str and _COUNT.fullmatch(value.strip()):
            return int(value)
        raise refusals.wrong(column, "a whole number")

    return read


def _yes_no(column: str) -> Reading:
    def read(value: Any) -> bool | None:  # noqa: ANN401 - any value of JSON
        if value.__class__ is bool or value is None:
            return bool(value) if value is not None else None
        text = (text_of(value, column) or "").lower()
        if not text:
            return None
        if text in _YES or text in _NO:
            return text in _YES
        raise refusals.wrong(column, "true or false")

    return read
