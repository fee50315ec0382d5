"""The parts that the document is made of: headings, lines, tables with coloured cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from desirepath.report.kit import look
from desirepath.report.kit.tidy import tidy

PAGE_WIDTH = 17.4
"""Centimetres between the margins."""
Told: TypeAlias = str | tuple[str, str]
"""A line, or the bold beginning of one and the rest of it."""
_LONGEST = 1_200
_PAD = Pt(2.5)


def heading(document: Document, text: str, level: int) -> Paragraph:
    """A heading that stays with what follows it."""
    paragraph: Paragraph = document.add_heading(tidy(text, 300), level)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def line(document: Document, text: str, *, size: float = 10, colour: str = look.INK, bold: bool = False) -> None:
    """One paragraph; none where there is no text."""
    if text:
        say(document.add_paragraph(), text, size=size, colour=colour, bold=bold)


def gap(document: Document) -> None:
    """A little air after a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(" ").font.size = Pt(4)


def say(paragraph: Paragraph, text: str, *, size: float = 9.5, colour: str = look.INK, bold: bool = False) -> None:
    """Add a text to a paragraph."""
    run = paragraph.add_run(tidy(text, _LONGEST))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)


def grid(document: Document, widths: Sequence[float], rows: int) -> Table:
    """An empty table with hairlines; widths in centimetres. Rows do not break over pages."""
    table: Table = document.add_table(rows, len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _rule(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no word for it
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = _PAD
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def listed(document: Document, widths: Sequence[float], head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with a head that is repeated on every page."""
    told = [head, *rows]
    table = grid(document, widths, len(told))
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - likewise
    for number, (row, texts) in enumerate(zip(table.rows, told, strict=True)):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            if number == 0:
                shade(cell, look.NAV)
                say(cell.paragraphs[0], text, size=8.5, colour=look.WHITE, bold=True)
            else:
                say(cell.paragraphs[0], text, size=9, bold=place == 0)


def labelled(document: Document, rows: Iterable[tuple[str, Sequence[Told]]], *, to_fill: float = 0) -> None:
    """Labels on the left, lines on the right; a row without lines is left open, `to_fill` centimetres high."""
    told = list(rows)
    table = grid(document, (3.6, PAGE_WIDTH - 3.6), len(told))
    for row, (label, lines) in zip(table.rows, told, strict=True):
        left, right = row.cells
        shade(left, look.SOFT)
        say(left.paragraphs[0], label, size=9, colour=look.MUTED, bold=True)
        if not any(lines):
            row.height = Cm(to_fill)
        for number, text in enumerate(one for one in lines if one):
            paragraph = right.paragraphs[0] if number == 0 else right.add_paragraph()
            paragraph.paragraph_format.space_after = _PAD
            lead, rest = text if isinstance(text, tuple) else ("", text)
            if lead:
                say(paragraph, lead, bold=True)
                paragraph.add_run(" ")
            say(paragraph, rest)
    keep_together(table)


def keep_together(table: Table) -> None:
    """Let the rows of a table stand on one page, where they fit on one."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell its ground."""
    ground = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour.removeprefix("#"))):
        ground.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001 - likewise


def _rule(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule: Any = OxmlElement(f"w:{side}")
        is_seen = side in {"top", "bottom", "insideH"}
        for name, value in (
            ("w:val", "single" if is_seen else "nil"),
            ("w:sz", "4"),
            ("w:color", look.EDGE.removeprefix("#")),
        ):
            rule.set(qn(name), value)
        borders.append(rule)
    # Word wants the parts in the order of the schema: borders stand before the layout, which is there already.
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)  # noqa: SLF001 - likewise


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
