"""What slides tell: titles, words, tables, the numbers of charts and of their workbooks, alternative texts, notes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from pptx import Presentation
from pptx.oxml import parse_xml

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LARGEST = 64 * 1024 * 1024
_Pptx: TypeAlias = Any


def told_by_slides(content: bytes) -> Iterator[tuple[str, str]]:
    """Place and text of everything that a presentation tells, in the order of its slides."""
    made: _Pptx = Presentation(BytesIO(content))
    yield "the title of the file", str(made.core_properties.title)
    for number, slide in enumerate(made.slides, 1):
        place = f"slide {number}"
        for node in slide.element.iter():
            if node.tag == f"{_A}t":
                yield place, node.text or ""
            elif node.get("descr"):
                yield f"alternative text on {place}", node.get("descr")
        for shape in slide.shapes:
            if shape.has_chart:
                yield from _chart(shape.chart, place)
        if slide.has_notes_slide:
            yield f"notes of {place}", slide.notes_slide.notes_text_frame.text


def _chart(chart: _Pptx, place: str) -> Iterator[tuple[str, str]]:
    root: _Pptx = parse_xml(chart.part.blob)
    for node in root.iter(f"{_C}v", f"{_A}t"):
        yield f"chart on {place}", node.text or ""
    book = chart.part.chart_workbook.xlsx_part
    if book is not None:
        for text in workbook_texts(book.blob):
            yield f"workbook of the chart on {place}", text


def workbook_texts(content: bytes) -> Iterator[str]:
    """Every text and number in a workbook, its formulas too, sheet by sheet."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for entry in sorted(parts.infolist(), key=lambda one: one.filename):
            if entry.filename.startswith("xl/") and entry.filename.endswith(".xml") and entry.file_size <= _LARGEST:
                root: _Pptx = parse_xml(parts.read(entry))
                for node in root.iter(f"{_S}v", f"{_S}t", f"{_S}f"):
                    yield node.text or ""
