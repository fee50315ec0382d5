"""A sheet as values: its columns, its rows, and how many more are left to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Cell: TypeAlias = str | float | int | date | None
Kind: TypeAlias = Literal["text", "name", "badge", "share", "whole", "decimal", "day"]
"""`name` is the text that a row is known by, `badge` one of a few words that take a colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, `width` signs wide.

    `choices` are offered in a list; other texts are let through with a word, unless `only_these`. `to_fill` marks
    what people write in.
    """

    title: str
    width: int
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    only_these: bool = False
    to_fill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: what it is called, what it is for, and its table. `empty_rows` follow the filled ones."""

    name: str
    told: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty_rows: int = 0

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the sheet {self.name} has not one cell for each column")
