"""Which shade a cell of a table has: apart from everyone, and on which side. The same for pages, PDF and slides."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desirepath.vocabulary.chart import HeatTable
from desirepath.vocabulary.figure import Figure

FAR = 0.25
"""From this share of everyone's value on, a cell has the strong shade."""


class Shade(StrEnum):
    """How a cell lies beside everyone; `NONE` where there is nothing to hold it against."""

    NONE = "none"
    ALIKE = "alike"
    WORSE = "worse"
    MUCH_WORSE = "much-worse"
    BETTER = "better"
    MUCH_BETTER = "much-better"


MARKS: Mapping[Shade, str] = {
    Shade.NONE: "",
    Shade.ALIKE: "",
    Shade.WORSE: "▼",
    Shade.MUCH_WORSE: "▼▼",
    Shade.BETTER: "▲",
    Shade.MUCH_BETTER: "▲▲",
}
"""What says the shade without colour."""

FILLS: Mapping[Shade, tuple[str, str]] = {
    Shade.NONE: ("ffffff", "566077"),
    Shade.ALIKE: ("f0f3f8", "17213a"),
    Shade.WORSE: ("fbd9b5", "2c1503"),
    Shade.MUCH_WORSE: ("c2560f", "ffffff"),
    Shade.BETTER: ("c9dbfa", "0b1d42"),
    Shade.MUCH_BETTER: ("2459c9", "ffffff"),
}
"""Ground and ink of each shade, as hexadecimal digits; each pair has a contrast above 4.5 to 1."""


def shade(cell: Figure | None, everyone: Figure | None, table: HeatTable) -> Shade:
    """The shade of a cell beside the table's first row. What its interval holds is alike."""
    if cell is None or everyone is None or cell is everyone:
        return Shade.NONE
    if cell.value is None or cell.low is None or cell.high is None or everyone.value is None:
        return Shade.NONE
    if cell.low <= everyone.value <= cell.high:
        return Shade.ALIKE
    gap = cell.value - everyone.value
    far = abs(gap) >= FAR * abs(everyone.value)
    if (gap > 0) == (table.better == "up"):
        return Shade.MUCH_BETTER if far else Shade.BETTER
    return Shade.MUCH_WORSE if far else Shade.WORSE


def shades(table: HeatTable) -> tuple[tuple[Shade, ...], ...]:
    """The shades of all rows; the first is everyone's and has none."""
    first = table.rows[0][1] if table.rows else ()
    return tuple(
        tuple(shade(cell, beside, table) for cell, beside in zip(cells, first, strict=True)) for _, cells in table.rows
    )
