"""A workbook made from the rows that a page shows, so that the page shows what is read."""

import datetime as dt
import re

from tests.connectors.workbooks import Cell, book

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def workbook_of(text: str) -> bytes:
    """The workbook of a block: `sheet NAME`, and below it rows of cells between bars. Times and numbers are such."""
    sheets: dict[str, list[list[Cell]]] = {}
    rows: list[list[Cell]] = []
    for line in text.splitlines():
        if line.startswith("sheet "):
            rows = sheets.setdefault(line.removeprefix("sheet "), [])
        else:
            rows.append([_cell(one.strip()) for one in line.strip("|").split("|")])
    return book(**sheets)


def _cell(shown: str) -> Cell:
    if _MOMENT.fullmatch(shown):
        return dt.datetime.fromisoformat(shown)
    return int(shown) if shown.isdigit() else shown or None
