"""The first rows of an upload, with what could tell of a person covered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desirepath.runs.reading.messages import Columns

ROWS = 8
COVERED = "•••"
_LONGEST = 60
_OF_PERSONS = frozenset({"user_id", "manager", "subject", "body", "text", "note", "query"})
"""Columns of ours that name persons or hold what they wrote."""
_LIKE_PERSONS = re.compile(
    r"user|person|employee|staff|resource|mail|name|manager|supervisor|clerk|agent|actor|performer|assign|owner|caller"
    r"|author|request(ed|or|er)|contact|phone|login|account|(opened|created|updated|changed|closed)_?by"
    r"|description|comment|subject|summary|text|body|note",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleColumn:
    """One column. `ours` is what it is taken for, or empty; `covered` says that its values are not shown."""

    theirs: str
    ours: str
    covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleShown:
    """The columns, and the first rows of them."""

    columns: tuple[SampleColumn, ...]
    rows: tuple[tuple[str, ...], ...]


def sample_shown(seen: Columns, chosen: Mapping[str, str]) -> SampleShown:
    """The first rows; `chosen` are our columns by the file's."""
    ours = {theirs: name for name, theirs in chosen.items()}
    columns = tuple(
        SampleColumn(theirs=theirs, ours=ours.get(theirs, ""), covered=_is_covered(theirs, ours.get(theirs)))
        for theirs in dict.fromkeys(seen.columns)
    )
    values = [seen.sample.get(one.theirs, ()) for one in columns]
    number = min(ROWS, max((len(one) for one in values), default=0))
    rows = tuple(
        tuple(_shown(value[at] if at < len(value) else None, one) for one, value in zip(columns, values, strict=True))
        for at in range(number)
    )
    return SampleShown(columns=columns, rows=rows)


def _is_covered(theirs: str, ours: str | None) -> bool:
    return ours in _OF_PERSONS if ours else _LIKE_PERSONS.search(theirs) is not None


def _shown(value: str | None, column: SampleColumn) -> str:
    if not value:
        return ""
    if column.covered or _ADDRESS.search(value):
        return COVERED
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
