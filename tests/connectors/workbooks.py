"""Workbooks that the tests make: by a writer of workbooks, or, for what no writer does, by hand."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import TypeAlias

import xlsxwriter

Cell: TypeAlias = str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
Sheet: TypeAlias = Sequence[Sequence[Cell]]
_FORMATS = {
    dt.datetime: "yyyy-mm-dd hh:mm:ss.000",
    dt.date: "dd.mm.yyyy",
    dt.time: "hh:mm:ss",
    dt.timedelta: "[h]:mm:ss",
}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def book(*, hidden: Sequence[str] = (), **sheets: Sheet) -> bytes:
    """A workbook; rows begin at A1. A text that begins with `=` is a formula that was worked out to be 42."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = {kind: workbook.add_format({"num_format": written}) for kind, written in _FORMATS.items()}
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, formats)
        if name in hidden:
            sheet.hide()
        else:
            sheet.activate()
    workbook.close()
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, formats: dict) -> None:
    if cell is None:
        return
    if isinstance(cell, str) and cell.startswith("="):
        sheet.write_formula(row, column, cell, None, 42)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_datetime(row, column, cell, formats[type(cell)])


def cell(place: str, value: str = "x") -> str:
    """A cell of a sheet made by hand."""
    return f'<c r="{place}" t="str"><v>{value}</v></c>'


def by_hand(*rows: str, before: str = "", texts: str = "") -> bytes:
    """A workbook of one sheet, `One`, of which the rows are given as they stand in the file, and the shared texts."""
    sheet = f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{"".join(rows)}</sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": _related(f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _related(
                f"{_RELATIONS}/worksheet", "worksheets/sheet1.xml", f"{_RELATIONS}/sharedStrings", "sharedStrings.xml"
            ),
            "xl/sharedStrings.xml": texts or f'<sst xmlns="{_MAIN}"/>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _related(*kinds_and_targets: str) -> str:
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
