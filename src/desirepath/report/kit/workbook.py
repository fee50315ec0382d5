"""The kit as a workbook. The same kit gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desirepath.report.kit import look
from desirepath.report.kit.drawn_sheet import Inks, draw, set_paper
from desirepath.report.kit.found import evidence, five_checks, friction_points
from desirepath.report.kit.kit import Kit
from desirepath.report.kit.session import HOW_SURE, TO_BRING, agenda, floor_note, introduction
from desirepath.report.kit.sheet import Sheet
from desirepath.report.kit.tidy import no_formula, tidy
from desirepath.report.kit.to_do import backlog, interventions, scorecard

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands as the day of making where the kit has none: what is drawn knows no clock."""
_STRINGS_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS = (3, 18, 82, 20)


def workbook_of(kit: Kit) -> bytes:
    """The workbook of a kit, whole."""
    whole = BytesIO()
    with Workbook(whole, {"in_memory": True, **_STRINGS_ONLY}) as workbook:
        made = kit.study.as_of.astimezone(UTC) if kit.study else NO_DAY
        title = tidy(f"Diagnosis kit: {kit.title}" if kit.title else "Diagnosis kit", 200)
        workbook.set_properties({"title": title, "author": "desirepath", "created": made.replace(tzinfo=None)})
        inks = Inks(workbook)
        _start(workbook.add_worksheet("Start here"), inks, kit)
        for sheet in sheets(kit):
            draw(workbook, inks, sheet)
    return whole.getvalue()


def sheets(kit: Kit) -> tuple[Sheet, ...]:
    """The sheets after the first, in order."""
    making = (scorecard, friction_points, evidence, five_checks, interventions, backlog)
    return tuple(make(kit) for make in making)


def _start(page: Worksheet, inks: Inks, kit: Kit) -> None:
    page.set_tab_color(look.NAV)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width, inks.of())
    band = inks.of(bg_color=look.NAV, font_color=look.WHITE, font_size=22, bold=True, valign="vcenter")
    page.set_row(0, 46)
    for place in range(len(_WIDTHS)):
        page.write_blank(0, place, None, band)
    page.write_string(0, 1, "Diagnosis kit", band)
    row = _line(page, inks, 2, kit.title, 16, bold=True)
    row = _line(page, inks, row, kit.facts(), 10, colour=look.MUTED)
    row = _line(page, inks, row, kit.verdict(), 11, bold=True, colour=look.ACCENT)
    row = _section(page, inks, row + 1, "What this is", (introduction(kit), floor_note(kit)))
    row = _session(page, inks, row, kit)
    row = _section(page, inks, row, "What to bring", TO_BRING)
    row = _section(page, inks, row, "How sure", (HOW_SURE,))
    for work in kit.work:
        path = " › ".join(work.steps.values())
        row = _section(page, inks, row, f"Steps of {work.title}", (path,))
    set_paper(page)


def _line(page: Worksheet, inks: Inks, row: int, text: str, size: int, **ink: object) -> int:
    """Write one line over the width of the sheet; nothing where there is no text. The next free row."""
    if not text:
        return row
    colour = ink.get("colour", look.INK)
    page.set_row(row, size * 1.7)
    page.write_string(row, 1, no_formula(text), inks.of(font_size=size, bold=bool(ink.get("bold")), font_color=colour))
    return row + 1


def _section(page: Worksheet, inks: Inks, row: int, title: str, texts: tuple[str, ...]) -> int:
    """A heading on the left and its texts beside it. The next free row, one left empty."""
    page.write_string(row, 1, no_formula(title), inks.of(bold=True, font_color=look.ACCENT, text_wrap=True))
    told = [text for text in texts if text]
    for text in told:
        page.set_row(row, 6 + 13.5 * (1 + len(text) // 112))
        page.write_string(row, 2, no_formula(text), inks.of(text_wrap=True))
        row += 1
    return row + 1 + (not told)


def _session(page: Worksheet, inks: Inks, row: int, kit: Kit) -> int:
    page.write_string(row, 1, "45 minutes", inks.of(bold=True, font_color=look.ACCENT))
    row += 1
    head = inks.of(bold=True, font_size=9, font_color=look.WHITE, bg_color=look.NAV, valign="vcenter")
    for place, title in enumerate(("Minutes", "What the room does", "Sheet"), start=1):
        page.write_string(row, place, title, head)
    body = inks.of(text_wrap=True, bottom=1, bottom_color=look.LINE, valign="vcenter")
    link = inks.of(font_color=look.ACCENT, underline=1, bottom=1, bottom_color=look.LINE, valign="vcenter")
    for part in agenda(kit):
        row += 1
        page.set_row(row, 6 + 13.5 * (1 + len(part.do) // 112))
        page.write_string(row, 1, part.minutes, body)
        page.write_string(row, 2, part.do, body)
        page.write_url(row, 3, f"internal:'{part.sheet}'!A1", link, part.sheet)
    return row + 2
