"""The pack as slides: native charts and tables that can be edited, alternative texts, the ledger in a part of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from desirepath.report.charts.native import Place, bar_on, describe, line_on, rgb
from desirepath.report.pack.fixed_zip import fixed_zip
from desirepath.report.pack.layouts import ACROSS, COVER, FONT, LEFT, MUTED, SHOW, WORDS, emu, template
from desirepath.report.pack.ledger import ledger_text
from desirepath.report.pack.slide_tables import Rows, table_on, tables_of
from desirepath.report.sentence_parts import short_name
from desirepath.report.spoken import said
from desirepath.vocabulary.chart import BarChart, HeatTable, LineChart
from desirepath.vocabulary.pack import Block, Grid, Pack, Paragraph, Section

NAMESPACE = "urn:desirepath:governance:1"
LEDGER_PART = "/customXml/item1.xml"
_CHART = Place(int(LEFT), emu(2.4), int(ACROSS), emu(4.5))
_Pptx: TypeAlias = Any
_MOST_WORDS = 1_900
"""Letters on a slide of words."""
_BESIDE = 3
"""So many paragraphs may stand above a chart; more have a slide of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A paragraph on a slide."""

    text: str
    bold: bool = False
    muted: bool = False


def pack_slides(pack: Pack) -> bytes:
    """The presentation; the same pack gives the same bytes."""
    made = template()
    _cover(made, pack)
    answers = [
        line
        for one in pack.answers
        for line in (_Line(text=one.question, bold=True), *(_Line(text=sentence) for sentence in one.sentences))
    ]
    _words(made, said("Three answers"), answers)
    if pack.repeat:
        _words(made, said("What may be told on"), [_line(one) for one in pack.repeat])
    for section in pack.sections:
        _section(made, section)
    _foot(made, pack)
    _properties(made, pack)
    _attach(made, ledger_text(pack))
    return fixed_zip(made.save)


def _cover(made: _Pptx, pack: Pack) -> None:
    slide = made.slides.add_slide(made.slide_layouts[COVER])
    slide.shapes.title.text = pack.title
    body = slide.placeholders[1].text_frame
    body.text = said("Governance pack")
    _paragraph(body.add_paragraph(), _Line(text=" · ".join(pack.facts), muted=True), 13)


def _section(made: _Pptx, section: Section) -> None:
    title = f"{section.title}: {section.of}" if section.of else section.title
    shown = [block for block in section.blocks if not isinstance(block, Paragraph)]
    after = _after(section.blocks)
    words = [block for block in section.blocks if isinstance(block, Paragraph) and block not in after]
    if len(words) > _BESIDE or not shown:
        _words(made, title, [_line(one) for one in words])
        words = words[:1]
    for number, block in enumerate(shown):
        # Where a section shows several things, each has the words that stand right before it.
        beside = words if len(shown) == 1 else _before(section.blocks, block)
        lines = [_line(one) for one in beside[:_BESIDE]]
        _shown(made, title if not number else f"{title}: {block.title}", lines, block)
    if after:
        _words(made, said("%(title)s: what follows", title=title), [_line(one) for one in after])


def _after(blocks: Sequence[Block]) -> list[Paragraph]:
    """What is said once the last table was shown, as of what was decided. Notes on the table go without saying here."""
    found: list[Paragraph] = []
    is_after = False
    for one in blocks:
        if isinstance(one, Paragraph):
            found = [*found, one] if is_after else []
        else:
            found, is_after = [], isinstance(one, Grid)
    return found if any(one.tone != "note" for one in found) else []


def _before(blocks: Sequence[Block], block: Block) -> list[Paragraph]:
    found: list[Paragraph] = []
    for one in blocks:
        if one is block:
            return found
        found = [*found, one] if isinstance(one, Paragraph) else []
    return found


def _shown(made: _Pptx, title: str, lines: list[_Line], block: Block) -> None:
    if isinstance(block, Paragraph):
        return
    parts: tuple[Rows | None, ...] = (None,)
    if isinstance(block, Grid | HeatTable):
        parts = tuple(tables_of(block))
        lines = lines[:1] if len(lines) > 1 and len(lines[0].text) > 250 else lines[:2]
        lines = [*lines, _Line(text=block.says, muted=True)]
    for number, part in enumerate(parts, 1):
        slide = made.slides.add_slide(made.slide_layouts[SHOW])
        slide.shapes.title.text = title if len(parts) == 1 else f"{title} ({number}/{len(parts)})"
        _write(slide.placeholders[1].text_frame, lines, _strip_size(lines))
        match block:
            case LineChart():
                frame = line_on(slide, block, _CHART)
            case BarChart():
                frame = bar_on(slide, block, _CHART)
            case _ if part is not None:
                frame = table_on(slide, part)
        describe(frame, f"{block.title}. {block.says}")


def _words(made: _Pptx, title: str, lines: Sequence[_Line]) -> None:
    parts = list(_parted(lines))
    for number, part in enumerate(parts, 1):
        slide = made.slides.add_slide(made.slide_layouts[WORDS])
        slide.shapes.title.text = title if len(parts) == 1 else f"{title} ({number}/{len(parts)})"
        letters = sum(len(one.text) for one in part)
        _write(slide.placeholders[1].text_frame, part, 16 if letters < 700 else 14 if letters < 1_200 else 12)


def _parted(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    part: list[_Line] = []
    for line in lines:
        if part and sum(len(one.text) for one in part) + len(line.text) > _MOST_WORDS:
            yield part
            part = []
        part.append(line)
    yield part


def _strip_size(lines: Sequence[_Line]) -> float:
    letters = sum(len(one.text) for one in lines)
    return 13 if letters < 320 else 11.5 if letters < 480 else 10


def _line(one: Paragraph) -> _Line:
    return _Line(text=one.text, bold=one.tone in {"lead", "repeat"}, muted=one.tone == "note")


def _write(frame: _Pptx, lines: Sequence[_Line], size: float) -> None:
    frame.word_wrap = True
    for number, line in enumerate(lines):
        _paragraph(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), line, size)


def _paragraph(paragraph: _Pptx, line: _Line, size: float) -> None:
    run = paragraph.add_run()
    run.text = line.text
    run.font.size, run.font.bold = Pt(size if not line.muted else min(size, 12)), line.bold
    if line.muted:
        run.font.color.rgb = rgb(MUTED)
    paragraph.space_after = Pt(size / 3)


def _foot(made: _Pptx, pack: Pack) -> None:
    """What every slide but the cover says at its foot: of what it is, as of when, and which slide it is."""
    whole = len(made.slides)
    for number, slide in enumerate(made.slides, 1):
        if number == 1:
            continue
        box = slide.shapes.add_textbox(LEFT, emu(7.02), ACROSS, emu(0.3))
        box.name = f"Foot {number}"
        box.text_frame.margin_left, box.text_frame.word_wrap = 0, True
        box.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        run = box.text_frame.paragraphs[0].add_run()
        run.text = f"{short_name(pack.title, 70)} · {pack.facts[1]} · {number}/{whole}"
        run.font.name, run.font.size = FONT, Pt(9.5)
        run.font.color.rgb = rgb(MUTED)


def _properties(made: _Pptx, pack: Pack) -> None:
    about = made.core_properties
    about.title = f"{said('Governance pack')}: {pack.title}"[:255]
    about.author = about.last_modified_by = "desirepath"
    about.language, about.revision = pack.language, 1
    about.subject = about.keywords = about.comments = about.category = ""
    about.created = about.modified = pack.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _attach(made: _Pptx, ledger: str) -> None:
    text = f'<ledger xmlns="{NAMESPACE}">{escape(ledger)}</ledger>'
    package = made.part.package
    part = Part(PackURI(LEDGER_PART), CONTENT_TYPE.XML, package, text.encode("utf-8"))
    made.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
