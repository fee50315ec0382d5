"""A table as a CSV file that spreadsheets open safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA = re.compile(r"[\s\x00]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_IN_A_NEXT_CELL = re.compile(r"([;\t\r\n])(?=[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where commas separate decimals, spreadsheets split lines at semicolons and tabs, whatever stands in quotes."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The answer that a browser keeps as NAME.csv: UTF-8 with a mark, and no cell that a spreadsheet would compute."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(header)
    written.writerows([harmless(cell) for cell in row] for row in rows)
    answer = HttpResponse(("\ufeff" + out.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{re.sub("[^A-Za-z0-9._-]+", "-", name)}.csv"'
    return answer


def harmless(cell: object) -> object:
    """The cell; text in which a spreadsheet would see a formula gets a quote before that."""
    if cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool)):
        return "" if cell is None else cell
    text = str(cell).replace("\x00", "")
    if _NUMBER.fullmatch(text):
        return text
    text = _IN_A_NEXT_CELL.sub(r"\1'", text)
    return "'" + text if _FORMULA.match(text) else text
