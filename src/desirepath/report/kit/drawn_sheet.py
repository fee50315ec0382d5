"""One sheet drawn into a workbook: head, table, lists to choose from, and how it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desirepath.report.kit import look
from desirepath.report.kit.sheet import Cell, Column, Sheet
from desirepath.report.kit.tidy import no_formula

HEADER_ROW = 3
_A4, _A3 = 9, 8
_MOST_ON_A4 = 230
"""Signs beside each other; what is wider is for A3."""
_NUMBERS = {"share": "0%", "whole": "#,##0", "decimal": "#,##0.0", "day": "d mmm yyyy"}
_TO_WRITE_IN = 26
"""Points: room for a hand."""
_LAST_DAY = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Inks:
    """The formats of a workbook, each made once."""

    workbook: Workbook
    made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **facts: Any) -> Format:  # noqa: ANN401 - whatever a format can hold
        """The format of these facts."""
        base = {"font_name": look.FACE, "font_size": 10, "font_color": look.INK, "valign": "top"} | facts
        key = tuple(sorted(base.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(base)
        return self.made[key]


def draw(workbook: Workbook, inks: Inks, sheet: Sheet) -> None:
    """Add the sheet to the workbook."""
    page = workbook.add_worksheet(sheet.name)
    page.set_tab_color(look.ACCENT)
    page.set_row(0, 28)
    page.write_string(0, 0, sheet.name, inks.of(font_size=18, bold=True, valign="vcenter"))
    page.write_string(1, 0, no_formula(sheet.told), inks.of(font_color=look.MUTED))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, inks.of())
        page.write_string(HEADER_ROW, place, no_formula(column.title), _head(inks, column))
    page.set_row(HEADER_ROW, 30)
    _fill(page, inks, sheet)
    _offer(page, inks, sheet)
    _for_eye_and_paper(page, sheet)


def _head(inks: Inks, column: Column) -> Format:
    is_figure = column.kind in _NUMBERS and column.kind != "day"
    return inks.of(
        bold=True,
        font_size=9,
        font_color=look.WHITE,
        bg_color=look.ACCENT if column.to_fill else look.NAV,
        text_wrap=True,
        valign="vcenter",
        align="right" if is_figure else "left",
        indent=0 if is_figure else 1,
    )


def _fill(page: Worksheet, inks: Inks, sheet: Sheet) -> None:
    empty: tuple[Cell, ...] = (None,) * len(sheet.columns)
    for down, row in enumerate((*sheet.rows, *(empty,) * sheet.empty_rows)):
        number = HEADER_ROW + 1 + down
        page.set_row(number, _height(sheet, row) if down < len(sheet.rows) else _TO_WRITE_IN)
        for place, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            write(page, (number, place), cell, _body(inks, column, is_open=down >= len(sheet.rows)))


def write(page: Worksheet, place: tuple[int, int], cell: Cell, ink: Format) -> None:
    """Write one cell by what it is; a text is always a string, never a formula, a number or a link."""
    match cell:
        case None:
            page.write_blank(*place, None, ink)
        case str():
            page.write_string(*place, no_formula(cell), ink)
        case date():
            page.write_datetime(*place, cell, ink)
        case _:
            page.write_number(*place, cell, ink)


def _body(inks: Inks, column: Column, *, is_open: bool) -> Format:
    ground: dict[str, Any] = {}
    if column.to_fill or is_open:
        ground = {"bg_color": look.SOFT, "left": 1, "right": 1, "left_color": look.LINE, "right_color": look.LINE}
    number = {"num_format": _NUMBERS[column.kind]} if column.kind in _NUMBERS else {}
    side = {"align": "right"} if column.kind in {"share", "whole", "decimal"} else {"align": "left", "indent": 1}
    bold = {"bold": True} if column.kind == "name" else {}
    return inks.of(text_wrap=True, bottom=1, bottom_color=look.LINE, **ground, **number, **side, **bold)


def _height(sheet: Sheet, row: tuple[Cell, ...]) -> float:
    """Points enough for the cell that wraps most: programs do not all fit rows to their text by themselves."""
    lines = (
        _lines(cell, (column.width - 2) * (1.1 if column.kind == "name" else 1.25))
        for column, cell in zip(sheet.columns, row, strict=True)
        if isinstance(cell, str)
    )
    return min(400.0, 9 + 13.5 * max(lines, default=1))


def _lines(text: str, width: float) -> int:
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    rows, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > width:
            rows, used = rows + 1, 0
        rows += int(len(word) // (width + 1))
        used += len(word) + (1 if used else 0)
    return rows


def _offer(page: Worksheet, inks: Inks, sheet: Sheet) -> None:
    """Lists to choose from, days, and colours of the words that have one."""
    first, last = HEADER_ROW + 1, HEADER_ROW + max(1, len(sheet.rows) + sheet.empty_rows)
    for place, column in enumerate(sheet.columns):
        where = (first, place, last, place)
        if column.choices and (column.to_fill or sheet.empty_rows):
            kind = "stop" if column.only_these else "information"
            page.data_validation(*where, {"validate": "list", "source": list(column.choices), "error_type": kind})
        if column.kind == "day" and column.to_fill:
            days = {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": _LAST_DAY}
            page.data_validation(*where, days | {"error_message": "A day, such as 2026-11-30."})
        _colour(page, inks, column, where)


def _colour(page: Worksheet, inks: Inks, column: Column, where: tuple[int, int, int, int]) -> None:
    if column.kind == "badge":
        for word, (ink, ground) in look.BADGES.items():
            worn = inks.of(font_color=ink, bg_color=ground, bold=True)
            page.conditional_format(*where, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": worn})
    if column.kind == "share":
        bar = {"type": "data_bar", "bar_solid": True, "bar_color": look.BAR, "min_type": "num", "min_value": 0}
        page.conditional_format(*where, bar | {"max_type": "num", "max_value": 1, "data_bar_2010": True})


def _for_eye_and_paper(page: Worksheet, sheet: Sheet) -> None:
    named = [place for place, column in enumerate(sheet.columns) if column.kind == "name"]
    last = HEADER_ROW + len(sheet.rows) + sheet.empty_rows
    page.freeze_panes(HEADER_ROW + 1, named[0] + 1 if named else 0)
    page.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(sheet.columns) - 1)
    set_paper(page, is_wide=sum(column.width for column in sheet.columns) > _MOST_ON_A4)
    page.repeat_rows(HEADER_ROW)
    page.print_area(0, 0, max(last, HEADER_ROW + 1), len(sheet.columns) - 1)


def set_paper(page: Worksheet, *, is_wide: bool = False) -> None:
    """Paper across, as wide as the sheet, numbered."""
    page.set_landscape()
    page.hide_gridlines(2)
    page.set_paper(_A3 if is_wide else _A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&8&A&R&8&P / &N")
