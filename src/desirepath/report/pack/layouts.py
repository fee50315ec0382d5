"""The template of the slides, made by code: three layouts, one font, no picture."""

from __future__ import annotations

from typing import Any, TypeAlias

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches

FONT, INK, MUTED = "Arial", "17213A", "566077"
COVER, WORDS, SHOW = 0, 1, 2
"""The layouts by their place: a cover, words alone, and a strip of words above a chart or table."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.65), Inches(12.03)
_Pptx: TypeAlias = Any
"""A part of python-pptx, which types little of what it gives."""
_KEPT = {"Title Slide": "Cover", "Title and Content": "Words", "Two Content": "Words and a chart"}
_TITLE, _BODY, _OTHERS = 0, 1, (10, 11, 12)


def template() -> _Pptx:
    """A presentation without slides."""
    made: _Pptx = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    layouts = made.slide_layouts
    for layout in list(layouts):
        if layout.name in _KEPT:
            layout.name = _KEPT[layout.name]
        else:
            layouts.remove(layout)
    _titles(made.slide_master)
    cover, words, show = layouts
    _bar(cover)
    _settle(cover, title=(1.9, 1.7, 34), body=(3.75, 1.6, 15))
    _settle(words, title=(0.42, 0.8, 24), body=(1.4, 5.35, 15))
    _settle(show, title=(0.42, 0.8, 24), body=(1.28, 1.1, 13))
    return made


def _bar(cover: _Pptx) -> None:
    """A bar at the left edge of the cover; it says nothing."""
    text = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Inches(0.22)}" cy="{HEIGHT}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="2459C9"/></a:solidFill><a:ln>'
        "<a:noFill/></a:ln></p:spPr></p:sp>"
    )
    cover.shapes.element.append(parse_xml(text))


def _titles(master: _Pptx) -> None:
    """Titles stand left in our font; bodies have no bullets."""
    style = master.element.find(qn("p:txStyles"))
    for name in ("titleStyle", "bodyStyle"):
        for level in style.find(qn(f"p:{name}")):
            if not level.tag.endswith("pPr"):
                continue
            level.set("algn", "l")
            run = level.find(qn("a:defRPr"))
            if run is not None:
                _in_our_font(run, bold=name == "titleStyle")
    for shape in master.placeholders:
        shape.left, shape.width = LEFT, ACROSS


def _in_our_font(run: _Pptx, *, bold: bool) -> None:
    for child in list(run):
        run.remove(child)
    fill = _below(run, "a:solidFill")
    _below(fill, "a:srgbClr", val=INK)
    for name in ("latin", "cs"):
        _below(run, f"a:{name}", typeface=FONT)
    run.set("b", "1" if bold else "0")


def _settle(layout: _Pptx, *, title: tuple[float, float, int], body: tuple[float, float, int]) -> None:
    """Place and size of the title and the first body, in inches and points; every other placeholder goes."""
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.idx
        if kind not in {_TITLE, _BODY}:
            shape.element.getparent().remove(shape.element)
            continue
        top, height, size = title if kind == _TITLE else body
        shape.left, shape.top, shape.width, shape.height = LEFT, Inches(top), ACROSS, Inches(height)
        _sized(shape, size, anchor="b" if kind == _TITLE else "t")


def _sized(shape: _Pptx, size: int, anchor: str) -> None:
    body = shape.element.find(qn("p:txBody"))
    frame = body.find(qn("a:bodyPr"))
    for child in list(frame):
        frame.remove(child)
    frame.set("anchor", anchor)
    for side in ("lIns", "rIns"):
        frame.set(side, "0")
    styles = body.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    level = _below(styles, "a:lvl1pPr", marL="0", indent="0", algn="l")
    _below(level, "a:buNone")
    _below(level, "a:defRPr", sz=str(size * 100))


def _below(parent: _Pptx, name: str, **attributes: str) -> _Pptx:
    made: _Pptx = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(attribute, value)
    parent.append(made)
    return made


def emu(inches: float) -> int:
    """Inches in English Metric Units."""
    return int(Emu(int(Inches(inches))))
