"""The pack as one page: everything in it, nothing fetched, nothing that runs; printed it is the PDF."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from desirepath.report.charts.drawn import bar_chart, line_chart
from desirepath.report.charts.shade import MARKS, Shade, shades
from desirepath.report.health_json import utc
from desirepath.report.pack.figures import span_said, value_said
from desirepath.report.pack.ledger import ledger_text
from desirepath.report.spoken import gettext, ngettext, said
from desirepath.vocabulary.chart import BarChart, HeatTable, LineChart
from desirepath.vocabulary.figure import Figure
from desirepath.vocabulary.pack import Block, Grid, Pack

FONT_TYPE = "data:font/woff2;base64,"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    shade: str
    mark: str
    value: str
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    title: str
    of: str
    blocks: tuple[Markup, ...]


def pack_html(pack: Pack, *, with_ledger: bool = True) -> str:
    """The page. Without the ledger it is what the PDF is made from, which has it attached."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _templates()
        .get_template("pack.html.j2")
        .render(
            pack=pack,
            sections=tuple(
                _Part(
                    title=one.title,
                    of=one.of,
                    blocks=tuple(_drawn(block) for block in one.blocks),
                )
                for one in pack.sections
            ),
            created=utc(pack.as_of),
            style=style,
            style_hash=f"sha256-{digest}",
            ledger=ledger_text(pack) if with_ledger else "",
        )
    )


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("desirepath.report.pack", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    return made


@cache
def font_text() -> str:
    """The font as it stands in the page."""
    return base64.b64encode((files("desirepath.report") / "fonts" / "inter-latin-variable.woff2").read_bytes()).decode()


@cache
def _style() -> Markup:
    """The style sheet with the font in it. Both are ours, so neither is escaped."""
    text = (files("desirepath.report") / "pack" / "pack.css").read_text(encoding="utf-8")
    return Markup(text.replace("INTER_WOFF2", font_text()))  # noqa: S704 - files of this package


def _drawn(block: Block) -> Markup:
    blocks: Any = _templates().get_template("blocks.html.j2").module
    match block:
        case LineChart():
            made = blocks.picture(block, line_chart(block))
        case BarChart():
            made = blocks.picture(block, bar_chart(block))
        case HeatTable():
            made = blocks.heat(block, _heat_rows(block))
        case Grid():
            made = blocks.grid(block)
        case _:
            made = blocks.paragraph(block)
    return Markup(made)  # noqa: S704 - a template that escapes made it


def _heat_rows(table: HeatTable) -> tuple[tuple[str, tuple[_Cell, ...]], ...]:
    return tuple(
        (name, tuple(_cell(one, shade) for one, shade in zip(cells, shaded, strict=True)))
        for (name, cells), shaded in zip(table.rows, shades(table), strict=True)
    )


def _cell(one: Figure | None, shade: Shade) -> _Cell:
    if one is None or one.value is None:
        return _Cell(shade=shade.value, mark="", value=said("–"), span="")
    return _Cell(shade=shade.value, mark=MARKS[shade], value=value_said(one), span=span_said(one))
