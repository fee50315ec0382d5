"""What stands in a kit's two files, read back by programs that did not write them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from python_calamine import CalamineWorkbook

HEADER_ROW = 3


def cells(workbook: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet, rows from the first on."""
    opened = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return {name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in opened.sheet_names}


def table(workbook: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet's table by the titles of its columns; rows left open are left out."""
    rows = cells(workbook)[sheet]
    head = rows[HEADER_ROW]
    return [dict(zip(head, row, strict=True)) for row in rows[HEADER_ROW + 1 :] if any(cell != "" for cell in row)]


def texts(workbook: bytes) -> Iterator[str]:
    """Every text of every cell."""
    for rows in cells(workbook).values():
        yield from (cell for row in rows for cell in row if isinstance(cell, str) and cell)


def parts(office_file: bytes) -> dict[str, str]:
    """The XML of an office file by the name of its part."""
    with zipfile.ZipFile(BytesIO(office_file)) as opened:
        return {
            name: opened.read(name).decode("utf-8") for name in opened.namelist() if name.endswith((".xml", ".rels"))
        }


def paragraphs(document: bytes) -> list[str]:
    """Every paragraph of a document, those in tables too."""
    opened = docx.Document(BytesIO(document))
    inside = (
        paragraph
        for shown in opened.tables
        for row in shown.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    )
    return [paragraph.text for paragraph in (*opened.paragraphs, *inside) if paragraph.text.strip()]


def labelled_rows(document: bytes) -> list[tuple[str, str]]:
    """The rows of all tables with two columns: label and what stands beside it."""
    opened = docx.Document(BytesIO(document))
    return [
        (row.cells[0].text, row.cells[1].text)
        for shown in opened.tables
        if len(shown.columns) == 2
        for row in shown.rows
    ]
