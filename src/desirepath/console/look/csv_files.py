"""A table as a CSV file that spreadsheets open safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    """The cell; text that begins like a formula gets a quote before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return "" if cell is None else cell
