"""Minutes as a document for office programs. The same minutes give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor

from desirepath.report.kit import look
from desirepath.report.kit.blocks import PAGE_WIDTH, Told, gap, grid, heading, labelled, line, listed, say, shade
from desirepath.report.kit.tidy import tidy
from desirepath.report.spoken import said
from desirepath.report.weekly.minutes import Minutes, Section

_EARLIEST_ZIP = (1980, 1, 1, 0, 0, 0)
_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - office files keep times without a zone
_WIDTHS = (5.4, 4.4, 4.0, PAGE_WIDTH - 13.8)


def paper_of(minutes: Minutes, language: str = "en") -> bytes:
    """The document, whole. `language` is what its texts are in, so that it is read aloud rightly."""
    document = docx.Document()
    _dress(document, minutes, language)
    _opening(document, minutes)
    for one in minutes.sections:
        _section(document, one)
    if minutes.silent:
        heading(document, minutes.silent_heading, 2)
        labelled(document, [(title, (says,)) for title, says in minutes.silent])
    if minutes.moved:
        heading(document, minutes.moved_heading, 2)
        listed(document, _WIDTHS, minutes.moved_head, minutes.moved)
    gap(document)
    line(document, minutes.note, size=8.5, colour=look.MUTED)
    return _settled(document)


def _dress(document: Document, minutes: Minutes, language: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = look.FACE, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    style = document.styles["Heading 2"]
    style.element.rPr.rFonts.attrib.clear()
    style.font.name, style.font.size, style.font.bold = look.FACE, Pt(12.5), True
    style.font.color.rgb = RGBColor.from_string(look.INK.removeprefix("#"))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(4)
    about = document.core_properties
    about.title, about.author, about.comments = tidy(f"{minutes.heading}: {minutes.title}", 200), "desirepath", ""
    about.language = language
    about.created = about.modified = _NO_DAY


def _opening(document: Document, minutes: Minutes) -> None:
    band = grid(document, (PAGE_WIDTH,), 1)
    [cell] = band.rows[0].cells
    shade(cell, look.NAV)
    cell.paragraphs[0].paragraph_format.space_before = Pt(6)
    say(cell.paragraphs[0], minutes.heading, size=10, colour=look.BAND, bold=True)
    title = cell.add_paragraph()
    title.paragraph_format.space_after = Pt(8)
    say(title, minutes.title, size=18, colour=look.WHITE, bold=True)
    gap(document)
    line(document, " · ".join(f"{label}: {text}" for label, text in minutes.about), size=9, colour=look.MUTED)
    if minutes.quiet:
        line(document, f"{minutes.quiet}.", size=12, colour=look.ACCENT, bold=True)
        line(document, minutes.because)


def _section(document: Document, one: Section) -> None:
    heading(document, one.title, 2)
    line(document, one.says, size=11)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    labelled(document, _rows(one))


def _rows(one: Section) -> Iterator[tuple[str, tuple[Told, ...]]]:
    for label, text in one.rows:
        yield label, (text,)
    if one.facts:
        yield said("Behind it"), one.facts
    yield said("Decided"), tuple((done, "") for done in one.decided)


def _settled(document: Document) -> bytes:
    """The bytes without the time of writing, which the container would otherwise hold."""
    written, settled = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            kept.writestr(zipfile.ZipInfo(name, _EARLIEST_ZIP), given.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
