"""A chart as a value: one definition that pages, PDF and slides draw each in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desirepath.vocabulary.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line over the labels of its chart; a point is None where there is no figure to show."""

    name: str
    points: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over time, each with its interval. `mark` is the label at which the change came, such as go-live."""

    id: str
    title: str
    says: str
    unit: str
    better: Literal["up", "down"]
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    mark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """One bar a figure, with its interval, in the order given."""

    id: str
    title: str
    says: str
    unit: str
    better: Literal["up", "down"]
    bars: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """Figures of rows by columns, shaded by value; a cell is None where there is nothing to show, or too few people."""

    id: str
    title: str
    says: str
    unit: str
    better: Literal["up", "down"]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure | None, ...]], ...]


Chart = LineChart | BarChart | HeatTable
"""`says` is what the chart shows, in one sentence: its alternative text, and the line beneath its title."""
