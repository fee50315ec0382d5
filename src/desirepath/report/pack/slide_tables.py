"""Tables on slides: as native tables, cut into as many slides as they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from desirepath.report.charts.native import rgb
from desirepath.report.charts.shade import FILLS, MARKS, Shade, shades
from desirepath.report.pack.figures import span_said, value_said
from desirepath.report.pack.layouts import ACROSS, FONT, INK, LEFT, MUTED, emu
from desirepath.report.spoken import said
from desirepath.report.svg.element import text_width
from desirepath.vocabulary.chart import HeatTable
from desirepath.vocabulary.pack import Grid

TOP, ROOM = 2.4, 4.55
"""Where a table begins on the slide and how high it may be, in inches."""
_SIZE, _PAD, _LINE = 11.0, 9.0, 1.22
_WIDER = 1.2
"""So much wider a text may come out than it was measured: in bold, or in another font where Arial is not at hand."""
_POINTS_ACROSS = ACROSS / 12_700
_Pptx: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and its shade."""

    text: str
    shade: Shade = Shade.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table for one slide: heads, rows, and the width of each column in points."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    is_heat: bool = False


def tables_of(block: Grid | HeatTable) -> Iterator[Rows]:
    """The table in parts that each fit a slide, each with the heads."""
    heads, rows = _cells(block)
    widths = _widths((heads, *(tuple(cell.text for cell in row) for row in rows)))
    part: list[tuple[Cell, ...]] = []
    room = ROOM * 72 - _height(tuple(map(Cell, heads)), widths)
    left = room
    for row in rows:
        height = _height(row, widths)
        if part and height > left:
            yield Rows(columns=heads, rows=tuple(part), widths=widths, is_heat=isinstance(block, HeatTable))
            part, left = [], room
        part.append(row)
        left -= height
    yield Rows(columns=heads, rows=tuple(part), widths=widths, is_heat=isinstance(block, HeatTable))


def _cells(block: Grid | HeatTable) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    if isinstance(block, Grid):
        return block.columns, tuple(tuple(map(Cell, row)) for row in block.rows)
    rows = tuple(
        (
            Cell(name),
            *(
                Cell("–" if one is None else f"{MARKS[shade]} {value_said(one)} ({span_said(one)})".strip(), shade)
                for one, shade in zip(cells, shaded, strict=True)
            ),
        )
        for (name, cells), shaded in zip(block.rows, shades(block), strict=True)
    )
    return (said("Cohort"), *block.columns), rows


def _widths(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Widths in points, by what is in the columns, none so narrow or wide that it cannot be read."""
    columns = [[row[place] for row in rows] for place in range(len(rows[0]))]
    wanted = [
        min(330.0, max(_widest(word for text in texts for word in text.split()), min(_widest(texts), 330.0)) + 2 * _PAD)
        for texts in columns
    ]
    stretch = _POINTS_ACROSS / sum(wanted)
    return tuple(width * stretch for width in wanted)


def _widest(texts: Iterable[str]) -> float:
    return max((_WIDER * text_width(one, _SIZE) for one in texts), default=0.0)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    lines = max(
        ceil(text_width(cell.text, _SIZE) * _WIDER / max(1.0, width - 2 * _PAD)) or 1
        for cell, width in zip(row, widths, strict=True)
    )
    return lines * _SIZE * _LINE + 8


def table_on(slide: _Pptx, table: Rows) -> _Pptx:
    """The native table on a slide."""
    heights = [_height(row, table.widths) for row in (tuple(map(Cell, table.columns)), *table.rows)]
    frame = slide.shapes.add_table(
        len(heights), len(table.columns), LEFT, emu(TOP), ACROSS, Emu(int(sum(heights) * 12_700))
    )
    made = frame.table
    _plain(made)
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Emu(int(width * 12_700))
    for row, height in zip(made.rows, heights, strict=True):
        row.height = Emu(int(height * 12_700))
    for place, head in enumerate(table.columns):
        _write(made.cell(0, place), Cell(head), bold=False, colour=MUTED, right=table.is_heat and place > 0)
    for number, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            right = table.is_heat and place > 0
            _write(made.cell(number, place), cell, bold=place == 0, colour=INK, right=right)
    return frame


def _plain(table: _Pptx) -> None:
    """No bands and no style: the ground of a cell is ours alone. The first row stays marked as heads."""
    table.horz_banding = False
    properties = table._tbl.find(qn("a:tblPr"))  # noqa: SLF001 - the library has no other way to the style
    for child in list(properties):
        properties.remove(child)


def _write(cell: _Pptx, content: Cell, *, bold: bool, colour: str, right: bool) -> None:
    ground, ink = FILLS[content.shade] if content.shade is not Shade.NONE else ("ffffff", colour)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    cell.margin_left, cell.margin_right = Pt(0 if not right else _PAD / 2), Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = content.text
    run.font.name, run.font.size, run.font.bold = FONT, Pt(_SIZE), bold
    run.font.color.rgb = rgb(ink)
